"""Rights, tried exhaustively: every act, every pair of roles, every way two areas can lie to each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from bot.domain.leads import Lead, LeadState
from bot.domain.meetings import Meeting, MeetingState, Plan
from bot.domain.people import Role, Staff
from bot.domain.phone import PhoneNumber
from bot.domain.rights import (
    RIGHTS,
    Act,
    contains,
    may_admit,
    may_at_all,
    may_change,
    may_concerning,
    may_hold,
    may_place,
    may_read_whole,
    may_with,
)

EVERYWHERE: frozenset[str] = frozenset()
MINE = frozenset({"1", "2"})
AREAS = {
    "the same": frozenset({"1", "2"}),
    "within": frozenset({"1"}),
    "overlapping": frozenset({"2", "3"}),
    "containing": frozenset({"1", "2", "3"}),
    "apart": frozenset({"4"}),
    "everywhere": EVERYWHERE,
}
LEAD_ACTS = (Act.SEE, Act.SEE_HELD, Act.HAND_ON, Act.SORT_TRAY)
READERS = (Role.OFFICER, Role.COLLECTOR, Role.SUPERVISOR, Role.ADMIN)
PEOPLE_ACTS = (Act.NOTE_ABSENCE, Act.HAND_OVER_ALL, Act.READ_AUDIT, Act.PLACE_STAFF)
BELOW = {
    Role.SUPERVISOR: {Role.OFFICER, Role.COLLECTOR, Role.EDITOR},
    Role.ADMIN: {Role.OFFICER, Role.COLLECTOR, Role.EDITOR, Role.SUPERVISOR},
}


def member(role: Role, communes: frozenset[str] = MINE, number: int = 1, *, active: bool = True) -> Staff:
    return Staff(number, f"staff {number}", role, communes=communes, active=active)


def lead(commune: str, *, taken_by: int | None = None, shared: bool = True) -> Lead:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    state = LeadState.TAKEN if taken_by else LeadState.NEW
    return Lead(17, 1, state, "Lan", PhoneNumber("+84912345678"), commune, at, taken_by=taken_by, shared=shared)


@pytest.mark.parametrize("act", Act)
def test_every_role_has_its_row(act: Act) -> None:
    assert set(RIGHTS[act]) == set(Role)


@pytest.mark.parametrize(("act", "actor", "other"), list(product(PEOPLE_ACTS, Role, Role)))
@pytest.mark.parametrize("lies", AREAS)
def test_over_people_goes_rank_and_containment(act: Act, actor: Role, other: Role, lies: str) -> None:
    expected = other in BELOW.get(actor, set()) and lies in {"the same", "within"}
    assert may_concerning(act, member(actor), member(other, AREAS[lies], 2)) is expected


@pytest.mark.parametrize(("act", "actor", "other"), list(product(PEOPLE_ACTS, Role, Role)))
def test_who_serves_the_province_reaches_every_area_and_still_nobody_of_their_rank(
    act: Act, actor: Role, other: Role
) -> None:
    expected = other in BELOW.get(actor, set())
    for area in AREAS.values():
        assert may_concerning(act, member(actor, EVERYWHERE), member(other, area, 2)) is expected


@pytest.mark.parametrize(("actor", "other"), list(product(Role, Role)))
@pytest.mark.parametrize("lies", AREAS)
def test_places_of_work_are_an_admins_to_let_in_and_never_ones_own(actor: Role, other: Role, lies: str) -> None:
    expected = actor is Role.ADMIN and other is not Role.ADMIN and lies in {"the same", "within"}
    assert may_admit(member(actor), member(other, AREAS[lies], 2)) is expected
    assert not may_admit(member(actor), member(actor))


@pytest.mark.parametrize("role", Role)
def test_ones_own_absence_and_requests_are_ones_own(role: Role) -> None:
    own = member(role)
    assert may_concerning(Act.NOTE_ABSENCE, own, own)
    assert may_concerning(Act.HAND_OVER_ALL, own, own) is (role in READERS)
    assert may_concerning(Act.READ_AUDIT, own, own) is (role in BELOW)


@pytest.mark.parametrize(("act", "role"), list(product(Act, Role)))
def test_who_has_left_may_nothing(act: Act, role: Role) -> None:
    former = member(role, active=False)
    assert not may_with(act, former, lead("1"))
    assert not may_concerning(act, former, member(Role.OFFICER, MINE, 2))
    assert not may_concerning(act, former, former)


@pytest.mark.parametrize(("act", "role"), list(product(LEAD_ACTS, Role)))
@pytest.mark.parametrize("holder", ["nobody", "oneself", "a colleague"])
@pytest.mark.parametrize("shared", [True, False])
@pytest.mark.parametrize("commune", ["1", "4"])
def test_over_requests(act: Act, role: Role, holder: str, shared: bool, commune: str) -> None:
    found = lead(commune, taken_by={"nobody": None, "oneself": 1, "a colleague": 2}[holder], shared=shared)
    expected = (
        commune == "1"
        and role in READERS
        and (shared or role is not Role.COLLECTOR)
        and (act is not Act.SORT_TRAY or role in BELOW)
        and (act is Act.SEE or holder != "a colleague" or role in BELOW)
    )
    assert may_with(act, member(role), found) is expected


@pytest.mark.parametrize("role", Role)
def test_what_is_seen_is_what_cards_show(role: Role) -> None:
    """`Staff.sees`, which lists and cards ask, agrees with the table."""
    for commune, shared in product("14", (True, False)):
        found = lead(commune, shared=shared)
        assert member(role).sees(found) is may_with(Act.SEE, member(role), found)


@pytest.mark.parametrize("role", Role)
def test_the_content_is_mended_by_editors_and_admins(role: Role) -> None:
    assert may_at_all(Act.MEND_CONTENT, member(role, EVERYWHERE)) is (role in {Role.EDITOR, Role.ADMIN})
    assert not may_at_all(Act.MEND_CONTENT, member(role, EVERYWHERE, active=False))


@pytest.mark.parametrize("communes", [*AREAS.values(), MINE])
@pytest.mark.parametrize("commune", ["1", "4"])
def test_an_editor_serves_no_commune_whatever_their_row_says(communes: frozenset[str], commune: str) -> None:
    """A list reads an empty area as the whole province; an editor's is empty."""
    editor = member(Role.EDITOR, communes)
    assert not editor.serves(commune)
    for act, shared, holder in product(LEAD_ACTS, (True, False), (None, 1, 2)):
        assert not editor.sees(lead(commune, taken_by=holder, shared=shared))
        assert not may_with(act, editor, lead(commune, taken_by=holder, shared=shared))
        assert not may_at_all(act, editor)


def test_an_area_contains() -> None:
    assert contains(EVERYWHERE, MINE)
    assert contains(EVERYWHERE, EVERYWHERE)
    assert not contains(MINE, EVERYWHERE)
    assert contains(MINE, frozenset({"1"}))
    assert not contains(MINE, frozenset({"2", "3"}))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("holder", [None, 1, 2])
@pytest.mark.parametrize("commune", ["1", "4"])
def test_the_whole_of_a_request_is_for_its_holder_and_those_in_charge(
    role: Role, holder: int | None, commune: str
) -> None:
    found = lead(commune, taken_by=holder)
    expected = (
        commune == "1" and (holder in {None, 1} or role in {Role.SUPERVISOR, Role.ADMIN}) and role is not Role.EDITOR
    )
    assert may_read_whole(member(role), found) is expected
    over = replace(found, state=LeadState.WITHDRAWN)
    mine = holder == 1 or role in {Role.SUPERVISOR, Role.ADMIN}
    assert may_read_whole(member(role), over) is (commune == "1" and mine and role is not Role.EDITOR)


@pytest.mark.parametrize(("actor", "role"), list(product(Role, Role)))
@pytest.mark.parametrize("lies", AREAS)
@pytest.mark.parametrize("area", [MINE, EVERYWHERE])
def test_nobody_is_placed_above_or_beside_or_with_a_right_that_is_not_theirs(
    actor: Role, role: Role, lies: str, area: frozenset[str]
) -> None:
    given = {Role.SUPERVISOR: {Role.OFFICER, Role.COLLECTOR}}.get(actor, BELOW.get(actor, set()))
    within = area == EVERYWHERE or lies in {"the same", "within"}
    assert may_place(member(actor, area), member(role, AREAS[lies], 2)) is (role in given and within)
    assert not may_place(member(actor, area), member(actor, area)), "one's own place is somebody else's to change"


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("commune", ["1", "4"])
@pytest.mark.parametrize("made_by", [1, 2])
def test_over_meetings(role: Role, commune: str, made_by: int) -> None:
    starts = datetime(2026, 11, 28, tzinfo=UTC)
    plan = Plan("hoi-nghi", "Hội nghị", commune, "Chợ", starts, starts + timedelta(hours=2))
    allowed = commune == "1" and role is not Role.EDITOR
    assert may_hold(member(role), commune) is allowed
    found = Meeting(7, plan, MeetingState.ANNOUNCED, made_by)
    assert may_change(member(role), found) is (allowed and (made_by == 1 or role in BELOW))
