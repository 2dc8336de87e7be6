"""Sealing and wrapping: pure functions over bytes, on the `cryptography` package.

A sealed text is bound to its place: the associated data names scope, owner, table, row,
field and key version, so a ciphertext moved anywhere else does not open (threat row 42).
"""

import hashlib
import hmac
import os
import struct
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORMAT = 1
AES_256_GCM = 1
HEADER = struct.Struct(">BBH")
NONCE = 12
LENGTH = struct.Struct(">I")
KIB = 1024
BUCKETS = (256, KIB, 4 * KIB, 16 * KIB, 64 * KIB)
COMMITMENT = 32


class CannotOpen(Exception):
    """The bytes are damaged, moved, or sealed under another key."""


class TooLong(ValueError):
    """The text does not fit into the largest bucket (64 KiB)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed text lives; every part is authenticated."""

    scope: str
    owner: UUID
    table: str
    row: UUID
    field: str


def new_key() -> bytes:
    """256 random bits."""
    return os.urandom(32)


def associated(*parts: object) -> bytes:
    """Unambiguous associated data: each part with its length in front."""
    encoded = [part if isinstance(part, bytes) else str(part).encode() for part in parts]
    return b"".join(LENGTH.pack(len(part)) + part for part in encoded)


def derive(key: bytes, purpose: str) -> bytes:
    """A subkey of `key` for one purpose (HKDF-SHA-256)."""
    return HKDF(hashes.SHA256(), 32, None, purpose.encode()).derive(key)


def pad(plain: bytes) -> bytes:
    """`plain` with its length in front, filled up to the next bucket.

    Raises TooLong beyond 64 KiB.
    """
    body = LENGTH.pack(len(plain)) + plain
    for size in BUCKETS:
        if len(body) <= size:
            return body.ljust(size, b"\0")
    raise TooLong


def unpad(padded: bytes) -> bytes:
    """The inverse of `pad`."""
    (length,) = LENGTH.unpack_from(padded)
    return padded[LENGTH.size : LENGTH.size + length]


def seal(key: bytes, version: int, plain: bytes, place: Place) -> bytes:
    """Encrypt `plain` for its place under key `version`."""
    nonce = os.urandom(NONCE)
    header = HEADER.pack(FORMAT, AES_256_GCM, version)
    return header + nonce + AESGCM(key).encrypt(nonce, pad(plain), _bound(header, place))


def sealed_version(sealed: bytes) -> int:
    """The key version a ciphertext names. Raises CannotOpen for foreign formats."""
    if len(sealed) < HEADER.size + NONCE:
        raise CannotOpen
    form, algorithm, version = HEADER.unpack_from(sealed)
    if (form, algorithm) != (FORMAT, AES_256_GCM):
        raise CannotOpen
    return int(version)


def unseal(key: bytes, sealed: bytes, place: Place) -> bytes:
    """Decrypt what `seal` made. Raises CannotOpen when anything differs."""
    header, rest = sealed[: HEADER.size], sealed[HEADER.size :]
    try:
        padded = AESGCM(key).decrypt(rest[:NONCE], rest[NONCE:], _bound(header, place))
    except (InvalidTag, ValueError) as error:
        raise CannotOpen from error
    return unpad(padded)


def wrap(outer: bytes, key: bytes, bound: bytes) -> bytes:
    """Encrypt a key under another one, committing to that other one.

    The commitment comes first: GCM alone would allow guessing many keys at once (threats 2.3).
    """
    nonce = os.urandom(NONCE)
    body = nonce + AESGCM(derive(outer, "wrap-enc")).encrypt(nonce, key, bound)
    return _commit(outer, bound, body) + body


def unwrap(outer: bytes, wrapped: bytes, bound: bytes) -> bytes:
    """Decrypt what `wrap` made. Raises CannotOpen when anything differs."""
    commitment, body = wrapped[:COMMITMENT], wrapped[COMMITMENT:]
    if not hmac.compare_digest(commitment, _commit(outer, bound, body)):
        raise CannotOpen
    try:
        return AESGCM(derive(outer, "wrap-enc")).decrypt(body[:NONCE], body[NONCE:], bound)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen from error


def tag(key: bytes, *parts: object) -> bytes:
    """A keyed tag by which an owner finds a row again without a clear date (answers 22)."""
    return hmac.new(key, associated(*parts), hashlib.sha256).digest()[:16]


def _bound(header: bytes, place: Place) -> bytes:
    return associated(header, place.scope, place.owner, place.table, place.row, place.field)


def _commit(outer: bytes, bound: bytes, body: bytes) -> bytes:
    return hmac.new(derive(outer, "wrap-commit"), bound + body, hashlib.sha256).digest()
