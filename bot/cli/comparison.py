"""`loa figures --compare` and `--against`.

What changes from one day to another, or with what was just edited.
"""

from __future__ import annotations

from datetime import date

import typer
from rich.console import Console

from bot.library import Library
from bot.library.comparison import Change, Comparison, compare, effect
from bot.reports.plain_table import PlainTable
from bot.words import Language


def show_days(library: Library, before: date, after: date, language: Language) -> None:
    """Figures, sample people and answers, each on the one day → on the other."""
    _show(compare(library, before, after), f"{before:%d/%m/%Y}", f"{after:%d/%m/%Y}", language)


def show_effect(held: Library, drafted: Library, today: date, language: Language) -> None:
    """The same without → with a draft, on the first day on which it makes a difference."""
    day, found = effect(held, drafted, today)
    _show(found, f"{day:%d/%m/%Y}, bản cũ", f"{day:%d/%m/%Y}, bản mới", language)


def _show(found: Comparison, before: str, after: str, language: Language) -> None:
    table = PlainTable("", before, after, lines=True)
    for change in found.figures:
        table.row(*_cells(change, language))
    for who, rows in found.people:
        table.row(language.say(who).upper(), "", "")
        for row in rows:
            table.row(*_cells(row, language))
    Console().print(table)
    typer.echo(f"Câu trả lời đổi lời: {len(found.answers)}.")
    for answer in found.answers:
        typer.echo(f"\n{answer.id}: {answer.title}")
        for mark, lines in (("−", answer.before), ("+", answer.after)):
            for line in lines:
                typer.echo(f"  {mark} {line}")


def _cells(change: Change, language: Language) -> tuple[str, ...]:
    after = "không đổi" if change.before == change.after else language.say(change.after)
    return language.say(change.label), language.say(change.before), after
