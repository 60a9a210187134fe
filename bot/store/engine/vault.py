"""Seals what is personal in the database, and makes blind indexes to look it up.

One key of 32 bytes is the operator's; a key to seal with and a key to blind with are derived from it. The database
file without the key tells no name, no number and no word that was said. While keys are changed there are several:
the first seals, every one opens, and what is sealed says by which.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Iterator, Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from bot.domain.errors import Trouble

KEY_BYTES = 32
ID_BYTES = 4
_NONCE_BYTES = 12
_FIRST_VERSION = b"\x01"
_VERSION = b"\x02"
_BOUND = b"\x03"


class _Key:
    """What is derived from one key: a cipher, a key to blind with, the mark of its seals."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise Trouble(f"Khoá mã hoá phải dài đúng {KEY_BYTES} byte; hãy tạo khoá mới bằng lệnh của Loa.")
        self.cipher = AESGCM(_derived(key, b"loa: seal"))
        self.blinding = _derived(key, b"loa: blind")
        name = _derived(key, b"loa: id")[:ID_BYTES]
        self.mark, self.bound = _VERSION + name, _BOUND + name

    def blind(self, text: str) -> bytes:
        return hmac.digest(self.blinding, text.encode(), hashlib.sha256)


class Vault:
    """Seals and unseals text, and blinds it for look-ups, with keys of 32 random bytes.

    `old` are the keys of before: they open what is not sealed anew yet. Raises Trouble for a key of another kind.
    """

    def __init__(self, key: bytes, *old: bytes) -> None:
        self._keys = tuple(_Key(one) for one in (key, *old))
        self._by_mark = {mark: one for one in reversed(self._keys) for mark in (one.mark, one.bound)}
        self._first = self._keys[0]

    @classmethod
    def from_text(cls, text: str, old: Sequence[str] = ()) -> Vault:
        """The vault of keys written in base64 (either alphabet). Raises Trouble for what is none."""
        return cls(*(_decoded(one) for one in (text, *old)))

    @staticmethod
    def new_text() -> str:
        """A fresh random key in base64, for the operator to keep apart from the database."""
        return base64.b64encode(os.urandom(KEY_BYTES)).decode("ascii")

    @property
    def mark(self) -> bytes:
        """The beginning of everything sealed with the first key: a version byte and the key's name."""
        return self._first.mark

    @property
    def bound_mark(self) -> bytes:
        """The beginning of what is sealed with the first key for one place alone."""
        return self._first.bound

    def seal(self, text: str, place: bytes = b"") -> bytes:
        """The key's mark, a random nonce, and AES-256-GCM of the text; never twice the same.

        place   where it is kept, if it is to open nowhere else
        """
        nonce, mark = os.urandom(_NONCE_BYTES), self._first.bound if place else self._first.mark
        return mark + nonce + self._first.cipher.encrypt(nonce, text.encode(), mark + place)

    def unseal(self, sealed: bytes, place: bytes = b"") -> str:
        """Returns the text.

        Raises Trouble where no key opens it, it was tampered with, or it was sealed for another place, or for none.
        """
        if (sealed[:1] == _BOUND) is not bool(place):
            raise Trouble("Dữ liệu đã cất không thuộc về chỗ này.")
        for key, mark in self._openers(sealed):
            nonce, body = sealed[len(mark) : len(mark) + _NONCE_BYTES], sealed[len(mark) + _NONCE_BYTES :]
            try:
                return key.cipher.decrypt(nonce, body, mark + place).decode()
            except (InvalidTag, ValueError):
                continue
        raise Trouble("Khoá mã hoá không mở được dữ liệu đã lưu: có lẽ đây là khoá khác.")

    def unseal_any(self, sealed: bytes | None) -> str:
        """The text of a column that may be blank: "" where it is."""
        return "" if sealed is None else self.unseal(sealed)

    @staticmethod
    def is_bound(sealed: bytes) -> bool:
        """Whether it says that it was sealed for one place alone."""
        return sealed[:1] == _BOUND

    def is_strange(self, sealed: bytes) -> bool:
        """Whether it does not even say that it was sealed with one of these keys."""
        return bytes(sealed[: 1 + ID_BYTES]) not in self._by_mark

    def blind(self, text: str) -> bytes:
        """The same 32 bytes for the same text, which tell nothing about it: the key of look-ups."""
        return self._first.blind(text)

    def blinds(self, text: str) -> list[bytes]:
        """The text blinded with every key: a row is under one of them, sealed anew or not yet."""
        return [key.blind(text) for key in self._keys]

    def _openers(self, sealed: bytes) -> Iterator[tuple[_Key, bytes]]:
        """The keys that may open it, and how it begins; the first seals did not name their key."""
        if sealed[:1] == _FIRST_VERSION:
            yield from ((key, _FIRST_VERSION) for key in self._keys)
        elif key := self._by_mark.get(bytes(sealed[: 1 + ID_BYTES])):
            yield key, key.bound if sealed[:1] == _BOUND else key.mark


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text.strip().replace("-", "+").replace("_", "/"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Trouble("Khoá mã hoá không đúng dạng base64.") from error


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDFExpand(algorithm=SHA256(), length=KEY_BYTES, info=purpose).derive(key)
