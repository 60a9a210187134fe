"""Every table, one module a noun. What is personal is a sealed column (LargeBinary).

Numbers of rows say nothing about a person. All moments are timezone-aware UTC in code.
Indexes are partial where a query wants only the few rows still open.
"""

from __future__ import annotations

from bot.store.engine.columns import metadata
from bot.store.tables.campaigns import campaign, recipient
from bot.store.tables.cases import case_asked, case_line, live_case, proposal
from bot.store.tables.channels import (
    channel_health,
    delivery_share,
    due,
    lease,
    origin,
    origin_key,
    zalo_pair,
    zalo_upload,
)
from bot.store.tables.content import content_draft, content_folder, content_noticed, content_version, printed
from bot.store.tables.leads import lead, lead_before, lead_extra, lead_step
from bot.store.tables.linking import link_code, link_miss
from bot.store.tables.meetings import guest, guest_question, meeting, meeting_photo, meeting_report, scan, screen
from bot.store.tables.messages import chat_line, inbox, parcel, picture
from bot.store.tables.outreach import code
from bot.store.tables.people import address, citizen, consent, purpose_withdrawn
from bot.store.tables.recovery import erasure, erasure_key, next_number, number_floor, standstill
from bot.store.tables.reports import fact_month, fact_summed, official_count, report, report_remark, target
from bot.store.tables.staff import (
    approval,
    audit,
    invitation,
    new_address,
    staff,
    staff_code,
    staff_group,
    staff_session,
)
from bot.store.tables.statistics import fact, plan_use, question
from bot.store.tables.subscriptions import payment_reminder, subscription

__all__ = [
    "address",
    "approval",
    "audit",
    "campaign",
    "case_asked",
    "case_line",
    "channel_health",
    "chat_line",
    "citizen",
    "code",
    "consent",
    "content_draft",
    "content_folder",
    "content_noticed",
    "content_version",
    "delivery_share",
    "due",
    "erasure",
    "erasure_key",
    "fact",
    "fact_month",
    "fact_summed",
    "guest",
    "guest_question",
    "inbox",
    "invitation",
    "lead",
    "lead_before",
    "lead_extra",
    "lead_step",
    "lease",
    "link_code",
    "link_miss",
    "live_case",
    "meeting",
    "meeting_photo",
    "meeting_report",
    "metadata",
    "new_address",
    "next_number",
    "number_floor",
    "official_count",
    "origin",
    "origin_key",
    "parcel",
    "payment_reminder",
    "picture",
    "plan_use",
    "printed",
    "proposal",
    "purpose_withdrawn",
    "question",
    "recipient",
    "report",
    "report_remark",
    "scan",
    "screen",
    "staff",
    "staff_code",
    "staff_group",
    "staff_session",
    "standstill",
    "subscription",
    "target",
    "zalo_pair",
    "zalo_upload",
]
