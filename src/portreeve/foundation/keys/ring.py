"""A ring of keys in one file: the first seals, all open, so that keys can be replaced without losing anything."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from portreeve.foundation.keys import secret_files


class CannotOpen(Exception):
    """What is to be opened was sealed with a key that the ring no longer has, or was tampered with."""


def key_file(home: Path, name: str) -> Path:
    """Return where the ring of one purpose is kept."""
    return home / "keys" / f"{name}.keys"


@lru_cache(maxsize=8)
def _ring(path: Path, changed: int) -> MultiFernet:
    """Read a ring; `changed` is the file's time, so that a turned ring is read again."""
    del changed
    return MultiFernet([Fernet(line) for line in path.read_bytes().split()])


def ring(home: Path, name: str) -> MultiFernet:
    """Return the ring of one purpose, made at first use."""
    path = key_file(home, name)
    if not path.exists():
        secret_files.write_first(path, Fernet.generate_key() + b"\n")
    return _ring(path, path.stat().st_mtime_ns)


def seal(home: Path, name: str, plain: bytes) -> str:
    """Seal bytes with the newest key."""
    return ring(home, name).encrypt(plain).decode("ascii")


def unseal(home: Path, name: str, sealed: str) -> bytes:
    """Open what was sealed with any key of the ring. Raises CannotOpen."""
    try:
        return ring(home, name).decrypt(sealed.encode("ascii"))
    except (InvalidToken, UnicodeEncodeError) as error:
        raise CannotOpen(f"Sealed with a key that is not on the ring `{name}`, or altered.") from error


def turn(home: Path, name: str) -> int:
    """Put a new key first and keep the old ones for opening; returns how many the ring has."""
    ring(home, name)
    path = key_file(home, name)
    keys = [Fernet.generate_key(), *path.read_bytes().split()]
    secret_files.replace(path, b"\n".join(keys) + b"\n")
    return len(keys)
