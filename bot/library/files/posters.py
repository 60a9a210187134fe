"""content/posters/: the short codes of posters and leaflets, each with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.library.library import Poster
from bot.library.reading.yaml_reader import YamlNode

# Neither a word nor a sum: letters first, a figure among them, nothing that looks like something else in print.
CODE = re.compile(r"(?=.*[2-9])[A-HJ-NP-Z]{2}[A-HJ-NP-Z2-9]{2,6}")


def read_posters(root: YamlNode, taken: Mapping[str, Poster], communes: Mapping[str, object]) -> dict[str, Poster]:
    """The posters of one file by their codes."""
    posters: dict[str, Poster] = {}
    for code, (key, entry) in root.entries().items():
        fields = entry.fields(("where", "commune"), required=("where",))
        if not CODE.fullmatch(code):
            key.wrong(
                f"Mã “{code}” không dùng được: cần 4 đến 8 ký tự A–Z, 2–9, bắt đầu bằng hai chữ, có ít nhất một số, "
                "không có I, O, 0, 1."
            )
        if code in taken:
            key.wrong(f"Mã “{code}” đã có trong tệp khác.")
        commune = fields["commune"].text().zfill(5) if "commune" in fields else ""
        if commune and commune not in communes:
            fields["commune"].wrong(f"Không có xã, phường nào mang mã “{commune}”.")
        posters[code] = Poster(code, fields["where"].text() if "where" in fields else "", commune)
    return posters
