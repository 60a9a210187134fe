"""What the tests of the search share: the editors' own vocabulary, places and answers, read as plain YAML."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.domain.places import Commune, FormerPlace, Places, Province
from bot.library.vocabulary import Vocabulary
from bot.library.vocabulary import vocabulary as read_vocabulary
from bot.search.finder import Entry, Finder
from bot.search.places.communes import CommuneIndex
from bot.talk.scene import entries as entries_of
from tests.content import CONTENT, knowing

HOME = "86"
MONDAY = date(2026, 11, 23)


def read_yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return read_vocabulary({path.stem: read_yaml(path) for path in (CONTENT / "search").glob("*.yaml")})


@pytest.fixture(scope="session")
def places() -> Places:
    provinces = [_province(read_yaml(path)) for path in sorted((CONTENT / "places").glob("*.yaml"))]
    return Places({province.code: province for province in provinces}, HOME)


@pytest.fixture(scope="session")
def communes(places: Places) -> CommuneIndex:
    return CommuneIndex(places)


@pytest.fixture(scope="session")
def entries() -> tuple[Entry, ...]:
    """Every answer as citizens meet it."""
    return tuple(entries_of(knowing(CONTENT, MONDAY).knowledge.library, MONDAY))


@pytest.fixture(scope="session")
def finder(entries: tuple[Entry, ...], vocabulary: Vocabulary) -> Finder:
    return Finder(entries, vocabulary)


def _province(data: Any) -> Province:
    code = f"{data['code']:02}"
    return Province(code, data["name"], tuple(_commune(commune, code) for commune in data["communes"]))


def _commune(data: Any, province: str) -> Commune:
    was = (FormerPlace(w["ward"], w["district"], w["province"], w.get("part", False)) for w in data.get("was", ()))
    return Commune(f"{data['code']:05}", data["name"], province, tuple(data.get("also", ())), tuple(was))
