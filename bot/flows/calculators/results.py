"""How a result is told: card and words, the steps with their legal basis, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from bot.domain.messages import CardWords, Option
from bot.law.steps import WORKING, Step
from bot.talk.question import Done
from bot.words import Words, YearMonth, _, lines, paragraphs


def told(
    result: CardWords,
    steps: Iterable[Step],
    options: tuple[Option, ...],
    *more: Words | None,
    first: Words | None = None,
) -> Done:
    """A result as a dialogue ends with it; `first` comes first, `more` before the steps."""
    say = result.words() if first is None else paragraphs(first, result.words())
    return Done(say=say, picture=result, then=paragraphs(*more, how(steps)), options=options)


def how(steps: Iterable[Step]) -> Words:
    """How it was worked out, each step once; steps with the same basis name it together."""
    once = list(dict.fromkeys(steps))
    said = [
        _("• {step}", step=step.words)
        if following is not None and following.basis == step.basis
        else _("• {step} ({basis})", step=step.words, basis=step.basis)
        for step, following in zip_longest(once, once[1:])
    ]
    by_practice = any(step.practice for step in once)
    practice = _("Part of this follows present practice, not the wording of the law.") if by_practice else None
    return lines(WORKING, *said, practice)


def basis(steps: Sequence[Step], *others: str) -> Words:
    """The legal basis of all steps, each document once with all its articles."""
    articles: dict[str, dict[str, None]] = {}
    for text in (*(step.basis for step in steps), *others):
        for part in text.split("; "):
            document, *named = part.split(", ")
            articles.setdefault(document, {}).update(dict.fromkeys(named))
    documents = (", ".join((document, *named)) for document, named in articles.items())
    return _("Legal basis: {basis}.", basis="; ".join(documents))


def age(months: int) -> Words:
    """An age: "61 tuổi 6 tháng"."""
    years, odd = divmod(months, 12)
    if odd:
        return _("{years} years and {months} months of age", years=years, months=odd)
    return _("{years} years of age", years=years)


def when_of_age(months: int | None, reached: YearMonth | None) -> Words:
    """A retirement age and the month in which it is reached; both None where it was before 2021."""
    if months is None or reached is None:
        return _("reached before 2021")
    return _("{age}, in {month}", age=age(months), month=reached)
