"""The form of who works where and as what.

Read the same for one who is invited and one who works here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping

from bot.domain.errors import Trouble
from bot.domain.people import Role, Staff
from bot.domain.places import Places
from bot.domain.rights import may_place
from bot.search.places.communes import CommuneIndex
from bot.services.staff.inviting import MOST_CAPACITY, Invited, communes_named, parts_of
from bot.talk.understanding.numbers import read_number
from bot.words import Words, _, verbatim

LONGEST_NAME = 60


async def read_place(fields: Mapping[str, str], places: Places) -> Invited | Words:
    """Who, as what and where; or what is wrong with it."""
    name, role, capacity = (fields.get(field, "").strip() for field in ("name", "role", "capacity"))
    if not 0 < len(name) <= LONGEST_NAME or role not in set(Role):
        return _("Please fill in the name and choose a role.")
    most = read_number(capacity)
    if capacity and not 0 < most <= MOST_CAPACITY:
        return _("How many at most: a number from 1 to {most}, or nothing.", most=str(MOST_CAPACITY))
    try:
        communes = await asyncio.to_thread(communes_named, parts_of(fields.get("communes", "")), places)
    except Trouble as trouble:
        return verbatim(str(trouble))
    skills = tuple(part.replace(" ", "-") for part in parts_of(fields.get("skills", "")))
    read = Invited(name, Role(role), communes, skills, most or None)
    return read if read.fits else _("Officers and collectors need at least one commune; an editor has none.")


def written(codes: Iterable[str], places: Places) -> str:
    """The communes as the form has them.

    By name, or by code where the name alone would not lead back to it.
    """
    index = CommuneIndex(places)
    found = []
    for code in sorted(codes):
        matches = index.find(places.communes[code].name) if code in places.communes else ()
        alone = len(matches) == 1 and matches[0].commune.code == code
        found.append(places.communes[code].name if alone else code)
    return ", ".join(found)


def would_be(invited: Invited) -> Staff:
    """The member of staff whom the invitation makes."""
    return Staff(0, invited.name, invited.role, communes=frozenset(invited.communes))


def roles_to_give(member: Staff) -> list[Role]:
    """The roles that the member may give to somebody somewhere."""
    areas = (member.communes, frozenset[str]())
    return [role for role in Role if any(may_place(member, Staff(0, "", role, communes=area)) for area in areas)]
