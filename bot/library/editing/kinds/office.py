"""An office: what it is called, where it is, when it is open, which communes it serves."""

from __future__ import annotations

from bot.library.editing.form import Field, Files, Form, Part, at, data_of
from bot.words import FIRST, Words, _, pgettext

KINDS: tuple[tuple[str, Words], ...] = (
    ("bhxh", _("insurance office")),
    ("post", _("post office")),
    ("agent", _("collection agent")),
    ("commune", _("commune's own office")),
)
WHOLE = _("By name or code; none: the whole province")
MAP = _("Begins with https://; empty: found by the address")
DAYS = _("For example T2, T3, T4, T5, T6")
HOURS = _("For example 07:00-11:00, 13:00-17:00")
ISO_DAYS = _("For example 2026-12-26")


def form_of(files: Files, name: str) -> Form:
    """The form of one office; with room for one more group of days."""
    file = f"offices/{name}.yaml"
    about = (
        Field("name", pgettext("content", "Name"), file, ("name", FIRST), needed=True),
        Field("name.en", _("Name in English"), file, ("name", "en")),
        Field("kind", _("Kind"), file, ("kind",), "choice", choices=KINDS),
        Field("address", _("Address"), file, ("address",), needed=True),
        Field("phone", _("Phone"), file, ("phone",)),
        Field("hours", _("Opening hours in words"), file, ("hours", FIRST), needed=True),
        Field("hours.en", _("Opening hours in English"), file, ("hours", "en")),
        Field("map", _("Map link"), file, ("map",), hint=MAP),
        Field(
            "communes",
            _("Communes served, one a line"),
            file,
            ("communes",),
            "codes",
            hint=WHOLE,
        ),
    )
    opening = at(data_of(files, file), ("opening",))
    count = len(opening) if isinstance(opening, list) else 0
    groups = [opening_part(file, ("opening", number), number == count) for number in range(count + 1)]
    return Form("office", name, (Part("about", None, about, file, ()), *groups))


def opening_part(file: str, path: tuple[str | int, ...], new: bool) -> Part:
    """One group of days with its hours."""
    key = f"o{path[-1]}"
    fields = (
        Field(f"{key}.days", _("Days"), file, (*path, "days"), "list", True, DAYS),
        Field(f"{key}.hours", _("Hours"), file, (*path, "hours"), "list", True, HOURS),
        Field(f"{key}.closed", _("Closed on these days"), file, (*path, "closed"), "list", hint=ISO_DAYS),
        Field(f"{key}.opened", _("Open on these days too"), file, (*path, "opened"), "list", hint=ISO_DAYS),
    )
    title = _("More opening hours") if new else _("Opening hours to the minute")
    return Part(key, title, fields, file, path, extra=new, folded=new, removable=not new)
