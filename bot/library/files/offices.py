"""content/offices/ and content/consent/: whose assistant this is, and what people agree to."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import get_args

from bot.domain.calendar import Hours, Opening
from bot.domain.consents import ATTACHING, CALL_BACK, HAND_ON, PURPOSES, SUBSCRIBING
from bot.domain.office_rules import OfficeRules
from bot.domain.reports.periods import LAST_CLOSING
from bot.law.figures.figures import Figures
from bot.library.answers.plain_words import ALL, BUT_PHONES, SUMS, find_figures
from bot.library.files.duty import read_duty, read_hours
from bot.library.library import Consent, Home, Office, OfficeKind
from bot.library.reading.content_folder import ContentFolder
from bot.library.reading.mistakes import did_you_mean
from bot.library.reading.yaml_reader import YamlNode
from bot.words import FIRST, OFFERED, in_language

LANGUAGES = (*OFFERED, "km")
HOME = ("name", "province", "controller", "hours", "notice")
OFFICE = ("name", "kind", "address", "phone", "hours", "opening", "map", "communes", "duty")
OPENING = ("days", "hours", "closed", "opened")
CONSENT = ("version", "purposes", "text")
LONGEST_CONSENT = 900
CHOSEN_BY = frozenset({"source", "outcome"})
BLANKS = ("{controller}", "{hotline}", "{keep_days}", "{attached}")


def read_home(root: YamlNode, figures: Figures, provinces: Container[str] | None) -> Home | None:
    """home.yaml; the hotline is the last confirmed value of the figure of that name.

    provinces   the codes of those that there are; None: any may be
    """
    fields = root.fields((*HOME, "duty", "closing"), required=HOME)
    if not fields.keys() >= set(HOME):
        return None
    province = fields["province"].text().zfill(2)
    if provinces is not None and province not in provinces:
        fields["province"].wrong(f"Không có tỉnh nào mang mã “{province}” trong content/places.")
    spoken = {name: fields[name].language_texts(LANGUAGES) for name in ("name", "controller", "hours", "notice")}
    for name in ("name", "notice"):
        find_figures(fields[name])
    find_figures(fields["controller"], BUT_PHONES)
    find_figures(fields["hours"], SUMS)
    duty = read_duty(fields["duty"], OfficeRules()) if "duty" in fields else OfficeRules()
    return Home(
        spoken["name"],
        province,
        spoken["controller"],
        _hotline(figures),
        spoken["hours"],
        spoken["notice"],
        duty,
        _closing(fields["closing"]) if "closing" in fields else 0,
    )


def _closing(node: YamlNode) -> int:
    """The day on which a month's books close; every month has to have it."""
    day = node.number()
    if not 1 <= day <= LAST_CLOSING or day != int(day):
        node.wrong(f"Ngày khóa sổ là số từ 1 đến {LAST_CLOSING}; bỏ dòng này thì khóa sổ vào ngày cuối tháng.")
        return 0
    return int(day)


def _hotline(figures: Figures) -> str:
    figure = figures.by_name.get("hotline")
    confirmed = [value for value in figure.values if value.confirmed] if figure else []
    return str(confirmed[-1].value) if confirmed else ""


def read_office(name: str, root: YamlNode, communes: Mapping[str, object], duty: OfficeRules) -> Office:
    """A place's own file; `duty` are the rules where it has none of its own."""
    fields = root.fields(OFFICE, required=("name", "address", "hours"))
    served = set()
    for node in fields["communes"].items() if "communes" in fields else ():
        code = node.text().zfill(5)
        if code not in communes:
            node.wrong(f"Không có xã, phường nào mang mã “{code}”.")
        served.add(code)
    for field in fields.keys() & {"name", "hours"}:
        find_figures(fields[field], ALL if field == "name" else SUMS)
    return Office(
        id=name,
        name=fields["name"].language_texts(LANGUAGES) if "name" in fields else {},
        address=fields["address"].text() if "address" in fields else "",
        phone=fields["phone"].text() if "phone" in fields else "",
        hours=fields["hours"].language_texts(LANGUAGES) if "hours" in fields else {},
        communes=frozenset(served),
        duty=read_duty(fields["duty"], duty) if "duty" in fields else duty,
        kind=_kind(fields["kind"]) if "kind" in fields else "bhxh",
        opening=_opening(fields["opening"]) if "opening" in fields else None,
        map=_page(fields["map"]) if "map" in fields else "",
    )


def _kind(node: YamlNode) -> OfficeKind:
    text, kinds = node.text(), get_args(OfficeKind)
    kind: OfficeKind | None = next((kind for kind in kinds if kind == text), None)
    if kind is None:
        node.wrong(f"Không có loại nơi “{text}”.{did_you_mean(text, kinds)} Các loại: {', '.join(kinds)}.")
    return kind or "bhxh"


def _opening(node: YamlNode) -> Opening | None:
    """Each item is one week's hours, such as those of weekdays and those of Saturday."""
    parts = [item.fields(OPENING, required=("days", "hours")) for item in node.items()]
    read = tuple(read_hours(part, Hours()) for part in parts if "days" in part and "hours" in part)
    if not read and not parts:
        node.wrong('Cần ít nhất một dòng giờ mở cửa, ví dụ - {days: [T2, T3], hours: ["07:00-11:00"]}.')
    return Opening(read) if read else None


def _page(node: YamlNode) -> str:
    text = node.text()
    if text and not re.fullmatch(r"https://[^\s<>\"']{4,500}", text):
        node.wrong("Cần một đường dẫn bản đồ bắt đầu bằng https://, không có dấu cách.")
        return ""
    return text


def _consent(root: YamlNode, home: Home | None) -> Consent | None:
    """A version of the consent; {controller} and {hotline} in it are filled in from home.yaml."""
    fields = root.fields((*CONSENT, "keep_days", "chosen_by"), required=CONSENT)
    if not set(CONSENT) <= set(fields):
        return None
    purposes = fields["purposes"].texts()
    alone = purposes == ATTACHING or (len(purposes) == 1 and purposes[0] in SUBSCRIBING)
    if not alone and (purposes[:1] != (CALL_BACK,) or not set(purposes) <= PURPOSES):
        others = ", ".join(f"[{one}]" for one in (", ".join(ATTACHING), *SUBSCRIBING))
        fields["purposes"].wrong(
            f"Mục đích đầu tiên phải là {CALL_BACK}; ngoài ra chỉ có {HAND_ON}; hoặc là một trong {others}."
        )
        return None
    chosen_by = frozenset(fields["chosen_by"].texts() if "chosen_by" in fields else ())
    if chosen_by - CHOSEN_BY:
        fields["chosen_by"].wrong(f"Chỉ có: {', '.join(sorted(CHOSEN_BY))}; lời xin đồng ý phải nói ra điều đó.")
    days = fields["keep_days"].text() if "keep_days" in fields else "0"
    if not re.fullmatch("[0-9]{1,4}", days):
        fields["keep_days"].wrong("Cần số ngày giữ tên và số điện thoại sau khi xong việc, ví dụ 90.")
        days = "0"
    texts = {}
    for language, node in fields["text"].fields(LANGUAGES, required=(FIRST,)).items():
        if "keep_days" in fields and "{keep_days}" not in node.text():
            node.wrong("Lời xin đồng ý phải nói giữ bao lâu: viết {keep_days} ngày.")
        if (purposes == ATTACHING) != ("{attached}" in node.text()):
            node.wrong("Chỉ lời xin kèm thêm có chỗ trống {attached}, và phải có: bà con đọc hết rồi mới bấm.")
        _find_strange_blanks(node)
        text = _filled(node.text(), language, home).replace("{keep_days}", days)
        texts[language] = text
        if len(text) > LONGEST_CONSENT:
            node.wrong(f"Lời xin đồng ý dài {len(text)} ký tự, nhiều nhất {LONGEST_CONSENT}.")
    return Consent(fields["version"].text(), purposes, texts, int(days), chosen_by & CHOSEN_BY)


def read_consents(loader: ContentFolder, home: Home | None) -> dict[str, Consent]:
    """The last version of each kind by file name; the others are checked too."""
    last: dict[str, tuple[YamlNode, Consent]] = {}
    for path in loader.list("consent", "Chưa có lời xin đồng ý: cần ít nhất một tệp."):
        root = loader.read(path)
        read = _consent(root, home) if root else None
        if root and read and read.version != path.stem:
            root.wrong(f"Mục version phải giống tên tệp: “{path.stem}”.")
        if root and read:
            last[read.kind] = root, read
    for root, read in last.values():
        if not read.keep_days:
            root.wrong("Bản đang dùng phải có mục keep_days: giữ bao nhiêu ngày sau khi xong việc.")
        find_figures(root.entries()["text"][1])
    if last and "call" not in last:
        loader.findings(loader.content / "consent").add("Còn thiếu lời xin gọi lại.")
    return {kind: read for kind, (_root, read) in last.items()}


def _find_strange_blanks(node: YamlNode) -> None:
    """Finds what is in braces and would be shown to people as it is written."""
    for found in re.finditer(r"\{+\s*([^{}]*?)\s*\}+|[{}]", node.text()):
        if found[0] not in BLANKS:
            inner = found[1] or ""
            hint = f" Hãy viết {{{inner}}}." if f"{{{inner}}}" in BLANKS else did_you_mean(found[0], BLANKS)
            node.wrong(f"Không có chỗ trống “{found[0]}”.{hint} Chỉ có: {', '.join(BLANKS)}.")


def _filled(text: str, language: str, home: Home | None) -> str:
    if home is None:
        return text
    controller = in_language(language, home.controller) if home.controller else ""
    return text.replace("{controller}", controller).replace("{hotline}", home.hotline)
