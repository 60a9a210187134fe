"""Every table, one module a noun. What is personal is a sealed column (LargeBinary).

Numbers of rows say nothing about a person. All moments are timezone-aware UTC in code.
Indexes are partial where a query wants only the few rows still open.
"""

from __future__ import annotations

from bot.store.engine.columns import metadata
from bot.store.tables.cases import case_asked, case_line, live_case, proposal
from bot.store.tables.channels import due, lease, zalo_pair, zalo_upload
from bot.store.tables.leads import lead, lead_step
from bot.store.tables.linking import link_code, link_miss
from bot.store.tables.messages import chat_line, inbox, parcel, picture
from bot.store.tables.people import address, citizen, consent, purpose_withdrawn
from bot.store.tables.staff import audit, invitation, staff, staff_code, staff_group, staff_session
from bot.store.tables.statistics import question, tally

__all__ = [
    "address",
    "audit",
    "case_asked",
    "case_line",
    "chat_line",
    "citizen",
    "consent",
    "due",
    "inbox",
    "invitation",
    "lead",
    "lead_step",
    "lease",
    "link_code",
    "link_miss",
    "live_case",
    "metadata",
    "parcel",
    "picture",
    "proposal",
    "purpose_withdrawn",
    "question",
    "staff",
    "staff_code",
    "staff_group",
    "staff_session",
    "tally",
    "zalo_pair",
    "zalo_upload",
]
