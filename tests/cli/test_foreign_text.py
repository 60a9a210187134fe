"""What citizens and officers wrote is shown to an operator as text: it is no mark-up, and no terminal obeys it."""

from __future__ import annotations

import ast
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.cases import Ending
from bot.domain.messages import Address, Incoming, Message
from bot.domain.people import Role
from bot.services.staff.membership import code_hash
from bot.store.cases import proposals
from bot.store.cases import queries as cases
from bot.store.engine.database import Transaction
from bot.store.messages import inbox
from bot.store.messages import outbox as parcels
from bot.store.messages.outbox import Settled
from bot.store.people import visitors
from bot.store.staff import invitations
from bot.store.statistics import unanswered
from tests.cli.operators import Operator
from tests.store.samples import NOW

HOSTILE = ["[/x] mở [bold]", "\x1b]52;c;bG9h\x07 xóa\x1b[2J", "\u202eđảo\u2028dòng\x9b31m", "[link=http://x]bấm[/link]"]
LAN = Address("paper", "", "lan")


def seen(text: str) -> None:
    """Nothing that a terminal takes for a command; new lines of the table itself are no harm."""
    assert not [char for char in text if (ord(char) < 32 and char != "\n") or 127 <= ord(char) < 160]
    assert not set(text) & set("\u202e\u2028\u200b")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_command_obeys_what_it_shows(operator: Operator, text: str) -> None:
    def write(tx: Transaction) -> None:
        code = code_hash("x")
        invitations.invite(tx, code, f"Minh {text}", Role.OFFICER, [], NOW + timedelta(days=1), NOW)
        invitations.redeem(tx, code, Address("paper", "", "minh"), NOW, "vi")
        parcels.post(tx, "k1", LAN, Message("x"), NOW)
        (parcel,) = parcels.claim(tx, "w", NOW, NOW - NOW, 1)
        parcels.settle(tx, [Settled(parcel.number, parcel.fence, "never", reason=text)], NOW)
        unanswered.keep(tx, text, "missed", "", NOW)
        visitor = visitors.visit(tx, Incoming("1", LAN), NOW, "vi")
        case = cases.add(tx, visitor.citizen.id, visitor.address_id, "29419", NOW, NOW)
        cases.end(tx, case, Ending.STAFF, NOW)
        proposals.propose(tx, case, text, text, NOW)
        inbox.keep_aside(tx, Incoming("refused:1", LAN, "refused", text, token="ValueError"), NOW)

    operator.does(write)
    for command in ("unanswered", "proposals", "staff list", "parcels", "aside", "aside show 1"):
        said = operator.says(*command.split())
        seen(said)
        assert len(said.splitlines()) > 1 or command == "aside show 1", command


def test_no_command_prints_what_is_not_plain() -> None:
    """Tables are made of plain cells, and what is put together while it runs is plain, or a constant."""
    for file in sorted((Path(__file__).parents[2] / "bot/cli").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        taken = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        assert "rich.table" not in taken, f"{file.name}: PlainTable"
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Attribute(attr="print"), args=[ast.JoinedStr(), *_]):
                    raise AssertionError(f"{file.name}:{node.lineno}: plain(…)")
