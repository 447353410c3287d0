"""A ring of keys in one file: the first seals, all open, so that keys can be replaced without losing anything."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class CannotOpen(Exception):
    """What is to be opened was sealed with a key that the ring no longer has, or was tampered with."""


def key_file(home: Path, name: str) -> Path:
    """Return where the ring of one purpose is kept."""
    return home / "keys" / f"{name}.keys"


def _write(path: Path, keys: list[bytes]) -> None:
    """Write a ring whole or not at all, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_suffix(f".{os.getpid()}.part")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as writer:
        writer.write(b"\n".join(keys) + b"\n")
        writer.flush()
        os.fsync(writer.fileno())
    beside.replace(path)


def _first(path: Path) -> None:
    """Make a ring with one key; of two processes that both try, one wins and both then read the same."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_suffix(f".{os.getpid()}.first")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as writer:
        writer.write(Fernet.generate_key() + b"\n")
        writer.flush()
        os.fsync(writer.fileno())
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        beside.unlink()


@lru_cache(maxsize=8)
def _ring(path: Path, changed: int) -> MultiFernet:
    """Read a ring; `changed` is the file's time, so that a turned ring is read again."""
    del changed
    return MultiFernet([Fernet(line) for line in path.read_bytes().split()])


def ring(home: Path, name: str) -> MultiFernet:
    """Return the ring of one purpose, made at first use."""
    path = key_file(home, name)
    if not path.exists():
        _first(path)
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
    _write(path, keys)
    return len(keys)
