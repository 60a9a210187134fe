"""What the audit log is about: pages, forms, and what is done in the chat."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from bot.domain.rights import Act


class Audited(StrEnum):
    """What an entry is about: a page, a form of it, or what was done in the chat.

    The values are kept.
    """

    BOARD = "board"
    MINE = "mine"
    REQUEST = "request"
    HISTORY = "history"
    EXPORT = "export"
    AUDIT = "audit"
    TAKE = "take"
    OUTCOME = "outcome"
    NOTE = "note"
    HAND = "hand"
    GIVE = "give"
    GIVE_ALL = "give_all"
    UNDO = "undo"
    REOPEN = "reopen"
    WRITE = "write"
    ERASE = "erase"
    DUTY = "duty"
    ABSENCE = "absence"
    TRAY = "tray"
    CONTENT = "content"
    CHAT = "chat"
    TOLD = "told"
    FIND = "find"
    CASE_OPEN = "case_open"
    CASE_TAKE = "case_take"
    CASE_ANSWER = "case_answer"
    CASE_HANDED = "case_handed"
    CASE_CLOSE = "case_close"
    CASE_PROPOSED = "case_proposed"
    STAFF = "staff"
    INVITE = "invite"
    IMPORT = "import"
    REVOKE = "revoke"
    EDIT = "edit"
    REMOVE = "remove"
    ADDRESS_IN = "address_in"
    ADDRESS_REFUSED = "address_refused"
    ADDRESS_OUT = "address_out"
    SESSIONS_ENDED = "sessions_ended"
    CONTENT_EDIT = "content_edit"
    CONTENT_DRAFT = "content_draft"
    CONTENT_USE = "content_use"
    CONTENT_BACK = "content_back"
    CONTENT_WITHDRAW = "content_withdraw"
    CONTENT_QUESTIONS = "content_questions"
    CONTENT_RELEASE = "content_release"
    CODE = "code"
    MEETING = "meeting"
    MEETING_CANCEL = "meeting_cancel"
    REPORT_SENT = "report_sent"
    REPORT_BRING = "report_bring"
    REPORT_REMARK = "report_remark"
    MEETING_RESULTS = "meeting_results"
    MEETING_PHOTO = "meeting_photo"
    MEETING_EXPORT = "meeting_export"
    MEETING_CALLS = "meeting_calls"
    PAYMENT_CALLS = "payment_calls"
    CAMPAIGN = "campaign"
    CAMPAIGN_TEST = "campaign_test"
    CAMPAIGN_APPROVE = "campaign_approve"
    CAMPAIGN_START = "campaign_start"
    CAMPAIGN_PAUSE = "campaign_pause"
    CAMPAIGN_STOP = "campaign_stop"
    SUBSCRIBERS = "subscribers"


REFUSED: Mapping[Act, Audited] = MappingProxyType(
    {
        Act.SEE: Audited.REQUEST,
        Act.SEE_HELD: Audited.HISTORY,
        Act.HAND_ON: Audited.GIVE,
        Act.NOTE_ABSENCE: Audited.ABSENCE,
        Act.HAND_OVER_ALL: Audited.GIVE_ALL,
        Act.READ_AUDIT: Audited.AUDIT,
        Act.SORT_TRAY: Audited.TRAY,
        Act.MEND_CONTENT: Audited.CONTENT,
        Act.UNDO: Audited.UNDO,
        Act.REOPEN: Audited.REOPEN,
        Act.WRITE: Audited.WRITE,
        Act.PLACE_STAFF: Audited.STAFF,
        Act.ADMIT_ADDRESS: Audited.ADDRESS_IN,
        Act.HOLD_MEETINGS: Audited.MEETING,
        Act.SEND_NEWS: Audited.CAMPAIGN,
        Act.APPROVE_NEWS: Audited.CAMPAIGN_APPROVE,
    }
)
"""Under what a refusal is written where the act is closed to the role altogether."""
