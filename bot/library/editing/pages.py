"""A Markdown page of content: one section is written anew or taken out; other lines stay."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.library.answers.markdown import Section, split
from bot.library.reading.mistakes import Findings

# What a form calls the lines of a section that is a list; the headings of such sections, where they are new.
ITEMS = "items"
HEADINGS = {"basis": "Căn cứ", "buttons": "Nút bấm"}
_ITEM = re.compile(r"[ ]*[-*+][ ]+(.*\S)[ ]*")


def section_of(page: str, answer: str) -> Section | None:
    """What the page says of that answer; None where it says nothing."""
    return next((section for section in split(page, Findings("")).sections if section.id == answer), None)


def said_in(page: str, answer: str, path: Sequence[str | int]) -> str:
    """What one part of a section says; of items each on a line, or the one of that number."""
    section = section_of(page, answer)
    if section is None:
        return ""
    if path[0] != ITEMS:
        return str(getattr(section, str(path[0]))).strip("\n")
    lines = section.short.split("\n")
    items = [found[1] for at in item_lines(section) if (found := _ITEM.fullmatch(lines[at - section.short_line]))]
    if len(path) == 1:
        return "\n".join(items)
    return items[int(path[1])] if int(path[1]) < len(items) else ""


def item_lines(section: Section) -> list[int]:
    """The lines of the page on which its items are."""
    lines = enumerate(section.short.split("\n"), start=section.short_line)
    return [number for number, line in lines if _ITEM.fullmatch(line)]


def with_said(page: str, answer: str, said: Mapping[str, str], title: str) -> str:
    """The page in which a section says this, by part; a section that says nothing is not there.

    title   of the page, where it is new
    """
    page = page or with_title("", title)
    if any(part.startswith(ITEMS) for part in said):
        items = [line for part in said.values() for line in part.split("\n") if line.strip()]
        old = section_of(page, answer)
        said = {
            "title": (old.title if old else HEADINGS.get(answer, answer)) if items else "",
            "short": "\n".join(f"- {item.strip()}" for item in items),
        }
    if not said["title"] and not said["short"]:
        return without_section(page, answer)
    return with_section(page, answer, said["title"], said["short"], said.get("detail", ""))


def with_section(page: str, answer: str, title: str, short: str, detail: str) -> str:
    """The page with the answer written anew, or at the end where it is new."""
    old = section_of(page, answer)
    if old and (old.title, old.short.strip(), old.detail.strip()) == (title, short.strip(), detail.strip()):
        return page
    parts = [f"## {title} {{#{answer}}}", short.strip("\n")]
    if detail.strip():
        parts += ["---", detail.strip("\n")]
    written = "\n".join(parts) + "\n"
    span = _span(page, answer)
    if span is None:
        return f"{page.rstrip(chr(10))}\n\n{written}"
    before, after = span
    lines = page.splitlines(keepends=True)
    rest = "".join(lines[after:])
    return "".join(lines[:before]) + written + (f"\n{rest}" if rest else "")


def without_section(page: str, answer: str) -> str:
    """The page without that answer."""
    span = _span(page, answer)
    if span is None:
        return page
    lines = page.splitlines(keepends=True)
    return "".join(lines[: span[0]] + lines[span[1] :]).rstrip("\n") + "\n"


def with_title(page: str, title: str) -> str:
    """The page with that topic's name."""
    lines = page.splitlines(keepends=True)
    place = next((number for number, line in enumerate(lines) if line.startswith("# ")), None)
    if place is None:
        return f"# {title}\n\n{page}"
    lines[place] = f"# {title}\n"
    return "".join(lines)


def _span(page: str, answer: str) -> tuple[int, int] | None:
    """The lines of the answer: from its heading to the next one."""
    sections = split(page, Findings("")).sections
    starts = [section.line - 1 for section in sections]
    place = next((number for number, section in enumerate(sections) if section.id == answer), None)
    if place is None:
        return None
    return starts[place], starts[place + 1] if place + 1 < len(starts) else len(page.splitlines())
