"""What the Zalo Bot Platform takes and what it refuses, as others have measured."""

from __future__ import annotations

import json
import re
from ipaddress import ip_address
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request


class Refused(Exception):
    def __init__(self, code: int, description: str, status: int | None = None) -> None:
        super().__init__(description)
        self.code, self.description, self.status = code, description, status or code


async def arguments_of(request: Request) -> dict[str, Any]:
    body = await request.body()
    if not body:
        return dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return dict(parse_qsl(body.decode()))
    try:
        told = json.loads(body)
    except ValueError:
        raise Refused(400, "Bad request") from None
    if not isinstance(told, dict):
        raise Refused(400, "Bad request")
    return told


def acceptable(url: object, public: bool) -> bool:
    if not isinstance(url, str) or not re.match(r"https?://[^/\s]+", url):
        return False
    host = urlsplit(url).hostname or ""
    if not public:
        return True
    try:
        return url.startswith("https://") and ip_address(host).is_global
    except ValueError:
        return url.startswith("https://") and host != "localhost" and "." in host
