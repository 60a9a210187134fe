"""The log: structlog to stderr; only keys on a list get through, so nobody's data does."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

from bot.search.text.foreign import one_line

_OF_LOGGING = {"event", "level", "timestamp", "logger", "error", "trace", "reason", "result", "tries", "count"}
_OF_THE_OFFICE = {"incoming", "parcel", "address", "citizen", "staff", "lead", "case", "meeting", "commune", "answer"}
_OF_THE_PROGRAM = {"channel", "account", "worker", "job", "command", "kind", "file", "port", "seconds", "status"}
ALLOWED = _OF_LOGGING | _OF_THE_OFFICE | _OF_THE_PROGRAM
LONGEST = 400
DEEPEST = 6
Event = MutableMapping[str, Any]


def set_up_logs(level: str, style: str = "auto", stream: TextIO | None = None) -> None:
    """Sends this program's log, and the warnings of the libraries, to `stream` (stderr).

    level   "debug" … "error"; style   "json", "text", or "auto": text on a terminal, JSON elsewhere
    """
    stream = stream or sys.stderr
    as_text = style == "text" or (style == "auto" and stream.isatty())
    renderer = structlog.dev.ConsoleRenderer() if as_text else structlog.processors.JSONRenderer(ensure_ascii=False)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            where_it_failed,
            only_allowed,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(handlers=[FromLibraries()], level=logging.WARNING, force=True)


def where_it_failed(_logger: object, _method: str, event: Event) -> Event:
    """Replaces an exception by its type and lines: its message may quote what somebody wrote."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)[-DEEPEST:]
        event["error"] = type(error).__name__
        event["trace"] = " > ".join(f"{_short(frame.filename)}:{frame.lineno}" for frame in frames)
    return event


def only_allowed(_logger: object, _method: str, event: Event) -> Event:
    """Drops keys that are not on the list, naming them so that it is noticed; cleans text.

    Long values are cut. What a platform or a library says may hold marks that steer a terminal.
    """
    dropped = sorted(key for key in event if key not in ALLOWED)
    kept = {key: _cut(value) for key, value in event.items() if key in ALLOWED}
    return {**kept, "dropped": dropped} if dropped else kept


class FromLibraries(logging.Handler):
    """What libraries warn of, without values: a URL may hold a token, an SQL error a name."""

    def emit(self, record: logging.LogRecord) -> None:
        first_line = str(record.msg).partition("\n")[0]
        error = record.exc_info[1] if record.exc_info else None
        structlog.get_logger().log(record.levelno, first_line, logger=record.name, exc_info=error)


def _cut(value: object) -> object:
    return one_line(value[:LONGEST]) if isinstance(value, str) else value


def _short(path: str) -> str:
    return "/".join(path.rsplit("/", 2)[-2:])
