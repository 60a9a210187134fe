"""Layouts are tried before they are printed: each of them, with the words that they are to hold."""

from __future__ import annotations

from dataclasses import replace

from bot.library import Library
from bot.reports.prints.trial import wrong_layouts
from tests.reports.printed import DAY, library


def with_layout(name: str, text: str) -> Library:
    known = library()
    return replace(known, prints=replace(known.prints, layouts={**known.prints.layouts, name: text}))


def test_the_layouts_that_come_along_are_right() -> None:
    assert wrong_layouts(library(), DAY) == []


def test_a_broken_layout_is_told_with_its_place() -> None:
    assert wrong_layouts(with_layout("tent", "= Một\n#nope"), DAY) == [
        "Không dàn được trang in “tent”: tent.typ:2:1: unknown variable: nope"
    ]
    assert wrong_layouts(with_layout("script", "#nope"), DAY) == [
        "Không dàn được trang in “script”: script.typ:1:1: unknown variable: nope"
    ]


def test_a_print_that_runs_over_is_told() -> None:
    assert wrong_layouts(with_layout("door", "Một #pagebreak() Hai"), DAY) == [
        "Bản in “door” tràn thành 2 trang. Hãy rút bớt lời, hoặc xem lại door.typ."
    ]


def test_content_without_prints_has_nothing_to_try() -> None:
    known = library()
    assert wrong_layouts(replace(known, prints=replace(known.prints, words={})), DAY) == []
