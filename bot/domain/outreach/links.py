"""The links of a code: one that opens each channel, and the one behind a printed QR."""

from __future__ import annotations

from collections.abc import Mapping

CHAT, CODE_PAGE = "/chat/?q=", "/q/"


def links_of(code: str, *, zalo: str, telegram: str, web: str) -> dict[str, str]:
    """The link that opens each channel; Telegram's and the web page's carry the code.

    zalo, web   addresses; telegram: the bot's name. "" leaves a channel out.
    """
    links = {
        "zalo": zalo,
        "telegram": f"https://t.me/{telegram}?start=q-{code}" if telegram else "",
        "web": f"{web}{CHAT}{code}" if web else "",
    }
    return {name: link for name, link in links.items() if link}


def way_in(links: Mapping[str, str]) -> str:
    """The address behind a printed QR.

    The page on which one chooses a channel, else a channel's own.
    """
    return links.get("web", "").replace(CHAT, CODE_PAGE) or next(iter(links.values()))
