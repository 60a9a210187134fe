"""Communes are found by every name they have or had, as people type it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.places import Places
from bot.search.places.communes import CommuneIndex
from bot.search.text.letters import composed, fold
from tests.search.conftest import HOME, read_yaml

CASES = read_yaml(Path(__file__).with_name("communes.yaml"))


@pytest.mark.parametrize(
    ("typed", "codes"),
    [pytest.param(typed, codes, id=f"{kind}: {typed}") for kind, cases in CASES.items() for typed, codes in cases],
)
def test_what_people_type(communes: CommuneIndex, typed: str, codes: list[str]) -> None:
    assert sorted(match.commune.code for match in communes.find(typed)) == sorted(codes)


def test_every_commune_of_home_is_found_by_every_name_it_has_or_had(communes: CommuneIndex, places: Places) -> None:
    home = places.provinces[HOME]
    for commune in home.communes:
        names = [f"{name}, {home.name}" for name in (commune.name, *commune.also)]
        names += [f"{was.ward}, {was.district}, {was.province}" for was in commune.was]
        for name in (*names, *(fold(composed(name)) for name in names)):
            assert commune.code in {match.commune.code for match in communes.find(name)}, name


def test_every_commune_of_the_country_is_found_with_its_province(communes: CommuneIndex, places: Places) -> None:
    for province in places.provinces.values():
        for commune in province.communes:
            assert communes.find(f"{commune.name}, {province.name}")[0].commune == commune


def test_a_name_of_today_is_told_by_its_district_and_one_of_before_by_its_own_name(communes: CommuneIndex) -> None:
    (today,) = communes.find("xã Mỹ Long")
    assert today.former is None
    assert today.label == "Xã Mỹ Long (Huyện Cầu Ngang cũ), Tỉnh Vĩnh Long"
    (before,) = communes.find("p5 tp vinh long")
    assert before.former is not None
    assert before.label == "Phường Thanh Đức (Phường 5, Thành phố Vĩnh Long cũ), Tỉnh Vĩnh Long"


def test_the_home_province_goes_first_and_others_are_reached_by_name(places: Places) -> None:
    elsewhere = CommuneIndex(Places(places.provinces, "79"))
    assert {match.province for match in elsewhere.find("phường 5")} == {"Thành phố Hồ Chí Minh"}
    assert [match.commune.code for match in elsewhere.find("phường 5 tp vĩnh long")] == ["29590"]


def test_without_places_nothing_is_found() -> None:
    assert CommuneIndex(Places({}, "")).find("xã Mỹ Long") == ()
