"""Keys, sealing and blind indexes: the only door to cryptography.

A sealed value is ``v1.kid.nonce.ct`` (base64url without padding), AES-256-GCM with a random
96-bit nonce. The additional data names table, column, row uuid and key, so a value copied to
another row, column or key does not open. A blind index is a keyed HMAC of the normalised value:
equal values have equal indexes, nothing else can be learned without the key.
"""

from __future__ import annotations

import hmac
import json
import os
from base64 import urlsafe_b64decode
from binascii import b2a_base64
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from jobmatch.domain.errors import JobmatchError

if TYPE_CHECKING:
    from pathlib import Path

_VERSION = "v1"
_NONCE_BYTES = 12
_KEY_BYTES = 32
_URL_SAFE = bytes.maketrans(b"+/", b"-_")
INDEX_DIGITS = 32
"""Hexadecimal digits of a blind index: 128 bits."""


class SealError(JobmatchError):
    """A sealed value does not open: wrong key file, or the value was changed or moved."""

    message = "加密数据打不开：密钥文件不对，或数据被改动过。请找管理员核对 keys.json。"


class KeyFileError(JobmatchError):
    """The key file is missing, damaged or readable by others."""

    message = "密钥文件有问题，请找管理员。"


@dataclass(frozen=True)
class KeyRing:
    """The secrets of one installation; repr() shows none of them.

    Attributes:
        active: id of the key that new values are sealed with.
        data: key id to 32-byte key; old keys stay until every value is sealed anew.
        root: 32 bytes from which index, audit and session keys are derived.
    """

    active: str
    data: dict[str, bytes] = field(repr=False)
    root: bytes = field(repr=False)

    def __post_init__(self) -> None:
        ciphers = {kid: AESGCM(key) for kid, key in self.data.items()}
        object.__setattr__(self, "_ciphers", ciphers)
        object.__setattr__(self, "_derived", {})

    def seal(self, value: bytes, *, where: str) -> str:
        """Seal *value* for the place *where* ("table|column|row uuid")."""
        nonce = os.urandom(_NONCE_BYTES)
        aad = f"{where}|{self.active}".encode()
        sealed = self._cipher(self.active).encrypt(nonce, value, aad)
        return f"{_VERSION}.{self.active}.{_b64(nonce)}.{_b64(sealed)}"

    def open(self, sealed: str, *, where: str) -> bytes:
        """Open what seal() made for the same place; SealError otherwise."""
        try:
            version, kid, nonce, body = sealed.split(".")
            if version != _VERSION:
                raise SealError
            aad = f"{where}|{kid}".encode()
            return self._cipher(kid).decrypt(_unb64(nonce), _unb64(body), aad)
        except (InvalidTag, ValueError) as error:
            raise SealError from error

    def seal_blob(self, value: bytes, *, where: str) -> bytes:
        """Seal the content of a file; compact bytes instead of text."""
        nonce = os.urandom(_NONCE_BYTES)
        head = f"{_VERSION}.{self.active}.".encode()
        aad = f"{where}|{self.active}".encode()
        return head + nonce + self._cipher(self.active).encrypt(nonce, value, aad)

    def open_blob(self, sealed: bytes, *, where: str) -> bytes:
        """Open what seal_blob() made for the same place; SealError otherwise."""
        try:
            version, kid, rest = sealed.split(b".", 2)
            if version.decode() != _VERSION:
                raise SealError
            aad = f"{where}|{kid.decode()}".encode()
            nonce, body = rest[:_NONCE_BYTES], rest[_NONCE_BYTES:]
            return self._cipher(kid.decode()).decrypt(nonce, body, aad)
        except (InvalidTag, ValueError) as error:
            raise SealError from error

    def index(self, column: str, value: str) -> str:
        """Give the blind index of the normalised *value* of *column* ("table.column")."""
        key = self.derive(f"index.{column}")
        return hmac.digest(key, value.encode(), "sha256").hex()[:INDEX_DIGITS]

    def derive(self, purpose: str) -> bytes:
        """Give the 32-byte key of a *purpose* ("audit", "web.session", "index.…")."""
        derived: dict[str, bytes] = self.__dict__["_derived"]
        if purpose not in derived:
            derived[purpose] = hmac.digest(self.root, f"jobmatch|{purpose}".encode(), "sha256")
        return derived[purpose]

    @property
    def fingerprint(self) -> str:
        """Give a name for this set of secrets that tells nothing about them (for backups)."""
        return self.derive("fingerprint").hex()[:16]

    def with_new_key(self, kid: str) -> KeyRing:
        """Give a ring whose new values are sealed with a fresh key named *kid*."""
        if kid in self.data:
            raise KeyFileError(f"密钥编号 {kid} 已经用过，请换一个。")
        return KeyRing(kid, {**self.data, kid: os.urandom(_KEY_BYTES)}, self.root)

    def without(self, kid: str) -> KeyRing:
        """Give a ring without the retired key *kid*."""
        if kid == self.active:
            raise KeyFileError("正在使用的密钥不能删除。")
        return KeyRing(self.active, {k: v for k, v in self.data.items() if k != kid}, self.root)

    def _cipher(self, kid: str) -> AESGCM:
        ciphers: dict[str, AESGCM] = self.__dict__["_ciphers"]
        try:
            return ciphers[kid]
        except KeyError as error:
            raise SealError from error


def new_ring() -> KeyRing:
    """Make a ring of fresh random keys."""
    return KeyRing("k1", {"k1": os.urandom(_KEY_BYTES)}, os.urandom(_KEY_BYTES))


def load_ring(path: Path) -> KeyRing:
    """Read the key file; KeyFileError when it is missing, damaged or open to others."""
    try:
        if path.stat().st_mode & 0o077:
            raise KeyFileError(f"密钥文件 {path} 别人也能读，请先执行 chmod 600。")
        content = json.loads(path.read_text("utf-8"))
        data = {str(kid): _unb64(key) for kid, key in content["data"].items()}
        return KeyRing(str(content["active"]), data, _unb64(content["root"]))
    except FileNotFoundError as error:
        raise KeyFileError(f"找不到密钥文件 {path}。") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KeyFileError(f"密钥文件 {path} 已损坏，请从密钥备份恢复。") from error


def save_ring(ring: KeyRing, path: Path) -> None:
    """Write the key file whole or not at all, readable by its owner alone."""
    content = {
        "active": ring.active,
        "data": {kid: _b64(key) for kid, key in ring.data.items()},
        "root": _b64(ring.root),
    }
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        json.dump(content, stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)


def ring_at(path: Path) -> KeyRing:
    """Give the ring of the key file, making the file at the first start."""
    if not path.exists():
        save_ring(new_ring(), path)
    return load_ring(path)


def _b64(value: bytes) -> str:
    return b2a_base64(value, newline=False).translate(_URL_SAFE).rstrip(b"=").decode()


def _unb64(value: str) -> bytes:
    return urlsafe_b64decode(value + "=" * (-len(value) % 4))
