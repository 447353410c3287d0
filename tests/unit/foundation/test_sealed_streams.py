"""Long things sealed piece by piece."""

import io

import pytest

from portreeve.foundation.keys import streams
from portreeve.foundation.keys.ring import CannotOpen

KEY = streams.new_key()
WHOLE = streams.PIECE + 16


def sealed(plain: bytes) -> bytes:
    out = io.BytesIO()
    streams.seal_stream(io.BytesIO(plain), out, key=KEY, context=b"a")
    return out.getvalue()


def opened(body: bytes, *, key: bytes = KEY, context: bytes = b"a") -> bytes:
    return streams.open_stream(io.BytesIO(body), key=key, context=context).read()


@pytest.mark.parametrize("size", [0, 1, streams.PIECE - 1, streams.PIECE, streams.PIECE + 1, 3 * streams.PIECE])
def test_any_length_comes_back_as_it_was(size: int) -> None:
    plain = (b"dread" * (size // 5 + 1))[:size]
    assert opened(sealed(plain)) == plain
    assert b"dread" not in sealed(plain)


def test_whatever_is_altered_cut_moved_or_swapped_is_refused() -> None:
    body = sealed(b"x" * (3 * streams.PIECE))
    first, second, third = body[:WHOLE], body[WHOLE : 2 * WHOLE], body[2 * WHOLE :]
    for wrong in (
        first + second,  # cut off between two pieces
        body[:-1],
        second + first + third,
        first + third,
        first + first + second + third,
        body + third,
        bytes([body[0] ^ 1]) + body[1:],
        b"",
    ):
        with pytest.raises(CannotOpen):
            opened(wrong)


def test_another_key_or_another_files_bytes_do_not_open() -> None:
    with pytest.raises(CannotOpen):
        opened(sealed(b"x"), key=streams.new_key())
    with pytest.raises(CannotOpen):
        opened(sealed(b"x"), context=b"b")


def test_closing_closes_what_is_read() -> None:
    inner = io.BytesIO(sealed(b"x"))
    streams.open_stream(inner, key=KEY, context=b"a").close()
    assert inner.closed
