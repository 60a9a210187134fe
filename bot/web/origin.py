"""The origin of a request: an IPv4 address, or the IPv6 /64 that one household has.

The server has put the citizen's address in place of a trusted proxy's by now (`bot.web.server`).
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.requests import Request

UNKNOWN = ""
HOUSEHOLD = 64


def origin_of(request: Request) -> str:
    """The address or network; UNKNOWN where the server was not told one.

    It is never written down as it is.
    """
    try:
        address = ip_address(request.client.host if request.client else "")
    except ValueError:
        return UNKNOWN
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is None:
            return str(ip_network((int(address), HOUSEHOLD), strict=False))
        address = address.ipv4_mapped
    return str(address)
