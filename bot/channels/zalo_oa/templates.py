"""Approved ZBS templates, for when a citizen may no longer be written to freely.

An operator maps each of a template's parameters to a sentence with facts of what it is about in it: {name}, {day} …
"""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, field_validator

from bot.domain.phone import PhoneNumber

About: TypeAlias = Literal["lead", "meeting", "any"]
FACTS: Mapping[About, frozenset[str]] = {
    "lead": frozenset({"name", "request", "commune", "hotline"}),
    "meeting": frozenset({"day", "hour", "place", "code", "commune", "hotline"}),
    "any": frozenset({"hotline"}),
}
"""What a template may tell, by what it is about: a request, a meeting that is near, or anything else."""
KNOWN = frozenset().union(*FACTS.values())


class Template(BaseModel):
    """An approved template.

    `by`: sent to the Zalo account that wrote to us, or to the phone of the request.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    by: Literal["uid", "phone"] = "uid"
    data: dict[str, str]

    @field_validator("data")
    @classmethod
    def _only_facts(cls, data: dict[str, str]) -> dict[str, str]:
        for sentence in data.values():
            for _text, name, form, conversion in string.Formatter().parse(sentence):
                if name is not None and (name not in KNOWN or form or conversion):
                    raise ValueError(f"chỉ dùng được {', '.join(sorted(KNOWN))}")
        return data

    @property
    def facts(self) -> frozenset[str]:
        """The facts that its sentences tell."""
        fields = (field for sentence in self.data.values() for field in string.Formatter().parse(sentence))
        return frozenset(name for _text, name, _form, _conversion in fields if name)

    def filled(self, facts: Mapping[str, str]) -> dict[str, str] | None:
        """The parameters; None where one of the facts is not known."""
        if not all(facts.get(name) for name in self.facts):
            return None
        return {
            parameter: unicodedata.normalize("NFC", sentence.format_map(facts))
            for parameter, sentence in self.data.items()
        }


@dataclass(frozen=True)
class Parameter:
    """What an approved template takes under a name, as Zalo tells."""

    name: str
    required: bool
    longest: int | None


def parameters(data: Mapping[str, Any]) -> tuple[Parameter, ...]:
    """What `template/info` tells of a template's parameters; what it leaves out is not checked."""
    listed = data.get("listParams")
    found = []
    for one in listed if isinstance(listed, Sequence) else ():
        match one:
            case {"name": str(name)}:
                longest = one.get("maxLength")
                found.append(
                    Parameter(name, one.get("require") is not False, longest if isinstance(longest, int) else None)
                )
    return tuple(found)


def mistakes(template: Template, takes: Sequence[Parameter]) -> list[str]:
    """What an operator has to mend before Zalo takes the template with these parameters."""
    names = {parameter.name for parameter in takes}
    missing = sorted(one.name for one in takes if one.required and one.name not in template.data)
    return [
        *(f"thiếu tham số {name}" for name in missing),
        *(f"mẫu không có tham số {name}" for name in sorted(template.data.keys() - names)),
    ]


def fits(filled: Mapping[str, str], takes: Sequence[Parameter]) -> bool:
    """Whether Zalo takes these values; "…" would be worse than another way."""
    return all(len(filled[one.name]) <= one.longest for one in takes if one.name in filled and one.longest is not None)


def by_uid(user: str, template: Template, filled: Mapping[str, str]) -> dict[str, Any]:
    """The body of a template for a Zalo account."""
    return {"user_id": user, "template_id": template.id, "template_data": dict(filled)}


def by_phone(phone: PhoneNumber, template: Template, filled: Mapping[str, str], tracking: str) -> dict[str, Any]:
    """The body of a template for a phone.

    `tracking` (at most 48 characters) comes back with the receipt.
    """
    national = phone.removeprefix("+")
    return {"phone": national, "template_id": template.id, "template_data": dict(filled), "tracking_id": tracking[:48]}
