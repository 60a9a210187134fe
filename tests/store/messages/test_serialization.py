"""What is written down is read again, whole."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import Address, Button, Incoming, Message
from bot.store.messages.serialization import (
    read_communes,
    read_incoming,
    read_message,
    write_communes,
    write_incoming,
    write_message,
)


def whole(cls: type[Any]) -> st.SearchStrategy[Any]:
    """Anything of that class, with every field filled that it has, also one that was added yesterday."""
    return st.builds(cls, **{field.name: ... for field in fields(cls)})


@given(whole(Incoming))
def test_an_incoming_is_read_as_it_was(incoming: Incoming) -> None:
    assert read_incoming(write_incoming(incoming)) == incoming


@given(whole(Message))
def test_a_message_is_read_as_it_was(message: Message) -> None:
    assert read_message(write_message(message)) == message


def test_what_the_first_release_wrote_stays_readable() -> None:
    assert read_incoming('{"id":"7","from":["telegram","loa","1"],"text":"chào"}') == Incoming(
        "7", Address("telegram", "loa", "1"), text="chào"
    )
    assert read_message('{"text":"Chọn","buttons":[["y","Có"]],"wants_contact":true}') == Message(
        "Chọn", (Button("y", "Có"),), True
    )


def test_communes_are_found_whole() -> None:
    assert read_communes(write_communes({"29000", "290"})) == {"29000", "290"}
    assert " 290 " in write_communes({"29000", "290"})
    assert write_communes(()) == ""
