"""Words that mean the same everywhere: menu, stop, back, help, a person – and what staff say."""

from __future__ import annotations

import re

from bot.domain.text import fold, nfc

# "0" and single words are only commands when they are the whole message.
SAID = {
    "menu": ("menu", "/menu", "thuc don", "ve dau", "bat dau lai", "trang chu", "main menu", "home"),
    "stop": ("dung", "/stop", "stop", "dung lai", "huy", "huy bo", "/huy", "cancel", "quit", "bo di"),
    "back": ("quay lai", "/back", "back", "lui lai", "tro lai", "ve truoc", "sua lai"),
    "help": ("/help", "help", "tro giup", "huong dan", "giup"),
    "consultation": (
        "gap can bo", "0", "/goi", "gap nhan vien", "gap nguoi that", "nhan vien", "goi cho toi", "nho can bo goi",
        "tu van", "xin tu van", "tu van truc tiep", "goi lai cho toi", "noi chuyen voi can bo", "talk to a person",
        "call me",
    ),
    "live": (
        "gap can bo truc tiep", "hoi can bo", "hoi can bo ngay", "hoi truc tiep can bo", "chat voi can bo",
        "nhan tin voi can bo", "nhan tin cho can bo", "/hoi", "ask an officer", "ask an officer now",
    ),
    "end-case": ("ket thuc", "/ketthuc", "ket thuc tro chuyen", "ket thuc cuoc tro chuyen", "end", "end chat"),
    "reckon": ("/tinh", "tinh toan", "tinh giup", "tinh giup toi", "work it out"),
    "estimate": ("tinh muc dong", "tinh tien dong", "tinh muc dong bhxh", "estimate"),
    "pension": ("/luonghuu", "tinh luong huu", "tinh tien huu", "tinh luong huu cua toi", "my pension"),
    "may-join": (
        "/thamgia", "co duoc tham gia khong", "toi co duoc tham gia khong", "toi tham gia duoc khong", "xet dieu kien",
        "kiem tra dieu kien", "may i join",
    ),
    "missing": ("toi thieu nam", "thieu nam", "tinh thieu nam", "toi thieu nam dong", "i lack years"),
    "withdrawal": ("tinh rut mot lan", "tinh tien rut mot lan", "tinh bhxh mot lan"),
    "maternity": ("tinh thai san", "tinh tien thai san", "tinh tro cap thai san"),
    "death": ("tinh tu tuat", "tinh tien tuat", "tinh tien tu tuat"),
    "topics": ("/chude", "chu de", "topics"),
    "language": ("/language", "/ngonngu", "ngon ngu", "language", "doi ngon ngu", "english", "tieng anh", "tieng viet"),
    "my-data": ("/dulieu", "/mydata", "du lieu cua toi", "thong tin cua toi", "my data"),
    "link": ("/lienket", "lien ket", "noi tai khoan", "link"),
    "part": ("/bolienket", "bo lien ket", "unlink"),
    "join": ("/join", "/mamoi", "ma moi"),
    "unshare": ("dung chuyen nua", "khong chuyen nua", "dung chuyen cho noi khac"),
    "uncall": (
        "dung goi nua", "khoi goi nua", "khong can goi nua", "khong can goi lai", "rut yeu cau", "rut lai yeu cau",
        "huy yeu cau", "do not call me",
    ),
    "take-back": ("rut dong y", "rut lai dong y", "rut su dong y", "withdraw consent"),
    "forget": ("xoa", "/xoa", "xoa du lieu", "xoa thong tin", "xoa het", "delete my data", "forget me"),
}  # fmt: skip
STAFF_SAID = {
    "work": ("/viec", "viec cua toi", "viec", "yeu cau", "danh sach", "my requests"),
    "today": ("/homnay", "hom nay", "viec hom nay", "today"),
    "late": ("/quahan", "qua han", "viec qua han", "overdue"),
    "duty": ("lich truc", "/lichtruc", "ai truc", "hom nay ai truc", "duty", "who is on duty"),
    "present": ("di lam lai", "lam lai", "toi di lam lai", "het nghi", "i am back"),
    "away": ("nghi", "nghi phep", "xin nghi", "toi nghi"),
    "board": ("bang", "/bang", "bang viec", "bang cong viec", "/board", "board"),
    "staff-help": ("/canbo", "can bo"),
}
STAFF_NUMBERED = {
    "take": ("nhan", "toi nhan", "take"),
    "lead": ("xem", "yeu cau", "request", "so"),
    "takeover": ("nhan thay", "take over"),
    "outcome": ("ket qua", "goi xong", "outcome"),
    "again": ("hen lai", "another day"),
    "hand": ("chuyen", "hand over"),
    "give": ("giao", "giao cho", "give"),
    "giveback": ("tra lai", "give back"),
    "note": ("ghi chu", "note"),
    "case": ("noi voi", "noi voi so", "tra loi", "answer"),
    "ready": ("goi y", "soan san", "cau soan san", "ready answers"),
    "case-pass": ("nguoi khac", "nho nguoi khac", "somebody else"),
}
# Without its accents a command may be somebody's name or a "yes" (Dung, Huy, đúng); with others it is another word.
# "0" may be how many years somebody has paid.
DOUBTFUL = {"dung": ("dừng",), "huy": ("hủy", "huỷ"), "0": ()}
# A day may be asked for, and then this is one.
ANSWERS_TOO = {"hom nay", "today"}
AWAY = re.compile(
    r"(?:(?:toi|em|minh|xin) )*(?:nghi|nghi phep|away) (?:(?:tu|from) (.+) )?(?:den|toi|het|until) (?:het )?(.+)"
)
MEANT = {said: command for command, ways in SAID.items() for said in ways}
STAFF_MEANT = {said: command for command, ways in STAFF_SAID.items() for said in ways}


def command(text: str, *, staff: bool) -> tuple[str, str] | None:
    """The command and its argument that `text` says ("nhận 17" → ("take", "17")), or None."""
    said = _plain(text)
    if start := re.fullmatch(r"/start(?:\s+(\S+))?", re.sub(r"@\w+", "", text.strip())):
        return "start", start[1] or ""
    if invited := re.fullmatch(r"(?:/join|/mamoi|ma moi)\s+(\S+)", said):
        return "join", invited[1]
    if linked := re.fullmatch(
        r"(?:/lienket|lien ket|link)(?: ma)?[\s:]+([2-9a-hjkmnp-z]{4}[\s-]?[2-9a-hjkmnp-z]{4})", said
    ):
        return "link", linked[1]
    if staff and said in STAFF_MEANT:
        return STAFF_MEANT[said], ""
    if staff and (away := AWAY.fullmatch(said)):
        return "away", f"{away[1]} den {away[2]}" if away[1] else away[2]
    if staff and (numbered := re.fullmatch(r"/?([a-z ]+?)\s*(?:so )?#?(\d{1,9})", said)):
        for name, ways in STAFF_NUMBERED.items():
            if numbered[1] in ways:
                return name, numbered[2]
    if said in DOUBTFUL and nfc(text).lower().strip(" .!,") not in (said, *DOUBTFUL[said]):
        return None
    return (MEANT[said], "") if said in MEANT else None


def doubtful(text: str) -> bool:
    """Whether `text` is a command only where nothing was asked that it answers: "dung" is a name too, and "đúng"."""
    return nfc(text).lower().strip(" .!,") in DOUBTFUL or _plain(text) in ANSWERS_TOO


def _plain(text: str) -> str:
    return re.sub(r"@\w+", "", fold(text)).strip(" .!,?")
