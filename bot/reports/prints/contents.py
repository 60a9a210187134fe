"""What is on one print.

Words of the library on a day with their basis, codes, and where to ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO

from bot.domain.errors import Trouble
from bot.domain.outreach.links import way_in
from bot.domain.outreach.prints import PrintKind
from bot.domain.places import Commune
from bot.domain.text import in_a_sentence
from bot.law.figures.figures import Figures
from bot.law.refusal import Refusal
from bot.library.answers.answers import Body
from bot.library.answers.formatting import Formatter
from bot.library.answers.markdown import Block, blocks
from bot.library.answers.templates import Part
from bot.library.library import Library, Poster
from bot.reports.posters import HOW, qr_code
from bot.reports.prints.imprint import Content, imprint
from bot.words import FIRST


def said_on(kind: PrintKind, library: Library, day: date) -> Content:
    """The words of that kind on the day, with basis and last day; the same for every code.

    Raises Trouble where the content has no prints, or a figure has no value on the day.
    """
    words, figures = _words(kind, library), library.figures
    return {
        **_said(words[kind], figures, day),
        "sections": [_said(body, figures, day) for name, body in words.items() if name != kind],
        **imprint(lambda on: _everything(words, figures, on), figures_of(kind, library), library, day),
    }


def page_of(said: Content, poster: Poster, links: Mapping[str, str], library: Library) -> Content:
    """What a layout is given for one code, in JSON's own types.

    links   the address that opens each channel, as `links_of` makes them
    """
    commune = library.places.communes.get(poster.commune)
    main = way_in(links)
    where = f"{commune.name}, {in_a_sentence(commune.province)}" if commune else capital(library.home.name_in(FIRST))
    return {
        **said,
        "code": poster.code,
        "where": where,
        "offices": _offices(commune, library),
        "qr": _drawn(main),
        "shown": main.partition("://")[2],
        "ways": [
            {"title": HOW[name][0], "how": _way(name, main if name == "web" else link, poster.code)}
            for name, link in links.items()
        ],
    }


def in_text(kind: PrintKind, library: Library, day: date) -> str:
    """The same words as plain text, with the last day on which they hold."""
    said = said_on(kind, library, day)
    until = f"(Số liệu dùng đến hết ngày {said['until']}.)" if said["until"] else ""
    lines, more = ([_plain(block) for block in said[part]] for part in ("lines", "more"))
    return "\n".join(part for part in (said["title"], *lines, until, *more) if part)


def _plain(block: Content) -> str:
    words = "".join(run["text"] for run in block["runs"])
    return f"• {words}" if block["kind"] == "item" else words


def figures_of(kind: PrintKind, library: Library) -> frozenset[str]:
    """The figures that stand on such a print."""
    parts = (part for body in _words(kind, library).values() for part in (body.short, body.detail))
    return frozenset(figure for part in parts if part for figure in part.figures)


def _words(kind: PrintKind, library: Library) -> dict[str, Body]:
    words = {name: body for name, body in library.prints.words.items() if name.partition("-")[0] == kind}
    if kind not in words:
        raise Trouble("Nội dung này chưa có bản in: hãy thêm thư mục prints (lấy từ bản kèm theo Loa).")
    return words


def _said(body: Body, figures: Figures, day: date) -> Content:
    return {
        "title": body.title,
        "lines": [_block(block) for block in _set(body.short, figures, day)],
        "more": [_block(block) for block in _set(body.detail, figures, day)] if body.detail else [],
    }


def _set(part: Part, figures: Figures, day: date) -> Iterator[Block]:
    """The blocks, with a mark that occurs more than once explained once."""
    formatter = Formatter(FIRST, figures, day)
    try:
        found = blocks(part.markdown(formatter))
    except Refusal as refusal:
        raise Trouble(f"Chưa in được cho ngày {day:%d/%m/%Y}: có con số chưa có giá trị ({refusal.code}).") from refusal
    mark = formatter.phrases["mark"]
    often = sum(run.text.count(mark) for block in found for run in block.runs) > 1
    for block in found:
        yield replace(
            block,
            runs=tuple(replace(run, text=run.text.replace(mark, "*")) for run in block.runs) if often else block.runs,
        )
    if often:
        yield from blocks("\\" + formatter.phrases["starred"])


def _block(block: Block) -> Content:
    runs = [{"text": run.text, "strong": run.strong} for run in block.runs]
    return {"kind": "item" if block.item else "paragraph", "runs": runs}


def _everything(words: Mapping[str, Body], figures: Figures, day: date) -> str:
    formatter = Formatter(FIRST, figures, day)
    parts = (part for body in words.values() for part in (body.short, body.detail) if part)
    return "\n".join(part.say(formatter) or "" for part in parts)


def _offices(commune: Commune | None, library: Library) -> list[Content]:
    """Where to go: the commune's own office, by name alone where nothing more of it is known."""
    if commune is None:
        return []
    known = library.offices_for(commune.code, "commune")
    if not known:
        return [{"name": f"Ủy ban nhân dân {commune.spoken}", "address": "", "phone": "", "hours": ""}]
    return [
        {"name": one.name[FIRST], "address": one.address, "phone": one.phone, "hours": one.hours.get(FIRST, "")}
        for one in known[:1]
    ]


def _way(name: str, link: str, code: str) -> str:
    """What somebody types, and does, who cannot scan."""
    shown = link.partition("://")[2]
    if name == "web":
        return shown
    return (
        f"{shown.partition('?')[0]} – {HOW[name][1].format(code=code).removeprefix('Quét mã, ').removeprefix('rồi ')}"
    )


def _drawn(link: str) -> str:
    target = BytesIO()
    qr_code(link).save(target, kind="svg", border=0, xmldecl=False, omitsize=True, dark="#22201c")
    return target.getvalue().decode()


def capital(words: str) -> str:
    """The words as they begin a line."""
    return words[:1].upper() + words[1:]
