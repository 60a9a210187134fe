"""Whose assistant this is, and how a place sees to requests: hours, rota, waits."""

from __future__ import annotations

from bot.library.editing.form import Field, Files, Form, Part, at, data_of
from bot.library.editing.kinds.office import DAYS, HOURS, ISO_DAYS
from bot.words import FIRST, Words, _

HOME = "home"
TELL: tuple[tuple[str, Words], ...] = (
    ("all", _("everybody on duty at once")),
    ("in_turn", _("one after another")),
)
ROTA = _("For example T2: Chị Minh, Anh Phúc – or 2027-02-03: Chị Minh")
SPAN = _("Working time, such as 30 phút, 2 giờ, 1 ngày")
SKILL = _("The word given when they were invited, such as khmer")
SPOKEN = _("For example km, en")
TOPICS = _("Ids of topics, such as pension")
WAITS: tuple[tuple[str, Words], ...] = (
    ("again", _("Nobody took it: the commune is told again after")),
    ("supervisor", _("Nobody took it: the supervisor is told after")),
    ("province", _("Nobody took it: the province is told after")),
    ("call", _("Taken and not called: reminded after")),
    ("follow_up", _("Called and not settled: asked again after")),
)


def form_of(files: Files, place: str) -> Form:
    """The rules of one place; those of `home` hold wherever a place has none of its own."""
    file = f"offices/{place}.yaml"
    preferred = at(data_of(files, file), ("duty", "prefer"))
    count = len(preferred) if isinstance(preferred, list) else 0
    parts = [_times(file), _telling(file), _waits(file), _gathering(file)]
    parts += [_prefer(file, number, number == count) for number in range(count + 1)]
    return Form("duty", place, (*([_home(file)] if place == HOME else []), *parts))


def _home(file: str) -> Part:
    spoken = {
        "name": _("Whose assistant this is"),
        "controller": _("Who answers for personal data"),
        "hours": _("Office hours in words"),
        "notice": _("What people should know about this assistant"),
    }
    fields = [Field(name, label, file, (name, FIRST), needed=True) for name, label in spoken.items()]
    fields += [Field(f"{name}.en", _("The same in English"), file, (name, "en")) for name in spoken]
    order = [field for name in spoken for field in fields if field.key in {name, f"{name}.en"}]
    return Part("home", _("This assistant"), tuple(order), file, folded=True)


def _times(file: str) -> Part:
    fields = (
        Field("duty.hours", _("Hours"), file, ("duty", "hours"), "list", hint=HOURS),
        Field("duty.days", _("Days"), file, ("duty", "days"), "list", hint=DAYS),
        Field("duty.closed", _("Closed on these days"), file, ("duty", "closed"), "list", hint=ISO_DAYS),
        Field("duty.opened", _("Open on these days too"), file, ("duty", "opened"), "list", hint=ISO_DAYS),
        Field(
            "duty.rota",
            _("Rota, one day a line"),
            file,
            ("duty", "rota"),
            "roster",
            hint=ROTA,
        ),
    )
    return Part("times", _("Working hours and rota"), fields, file, ("duty",))


def _telling(file: str) -> Part:
    fields = (
        Field("duty.tell", _("A new request is told to"), file, ("duty", "tell"), "choice", choices=TELL),
        Field("duty.outside_hours", _("Told outside working hours too"), file, ("duty", "outside_hours"), "flag"),
        Field("duty.quiet", _("Quiet hours"), file, ("duty", "quiet"), hint=_("For example 21:00-06:00")),
        Field("duty.capacity", _("Open requests of one person at most"), file, ("duty", "capacity"), "number"),
        Field("duty.digest", _("The day's message at"), file, ("duty", "digest"), hint=_("For example 07:30")),
    )
    return Part("telling", _("Who is told"), fields, file)


def _waits(file: str) -> Part:
    fields = tuple(
        Field(f"duty.waits.{name}", label, file, ("duty", "waits", name), hint=SPAN) for name, label in WAITS
    )
    return Part("waits", _("How long to wait"), fields, file, ("duty", "waits"), folded=True)


def _gathering(file: str) -> Part:
    fields = (
        Field("duty.gather.after", _("From this new request on …"), file, ("duty", "gather", "after"), "number"),
        Field("duty.gather.minutes", _("… within so many minutes"), file, ("duty", "gather", "minutes"), "number"),
    )
    return Part("gather", _("Many requests at once come in one message"), fields, file, ("duty", "gather"), folded=True)


def _prefer(file: str, number: int, new: bool) -> Part:
    """Who is asked first: those with a skill, for people of a language or with a question."""
    path, key = ("duty", "prefer", number), f"prefer{number}"
    fields = (
        Field(f"{key}.skill", _("Those who can"), file, (*path, "skill"), needed=True, hint=SKILL),
        Field(f"{key}.languages", _("For people who write in"), file, (*path, "languages"), "list", hint=SPOKEN),
        Field(f"{key}.topics", _("For questions of these topics"), file, (*path, "topics"), "list", hint=TOPICS),
    )
    title = _("Who else is asked first") if new else _("Who is asked first")
    return Part(key, title, fields, file, path, extra=new, folded=True, removable=not new)
