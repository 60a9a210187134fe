"""Actions of staff about what was achieved: the board, and numbers in the chat."""

from __future__ import annotations

from bot.domain.commands import reports, staff
from bot.talk.action import Action
from bot.words import _

# fmt: off
BOARD = Action("board", said=("bang", "/bang", "bang viec", "bang cong viec", "so lieu", "bao cao",
    "/board", "board"), staff=True,
    does=lambda _none: staff.OpenBoard())
TODAY_NUMBERS = Action("numbers-today", said=("so lieu hom nay", "so hom nay", "numbers today"), staff=True,
    does=lambda _none: reports.ShowNumbers("today"))
MONTH_REPORT = Action("report-month", said=("bao cao thang", "bao cao thang nay", "so lieu thang nay",
    "report of the month"), staff=True,
    does=lambda _none: reports.ShowNumbers("month"))
LAST_REPORT = Action("report-last-month", _("Numbers of last month"), _("report of last month"), (
    "bao cao thang truoc", "so lieu thang truoc",
    "report of last month"), staff=True,
    does=lambda _none: reports.ShowNumbers("last_month"))
MINUTES = Action("minutes", _("Minutes (Word)"), _("minutes of meeting {number}"), ("bien ban", "bien ban hoi nghi",
    "minutes of meeting"), numbered=True, staff=True, does=reports.SendMinutes)
REMARK = Action("report-remark", _("Note difficulties, proposals"), _("note difficulties"), (
    "ghi kho khan", "kho khan", "ghi de xuat", "de xuat", "ghi kho khan de xuat", "kho khan de xuat",
    "ghi kho khan, de xuat", "kho khan, de xuat", "ghi kien nghi", "ghi vuong mac", "bao kho khan",
    "note difficulties"), staff=True)
UNREMARK = Action("report-unremark", _("Take back what I noted"), staff=True, does=reports.TakeBackRemark)
# fmt: on
