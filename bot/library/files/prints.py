"""content/prints/: the words of what is printed, and a layout for each kind.

Figures are written as in answers.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from bot.domain.outreach.prints import PrintKind
from bot.law.figures.figures import Figures
from bot.library.answers.answers import Body
from bot.library.answers.formatting import Formatter
from bot.library.answers.markdown import Section, split
from bot.library.answers.plain_words import find_in_layout, find_in_title
from bot.library.answers.scripts import LONGEST, SHORTEST, minutes, script
from bot.library.answers.templates import compile_part, try_out
from bot.library.files.topics import full_day
from bot.library.library import Prints
from bot.library.reading import text_file
from bot.library.reading.content_folder import ContentFolder
from bot.library.reading.mistakes import Findings, did_you_mean
from bot.words import FIRST

FOLDER, LAYOUT, SCRIPT = "prints", ".typ", "script"
#: Layouts beside those of what bears a code.
OTHERS = ("shared", "booklet", SCRIPT)


def read_prints(loader: ContentFolder, figures: Figures, known: Collection[str] | None) -> Prints:
    """Words and layouts; none where there is no such folder.

    `known` None: no figure can be relied on.
    """
    folder = loader.content / FOLDER
    names = loader.names(FOLDER)
    layouts: dict[str, str] = {}
    for name in (name for name in names if name.endswith(LAYOUT)):
        laid = loader.findings(folder / name)
        layouts[name.removesuffix(LAYOUT)] = layout = text_file.read_text(folder / name, laid) or ""
        find_in_layout(layout, laid)
    if not names:
        return Prints()
    _find_missing_layouts(layouts, loader.findings(folder))
    page = folder / f"{FIRST}.md"
    findings = loader.findings(page)
    if page.name not in names:
        findings.add("Thiếu tệp này: lời của mọi bản in nằm ở đây.")
    elif (text := text_file.read_text(page, findings)) is not None and known is not None:
        return Prints(_words(text, figures, known, findings), layouts)
    return Prints({}, layouts)


def _words(text: str, figures: Figures, known: Collection[str], findings: Findings) -> dict[str, Body]:
    """The words by the ids of their sections: "leaflet", "leaflet-pay".

    What belongs to no kind is found.
    """
    words: dict[str, Body] = {}
    sections = split(text, findings).sections
    for section in sections:
        if section.id.partition("-")[0] not in {*PrintKind, SCRIPT}:
            hint = did_you_mean(section.id, (*PrintKind, SCRIPT))
            findings.add(f"Không có bản in nào mang mã {{#{section.id}}}.{hint}", section.line)
        elif (body := _body(section, figures, known, findings)) is not None:
            words[section.id] = body
    for kind in set(PrintKind) - {section.id for section in sections}:
        findings.add(f"Thiếu lời cho bản in “{kind}”: cần một dòng ## … {{#{kind}}}.")
    return words


def _body(section: Section, figures: Figures, known: Collection[str], findings: Findings) -> Body | None:
    find_in_title(section.title, section.line, findings)
    short = compile_part(section.short, section.short_line, known, findings)
    detail = compile_part(section.detail, section.detail_line, known, findings)
    if short is None or detail is None:
        return None
    if figures.by_name.keys() >= short.figures | detail.figures:
        formatter = Formatter(FIRST, figures, full_day((short, detail), date.min, figures))
        if try_out(short, formatter, section.short_line, findings) and section.id.startswith(SCRIPT):
            _check_length(minutes(script(short, formatter)), section, findings)
        try_out(detail, formatter, section.detail_line, findings)
    return Body(section.title, short, detail)


def _check_length(lasts: float, section: Section, findings: Findings) -> None:
    if not SHORTEST <= lasts <= LONGEST:
        findings.add(
            f"Bài phát thanh này đọc mất khoảng {lasts:.1f} phút; cần từ {SHORTEST} đến {LONGEST} phút.".replace(
                ".", ",", 1
            ),
            section.short_line,
        )


def _find_missing_layouts(layouts: Collection[str], findings: Findings) -> None:
    """Finds kinds without a layout, and layouts that nothing prints."""
    wanted = {*PrintKind, *OTHERS}
    for name in sorted(wanted - set(layouts)):
        findings.add(f"Thiếu tệp {name}{LAYOUT}.{did_you_mean(name, layouts)}")
    for name in sorted(set(layouts) - wanted):
        findings.add(f"Tệp {name}{LAYOUT} không được dùng.{did_you_mean(name, wanted)}")
