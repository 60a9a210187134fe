"""Where personal data is: each sealed column, who erases it, and how long it is kept.

A change of keys and the check of the key go by this table; tests hold `forget`, the clockwork and every new column
against it. So a new sealed column is a new line here, and a new column of plain text one among those that are harmless.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Column

from bot.store.engine.database import RowId
from bot.store.tables import (
    address,
    approval,
    case_line,
    chat_line,
    content_draft,
    content_version,
    erasure,
    erasure_key,
    guest,
    guest_question,
    inbox,
    invitation,
    lead,
    lead_extra,
    lead_step,
    link_code,
    meeting_photo,
    meeting_report,
    new_address,
    origin_key,
    parcel,
    payment_reminder,
    picture,
    proposal,
    question,
    report,
    report_remark,
    scan,
    screen,
    staff,
    zalo_pair,
)

Whose = Literal["citizen", "staff", "operator"]


@dataclass(frozen=True)
class Sealed:
    """One sealed column; a citizen's goes when they have it deleted, and after a time.

    kept    the field of the clockwork's Retention after whose time it goes; "" where `why` says what ends it instead
    row     what it is bound to: the columns that tell its row from others, the primary key if none are named
    """

    column: Column[Any]
    whose: Whose
    kept: str
    why: str = ""
    row: tuple[Column[Any], ...] = ()

    @property
    def place(self) -> tuple[Column[Any], ...]:
        """The columns whose values bind it to its row: it opens nowhere else, wherever it is copied."""
        return self.row or tuple(self.column.table.primary_key.columns)


SEALED: tuple[Sealed, ...] = (
    Sealed(address.c.conversation, "citizen", "drafts"),
    Sealed(
        inbox.c.body,
        "citizen",
        "messages",
        "blanked as soon as it is answered; one set aside waits that long",
        (inbox.c.channel, inbox.c.account, inbox.c.id),
    ),
    Sealed(
        parcel.c.body,
        "citizen",
        "parcels",
        "blanked as soon as it is sent; one given up waits that long",
        (parcel.c.key,),
    ),
    Sealed(chat_line.c.body, "citizen", "messages"),
    Sealed(lead.c.name, "citizen", "leads"),
    Sealed(lead.c.phone, "citizen", "leads"),
    Sealed(lead_step.c.note, "citizen", "leads"),
    Sealed(lead_extra.c.body, "citizen", "leads"),
    Sealed(case_line.c.body, "citizen", "cases"),
    Sealed(guest.c.phone, "citizen", "meetings", "left to be called about that meeting"),
    Sealed(payment_reminder.c.phone, "citizen", "payments", "left to be called about paying"),
    Sealed(guest_question.c.text, "citizen", "meetings"),
    Sealed(guest_question.c.name, "citizen", "meetings"),
    Sealed(guest_question.c.answer, "citizen", "meetings"),
    Sealed(
        proposal.c.question,
        "citizen",
        "",
        "redacted before it is kept; goes when an editor is done with it",
        (proposal.c.live_case,),
    ),
    Sealed(
        proposal.c.answer,
        "citizen",
        "",
        "redacted before it is kept; goes when an editor is done with it",
        (proposal.c.live_case,),
    ),
    Sealed(meeting_photo.c.source, "operator", "photos", "of a hall, where people are told; goes once it is fetched"),
    Sealed(meeting_photo.c.body, "operator", "photos", "of a hall, where people are told of it"),
    Sealed(meeting_report.c.words, "operator", "reports", "what an officer tells of a meeting; nobody is to be named"),
    Sealed(question.c.text, "operator", "questions", "redacted before it is kept, and by nobody in particular"),
    Sealed(
        picture.c.body, "operator", "", "a sum without a name, drawn for the holder of the link; has an end of its own"
    ),
    Sealed(staff.c.name, "staff", "", "the history of requests keeps the names of those who dealt with them"),
    Sealed(invitation.c.name, "staff", "", "blanked when the invitation is used"),
    Sealed(approval.c.note, "staff", "", "the history of what was approved keeps why"),
    Sealed(content_draft.c.reason, "staff", "", "the history of the content keeps why"),
    Sealed(report.c.document, "staff", "", "a report that was sent stays as it was; it tells of no citizen"),
    Sealed(report_remark.c.text, "staff", "", "difficulties of a month, and what officers propose: part of a report"),
    Sealed(erasure_key.c.key, "operator", "", "blinds the ids in the list of erasures, and must outlive backups"),
    Sealed(origin_key.c.key, "operator", "", "drawn anew each day, for hashes of that day"),
    Sealed(zalo_pair.c.access, "operator", "", "a token of the office's own account"),
    Sealed(zalo_pair.c.refresh, "operator", "", "a token of the office's own account"),
)
"""Every sealed column; its table has one column as primary key."""

PLACES: Mapping[Column[Any], tuple[Column[Any], ...]] = {one.column: one.place for one in SEALED}
"""Every sealed column, and the columns whose values bind it to its row."""

BLIND: Mapping[Column[Any], Column[Any]] = {lead.c.phone_blind: lead.c.phone}
"""Every blind index, and the sealed column that it is made of: both go together, and are made anew together."""

DIGESTS: tuple[Column[Any], ...] = (
    invitation.c.code_hash,
    link_code.c.code_hash,
    new_address.c.code_hash,
    erasure.c.who,
    scan.c.hash,
    screen.c.link_hash,
    screen.c.token_hash,
)
"""Digests of codes that were drawn by lot, and of ids under a key of their own: they say nothing about anybody."""

PUBLIC: tuple[Column[Any], ...] = (content_version.c.files, content_draft.c.files)
"""Bytes that anybody may read: the content is what Loa tells everybody."""

_CODES = {
    "citizen": "language",
    "staff": "role language communes skills",
    "address": "channel account chat came_from",
    "staff_group": "channel account chat communes",
    "invitation": "role communes skills",
    "code": "code kind place commune",
    "consent": "version purposes channel text_sha256",
    "purpose_withdrawn": "purpose",
    "lead": "state commune topic prefer channel source",
    "lead_step": "what",
    "lead_extra": "purpose",
    "lead_before": "turn move state commune",
    "inbox": "channel account id chat state reason",
    "parcel": "key channel account chat kind edits subject_kind names state worker message_id reason",
    "channel_health": "channel account way reason",
    "due": "what",
    "fact": "step unit channel source topic answer",
    "fact_month": "told_by step unit told",
    "report": "unit period hash numbers changed",
    "report_remark": "period kind commune",
    "target": "unit measure period decision",
    "official_count": "unit",
    "plan_use": "channel account what",
    "chat_line": "chat message_id",
    "lease": "name owner",
    "delivery_share": "worker",
    "origin": "hash",
    "erasure": "what",
    "number_floor": "name",
    "standstill": "name",
    "zalo_pair": "account refusal",
    "zalo_upload": "account sha256 attachment",
    "picture": "name",
    "meeting": "kind commune title hamlet place map organiser partners speaker target language contact state",
    "subscription": "purpose commune",
    "guest": "state rated",
    "payment_reminder": "method commune",
    "live_case": "commune state ending",
    "case_line": "side",
    "staff_code": "code_hash",
    "staff_session": "token_hash",
    "audit": "page leads form cases people",
    "question": "kind answer",
    "approval": "what hash verdict",
    "content_draft": "source kind thing state",
    "content_version": "hash how folder",
    "content_noticed": "name said",
    "content_folder": "id path hash refused",
    "printed": "code kind figures",
    "campaign": "content audience hash state code halt",
    "recipient": "channel account state why",
}
HARMLESS: frozenset[str] = frozenset(f"{table}.{name}" for table, names in _CODES.items() for name in names.split())
"""Every column of plain text: codes and states of our own, and the platforms' ids of chats and messages; no words.

But for where a printed code hangs, which anybody may read there.
"""


def by_table(sealed: Iterable[Sealed] = SEALED) -> dict[str, list[Column[Any]]]:
    """The sealed columns of each table that has any."""
    found: dict[str, list[Column[Any]]] = {}
    for one in sealed:
        found.setdefault(one.column.table.name, []).append(one.column)
    return found


def row_id(values: Sequence[Any]) -> RowId:
    """What `Transaction.seal` takes, of the values of a sealed column's place."""
    return values[0] if len(values) == 1 else tuple(values)
