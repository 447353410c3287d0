"""Long things sealed piece by piece, so that a file is never whole in memory: AES-256-GCM with a key of its own.

A sealed stream is its pieces in order. Each piece's nonce says which piece it is and whether it is the last, so that
none can be left out, moved, repeated or cut off; `context` ties a stream to what it belongs to.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from portreeve.foundation.keys.ring import CannotOpen

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PIECE = 1_048_576
"""Bytes of a piece before it is sealed."""
_TAG = 16


def new_key() -> bytes:
    """Return a fresh key. One key seals one thing: with another under the same key and context nonces would repeat."""
    return AESGCM.generate_key(256)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\1" if last else b"\0")


def seal_stream(source: BinaryIO, target: BinaryIO, *, key: bytes, context: bytes) -> None:
    """Write a source sealed to a target."""
    cipher, number = AESGCM(key), 0
    piece = source.read(PIECE)
    while True:
        following = source.read(PIECE)
        target.write(cipher.encrypt(_nonce(number, last=not following), piece, context))
        if not following:
            return
        piece, number = following, number + 1


class _Opened(io.RawIOBase):
    """Reads a sealed stream from its beginning; every piece is proved before a byte of it is handed out."""

    def __init__(self, sealed: BinaryIO, key: bytes, context: bytes) -> None:
        self._sealed, self._cipher, self._context = sealed, AESGCM(key), context
        self._number, self._left = 0, b""
        self._next = sealed.read(PIECE + _TAG)
        self._over = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        if not self._left and not self._over:
            self._left = self._piece()
        with memoryview(buffer).cast("B") as room:
            size = min(len(room), len(self._left))
            room[:size] = self._left[:size]
        self._left = self._left[size:]
        return size

    def _piece(self) -> bytes:
        piece, self._next = self._next, self._sealed.read(PIECE + _TAG)
        self._over = not self._next
        nonce, self._number = _nonce(self._number, last=self._over), self._number + 1
        try:
            return self._cipher.decrypt(nonce, piece, self._context)
        except (InvalidTag, ValueError) as error:
            raise CannotOpen("A sealed file was altered, cut short, or belongs to something else.") from error

    def close(self) -> None:
        self._sealed.close()
        super().close()


def open_stream(sealed: BinaryIO, *, key: bytes, context: bytes) -> BinaryIO:
    """Return what reads a sealed stream in clear, from its beginning to its end; closing it closes the sealed one.

    Reading raises CannotOpen where anything was altered.
    """
    return io.BufferedReader(_Opened(sealed, key, context), buffer_size=65_536)
