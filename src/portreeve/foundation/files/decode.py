"""Decodes a picture in a process of its own with little memory and time, and writes it again without its metadata.

Run as `python -m portreeve.foundation.files.decode IN WHOLE SMALL`; prints `width height`. Whatever a hostile file
does happens here, and the new file holds pixels only: no place, no camera, no comment (a photo's place is personal).
"""

from __future__ import annotations

import errno
import resource
import sys
import warnings

NO_ROOM = 28
"""The exit code that says: the picture may be well, but there was no room to write it."""
MEMORY = 1_000_000_000
SECONDS = 15
MOST_PIXELS = 60_000_000
WHOLE = 2400
SMALL = 480


def limit() -> None:
    """Take away from this process what a decompression bomb would need."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def rewrite(source: str, whole: str, small: str) -> tuple[int, int]:
    """Write both copies as JPEG and return the size in pixels of the larger."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    with Image.open(source, formats=["JPEG", "PNG", "WEBP"]) as opened:
        opened.draft("RGB", (WHOLE, WHOLE))
        upright = ImageOps.exif_transpose(opened)
        picture = Image.new("RGB", upright.size, "white")
        layer = upright.convert("RGBA")
        picture.paste(layer, mask=layer.getchannel("A"))
    picture.thumbnail((WHOLE, WHOLE))
    size = picture.size
    picture.save(whole, "JPEG", quality=85, progressive=True)
    picture.thumbnail((SMALL, SMALL))
    picture.save(small, "JPEG", quality=80)
    return size


if __name__ == "__main__":
    limit()
    try:
        width, height = rewrite(*sys.argv[1:4])
    except OSError as problem:
        sys.exit(NO_ROOM if problem.errno in {errno.ENOSPC, errno.EDQUOT} else 1)
    sys.stdout.write(f"{width} {height}\n")
