"""A report as the values of its Word template, whose layout is the office's own."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from decimal import Decimal

from bot.domain.errors import Trouble
from bot.domain.reports.cells import UNKNOWN, Cell, known
from bot.domain.reports.measures import GROUPS, MEASURES
from bot.domain.reports.targets import TARGETED, Standing
from bot.reports.charts.order import drawn
from bot.reports.documents.order import filled
from bot.reports.results.charts import charts, ranked
from bot.reports.results.figures import Cells
from bot.reports.results.news import CampaignRow
from bot.reports.results.report import Report, something, with_numbers
from bot.reports.results.wording import change, said

TEMPLATE = "bao-cao"
PICTURES = {"funnel": "bieu_do_ket_qua", "trend": "bieu_do_dien_bien", "communes": "bieu_do_xa"}
COLUMNS = {"den": "arrivals", "hoi": "asked", "yeu_cau": "requests", "goi": "called", "tham_gia": "joined"}
NEWS = {"gui": "campaign_sent", "bam": "campaign_tapped", "hoi": "asked", "yeu_cau": "requests",
        "tham_gia": "joined", "ngung": "campaign_stopped"}  # fmt: skip
PARTS = ("bang", "chi_tieu", "xa", "dot_tin", "chu_de", "cau_hoi", "kho_khan", "de_xuat", "thay_doi")
"""The parts of the template that have a number, in their order."""
ALWAYS = frozenset({"bang", "kho_khan", "de_xuat"})
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
BY, WIDTH = "joined", 160
NO_INSURER = "Chưa nhập đủ số liệu của cơ quan BHXH cho kỳ này."
SMALL = "Số “<3” là một hoặc hai, “*” là số phải che để không suy ra số đó, “–” là không có số liệu."


def template_of(documents: Mapping[str, bytes]) -> bytes:
    """The office's template among the documents; raises Trouble where there is none."""
    if TEMPLATE not in documents:
        raise Trouble(f"Chưa có mẫu báo cáo content/reports/{TEMPLATE}.docx.")
    return documents[TEMPLATE]


def document(report: Report, template: bytes) -> bytes:
    """The Word document.

    Raises Trouble that names the template's paragraph; slow, and made by processes of their own.
    """
    return filled(template, {**values(report), **_pictures(report)})


def values(report: Report) -> dict[str, object]:
    """All but the pictures."""
    say, head, found = report.spoken.language.say, report.heading, report.found
    period = say(found.period.title)
    made: dict[str, object] = {
        "co_quan_chu_quan": head.parent,
        "co_quan": head.office,
        "so": "      ",
        "ky_hieu": head.symbol,
        "dia_danh": head.place,
        "ngay": report.day.isoformat(),
        "loai": "Báo cáo",
        "trich_yeu": f"Kết quả vận động tham gia BHXH tự nguyện {period} – {found.unit.name}",
        "noi_dung": _opening(report, period),
        "noi_nhan": list(head.to),
        "chuc_vu": head.title,
        "nguoi_ky": head.signer,
        "ky": period[:1].upper() + period[1:],
        "bang": [group for group in _groups(report) if group["dong"]],
        "chi_tieu": [_target(one, report) for one in report.targets],
        "xa": [_commune(code, cells, report) for code, cells in ranked(dict(with_numbers(found.communes)), BY)],
        "chu_de": [
            {"ten": report.topics.get(topic, topic), "so": say(said("asked", cell))} for topic, cell in found.topics
        ],
        "cau_hoi": [{"ten": text, "so": say(said("asked", cell))} for text, cell in report.questions],
        "dot_tin": [_campaign(one, report) for one in report.news],
        "kho_khan": list(report.difficulties),
        "de_xuat": list(report.proposals),
        "thay_doi": list(report.changed),
        "ghi_chu": [*([] if found.now["official_new"].known else [NO_INSURER]), SMALL],
    }
    return {**made, "muc": _numbered(made)}


def _opening(report: Report, period: str) -> list[str]:
    found, last = report.found, report.found.period.last
    texts = [
        f"{report.heading.office} báo cáo kết quả vận động người dân tham gia bảo hiểm xã hội tự nguyện {period} "
        f"({found.period.first:%d/%m/%Y} – {last:%d/%m/%Y}) của {found.unit.name} như sau:"
    ]
    if not report.over:
        texts.append(f"Kỳ báo cáo chưa kết thúc: số liệu tính đến ngày {report.day:%d/%m/%Y}.")
    if found.began and found.began > found.period.first:
        texts.append(f"Số liệu được ghi từ ngày {found.began:%d/%m/%Y}; trước đó không có số liệu.")
    return texts


def _groups(report: Report) -> Iterator[dict[str, object]]:
    """Measures group by group, without those of which there is nothing in any of the periods."""
    found = report.found
    for group, names in GROUPS.items():
        some = [
            name for name in names if any(something(of[name]) for of in (found.now, found.before, found.year_before))
        ]
        yield {"ten": report.spoken.language.say(group), "dong": [_row(name, report) for name in some]}


def _row(name: str, report: Report) -> dict[str, str]:
    say, found = report.spoken.language.say, report.found
    now, before, year = found.now[name], found.before[name], found.year_before[name]
    return {
        "ten": say(MEASURES[name].title),
        "ky_nay": say(said(name, now)),
        "ky_truoc": say(said(name, before)),
        "so_ky_truoc": say(change(name, now, before)),
        "cung_ky": say(said(name, year)),
        "so_cung_ky": say(change(name, now, year)),
    }


def _commune(code: str, cells: Cells, report: Report) -> dict[str, str]:
    say = report.spoken.language.say
    return {"ten": report.spoken.commune(code), **{to: say(said(name, cells[name])) for to, name in COLUMNS.items()}}


def _campaign(one: CampaignRow, report: Report) -> dict[str, str]:
    say = report.spoken.language.say
    return {
        "ten": one.name,
        "ngay": f"{one.day:%d/%m/%Y}",
        **{to: say(said(name, one.cells[name])) for to, name in NEWS.items()},
    }


def _numbered(parts: Mapping[str, object]) -> dict[str, str]:
    """The Roman number of each part that there is, in the order of the template."""
    return dict(zip((part for part in PARTS if parts.get(part) or part in ALWAYS), ROMANS, strict=False))


def _target(one: Standing, report: Report) -> dict[str, str]:
    language, goal = report.spoken.language, one.target
    title = language.say(MEASURES[TARGETED[goal.measure]].title)

    def number(value: int | Decimal | None) -> str:
        return UNKNOWN if value is None else language.value(value)

    part: Cell = known(one.share)
    return {
        "ten": f"{title}, {language.say(goal.period.title)} ({goal.decision})",
        "giao": number(goal.goal),
        "dat": number(one.reached),
        "ty_le": language.say(said("answered_share", part)),
        "con_lai": number(one.left),
        "moi_thang": number(one.pace),
    }


def _pictures(report: Report) -> Mapping[str, object]:
    made = {name: chart for name, chart in charts(report.found, BY, report.spoken).items() if name in PICTURES}
    pictures = dict(zip(made, drawn(list(made.values()), "png"), strict=True)) if made else {}
    return {
        field: {"picture": b64encode(pictures[name]).decode(), "width": WIDTH} if name in pictures else ""
        for name, field in PICTURES.items()
    }
