"""A Zalo account's pair of tokens, sealed, and its uploads that may be sent again.

A refresh token works once. So a pair is replaced only by the process that refreshed that very generation of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from bot.store.engine.database import Transaction
from bot.store.tables import zalo_pair, zalo_upload


@dataclass(frozen=True)
class Pair:
    """The tokens of an account; `refusal` says why Zalo renews them no more ("": it does)."""

    generation: int
    access: str = field(repr=False)
    refresh: str = field(repr=False)
    expires: datetime
    renewed_at: datetime
    refusal: str = ""


_ACCOUNT = zalo_pair.c.account == bindparam("of")
_GET = select(
    zalo_pair.c.generation,
    zalo_pair.c.access,
    zalo_pair.c.refresh,
    zalo_pair.c.expires,
    zalo_pair.c.renewed_at,
    zalo_pair.c.refusal,
).where(_ACCOUNT)
_TOKENS: dict[str, BindParameter[bytes]] = {"access": bindparam("to_access"), "refresh": bindparam("to_refresh")}
_TIMES: dict[str, BindParameter[datetime]] = {"expires": bindparam("until"), "renewed_at": bindparam("now")}
_first = insert(zalo_pair).values(account=bindparam("of"), generation=1, refusal="", **_TOKENS, **_TIMES)
_CONSENT = _first.on_conflict_do_update(
    index_elements=["account"],
    set_={
        "generation": zalo_pair.c.generation + 1,
        "refusal": "",
        **{name: _first.excluded[name] for name in (*_TOKENS, *_TIMES)},
    },
)
_THIS = _ACCOUNT & (zalo_pair.c.generation == bindparam("was"))
_RENEW = update(zalo_pair).where(_THIS).values(generation=zalo_pair.c.generation + 1, refusal="", **_TOKENS, **_TIMES)
_REFUSE = update(zalo_pair).where(_THIS, zalo_pair.c.refusal == "").values(refusal=bindparam("why"))
_UPLOADED = select(zalo_upload.c.attachment).where(
    zalo_upload.c.account == bindparam("of"),
    zalo_upload.c.sha256 == bindparam("hash"),
    zalo_upload.c.at > bindparam("since"),
)
_upload = insert(zalo_upload).values(
    account=bindparam("of"), sha256=bindparam("hash"), attachment=bindparam("as_id"), at=bindparam("now")
)
_UPLOAD = _upload.on_conflict_do_update(
    index_elements=["account", "sha256"], set_={name: _upload.excluded[name] for name in ("attachment", "at")}
)
_EXPIRE = delete(zalo_upload).where(zalo_upload.c.account == bindparam("of"), zalo_upload.c.at <= bindparam("since"))


def pair(tx: Transaction, account: str) -> Pair | None:
    """The tokens as they are now; None before the first consent."""
    row = tx.connection.execute(_GET, {"of": account}).first()
    if row is None:
        return None
    return Pair(
        row[0],
        tx.unseal(zalo_pair.c.access, account, row[1]),
        tx.unseal(zalo_pair.c.refresh, account, row[2]),
        row[3],
        row[4],
        row[5],
    )


def consented(tx: Transaction, account: str, access: str, refresh: str, expires: datetime, now: datetime) -> None:
    """A person has consented: these are the tokens, whatever was there before."""
    tx.connection.execute(_CONSENT, _bound(tx, account, access, refresh, expires, now))


def renewed(
    tx: Transaction, account: str, was: int, access: str, refresh: str, expires: datetime, now: datetime
) -> bool:
    """Stores the pair got by refreshing generation `was`; False where that is not current."""
    bound = {**_bound(tx, account, access, refresh, expires, now), "was": was}
    return tx.connection.execute(_RENEW, bound).rowcount == 1


def refused(tx: Transaction, account: str, was: int, why: str) -> bool:
    """Records that Zalo refuses generation `was`; False where it was renewed, or this is known."""
    return tx.connection.execute(_REFUSE, {"of": account, "was": was, "why": why}).rowcount == 1


def uploaded(tx: Transaction, account: str, sha256: str, since: datetime) -> str:
    """The platform's id of what was uploaded after `since`; "" for what was not."""
    found: str | None = tx.connection.execute(_UPLOADED, {"of": account, "hash": sha256, "since": since}).scalar()
    return found or ""


def remember_upload(
    tx: Transaction, account: str, sha256: str, attachment: str, now: datetime, since: datetime
) -> None:
    """Keeps the id of an upload; ids older than `since` are forgotten."""
    tx.connection.execute(_EXPIRE, {"of": account, "since": since})
    tx.connection.execute(_UPLOAD, {"of": account, "hash": sha256, "as_id": attachment, "now": now})


def _bound(
    tx: Transaction, account: str, access: str, refresh: str, expires: datetime, now: datetime
) -> dict[str, object]:
    tokens = {
        "to_access": tx.seal(zalo_pair.c.access, account, access),
        "to_refresh": tx.seal(zalo_pair.c.refresh, account, refresh),
    }
    return {"of": account, **tokens, "until": expires, "now": now}
