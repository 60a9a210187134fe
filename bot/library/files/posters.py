"""content/posters/: the short codes of posters and leaflets, each with its place.

used.txt has a line for each code that was ever printed: a code of it is there for ever, as it was.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.outreach.codes import CODE, PRINTED, CodeKind
from bot.library.library import Poster
from bot.library.reading.mistakes import Findings
from bot.library.reading.yaml_reader import YamlNode

USED = "used.txt"
KINDS = tuple(kind.value for kind in PRINTED)


def read_posters(root: YamlNode, taken: Mapping[str, Poster], communes: Mapping[str, object]) -> dict[str, Poster]:
    """The posters of one file by their codes."""
    posters: dict[str, Poster] = {}
    for code, (key, entry) in root.entries().items():
        fields = entry.fields(("where", "commune", "kind"), required=("where",))
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
        kind = fields["kind"].text() if "kind" in fields else CodeKind.POSTER
        if kind not in KINDS:
            fields["kind"].wrong(f"Không có loại “{kind}”. Các loại: {', '.join(KINDS)}.")
        where = fields["where"].text() if "where" in fields else ""
        posters[code] = Poster(code, where, commune, key.place, kind)
    return posters


def written(poster: Poster) -> str:
    """The line of a code in used.txt."""
    return " ".join((poster.code, poster.kind, poster.commune or "-"))


def find_changed(used: str, posters: Mapping[str, Poster], findings: Findings) -> None:
    """Finds codes that were printed, and have gone or lead elsewhere."""
    for number, line in enumerate(used.splitlines(), start=1):
        code = line.partition(" ")[0]
        if not code or code.startswith("#"):
            continue
        if code not in posters:
            findings.add(f"Mã “{code}” đã in thì không được bỏ: hãy ghi lại vào content/posters.", number)
        elif written(posters[code]) != line.strip():
            findings.add(f"Mã “{code}” đã in thì không được đổi loại hay đổi xã: “{line.strip()}”.", number)
