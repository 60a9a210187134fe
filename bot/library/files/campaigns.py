"""content/campaigns/: what those who asked for news are told, one file a campaign.

Its name is the id. A section a language, then what it rests on ({#basis}) and where its buttons lead ({#buttons}).
Figures are written as in answers; links lead only to the hosts of hosts.yaml, phones are the hotline and the offices'.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.domain.calculators import CALCULATORS
from bot.domain.message_fitting import units
from bot.law.figures.figures import Figures
from bot.library.answers.answers import Body, TopicAnswer
from bot.library.answers.bare_numbers import PHONE, bare_numbers, figures_of
from bot.library.answers.formatting import Formatter
from bot.library.answers.links import HOST, StrangeLink, strange_links
from bot.library.answers.markdown import Page, Section, plain, split
from bot.library.answers.plain_words import find_in_title
from bot.library.answers.templates import compile_part, try_out
from bot.library.campaigns import BUTTONS, MOST_BUTTONS, CampaignButton, CampaignText
from bot.library.files.offices import LANGUAGES
from bot.library.files.topics import announced_days, full_day
from bot.library.library import Home, Office
from bot.library.reading import text_file
from bot.library.reading.content_folder import ContentFolder
from bot.library.reading.mistakes import Findings, did_you_mean
from bot.words import FIRST

FOLDER, HOSTS = "campaigns", "hosts.yaml"
BASIS, BUTTON = "basis", "buttons"
#: A message of the shortest channel has room for this, its buttons as words, and how to stop the news.
LONGEST = 1400
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ITEM = re.compile(r"[-*+][ ]+(.*\S)[ ]*")
_EXAMPLES = "answer: muc-dong-toi-thieu, sum: estimate, meetings, call"
_SHORTER = "Hãy viết gọn, hoặc để chi tiết cho một nút dẫn tới câu trả lời."


@dataclass(frozen=True)
class Allowed:
    """What a campaign may be made of.

    known    names of figures; None: none can be relied on
    answers  those that a button may lead to; None: they could not be read
    phones   the figures of the numbers that may be typed; hosts: where links may lead
    """

    figures: Figures
    known: Collection[str] | None
    answers: Mapping[str, TopicAnswer] | None
    phones: frozenset[str]
    hosts: frozenset[str] = frozenset()


def phones_of(home: Home | None, offices: Iterable[Office]) -> frozenset[str]:
    """The figures of the hotline and of the offices' numbers."""
    written = [home.hotline if home else "", *(part for one in offices for part in re.split(r"[,;/]", one.phone))]
    return frozenset(figures for one in written if (figures := figures_of(one)))


def read_campaigns(loader: ContentFolder, allowed: Allowed) -> dict[str, CampaignText]:
    """The campaigns by their ids; none where there is no such folder."""
    folder, names = loader.content / FOLDER, loader.names(FOLDER)
    hosts = frozenset(_hosts(loader, folder / HOSTS)) if HOSTS in names else frozenset()
    allowed = replace(allowed, hosts=hosts)
    campaigns = {}
    for name in (name for name in names if name != HOSTS):
        findings = loader.findings(folder / name)
        if name.endswith(".yaml"):
            findings.add(f"Tệp này không được đọc: mỗi đợt tin là một tệp .md, và một tệp {HOSTS}.")
        elif not name.endswith(".md"):
            continue
        elif not _ID.fullmatch(name.removesuffix(".md")):
            findings.add("Tên tệp chỉ được gồm chữ thường không dấu, số và gạch nối, ví dụ: dong-som.md.")
        elif (text := text_file.read_text(folder / name, findings)) is not None:
            campaign = _campaign(name.removesuffix(".md"), split(text, findings), allowed, findings)
            campaigns[campaign.id] = campaign
    return campaigns


def _hosts(loader: ContentFolder, path: Path) -> Iterator[str]:
    root = loader.read(path)
    listed = root.fields(("hosts",), required=("hosts",)) if root else {}
    for node in listed["hosts"].items() if "hosts" in listed else ():
        host = node.text()
        if host and not HOST.fullmatch(host):
            node.wrong(f"“{host}” không phải là tên trang. Viết chữ thường, không https://, ví dụ: vinhlong.gov.vn.")
        yield host


def _campaign(name: str, page: Page, allowed: Allowed, findings: Findings) -> CampaignText:
    sections = {section.id: section for section in page.sections}
    for one in sections.values():
        if one.id not in (*LANGUAGES, BASIS, BUTTON):
            known = ", ".join((*LANGUAGES, BASIS, BUTTON))
            findings.add(f"Không có phần {{#{one.id}}}.{did_you_mean(one.id, LANGUAGES)} Các phần: {known}.", one.line)
        elif one.detail.strip():
            findings.add("Tin gửi đi không có phần chi tiết sau dòng ---. Hãy bỏ dòng đó.", one.detail_line)
    for needed, why in ((FIRST, "lời bằng tiếng Việt"), (BUTTON, f"một đến {MOST_BUTTONS} nút")):
        if needed not in sections:
            findings.add(f"Thiếu {why}: cần một dòng ## … {{#{needed}}}.")
    basis = tuple(_basis(sections[BASIS], findings)) if BASIS in sections else ()
    buttons = _buttons(sections[BUTTON], allowed, findings) if BUTTON in sections else ()
    find_in_title(page.title, 1, findings)
    bodies: dict[str, Body] = {}
    for section in (sections[code] for code in LANGUAGES if code in sections and allowed.known is not None):
        if (body := _body(section, basis, buttons, allowed, findings)) is not None:
            bodies[section.id] = body
    figures = frozenset(figure for body in bodies.values() for figure in body.short.figures)
    return CampaignText(name, page.title, bodies, basis, buttons, figures)


def _body(
    section: Section, basis: tuple[str, ...], buttons: tuple[CampaignButton, ...], allowed: Allowed, findings: Findings
) -> Body | None:
    find_in_title(section.title, section.line, findings)
    for number, line in enumerate([f"## {section.title}", *section.short.split("\n")], start=section.line):
        for link in strange_links(line, allowed.hosts):
            findings.add(_stranger(link), number, link.at + 1)
    known, figures = allowed.known or (), allowed.figures
    part = compile_part(section.short, section.short_line, known, findings, allowed.phones)
    if part is None:
        return None
    if figures.by_name.keys() >= part.figures:
        if not basis and any(figures.by_name[name].unit != "text" for name in part.figures):
            findings.add(
                f"Tin này nói con số của luật mà thiếu căn cứ: cần một dòng ## … {{#{BASIS}}}.", section.short_line
            )
        formatter = Formatter(section.id, figures, full_day((part,), date.min, figures))
        shown = plain(try_out(part, formatter, section.short_line, findings))
        if not any(mistake.line >= section.line for mistake in findings.found):
            _find_hidden(shown, section.short_line, allowed, findings)
        texts = [(shown, "")]
        for day in announced_days(part, figures):
            when = f" từ ngày {day:%d/%m/%Y}, khi số mới công bố hiện cạnh số cũ"
            texts.append((part.say(Formatter(section.id, figures, day)) or "", when))
        labels = [one.title.get(section.id, one.title.get(FIRST, one.written)) for one in buttons]
        _check_length(texts, [section.title, "; ".join(basis), *labels], section, findings)
    return Body(section.title, part)


def _check_length(texts: list[tuple[str, str]], beside: list[str], section: Section, findings: Findings) -> None:
    length, when = max((units(text), when) for text, when in texts)
    length += sum(map(units, beside))
    if length > LONGEST:
        told = f"Tin này dài {length} ký tự{when}, kể cả tên, căn cứ và nút; nhiều nhất {LONGEST}. {_SHORTER}"
        findings.add(told, section.short_line)


def _stranger(link: StrangeLink) -> str:
    if link.host:
        return f"“{link.written}”: trang “{link.host}” chưa có trong {FOLDER}/{HOSTS}. Tin chỉ dẫn tới các trang ở đó."
    return f"“{link.written}” không gửi đi được. Tin chỉ dẫn tới https://… của các trang trong {FOLDER}/{HOSTS}."


def _find_hidden(shown: str, line: int, allowed: Allowed, findings: Findings) -> None:
    """Finds links and phones that show only once the words are put together."""
    for link in strange_links(shown, allowed.hosts):
        findings.add(_stranger(link), line)
    for _at, kind, written in bare_numbers(shown, allowed.phones):
        if kind == PHONE:
            told = f"“{written.strip()}” không phải là số tổng đài, cũng không phải số của nơi nào trong offices/."
            findings.add(f"{told} Số tổng đài viết {{{{ hotline }}}}.", line)


def _basis(section: Section, findings: Findings) -> Iterator[str]:
    for line, _column, said in _items(section, findings):
        find_in_title(said, line, findings)
        yield said


def _buttons(section: Section, allowed: Allowed, findings: Findings) -> tuple[CampaignButton, ...]:
    buttons: list[CampaignButton] = []
    for line, column, said in _items(section, findings):
        kind, _colon, target = (part.strip() for part in said.partition(":"))
        wrong = _wrong(kind, target, allowed)
        known = next((one for one in BUTTONS if one == kind), None)
        if wrong or known is None:
            findings.add(wrong, line, column)
            continue
        answer = (allowed.answers or {}).get(target) if known == "answer" else None
        button = CampaignButton(known, answer.id if answer else target, answer.title if answer else {})
        if button in buttons:
            findings.add(f"Nút “{said}” có hai lần.", line, column)
        buttons.append(button)
        if len(buttons) == MOST_BUTTONS + 1:
            findings.add(f"Nhiều nhất {MOST_BUTTONS} nút. Hãy bỏ bớt.", line, column)
    return tuple(buttons)


def _wrong(kind: str, target: str, allowed: Allowed) -> str:
    """What is wrong with a button, or ""."""
    if kind not in BUTTONS:
        return f"Không có nút “{kind}”.{did_you_mean(kind, BUTTONS)} Viết như: {_EXAMPLES}."
    if kind == "answer" and allowed.answers is not None and target not in allowed.answers:
        return f"Không có câu trả lời “{target}”.{did_you_mean(target, allowed.answers)}"
    if kind == "sum" and target not in CALCULATORS:
        return f"Không có phép tính “{target}”.{did_you_mean(target, CALCULATORS)} Có: {', '.join(CALCULATORS)}."
    if kind not in ("answer", "sum") and target:
        return f"Sau “{kind}” không ghi gì thêm."
    return ""


def _items(section: Section, findings: Findings) -> Iterator[tuple[int, int, str]]:
    """Line, column and words of each item of a list; a line that is none is found."""
    for number, line in enumerate(section.short.split("\n"), start=section.short_line):
        item = _ITEM.fullmatch(line)
        if item:
            yield number, item.start(1) + 1, item[1]
        elif line.strip():
            findings.add("Phần này chỉ gồm các dòng bắt đầu bằng gạch nối và một dấu cách: “- …”.", number)
