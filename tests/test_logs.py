"""The log carries ids: whatever else is put in, or raised with somebody's name in it, does not get through."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot.logs import set_up_logs


@pytest.fixture
def lines() -> Iterator[list[dict[str, Any]]]:
    """Each line of the log, read when the test looks."""
    stream, before = io.StringIO(), structlog.get_config()
    handlers = logging.root.handlers[:]
    set_up_logs("info", "json", stream)

    class Lines(list[dict[str, Any]]):
        def __iter__(self) -> Iterator[dict[str, Any]]:
            return (json.loads(line) for line in stream.getvalue().splitlines())

    yield Lines()
    structlog.configure(**before)
    logging.root.handlers = handlers


def test_only_what_is_on_the_list_gets_through(lines: list[dict[str, Any]]) -> None:
    structlog.get_logger().info("lead taken", lead=17, name="Chị Lan", phone="0912345678")
    (line,) = lines
    assert line.pop("timestamp")
    assert line == {"event": "lead taken", "level": "info", "lead": 17, "dropped": ["name", "phone"]}


def test_an_exception_is_its_type_and_where_it_came_from(lines: list[dict[str, Any]]) -> None:
    try:
        int("0912 345 678")
    except ValueError as error:
        structlog.get_logger().error("turn failed", exc_info=error)
        structlog.get_logger().exception("turn failed")
    for line in lines:
        assert line["error"] == "ValueError"
        assert "tests/test_logs.py:" in line["trace"]
        assert "0912" not in json.dumps(line)


def test_libraries_are_heard_without_their_values(lines: list[dict[str, Any]]) -> None:
    logging.getLogger("httpx").info("HTTP Request: %s", "https://api.telegram.org/bot123:SECRET/getMe")
    logging.getLogger("telegram").warning("Could not reach %s", "https://api.telegram.org/bot123:SECRET/getMe")
    (line,) = lines
    assert (line["event"], line["logger"], line["level"]) == ("Could not reach %s", "telegram", "warning")


@pytest.mark.parametrize("style", ["json", "text"])
def test_no_value_obeys_or_turns_round_what_is_read(style: str) -> None:
    stream, before, handlers = io.StringIO(), structlog.get_config(), logging.root.handlers[:]
    set_up_logs("info", style, stream)
    structlog.get_logger().warning("told", reason="a\n2026 told \x1b]52;c;bG9h\x07\u202e\u2028\x9b31m\u200b")
    logging.getLogger("library").warning("heard \x1b[2J\u202e")
    structlog.configure(**before)
    logging.root.handlers = handlers
    lines = stream.getvalue()
    assert len(lines.splitlines()) == 2
    assert not set(lines) & set("\u202e\u2028\u200b\x9b\x07")
    assert "[2J" in lines
    assert "\x1b[2J" not in lines


def test_a_level_keeps_the_lower_ones_out() -> None:
    stream, before, handlers = io.StringIO(), structlog.get_config(), logging.root.handlers[:]
    set_up_logs("warning", "json", stream)
    structlog.get_logger().info("quiet")
    structlog.get_logger().warning("loud")
    structlog.configure(**before)
    logging.root.handlers = handlers
    assert [json.loads(line)["event"] for line in stream.getvalue().splitlines()] == ["loud"]
