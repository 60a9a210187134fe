"""Where personal data is: each sealed column, who erases it, and how long it is kept.

A change of keys and the check of the key go by this table; tests hold `forget`, the clockwork and every new column
against it. So a new sealed column is a new line here, and a new column of plain text one among those that are harmless.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Column

from bot.store.tables import (
    address,
    case_line,
    chat_line,
    inbox,
    invitation,
    lead,
    lead_step,
    link_code,
    parcel,
    picture,
    proposal,
    question,
    staff,
    zalo_pair,
)

Whose = Literal["citizen", "staff", "operator"]


@dataclass(frozen=True)
class Sealed:
    """One sealed column; a citizen's goes when they have it deleted, and after a time.

    kept    the field of the clockwork's Keeping after whose time it goes; "" where `why` says what ends it instead
    """

    column: Column[Any]
    whose: Whose
    kept: str
    why: str = ""


SEALED: tuple[Sealed, ...] = (
    Sealed(address.c.conversation, "citizen", "drafts"),
    Sealed(inbox.c.body, "citizen", "messages", "blanked as soon as it is answered; one set aside waits that long"),
    Sealed(parcel.c.body, "citizen", "parcels", "blanked as soon as it is sent; one given up waits that long"),
    Sealed(chat_line.c.body, "citizen", "messages"),
    Sealed(lead.c.name, "citizen", "leads"),
    Sealed(lead.c.phone, "citizen", "leads"),
    Sealed(lead_step.c.note, "citizen", "leads"),
    Sealed(case_line.c.body, "citizen", "cases"),
    Sealed(proposal.c.question, "citizen", "", "redacted before it is kept; goes when an editor is done with it"),
    Sealed(proposal.c.answer, "citizen", "", "redacted before it is kept; goes when an editor is done with it"),
    Sealed(question.c.text, "operator", "questions", "redacted before it is kept, and by nobody in particular"),
    Sealed(
        picture.c.body, "operator", "", "a sum without a name, drawn for the holder of the link; has an end of its own"
    ),
    Sealed(staff.c.name, "staff", "", "the history of requests keeps the names of those who dealt with them"),
    Sealed(invitation.c.name, "staff", "", "blanked when the invitation is used"),
    Sealed(zalo_pair.c.access, "operator", "", "a token of the office's own account"),
    Sealed(zalo_pair.c.refresh, "operator", "", "a token of the office's own account"),
)
"""Every sealed column; its table has one column as primary key."""

BLIND: Mapping[Column[Any], Column[Any]] = {lead.c.phone_blind: lead.c.phone}
"""Every blind index, and the sealed column that it is made of: both go together, and are made anew together."""

DIGESTS: tuple[Column[Any], ...] = (invitation.c.code_hash, link_code.c.code_hash)
"""Digests of codes that were drawn by lot: they say nothing about anybody."""

_CODES = {
    "citizen": "language came_from",
    "staff": "role language communes skills",
    "address": "channel account chat",
    "staff_group": "channel account chat communes",
    "invitation": "role communes skills",
    "consent": "version purposes channel text_sha256",
    "purpose_withdrawn": "purpose",
    "lead": "state commune topic",
    "lead_step": "what",
    "inbox": "channel account id chat state reason",
    "parcel": "key channel account chat kind edits subject_kind state worker message_id reason",
    "due": "what",
    "tally": "what commune came_from",
    "chat_line": "chat message_id",
    "lease": "name owner",
    "zalo_pair": "account refusal",
    "zalo_upload": "account sha256 attachment",
    "picture": "name",
    "live_case": "commune state ending",
    "case_line": "side",
    "staff_code": "code_hash",
    "staff_session": "token_hash",
    "audit": "page leads form",
    "question": "kind answer",
}
HARMLESS: frozenset[str] = frozenset(f"{table}.{name}" for table, names in _CODES.items() for name in names.split())
"""Every column of plain text: codes and states of our own, and the platforms' ids of chats and messages; no words."""


def by_table(sealed: Iterable[Sealed] = SEALED) -> dict[str, list[Column[Any]]]:
    """The sealed columns of each table that has any."""
    found: dict[str, list[Column[Any]]] = {}
    for one in sealed:
        found.setdefault(one.column.table.name, []).append(one.column)
    return found
