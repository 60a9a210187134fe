"""Whatever can be tapped or said at any time: one row an action, which cards, menus, help and reading all read.

A tapped row comes back as ">name:argument"; the dialogue of that name (`flows/catalogue.py`) takes the argument.
A name is stored in drafts and in messages long sent: it is never changed, nor reused for something else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.domain import calculators
from bot.domain.commands import Command, cases, citizens, leads, staff
from bot.domain.messages import Option
from bot.words import Words, _

MARK = ">"


@dataclass(frozen=True)
class Action:
    """Something to do.

    label     what its button says; None: no button leads there, or each has words of its own
    typed     what a reader without buttons is told to type; {number} is the argument, here and in the label
    said      what is understood as it, folded, where it is the whole message
    numbered  whether a number follows what is said
    staff     whether only staff may say it
    does      the command that it is, from its number, where nothing has to be asked first
    """

    name: str
    label: Words | None = None
    typed: Words | None = None
    said: tuple[str, ...] = ()
    numbered: bool = False
    staff: bool = False
    does: Callable[[int], Command] | None = None

    def token(self, arg: str | int = "") -> str:
        """What its button carries."""
        return f"{self.prefix}{arg}" if arg != "" else f"{MARK}{self.name}"

    @property
    def prefix(self) -> str:
        """How its token begins where it has an argument."""
        return f"{MARK}{self.name}:"

    def option(self, arg: str | int = "", label: Words | None = None) -> Option:
        """Its button, with other words than usual where the place asks for them."""
        words = label or self.label
        assert words is not None, f"{self.name} has no words of its own"
        return Option(self.token(arg), words if label else _with_number(words, arg))

    def to_type(self, arg: str | int = "") -> Words | None:
        """What has the same effect when it is typed, if anything has."""
        return _with_number(self.typed, arg) if self.typed else None


def _with_number(words: Words, arg: str | int) -> Words:
    return replace(words, values=(("number", str(arg)),)) if "{number}" in words.msgid else words


def is_action(token: str) -> bool:
    """Whether a token means the same at any time, rather than being an answer to one question."""
    return token.startswith(MARK)


def parse(token: str) -> tuple[str, str] | None:
    """The name and the argument that a token carries; the name may be one of an earlier release."""
    name, _colon, arg = token.removeprefix(MARK).partition(":")
    return (name, arg) if is_action(token) else None


def named(token: str) -> str:
    """The name of the action that a token carries, or ""."""
    return (parse(token) or ("", ""))[0]


# fmt: off
START = Action("start")
MENU = Action("menu", _("Menu"), _("menu"), (
    "menu", "/menu", "thuc don", "ve dau", "bat dau lai", "trang chu", "main menu", "home"))
HELP = Action("help", said=("/help", "help", "tro giup", "huong dan", "giup"))
TOPICS = Action("topics", _("Topics"), _("topics"), ("/chude", "chu de", "topics"))
TOPIC = Action("topic")
ANSWER = Action("answer")
MORE = Action("more", _("Tell me more"))
USEFUL = Action("useful", _("Useful"))
WRONG = Action("wrong", _("Not right"))

RECKON = Action("reckon", _("Work it out for me"), said=(
    "/tinh", "tinh toan", "tinh giup", "tinh giup toi", "work it out"))
ESTIMATE = Action("estimate", _("Work out what I would pay"), said=(
    "tinh muc dong", "tinh tien dong", "tinh muc dong bhxh", "estimate"))
PENSION = Action("pension", _("Work out my pension"), said=(
    "/luonghuu", "tinh luong huu", "tinh tien huu", "tinh luong huu cua toi", "my pension"))
MAY_JOIN = Action("may-join", _("May I join?"), said=(
    "/thamgia", "co duoc tham gia khong", "toi co duoc tham gia khong", "toi tham gia duoc khong", "xet dieu kien",
    "kiem tra dieu kien", "may i join"))
MISSING = Action("missing", _("I lack years"), said=(
    "toi thieu nam", "thieu nam", "tinh thieu nam", "toi thieu nam dong", "i lack years"))
WITHDRAWAL = Action("withdrawal", _("Taking money out at once"), said=(
    "tinh rut mot lan", "tinh tien rut mot lan", "tinh bhxh mot lan"))
MATERNITY = Action("maternity", _("Childbirth allowance"), said=(
    "tinh thai san", "tinh tien thai san", "tinh tro cap thai san"))
DEATH = Action("death", _("What the family gets after a death"), said=(
    "tinh tu tuat", "tinh tien tuat", "tinh tien tu tuat"))

CONSULTATION = Action("consultation", _("Have somebody call me"), _("call me"), (
    "gap can bo", "0", "/goi", "gap nhan vien", "gap nguoi that", "nhan vien", "goi cho toi", "nho can bo goi",
    "tu van", "xin tu van", "tu van truc tiep", "goi lai cho toi", "noi chuyen voi can bo", "talk to a person",
    "call me"))
LIVE = Action("live", _("Ask an officer now"), _("ask an officer"), (
    "gap can bo truc tiep", "hoi can bo", "hoi can bo ngay", "hoi truc tiep can bo", "chat voi can bo",
    "nhan tin voi can bo", "nhan tin cho can bo", "/hoi", "ask an officer", "ask an officer now"))
END_CASE = Action("end-case", _("End"), _("end"), (
    "ket thuc", "/ketthuc", "ket thuc tro chuyen", "ket thuc cuoc tro chuyen", "end", "end chat"))
HELPED = Action("helped")
LANGUAGE = Action("language", _("English / Tiếng Việt"), said=(
    "/language", "/ngonngu", "ngon ngu", "language", "doi ngon ngu", "english", "tieng anh", "tieng viet"))
MY_DATA = Action("my-data", _("What you keep about me"), _("my data"), (
    "/dulieu", "/mydata", "du lieu cua toi", "thong tin cua toi", "my data"), does=lambda _none: citizens.ShowMyData())
CORRECT = Action("correct", _("Correct it"))
UNSHARE = Action("unshare", _("Do not pass it on"), said=(
    "dung chuyen nua", "khong chuyen nua", "dung chuyen cho noi khac"))
UNCALL = Action("uncall", _("Do not call me any more"), said=(
    "dung goi nua", "khoi goi nua", "khong can goi nua", "khong can goi lai", "rut yeu cau", "rut lai yeu cau",
    "huy yeu cau", "do not call me"))
TAKE_BACK = Action("take-back", said=("rut dong y", "rut lai dong y", "rut su dong y", "withdraw consent"))
FORGET = Action("forget", _("Delete everything"), said=(
    "xoa", "/xoa", "xoa du lieu", "xoa thong tin", "xoa het", "delete my data", "forget me"))
LINK = Action("link", said=("/lienket", "lien ket", "noi tai khoan", "link"))
LINK_CODE = Action("link-code", _("I have a code from elsewhere"))
PART = Action("part", said=("/bolienket", "bo lien ket", "unlink"))
JOIN = Action("join", said=("/join", "/mamoi", "ma moi"))

WORK = Action("work", _("My requests"), _("my requests"), (
    "/viec", "viec cua toi", "viec", "yeu cau", "danh sach", "my requests"), staff=True,
    does=lambda _none: staff.ShowMyLeads())
TODAY = Action("today", said=("/homnay", "hom nay", "viec hom nay", "today"), staff=True,
    does=lambda _none: staff.ShowMyLeads("today"))
LATE = Action("late", _("What is late"), said=("/quahan", "qua han", "viec qua han", "overdue"), staff=True,
    does=lambda _none: staff.ShowMyLeads("late"))
DUTY = Action("duty", said=(
    "lich truc", "/lichtruc", "ai truc", "hom nay ai truc", "duty", "who is on duty"), staff=True,
    does=lambda _none: staff.ShowDuty())
PRESENT = Action("present", said=("di lam lai", "lam lai", "toi di lam lai", "het nghi", "i am back"), staff=True,
    does=lambda _none: staff.GoAway(None))
AWAY = Action("away", said=("nghi", "nghi phep", "xin nghi", "toi nghi"), staff=True)
BOARD = Action("board", said=("bang", "/bang", "bang viec", "bang cong viec", "/board", "board"), staff=True,
    does=lambda _none: staff.OpenBoard())
STAFF_HELP = Action("staff-help", _("Help for staff"), said=("/canbo", "can bo"), staff=True)

TAKE = Action("take", _("I take it"), _("take {number}"), ("nhan", "toi nhan", "take"), numbered=True, staff=True,
    does=leads.TakeLead)
LEAD = Action("lead", _("Request {number}"), _("request {number}"), (
    "xem", "yeu cau", "request", "so"), numbered=True, staff=True, does=leads.ShowLead)
TAKEOVER = Action("takeover", _("I take over"), said=("nhan thay", "take over"), numbered=True, staff=True,
    does=lambda number: leads.TakeLead(number, over=True))
OUTCOME = Action("outcome", _("Outcome"), _("outcome {number}"), (
    "ket qua", "goi xong", "outcome"), numbered=True, staff=True)
AGAIN = Action("again", _("Another day"), said=("hen lai", "another day"), numbered=True, staff=True)
HAND = Action("hand", _("Not ours"), _("hand over {number}"), ("chuyen", "hand over"), numbered=True, staff=True)
GIVE = Action("give", said=("giao", "giao cho", "give"), numbered=True, staff=True)
GIVEBACK = Action("giveback", said=("tra lai", "give back"), numbered=True, staff=True, does=leads.GiveBack)
NOTE = Action("note", _("Note"), _("note {number}"), ("ghi chu", "note"), numbered=True, staff=True)

CASE = Action("case", _("Answer"), _("answer {number}"), (
    "noi voi", "noi voi so", "tra loi", "answer"), numbered=True, staff=True, does=cases.OpenCase)
CASE_LEAVE = Action("case-leave", _("Talk to Loa"), staff=True, does=lambda _none: cases.Leave())
CASE_PASS = Action("case-pass", _("Somebody else, please"), _("somebody else {number}"), (
    "nguoi khac", "nho nguoi khac", "somebody else"), numbered=True, staff=True, does=cases.PassCase)
READY = Action("ready", _("Ready answers"), _("ready answers {number}"), (
    "goi y", "soan san", "cau soan san", "ready answers"), numbered=True, staff=True, does=cases.ShowReady)
READY_FIND = Action("ready-find", _("Look for another"), staff=True)
SEND = Action("send", staff=True)
PROPOSE = Action("propose", _("Propose to the editors"), staff=True, does=cases.Propose)
# fmt: on

TO_MENU = (MENU.option(),)
TO_WORK = (WORK.option(),)
BY_NAME: Mapping[str, Action] = {row.name: row for row in tuple(globals().values()) if isinstance(row, Action)}
#: What reckons or checks something by the law, in the order of the menu.
CALCULATORS = tuple(BY_NAME[name] for name in calculators.CALCULATORS)
#: Whether an answer was of use is only asked where there is room for it; these come last, so no number shifts.
VERDICTS = (USEFUL.prefix, WRONG.prefix)
