"""content/offices/ and content/consent/: whose assistant this is, where to go, and what people agree to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.law.figures import Figures
from bot.library.library import Consent, Home, Office
from bot.library.nodes import Place

LANGUAGES = ("vi", "en", "km")
HOME = ("name", "province", "controller", "hours", "notice")
OFFICE = ("name", "address", "phone", "hours", "communes")
CONSENT = ("version", "purposes", "text")
LONGEST_CONSENT = 900


def read_home(root: Place, figures: Figures, provinces: Iterable[str]) -> Home | None:
    """home.yaml; the hotline is the last confirmed value of the figure of that name."""
    fields = root.fields(HOME, required=HOME)
    if len(fields) < len(HOME):
        return None
    province = fields["province"].text().zfill(2)
    if province not in provinces:
        fields["province"].wrong(f"Không có tỉnh nào mang mã “{province}” trong content/places.")
    spoken = {name: fields[name].language_texts(LANGUAGES) for name in ("name", "controller", "hours", "notice")}
    return Home(spoken["name"], province, spoken["controller"], _hotline(figures), spoken["hours"], spoken["notice"])


def _hotline(figures: Figures) -> str:
    figure = figures.by_name.get("hotline")
    confirmed = [value for value in figure.values if value.confirmed] if figure else []
    return str(confirmed[-1].value) if confirmed else ""


def read_office(name: str, root: Place, communes: Mapping[str, object]) -> Office:
    fields = root.fields(OFFICE, required=("name", "address", "hours"))
    served = set()
    for place in fields["communes"].items() if "communes" in fields else ():
        code = place.text().zfill(5)
        if code not in communes:
            place.wrong(f"Không có xã, phường nào mang mã “{code}”.")
        served.add(code)
    return Office(
        id=name,
        name=fields["name"].language_texts(LANGUAGES) if "name" in fields else {},
        address=fields["address"].text() if "address" in fields else "",
        phone=fields["phone"].text() if "phone" in fields else "",
        hours=fields["hours"].language_texts(LANGUAGES) if "hours" in fields else {},
        communes=frozenset(served),
    )


def read_consent(root: Place, home: Home | None) -> Consent | None:
    """A version of the consent; {controller} and {hotline} in its text are filled in from home.yaml."""
    fields = root.fields(CONSENT, required=CONSENT)
    if len(fields) < len(CONSENT):
        return None
    if not (purposes := fields["purposes"].texts()):
        fields["purposes"].wrong("Cần ít nhất một mục đích.")
    texts = {}
    for language, place in fields["text"].fields(LANGUAGES, required=("vi",)).items():
        text = _filled(place.text(), language, home)
        texts[language] = text
        if len(text) > LONGEST_CONSENT:
            place.wrong(f"Lời xin đồng ý dài {len(text)} ký tự, nhiều nhất {LONGEST_CONSENT}.")
    return Consent(fields["version"].text(), purposes, texts)


def _filled(text: str, language: str, home: Home | None) -> str:
    if home is None:
        return text
    controller = home.controller.get(language, home.controller["vi"]) if home.controller else ""
    return text.replace("{controller}", controller).replace("{hotline}", home.hotline)
