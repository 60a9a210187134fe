"""Documents of the office, and the fields that their Word templates may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

OFFICIAL = (
    "co_quan_chu_quan",
    "co_quan",
    "so",
    "ky_hieu",
    "dia_danh",
    "ngay",
    "loai",
    "trich_yeu",
    "noi_dung",
    "noi_nhan",
    "chuc_vu",
    "nguoi_ky",
)
"""What every official document has by Nghị định 30/2020/NĐ-CP; the day is written by the filter `ngay`."""

MINUTES = (
    *(name for name in OFFICIAL if name not in ("loai", "trich_yeu", "noi_dung", "chuc_vu", "nguoi_ky")),
    "loai_buoi",
    "ten",
    "thoi_gian",
    "dia_diem",
    "to_chuc",
    "phoi_hop",
    "bao_cao_vien",
    "co_mat",
    "nu",
    "khmer",
    "dang_ky_tai_cho",
    "hua_tham_gia",
    "dang_ky_truoc",
    "cau_hoi",
    "anh",
    "nguoi_ghi",
)
"""What the minutes of a meeting have: numbers, what was answered to each question, pictures."""

REPORT = (
    *OFFICIAL,
    "ky",
    "bang",
    "chi_tieu",
    "xa",
    "chu_de",
    "cau_hoi",
    "dot_tin",
    "muc",
    "kho_khan",
    "de_xuat",
    "thay_doi",
    "ghi_chu",
    "bieu_do_ket_qua",
    "bieu_do_dien_bien",
    "bieu_do_xa",
)
"""What a report has beside; pictures of charts are "" where there is nothing to draw.

"muc" numbers its parts, those that there are: muc.xa is "III".
"""

FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType({"van-ban": OFFICIAL, "bien-ban": MINUTES, "bao-cao": REPORT})
"""By the name of the template."""
FOLDERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"documents": ("van-ban", "bien-ban"), "reports": ("bao-cao",)}
)
"""Which templates lie in which folder of the content."""


def place(name: str) -> str:
    """Where the template of that name lies: "reports/bao-cao.docx"."""
    folder = next(folder for folder, names in FOLDERS.items() if name in names)
    return f"{folder}/{name}.docx"


@dataclass(frozen=True)
class Heading:
    """Who reports to whom, and who signs.

    parent   the office above; symbol: of the kind of document, such as "BC-BĐT"; to: who gets it
    """

    parent: str
    office: str
    symbol: str
    place: str
    to: tuple[str, ...]
    title: str
    signer: str
