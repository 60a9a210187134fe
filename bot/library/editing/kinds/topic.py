"""A topic: its name in each language, its place in the list, the button of its answers."""

from __future__ import annotations

from bot.library.editing.form import Field, Files, Form, Part, at, data_of
from bot.library.editing.kinds import answer
from bot.library.editing.kinds.answer import OLD_IDS, TOOLS
from bot.words import FIRST, _, pgettext

LAST = _("Empty: the last")
STEP = 10


def form_of(files: Files, topic: str, first: str = "") -> Form:
    """The form of one topic; a new one comes with its first answer, whose id is `first`."""
    sheet = f"topics/{topic}/topic.yaml"
    new = sheet not in files or bool(first)
    order = Field("order", _("Place in the list"), sheet, ("order",), "number", needed=True, hint=LAST if new else None)
    fields = [
        Field("title", pgettext("content", "Name"), f"topics/{topic}/{FIRST}.md", (), "heading", needed=True),
        order,
    ]
    if new or f"topics/{topic}/en.md" in files:
        fields.insert(1, Field("title.en", _("Name in English"), f"topics/{topic}/en.md", (), "heading"))
    if new:
        own = Part("topic", None, tuple(fields))
        return Form(
            "topic", topic, (own, *answer.form_of(files, topic, first).parts), lambda filled: _last(files, filled)
        )
    tools = (("", _("no button")), *TOOLS.items())
    fields += [
        Field("tool", _("Button for a sum"), sheet, ("tool",), "choice", choices=tools),
        Field("aliases", _("Earlier ids, one a line"), sheet, ("aliases",), "lines", hint=OLD_IDS),
    ]
    return Form("topic", topic, (Part("about", None, tuple(fields)),))


def _last(files: Files, filled: dict[str, str]) -> dict[str, str]:
    """Where nobody says which place in the list it has, it is the last."""
    sheets = [path for path in files if path.startswith("topics/") and path.endswith("/topic.yaml")]
    orders = [str(at(data_of(files, path), ("order",))) for path in sheets]
    last = max((int(order) for order in orders if order.isdigit()), default=0) + STEP
    return filled | {"order": filled.get("order") or str(last)}


def first_answer(files: Files, topic: str) -> str:
    """The id of the first answer that is written in it, or ""."""
    answers = at(data_of(files, f"topics/{topic}/topic.yaml"), ("answers",))
    return next(iter(answers), "") if isinstance(answers, dict) else ""
