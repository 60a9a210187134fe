"""How a live question looks to staff and to the citizen who asked it."""

from __future__ import annotations

from bot.domain.cases import Case, CaseLine
from bot.domain.messages import MediaKind, Option, Say
from bot.services.context import Context
from bot.store.cases import queries as cases
from bot.talk import actions
from bot.talk.scene import Scene
from bot.words import FIRST, Words, _, lines, paragraphs, verbatim

SHOWN = 6
END = actions.END_CASE.option()
CALL_ME = actions.CONSULTATION.option()
HELPED = _("Did this talk help you? Please answer “có” or “chưa”.")
HIDDEN = _(
    "I have hidden the number in your message, so that nobody's number gets about. "
    "Whoever wants a call can ask for one with “0” after the talk."
)
KINDS: dict[MediaKind, Words] = {
    "photo": _("a photo"),
    "voice": _("a voice message"),
    "audio": _("a sound file"),
    "video": _("a video"),
    "document": _("a file"),
}


def card(case: Case, context: Context, heading: Words | None = None) -> Say:
    """The question with what led to it, and what the officer may do."""
    said = cases.lines(context.tx, case.number)
    before = [line for line in said if line.side == "before"]
    words = paragraphs(
        heading,
        _("Live question {number}, {commune}:", number=str(case.number), commune=context.commune_name(case.commune)),
        lines(*(_("“{text}”", text=line.text) for line in said if line.side == "citizen")),
        lines(_("Before that, with Loa:"), *(_line(line) for line in before)) if before else None,
        _("“Answer” opens the talk; what you type then goes to the citizen at once."),
    )
    options = (
        actions.CASE.option(case.number),
        actions.READY.option(case.number),
        actions.CASE_PASS.option(case.number),
    )
    return Say(words, options)


def shown_again(case: Case, context: Context) -> Words:
    """The last lines of the talk, for an officer who comes back to it."""
    said = [line for line in cases.lines(context.tx, case.number) if line.side != "before"]
    return lines(*(_line(line) for line in said[-SHOWN:]))


def _line(line: CaseLine) -> Words:
    if line.side == "before":
        return verbatim(f"– {line.text}")
    if line.side == "citizen":
        return _("– Citizen: {text}", text=line.text)
    return _("– Officer: {text}", text=line.text)


def state(case: Case) -> Words:
    """The question in a line, for a list."""
    number = str(case.number)
    if case.taken_by is None:
        return _("• Live question {number}: waits for an answer", number=number)
    return _("• Live question {number}: you are talking", number=number)


def end_of(case: Case) -> Option:
    """The button that ends that question, whichever is open."""
    return actions.END_CASE.option(case.number)


def talk_to(case: Case) -> Option:
    """The button that gives this officer's words to that question."""
    return actions.CASE.option(case.number, _("Talk to {number}", number=str(case.number)))


def rating(case: Case) -> tuple[Option, ...]:
    """The buttons that say whether the talk helped."""
    return (
        actions.HELPED.option(f"{case.number}:yes", _("It helped")),
        actions.HELPED.option(f"{case.number}:no", _("It did not help")),
    )


def ended(case: Case, context: Context, words: Words | None = None) -> Say:
    """What the officer who had the floor reads at its end, and their other talks."""
    said = words or _("Question {number} has ended. What you type goes to Loa again.", number=str(case.number))
    options = [actions.PROPOSE.option(case.number)] if case.answered else []
    others = cases.of_staff(context.tx, case.taken_by) if case.taken_by is not None else []
    return Say(said, (*options, *(talk_to(other) for other in others)))


def before_in_words(before: tuple[tuple[str, str], ...], context: Context) -> list[str]:
    """The recent lines of the talk (see Conversation), as staff read them."""
    language, answers = context.language(FIRST), context.knowledge.library.answers
    told = []
    for what, text in before:
        if what == "asked":
            told.append(language.say(_("Citizen: {text}", text=text)))
        elif what == "shown" and text in answers:
            told.append(language.say(_("Loa answered: {title}", title=answers[text].title[FIRST])))
        elif what == "missed":
            told.append(language.say(_("Loa had no answer.")))
    return told


def scene_of(context: Context, code: str) -> Scene:
    """What is needed to show an answer of the library to somebody who reads that language."""
    return Scene(context.knowledge, context.language(code), context.now, context.today, "", {})
