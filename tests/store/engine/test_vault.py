"""Seals open with their own key only, and a blind index tells nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Trouble
from bot.store.engine.vault import Vault
from tests.store.samples import VAULT


@given(st.text())
def test_what_is_sealed_is_unsealed(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    assert VAULT.unseal(VAULT.seal(text)) == text


def test_a_seal_is_never_twice_the_same_and_tells_nothing() -> None:
    assert VAULT.seal("Lan") != VAULT.seal("Lan")
    assert b"Lan" not in VAULT.seal("Lan")


def test_another_key_opens_nothing() -> None:
    with pytest.raises(Trouble):
        Vault(bytes(32)).unseal(VAULT.seal("Lan"))


@pytest.mark.parametrize("position", [0, 1, -1])
def test_a_changed_byte_is_noticed(position: int) -> None:
    sealed = bytearray(VAULT.seal("Lan"))
    sealed[position] ^= 1
    with pytest.raises(Trouble):
        VAULT.unseal(bytes(sealed))


def test_blinding_is_steady_and_needs_the_key() -> None:
    assert VAULT.blind("+84912345678") == VAULT.blind("+84912345678")
    assert len(VAULT.blind("")) == 32
    assert VAULT.blind("+84912345678") != Vault(bytes(32)).blind("+84912345678")


def test_a_new_key_is_one() -> None:
    written = Vault.new_text()
    assert Vault.from_text(f" {written}\n").unseal(Vault.from_text(written).seal("Lan")) == "Lan"


@pytest.mark.parametrize("text", ["", "???", "c2hvcnQ=", "é"])
def test_what_is_no_key_is_the_operators_trouble(text: str) -> None:
    with pytest.raises(Trouble):
        Vault.from_text(text)
