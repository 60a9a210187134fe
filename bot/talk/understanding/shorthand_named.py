"""What an officer asks for in short; citizens and colleagues named, not numbered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.phone import PhoneNumber
from bot.search.values.sentence import Sentence
from bot.talk import actions
from bot.talk.action import Action

_SOUGHT = re.compile(
    r"^(?:(?:cho|tim|coi) )?(?:anh|chi|co|chu|ba|ong|bac|di) (?P<name>[^\W\d]+(?: [^\W\d]+){0,3}?) "
    r"(?:la )?(?:so may|so nao|so bao nhieu|sdt|so dien thoai|goi chua|sao roi)(?: \w+)?$"
)
_TO_HIM = re.compile(
    r"^(?:cho|dua|nho|de) (?:anh|chi|em|co|chu|ban|bac) (?P<who>[^\W\d]+(?: [^\W\d]+){0,2}?) "
    r"(?:goi )?(?:(?:cai|so|vu|yeu cau) )?#?(?P<number>\d{1,7})$"
)


@dataclass(frozen=True)
class Shorthand:
    """What it asks for.

    action   None: unclear, so the officer is asked
    fills    answers of the action's form that were said with it
    """

    action: Action | None = None
    arg: str = ""
    numbers: tuple[int, ...] = ()
    fills: Mapping[str, str] = field(default_factory=dict)
    phone: PhoneNumber | None = None
    place: str = ""


def named_in(text: str) -> Shorthand | None:
    """A colleague who is to call, or a citizen looked for: "cho anh Tâm số 1", "chị Lan số mấy"."""
    typed = " ".join(text.split()).strip(" .,;:!?")
    plain = Sentence(typed).plain
    if him := _TO_HIM.match(plain):
        return Shorthand(actions.GIVE, typed[slice(*him.span("who"))], (int(him["number"]),))
    if sought := _SOUGHT.match(plain):
        return Shorthand(actions.FIND, typed[slice(*sought.span("name"))])
    return None
