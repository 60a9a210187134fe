"""What is done with is forgotten in slices.

Nobody waits for a writer that deletes what a month has left.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ColumnElement, select

SLICE = 500


def a_slice(key: Column[Any], condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """The condition for at most SLICE rows for which that condition holds.

    `key` is their primary key.
    """
    return key.in_(select(key).where(condition).limit(SLICE))
