"""What is personal lies sealed in the database, and may be looked up by a blind index only.

One key of 32 bytes is the operator's; a key to seal with and a key to blind with are derived from it. Whoever has the
database file without the key reads no name, no number and no word that was said.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from bot.domain.trouble import Trouble

KEY_BYTES = 32
_NONCE_BYTES = 12
_VERSION = b"\x01"


class Vault:
    """Seals and unseals text, and blinds it for look-ups. The key is 32 random bytes; raises Trouble for any other."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise Trouble(f"Khoá mã hoá phải dài đúng {KEY_BYTES} byte; hãy tạo khoá mới bằng lệnh của Loa.")
        self._cipher = AESGCM(_derived(key, b"loa: seal"))
        self._blinding = _derived(key, b"loa: blind")

    @classmethod
    def from_text(cls, text: str) -> Vault:
        """The vault of a key written in base64 (either alphabet). Raises Trouble for what is none."""
        try:
            key = base64.b64decode(text.strip().replace("-", "+").replace("_", "/"), validate=True)
        except (binascii.Error, ValueError) as error:
            raise Trouble("Khoá mã hoá không đúng dạng base64.") from error
        return cls(key)

    @staticmethod
    def new_text() -> str:
        """A fresh random key in base64, for the operator to keep apart from the database."""
        return base64.b64encode(os.urandom(KEY_BYTES)).decode("ascii")

    def seal(self, text: str) -> bytes:
        """A version byte, a random nonce, and AES-256-GCM of the text; never twice the same."""
        nonce = os.urandom(_NONCE_BYTES)
        return _VERSION + nonce + self._cipher.encrypt(nonce, text.encode(), _VERSION)

    def unseal(self, sealed: bytes) -> str:
        """The text again. Raises Trouble where it was sealed with another key, or was tampered with."""
        version, nonce, body = sealed[:1], sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        try:
            if version != _VERSION:
                raise InvalidTag
            return self._cipher.decrypt(nonce, body, version).decode()
        except (InvalidTag, ValueError) as error:
            raise Trouble("Khoá mã hoá không mở được dữ liệu đã lưu: có lẽ đây là khoá khác.") from error

    def unseal_any(self, sealed: bytes | None) -> str:
        """The text of a column that may be blank: "" where it is."""
        return "" if sealed is None else self.unseal(sealed)

    def blind(self, text: str) -> bytes:
        """Always the same 32 bytes for a text, telling nothing about it: what sealed columns are looked up by."""
        return hmac.digest(self._blinding, text.encode(), hashlib.sha256)


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDFExpand(algorithm=SHA256(), length=KEY_BYTES, info=purpose).derive(key)
