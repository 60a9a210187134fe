"""content/local_support/: what a province adds to the State's support, a resolution a file."""

from __future__ import annotations

from collections.abc import Container
from decimal import Decimal
from itertools import combinations

from bot.law.figures.derived import SupportGroup
from bot.law.figures.figures import LocalSupport
from bot.library.answers.plain_words import SUMS, find_figures
from bot.library.reading.mistakes import did_you_mean
from bot.library.reading.yaml_reader import YamlNode

RESOLUTION = ("active", "payer", "basis", "source", "confirmed", "values")
NEEDED = ("active", "payer", "basis", "confirmed", "values")
VALUE = ("groups", "communes", "rate", "amount", "months", "from", "to")
MOST_MONTHS = 720


def read_local_support(root: YamlNode, communes: Container[str]) -> tuple[LocalSupport, ...]:
    """The rules of one resolution; one that is not active is checked, and gives none."""
    fields = root.fields(RESOLUTION, required=NEEDED)
    if not set(NEEDED) <= set(fields):
        return ()
    payer, basis = fields["payer"].text(), fields["basis"].text()
    find_figures(fields["payer"])
    find_figures(fields["basis"], SUMS)
    confirmed, active = fields["confirmed"].flag(), fields["active"].flag()
    if payer.casefold() in ("nhà nước", "trung ương"):
        fields["payer"].wrong(
            "Mục payer là nơi hỗ trợ thêm, ví dụ “tỉnh Vĩnh Long”; tiền Nhà nước nằm ở figures/support.yaml."
        )
    places = list(fields["values"].items())
    if not places:
        fields["values"].wrong("Nghị quyết này chưa có mức hỗ trợ nào.")
    read = [(node, rule) for node in places if (rule := _rule(node, payer, basis, confirmed, communes)) is not None]
    _find_doubles(read)
    return tuple(rule for _node, rule in read) if active else ()


def _rule(node: YamlNode, payer: str, basis: str, confirmed: bool, communes: Container[str]) -> LocalSupport | None:
    fields = node.fields(VALUE, required=("groups", "from"))
    since = fields["from"].day() if "from" in fields else None
    until = fields["to"].day() if "to" in fields else None
    if since is None or "groups" not in fields:
        return None
    if until is not None and until < since:
        fields["to"].wrong("Ngày hết hiệu lực (to) đứng trước ngày bắt đầu (from).")
    if ("rate" in fields) == ("amount" in fields):
        node.wrong("Cần đúng một trong hai mục: rate (phần của mức đóng thấp nhất, ví dụ 0.10) hoặc amount (số đồng).")
    return LocalSupport(
        payer,
        _groups(fields["groups"]),
        since,
        until,
        basis,
        rate=_rate(fields["rate"]) if "rate" in fields else None,
        amount=_amount(fields["amount"]) if "amount" in fields else Decimal(0),
        communes=_communes(fields["communes"], communes) if "communes" in fields else frozenset(),
        months=_months(fields["months"]) if "months" in fields else None,
        confirmed=confirmed,
    )


def _groups(node: YamlNode) -> frozenset[str]:
    read, known = set(), [str(group) for group in SupportGroup]
    for item in node.items():
        if (group := item.text()) not in known:
            item.wrong(f"Không có diện “{group}”.{did_you_mean(group, known)} Các diện: {', '.join(known)}.")
        read.add(group)
    if not read:
        node.wrong("Cần ít nhất một diện được hỗ trợ thêm.")
    return frozenset(read)


def _communes(node: YamlNode, known: Container[str]) -> frozenset[str]:
    codes = set()
    for item in node.items():
        code = item.text().zfill(5)
        if code not in known:
            item.wrong(f"Không có xã, phường nào mang mã “{code}”.")
        codes.add(code)
    return frozenset(codes)


def _rate(node: YamlNode) -> Decimal:
    rate = node.number()
    if not 0 < rate <= 1:
        node.wrong("Phần hỗ trợ viết theo tỷ lệ, lớn hơn 0, nhiều nhất 1: 10 % là 0.10.")
    return rate


def _amount(node: YamlNode) -> Decimal:
    amount = node.number()
    if amount <= 0 or amount != amount.to_integral_value():
        node.wrong("Số tiền phải là số đồng chẵn, lớn hơn 0.")
    return amount


def _months(node: YamlNode) -> int:
    months = node.number()
    if not 1 <= months <= MOST_MONTHS or months != int(months):
        node.wrong(f"Số tháng phải là số nguyên từ 1 đến {MOST_MONTHS}.")
        return 1
    return int(months)


def _find_doubles(read: list[tuple[YamlNode, LocalSupport]]) -> None:
    """Two rules for the same people on the same days: nobody could say which holds."""
    for (_node, one), (node, other) in combinations(read, 2):
        same_days = (one.until is None or other.since <= one.until) and (
            other.until is None or one.since <= other.until
        )
        same_places = not one.communes or not other.communes or bool(one.communes & other.communes)
        if same_days and same_places and one.groups & other.groups:
            shared = ", ".join(sorted(one.groups & other.groups))
            node.wrong(f"Diện {shared} đã có một mức khác cùng ngày, cùng nơi ở trên. Hãy bỏ bớt một.")
