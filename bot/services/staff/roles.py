"""What the office calls each role, in its own language."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.people import Role

ROLES: Mapping[Role, str] = {
    Role.OFFICER: "cán bộ xã",
    Role.COLLECTOR: "nhân viên thu",
    Role.SUPERVISOR: "phụ trách",
    Role.EDITOR: "biên tập nội dung",
    Role.ADMIN: "quản trị",
}
