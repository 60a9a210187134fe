"""The minutes of a meeting: the values of the fields of their Word template."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import date

from bot.domain.calendar import WEEK, local
from bot.domain.meetings import Meeting
from bot.domain.outreach.results import Results
from bot.library import Library
from bot.store.engine.database import Transaction
from bot.store.meetings import guests, photos, results
from bot.store.staff import members
from bot.words import FIRST, Language, in_language

NAME = "bien-ban"
UNKNOWN = "–"
PICTURE_WIDTH, MOST_PICTURES = 140, 6


def gathered(
    tx: Transaction, meeting: Meeting, library: Library, language: Language, today: date
) -> dict[str, object] | None:
    """The values for that meeting as they are kept; None as long as it has no results."""
    found = results.get(tx, meeting.number)
    if found is None:
        return None
    writer = members.get(tx, found.written_by)
    come, _wait = guests.counted(tx, [meeting.number]).get(meeting.number, (0, 0))
    kept = (photos.get(tx, meeting.number, one) for one in photos.of(tx, meeting.number)[:MOST_PICTURES])
    pictures = [one for one in kept if one is not None]
    return minutes(meeting, found, come, writer.name if writer else "", pictures, library, language, today)


def minutes(
    meeting: Meeting,
    results: Results,
    registered: int,
    written_by: str,
    pictures: Sequence[bytes],
    library: Library,
    language: Language,
    today: date,
) -> dict[str, object]:
    """The values by the names of the fields; what nobody counted is a dash."""
    plan = meeting.plan
    kind, commune = library.meetings.get(plan.kind), library.places.communes.get(plan.commune)
    place, spoken = (commune.name, commune.spoken) if commune else (plan.commune, plan.commune)
    office, home = library.office_of(plan.commune), in_language(FIRST, library.home.name)
    own = in_language(FIRST, office.name) if office is not None else f"UBND {spoken}"
    starts, ends = local(plan.starts), local(plan.ends)
    return {
        "co_quan_chu_quan": home,
        "co_quan": plan.organiser or own,
        "so": "…",
        "ky_hieu": "BB",
        "dia_danh": place,
        "ngay": today.isoformat(),
        "loai_buoi": in_language(FIRST, kind.name) if kind else "Hội nghị",
        "ten": plan.title,
        "thoi_gian": f"từ {starts:%H:%M} đến {ends:%H:%M}, {language.say(WEEK[starts.weekday()])}, {starts:%d/%m/%Y}",
        "dia_diem": ", ".join(part for part in (plan.place, plan.hamlet, spoken) if part),
        "to_chuc": plan.organiser,
        "phoi_hop": plan.partners,
        "bao_cao_vien": plan.speaker,
        "noi_nhan": [home, f"UBND {spoken}"],
        "anh": [{"picture": b64encode(one).decode(), "width": PICTURE_WIDTH} for one in pictures],
        **_told(results, registered, written_by),
    }


def _told(results: Results, registered: int, written_by: str) -> dict[str, object]:
    """What the officer reported."""
    heads = results.heads.said
    return {
        "co_mat": heads.get("present", UNKNOWN),
        "nu": heads.get("women", UNKNOWN),
        "khmer": heads.get("khmer", UNKNOWN),
        "dang_ky_tai_cho": heads.get("signed", UNKNOWN),
        "hua_tham_gia": heads.get("promised", UNKNOWN),
        "dang_ky_truoc": registered,
        "cau_hoi": [{"hoi": asked, "dap": said} for asked, said in results.words.items() if said],
        "nguoi_ghi": written_by,
    }
