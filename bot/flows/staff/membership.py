"""Becoming staff, being away, and how staff work here."""

from __future__ import annotations

from bot.domain.commands.staff import AnswerNewAddress, GoAway, JoinStaff, MakePost
from bot.domain.people import LONGEST_ABSENCE
from bot.search.values.days import read_day
from bot.talk.actions import TO_WORK
from bot.talk.question import Done
from bot.talk.questions import Day, TextQuestion
from bot.talk.scene import Scene
from bot.words import _, lines


async def join(_scene: Scene, arg: str) -> Done:
    """Becomes staff with an invitation code, typed or in the link."""
    code = arg or await TextQuestion("code", _("Please type your invitation code."), at_most=64)
    return Done(do=JoinStaff(code))


async def address_mine(_scene: Scene, arg: str) -> Done:
    """The new place that asks is theirs."""
    return Done(do=AnswerNewAddress(arg, mine=True))


async def address_strange(_scene: Scene, arg: str) -> Done:
    """The new place that asks is none of theirs."""
    return Done(do=AnswerNewAddress(arg, mine=False))


async def away(scene: Scene, arg: str) -> Done:
    """ "Nghỉ đến 30/11", "nghỉ từ 1/12 đến 5/12": new requests go to others meanwhile."""
    first, _to, last = arg.rpartition(" den ")
    since, until = read_day(first, scene.today), read_day(last, scene.today)
    if until is None or until < (since or scene.today) or until > scene.today + LONGEST_ABSENCE:
        until = await Day("until", _("Until which day are you away?"), today=scene.today, future=True)
    return Done(do=GoAway(until, since if since and scene.today < since <= until else None))


async def post(_scene: Scene, arg: str) -> Done:
    """A picture to forward into a hamlet's group, for the code that was typed with it."""
    return Done(do=MakePost(arg))


MEETINGS = (
    _("• “mở hội nghị” holds a meeting with citizens; “hội nghị của xã” says how many come, moves and cancels."),
    _("• For meeting 7: “hội nghị 7”, “đăng hội nghị 7”, “sửa hội nghị 7”, “dời hội nghị 7”, “hủy hội nghị 7”; "
      "once more: “mở lại hội nghị 7 thứ bảy”."),
    _("• Guests whom no message reaches: “gọi khách hội nghị 7”. What they ask: “câu hỏi hội nghị 7”."),
    _("• During a meeting “42 người, 17 nữ, 5 Khmer” keeps your count; typed again, it is corrected."),
    _("• After it: “báo kết quả 7”, “sửa kết quả 7”, “biên bản 7” for the Word file; photos are sent just like that."),
)  # fmt: skip
"""What staff may type about meetings."""
OUTREACH = (
    _("• “gọi nhắc”: who is to be called about paying; “nhận gọi nhắc 3” takes one, “kết quả gọi nhắc 3” ends it."),
    _("• “các đợt tin” lists the news to citizens, for those who write or approve it; “đợt tin 3” shows one."),
    _("• “số liệu hôm nay”, “báo cáo tháng”, “báo cáo tháng trước”: the main numbers, with a link to the report."),
    _("• “ghi khó khăn”: difficulties and proposals for the month's report; or in one line: “khó khăn: …”."),
)
"""What staff may type about news, payments and reports."""


async def staff_help(_scene: Scene, _arg: str) -> Done:
    """How staff work here, in a few lines."""
    said = lines(
        _("• A new request arrives here by itself. “Nhận” takes it; whoever taps first has it."),
        _("• After the call: “Gọi xong”, or type “gọi xong 17”. Agreed on another day: “Hẹn lại”."),
        _("• No answer: Loa puts it off to the next working day; after three days it is closed."),
        _("• “việc của tôi”, “hôm nay”, “quá hạn” list requests; “xem 17” shows one."),
        _("• “gọi ai” shows whom to call now, one at a time; “Bỏ qua” leads on to the next."),
        *MEETINGS,
        _("• “ghi yêu cầu” writes one for somebody at the counter, at their door or on the phone."),
        _("• A slip: “hoàn tác”, for ten minutes. What is over: “mở lại 17”, with the reason."),
        _("• “chuyển 17” hands one to another commune, “trả lại 17” to your colleagues; “ghi chú 17” adds a note."),
        _("• “giao 17 cho Tâm” gives one to a colleague by name."),
        _("• In short: “17 không nghe máy”, “hẹn 17 thứ 5”, “nhận 17, 18”, “mai tôi nghỉ”."),
        _("• “tìm 0987 654 321” or “tìm Nga” finds somebody's requests."),
        _("• Away: “nghỉ đến 30/11”, “nghỉ từ 1/12 đến 5/12”; back earlier: “đi làm lại”."),
        _("• “lịch trực” says who is on duty today and on the next days."),
        _("• A live question comes with “Answer”: tap it, and what you type goes to the citizen; “kết thúc” ends it."),
        _("• To work from one more place, type “thêm nơi nhắn tin”; to throw the newest one out, “bỏ liên kết”."),
        _("• “bài đăng XMY7” makes a picture with text and link, to forward into a hamlet's Zalo group or Facebook."),
        *OUTREACH,
        _("• “bảng” sends a link to the staff board: lists, numbers and Excel on a bigger screen."),
        _("• The citizen is told that you have taken the request, and by when you will call."),
    )
    return Done(say=said, options=TO_WORK)
