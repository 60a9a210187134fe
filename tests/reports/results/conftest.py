"""An open database for each test, once of either kind."""

from __future__ import annotations

from tests.store.conftest import db

__all__ = ["db"]
