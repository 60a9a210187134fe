"""What people agree to: a new one begins as a copy; no old one is ever changed."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType

from bot.library.editing.form import Field, Files, Form, Part
from bot.library.editing.kinds.answer import SPOKEN
from bot.words import FIRST, Words, _

FOLDER = "consent/"
# What begins the name of a version, and what it is for.
FOR: Mapping[str, Words] = MappingProxyType(
    {
        "": _("Agreed to before a call back"),
        "kem-": _("Agreed to before a sum goes along"),
        "tin-": _("Agreed to before news are sent"),
        "hop-": _("Agreed to before meetings are told"),
    }
)
VERSION = re.compile(r"([a-z]+-)?[0-9]{4}-[0-9]{2}-[0-9]{2}(-[0-9])?")
DAYS_HINT = _("As the text says: {what}", what="{keep_days}")
TEXT_HINT = _("At most 900 characters. Filled in by itself: {blanks}", blanks="{controller} {hotline} {keep_days}")


def versions(files: Files) -> list[str]:
    """All that were ever in use: by what they are for, the newest first."""
    stems = [path.removeprefix(FOLDER).removesuffix(".yaml") for path in files if path.startswith(FOLDER)]
    return sorted(sorted(stems, reverse=True), key=purpose)


def new_version(typed: str, like: str, today: date, taken: Collection[str]) -> str:
    """The name of a new version: as typed, else by the day; never one that there is."""
    name = typed if VERSION.fullmatch(typed) and purpose(typed) in FOR else f"{purpose(like)}{today}"
    again = (f"{name}-{number}" for number in range(2, 10))
    return next((one for one in (name, *again) if one not in taken), name)


def form_of(files: Files, version: str, like: str = "") -> Form:
    """The form of a new version, begun as a copy of `like`; an old one is only read."""
    file = _file(version)
    fields = [
        Field("version", _("Version"), file, ("version",), "fixed"),
        Field("keep_days", _("Days that names and numbers are kept"), file, ("keep_days",), "number", True, DAYS_HINT),
        Field(f"text.{FIRST}", _("The words"), file, ("text", FIRST), "text", True, TEXT_HINT),
    ]
    fields += [Field(f"text.{code}", name, file, ("text", code), "text") for code, name in SPOKEN.items()]
    begun = () if file in files else ((file, _file(_begins(files, version, like))),)
    parts = (Part("about", FOR.get(purpose(like or version)), tuple(fields)),)
    return Form("consent", version, parts, lambda filled: filled | {"version": version}, begun, file in files)


def _file(version: str) -> str:
    return f"{FOLDER}{version}.yaml"


def _begins(files: Files, version: str, like: str) -> str:
    """The version asked for, else the newest of the same kind."""
    known = versions(files)
    same = [one for one in known if purpose(one) == purpose(version)]
    return like if like in known else same[0] if same else ""


def purpose(version: str) -> str:
    """What the name of a version begins with: "kem-" of "kem-2026-11-30", "" of a day alone."""
    return version[: version.index("-") + 1] if version[:1].isalpha() and "-" in version else ""
