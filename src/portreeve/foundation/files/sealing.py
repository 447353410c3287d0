"""Files of special answers: each copy encrypted with the file's own key, and that key sealed with the ring."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from portreeve.foundation.files.types import Variant
from portreeve.foundation.keys import api as keys


def _context(file: UUID, variant: Variant) -> bytes:
    """Return what ties a copy to its file, so that no other can be put in its place."""
    return f"{file}/{variant.value}".encode()


def _key(data_key: bytes, variant: Variant) -> bytes:
    """Return the key of one copy: each has its own half, so that no nonce is ever used twice with one key."""
    return data_key[:32] if variant is Variant.WHOLE else data_key[32:]


def seal_files(file: UUID, whole: Path, small: Path | None) -> str:
    """Put encrypted copies in the place of a file's copies in quarantine; returns the sealed key to be kept."""
    data_key = keys.new_key() + keys.new_key()
    for variant, path in ((Variant.WHOLE, whole), (Variant.SMALL, small)):
        if path is not None:
            _replace(path, _key(data_key, variant), _context(file, variant))
    return keys.seal(base64.b64encode(data_key))


def _replace(path: Path, key: bytes, context: bytes) -> None:
    beside = path.with_suffix(".sealed")
    with path.open("rb") as source, beside.open("wb") as target:
        keys.seal_stream(source, target, key=key, context=context)
    beside.replace(path)


def opened(stream: BinaryIO, file: UUID, variant: Variant, data_key: str) -> BinaryIO:
    """Return what reads a sealed copy in clear. Raises CannotOpen if the key is no longer on the ring."""
    try:
        key = base64.b64decode(keys.unseal(data_key))
    except keys.CannotOpen:
        stream.close()
        raise
    return keys.open_stream(stream, key=_key(key, variant), context=_context(file, variant))


def name_of(name: str, data_key: str) -> str:
    """Return a file's name, opened where it is sealed; none where its key is lost, which must not hide the others."""
    if not (data_key and name):
        return name
    try:
        return keys.unseal(name).decode()
    except keys.CannotOpen:
        return ""
