"""content/places/*.yaml: one province a file, 13,000 lines in all.

They are kept in one even form, which is read line by line in a tenth of the time; any other form goes through YAML,
and a faulty file is read once more for the places of its mistakes.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from pathlib import Path
from sys import intern
from typing import Any

import yaml

from bot.domain.places import Commune, FormerPlace, Places, Province
from bot.library.reading.mistakes import Findings
from bot.library.reading.text_file import read_text
from bot.library.reading.yaml_reader import LOADER, YamlNode, compose

PROVINCE = ("code", "name", "phone_code", "communes")
COMMUNE = ("code", "name", "also", "neighbours", "was")
FORMER = ("ward", "district", "province", "part")

_EVEN = re.compile(
    r"(?P<head>code|phone_code): (?P<number>\d+)"
    r'|name: "(?P<province>[^"\\]+)"'
    r"|communes:"
    r"|  - code: (?P<code>\d+)"
    r'|    name: "(?P<name>[^"\\]+)"'
    r'|    also: \["(?P<also>[^"\\]+)"\](?: +#.*)?'
    r"|    neighbours: \[(?P<neighbours>\d+(?:, \d+)*)\]"
    r"|    was:"
    r'|      - \{ward: "(?P<ward>[^"\\]+)", district: "(?P<district>[^"\\]+)", province: "(?P<from>[^"\\]+)"'
    r"(?P<part>, part: true)?\}"
    r"|#.*|"
)


class AnyPlaces(Places):
    """Where a file of places could not be read, no province or commune is said to be missing."""

    @property
    def communes(self) -> Mapping[str, Commune]:
        return _Any(super().communes)


class _Any(dict[str, Commune]):
    def __contains__(self, _code: object) -> bool:
        return True


def read_province(path: Path, findings: Findings) -> Province | None:
    """The province of one file, or None with its mistakes found.

    Codes are padded with zeros, as they are published.
    """
    text = read_text(path, findings)
    if text is None:
        return None
    try:
        return _province(_even(text) or yaml.load(text, Loader=LOADER))  # noqa: S506 - a BaseLoader makes nothing but texts
    except (yaml.YAMLError, LookupError, TypeError, ValueError, AttributeError):
        root = compose(text, findings)
        if root is not None:
            _find(root)
        if not findings.found:
            findings.add("Tệp này không đúng dạng danh sách xã, phường của một tỉnh.")
        return None


def _even(text: str) -> Mapping[str, Any] | None:
    """What YAML would read, for a file in the even form; None for any other."""
    data: dict[str, Any] = {}
    communes: list[dict[str, Any]] = []
    for line in text.split("\n"):
        match = _EVEN.fullmatch(line)
        if match is None or (match.lastgroup in ("name", "also", "neighbours", "part", "from") and not communes):
            return None
        match match.lastgroup:
            case "from" | "part":
                names = {"ward": match["ward"], "district": match["district"], "province": match["from"]}
                communes[-1].setdefault("was", []).append(names | ({"part": "true"} if match["part"] else {}))
            case "code":
                communes.append({"code": match["code"]})
            case "name" | "also" as field:
                if field in communes[-1]:
                    return None
                communes[-1][field] = match[field] if field == "name" else [match[field]]
            case "neighbours":
                communes[-1]["neighbours"] = match["neighbours"].split(", ")
            case "number":
                data[match["head"]] = match["number"]
            case "province":
                data["name"] = match["province"]
    return data | {"communes": communes}


def _province(data: Mapping[str, Any]) -> Province:
    _only(data, PROVINCE)
    name = _said(data["name"])
    communes = sorted((_commune(commune, name) for commune in data["communes"]), key=lambda commune: commune.code)
    if len({commune.code for commune in communes}) < len(communes):
        raise ValueError("a code twice")
    return Province(_code(data["code"], 2), name, tuple(communes))


def _commune(data: Mapping[str, Any], province: str) -> Commune:
    _only(data, COMMUNE)
    also = tuple(_said(name) for name in data.get("also", ()))
    was = tuple(_former(place) for place in data.get("was", ()))
    neighbours = tuple(_code(code, 5) for code in data.get("neighbours", ()))
    return Commune(_code(data["code"], 5), _said(data["name"]), province, also, was, neighbours)


def _former(data: Mapping[str, Any]) -> FormerPlace:
    _only(data, FORMER)
    part = data.get("part", "false")
    if part not in ("true", "false"):
        raise ValueError("part")
    # The same few districts and provinces are named ten thousand times.
    ward, district, province = (intern(_said(data[name])) for name in FORMER[:3])
    return FormerPlace(ward, district, province, part == "true")


def _only(data: Mapping[str, Any], known: tuple[str, ...]) -> None:
    if not data.keys() <= set(known):
        raise ValueError("an unknown field")


def _said(text: object) -> str:
    if not isinstance(text, str) or not text:
        raise ValueError("a name is missing")
    return text


def _code(text: str, digits: int) -> str:
    if not (text.isascii() and text.isdecimal()) or len(text) > digits:
        raise ValueError("not a code")
    return text.zfill(digits)


def _find(root: YamlNode) -> None:
    """Goes through the file slowly, telling every mistake."""
    fields = root.fields(PROVINCE, required=("code", "name", "communes"))
    _find_texts(fields, ("name",))
    _find_code(fields.get("code"), 2)
    codes: dict[str, int] = {}
    for commune in fields["communes"].items() if "communes" in fields else ():
        parts = commune.fields(COMMUNE, required=("code", "name"))
        _find_texts(parts, ("name",))
        code = _find_code(parts.get("code"), 5)
        if code in codes:
            parts["code"].wrong(f"Mã {code} đã có ở dòng {codes[code]}.")
        elif code:
            codes[code] = parts["code"].line
        if "also" in parts:
            parts["also"].texts()
        for neighbour in parts["neighbours"].items() if "neighbours" in parts else ():
            _find_code(neighbour, 5)
        for former in parts["was"].items() if "was" in parts else ():
            named = former.fields(FORMER, required=FORMER[:3])
            _find_texts(named, FORMER[:3])
            if "part" in named:
                named["part"].flag()


def _find_texts(fields: Mapping[str, YamlNode], names: tuple[str, ...]) -> None:
    for name in names:
        if name in fields:
            fields[name].text()


def _find_code(node: YamlNode | None, digits: int) -> str:
    code = node.text() if node else ""
    if node and code and (not (code.isascii() and code.isdecimal()) or len(code) > digits):
        node.wrong(f"Mã phải gồm nhiều nhất {digits} chữ số.")
    return code


def find_strangers(path: Path, findings: Findings, communes: Container[str]) -> None:
    """Finds the neighbours that no commune is, and communes that are their own."""
    text = read_text(path, findings)
    root = compose(text, findings) if text is not None else None
    for commune in root.fields(PROVINCE)["communes"].items() if root else ():
        parts = commune.fields(COMMUNE)
        for neighbour in parts["neighbours"].items() if "neighbours" in parts else ():
            code = neighbour.text().zfill(5)
            if code not in communes:
                neighbour.wrong(f"Không có xã, phường nào mang mã “{code}”.")
            elif code == parts["code"].text().zfill(5):
                neighbour.wrong("Xã không ghi chính mình vào danh sách xã bên cạnh.")
