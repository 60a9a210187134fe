"""content/offices/ and content/consent/: whose assistant this is, and what people agree to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bot.domain.consents import CALL_BACK, HAND_ON, PURPOSES
from bot.domain.office_rules import Duty
from bot.law.figures.figures import Figures
from bot.library.files.duty import read_duty
from bot.library.library import Consent, Home, Office
from bot.library.reading.yaml_reader import YamlNode
from bot.words import FIRST, OFFERED, in_language

LANGUAGES = (*OFFERED, "km")
HOME = ("name", "province", "controller", "hours", "notice")
OFFICE = ("name", "address", "phone", "hours", "communes", "duty")
CONSENT = ("version", "purposes", "text")
LONGEST_CONSENT = 900


def read_home(root: YamlNode, figures: Figures, provinces: Iterable[str]) -> Home | None:
    """home.yaml; the hotline is the last confirmed value of the figure of that name."""
    fields = root.fields((*HOME, "duty"), required=HOME)
    if not fields.keys() >= set(HOME):
        return None
    province = fields["province"].text().zfill(2)
    if province not in provinces:
        fields["province"].wrong(f"Không có tỉnh nào mang mã “{province}” trong content/places.")
    spoken = {name: fields[name].language_texts(LANGUAGES) for name in ("name", "controller", "hours", "notice")}
    duty = read_duty(fields["duty"], Duty()) if "duty" in fields else Duty()
    return Home(
        spoken["name"], province, spoken["controller"], _hotline(figures), spoken["hours"], spoken["notice"], duty
    )


def _hotline(figures: Figures) -> str:
    figure = figures.by_name.get("hotline")
    confirmed = [value for value in figure.values if value.confirmed] if figure else []
    return str(confirmed[-1].value) if confirmed else ""


def read_office(name: str, root: YamlNode, communes: Mapping[str, object], duty: Duty) -> Office:
    """A place's own file; `duty` are the rules where it has none of its own."""
    fields = root.fields(OFFICE, required=("name", "address", "hours"))
    served = set()
    for node in fields["communes"].items() if "communes" in fields else ():
        code = node.text().zfill(5)
        if code not in communes:
            node.wrong(f"Không có xã, phường nào mang mã “{code}”.")
        served.add(code)
    return Office(
        id=name,
        name=fields["name"].language_texts(LANGUAGES) if "name" in fields else {},
        address=fields["address"].text() if "address" in fields else "",
        phone=fields["phone"].text() if "phone" in fields else "",
        hours=fields["hours"].language_texts(LANGUAGES) if "hours" in fields else {},
        communes=frozenset(served),
        duty=read_duty(fields["duty"], duty) if "duty" in fields else duty,
    )


def read_consent(root: YamlNode, home: Home | None) -> Consent | None:
    """A version of the consent; {controller} and {hotline} in it are filled in from home.yaml."""
    fields = root.fields((*CONSENT, "keep_days"), required=CONSENT)
    if not set(CONSENT) <= set(fields):
        return None
    purposes = fields["purposes"].texts()
    if purposes[:1] != (CALL_BACK,) or not set(purposes) <= PURPOSES:
        fields["purposes"].wrong(f"Mục đích đầu tiên phải là {CALL_BACK}; ngoài ra chỉ có {HAND_ON}.")
    days = fields["keep_days"].text() if "keep_days" in fields else "0"
    if not re.fullmatch("[0-9]{1,4}", days):
        fields["keep_days"].wrong("Cần số ngày giữ tên và số điện thoại sau khi xong việc, ví dụ 90.")
        days = "0"
    texts = {}
    for language, node in fields["text"].fields(LANGUAGES, required=(FIRST,)).items():
        if "keep_days" in fields and "{keep_days}" not in node.text():
            node.wrong("Lời xin đồng ý phải nói giữ bao lâu: viết {keep_days} ngày.")
        text = _filled(node.text(), language, home).replace("{keep_days}", days)
        texts[language] = text
        if len(text) > LONGEST_CONSENT:
            node.wrong(f"Lời xin đồng ý dài {len(text)} ký tự, nhiều nhất {LONGEST_CONSENT}.")
    return Consent(fields["version"].text(), purposes, texts, int(days))


def _filled(text: str, language: str, home: Home | None) -> str:
    if home is None:
        return text
    controller = in_language(language, home.controller) if home.controller else ""
    return text.replace("{controller}", controller).replace("{hotline}", home.hotline)
