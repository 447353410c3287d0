"""The key that signs seals. It lives in a file of its own, so that whoever holds the database cannot make seals."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from portreeve.foundation.config_types.api import installation
from portreeve.foundation.keys import api as keys


class KeyMissing(RuntimeError):
    """There are seals but no key: a new key would make every old seal look forged. Put the file back."""


def key_file() -> Path:
    """Return where the signing key is kept."""
    return installation().home / "keys" / "audit-signing.pem"


def public_file() -> Path:
    """Return where the public half is kept; a copy elsewhere lets others check the seals."""
    return installation().home / "keys" / "audit-public.pem"


def sign(content: bytes, *, first: bool = False) -> bytes:
    """Sign with the installation's key; `first` allows one to be made. Raises KeyMissing."""
    path = key_file()
    if not path.exists():
        if not first:
            raise KeyMissing(f"The audit's signing key {path.name} is not in the keys folder.")
        _make(path)
    return _private(path, path.stat().st_mtime_ns).sign(content)


def signed(content: bytes, signature: bytes) -> bool:
    """Say whether the installation's key signed this. Raises KeyMissing if not even its public half is there."""
    path = public_file()
    if not path.exists():
        raise KeyMissing(f"The audit's public key {path.name} is not in the keys folder.")
    try:
        _public(path, path.stat().st_mtime_ns).verify(signature, content)
    except InvalidSignature:
        return False
    return True


def _make(path: Path) -> None:
    """Make the key, readable by its owner only. Of two processes that both try, one wins and both use its key."""
    key = Ed25519PrivateKey.generate()
    if not keys.write_first(path, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())):
        return
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    public_file().write_bytes(public)


@lru_cache(maxsize=4)
def _private(path: Path, _changed: int) -> Ed25519PrivateKey:
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyMissing(f"{path.name} is not an Ed25519 key.")
    return key


@lru_cache(maxsize=4)
def _public(path: Path, _changed: int) -> Ed25519PublicKey:
    key = load_pem_public_key(path.read_bytes())
    if not isinstance(key, Ed25519PublicKey):
        raise KeyMissing(f"{path.name} is not an Ed25519 key.")
    return key
