"""Rows of one address, as every query names it: the columns channel, account and chat."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, FromClause, and_, bindparam

from bot.domain.messages import Address


def at_address(table: FromClause) -> ColumnElement[bool]:
    """The condition for rows of the address whose values `address_values` binds."""
    return and_(table.c.channel == bindparam("on"), table.c.account == bindparam("by"), table.c.chat == bindparam("of"))


def same_address(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    """The condition that joins rows of two tables that are of the same address."""
    return and_(one.c.channel == other.c.channel, one.c.account == other.c.account, one.c.chat == other.c.chat)


def address_values(address: Address) -> Mapping[str, str]:
    """What a statement with `at_address` is executed with."""
    return {"on": address.channel, "by": address.account, "of": address.chat}
