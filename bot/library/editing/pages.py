"""A topic's Markdown page: one answer is written anew or taken out; other lines stay."""

from __future__ import annotations

from bot.library.answers.markdown import Section, split
from bot.library.reading.mistakes import Findings


def section_of(page: str, answer: str) -> Section | None:
    """What the page says of that answer; None where it says nothing."""
    return next((section for section in split(page, Findings("")).sections if section.id == answer), None)


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
