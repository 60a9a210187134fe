"""The loudspeaker's scripts of a day, to be read out or printed large."""

from __future__ import annotations

from datetime import date
from functools import partial

from babel.numbers import format_decimal

from bot.domain.errors import Trouble
from bot.law.refusal import Refusal
from bot.library.answers.answers import Body
from bot.library.answers.formatting import Formatter
from bot.library.answers.scripts import minutes, script
from bot.library.files.prints import SCRIPT
from bot.library.library import Library
from bot.reports.prints.imprint import Content, imprint
from bot.words import FIRST


def scripts(library: Library, day: date) -> list[Content]:
    """Each script with its figures in words.

    Raises Trouble where a figure has no value on the day.
    """
    bodies = [body for name, body in library.prints.words.items() if name.startswith(SCRIPT)]
    return [_script(body, library, day) for body in bodies]


def _script(body: Body, library: Library, day: date) -> Content:
    try:
        words = _aloud(body, library, day)
    except Refusal as refusal:
        raise Trouble(f"Chưa in được cho ngày {day:%d/%m/%Y}: có con số chưa có giá trị ({refusal.code}).") from refusal
    return {
        "title": body.title,
        "paragraphs": words.split("\n\n"),
        "minutes": format_decimal(round(minutes(words), 1), locale=FIRST),
        **imprint(partial(_or_nothing, body, library), body.short.figures, library, day),
    }


def _aloud(body: Body, library: Library, day: date) -> str:
    return script(body.short, Formatter(FIRST, library.figures, day))


def _or_nothing(body: Body, library: Library, day: date) -> str:
    try:
        return _aloud(body, library, day)
    except Refusal:
        return ""
