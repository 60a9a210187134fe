"""Everything that can be tapped or said at any time: one row an action.

Cards, menus, help and the reading of what people type all use these rows. A tapped row comes back as ">name:argument";
the dialogue of that name (`flows/catalogue.py`) takes the argument.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain import calculators
from bot.domain.commands import cases, citizens, leads, meetings, staff
from bot.talk.action import Action
from bot.talk.understanding import campaign_actions, report_actions, told_actions
from bot.words import _

# fmt: off
START = Action("start", closes_form=True)
MENU = Action("menu", _("Menu"), _("menu"), (
    "menu", "/menu", "thuc don", "ve dau", "bat dau lai", "trang chu", "main menu", "home"), closes_form=True)
HELP = Action("help", said=("/help", "help", "tro giup", "huong dan", "giup"))
TOPICS = Action("topics", _("Topics"), _("topics"), ("/chude", "chu de", "topics"))
TOPIC, ANSWER, IN_KHMER = Action("topic"), Action("answer"), Action("in-khmer")
OFFICE = Action("office", _("Another commune"))
MORE = Action("more", _("Tell me more"))
USEFUL, WRONG = Action("useful", _("Useful")), Action("wrong", _("Not right"))
READ_ALOUD = Action("read-aloud", _("Listen"), _("listen"), (
    "nghe", "/nghe", "doc to", "doc to len", "doc len", "doc cho toi nghe", "doc cho toi nghe voi", "doc cho nghe",
    "doc giup toi", "doc gium toi", "doc thanh tieng", "cho toi nghe", "toi muon nghe", "toi khong biet chu",
    "toi khong doc duoc", "listen", "read aloud", "read it to me", "read it aloud"))
READ_NO_MORE = Action("read-no-more", _("Stop reading aloud"), _("stop reading"), (
    "thoi doc", "dung doc", "tat doc", "tat tieng", "tat loa", "khong can doc", "khoi doc", "doc nho thoi",
    "stop reading", "stop reading aloud"), does=lambda _none: citizens.ReadAloud(on=False))

RECKON = Action("reckon", _("Work it out for me"), said=(
    "/tinh", "tinh toan", "tinh giup", "tinh giup toi", "work it out"))
ESTIMATE = Action("estimate", _("Work out what I would pay"), _("work out my contribution"), (
    "tinh muc dong", "tinh tien dong", "tinh muc dong bhxh", "estimate", "work out my contribution",
    "calculate my contribution", "calculate contribution", "contribution calculator"))
PREPAY = Action("prepay", _("Pay ahead or wait?"), _("pay ahead or wait"), (
    "tra truoc hay cho", "dong truoc hay cho", "nen dong truoc khong", "co nen dong truoc khong",
    "dong truoc bay gio hay cho sang nam", "pay ahead or wait"))
PENSION = Action("pension", _("Work out my pension"), _("work out my pension"), (
    "/luonghuu", "tinh luong huu", "tinh tien huu", "tinh luong huu cua toi", "my pension", "calculate my pension",
    "calculate pension", "work out my pension", "pension calculator"))
PENSION_OF, WHAT_IF = Action("pension-of"), Action("what-if")
MAY_JOIN = Action("may-join", _("May I join?"), _("may I join"), (
    "/thamgia", "co duoc tham gia khong", "toi co duoc tham gia khong", "toi tham gia duoc khong", "xet dieu kien",
    "kiem tra dieu kien", "may i join"))
MISSING = Action("missing", _("I lack years"), _("I lack years"), (
    "toi thieu nam", "thieu nam", "tinh thieu nam", "toi thieu nam dong", "i lack years"))
WITHDRAWAL = Action("withdrawal", _("Taking money out at once"), _("calculate my withdrawal"), (
    "tinh rut mot lan", "tinh tien rut mot lan", "tinh bhxh mot lan", "calculate my withdrawal"))
MATERNITY = Action("maternity", _("Childbirth allowance"), _("calculate my maternity allowance"), (
    "tinh thai san", "tinh tien thai san", "tinh tro cap thai san",
    "calculate my maternity allowance"))
DEATH = Action("death", _("What the family gets after a death"), _("family after a death"), (
    "tinh tu tuat", "tinh tien tuat", "tinh tien tu tuat", "family after a death"))

CONSULTATION = Action("consultation", _("Have somebody call me"), _("call me"), (
    "gap can bo", "0", "/goi", "gap nhan vien", "gap nguoi that", "nhan vien", "goi cho toi", "nho can bo goi",
    "tu van", "xin tu van", "tu van truc tiep", "goi lai cho toi", "noi chuyen voi can bo", "talk to a person",
    "call me", "please call me", "have somebody call me", "have someone call me", "can somebody call me"))
LIVE = Action("live", _("Ask an officer now"), _("ask an officer"), (
    "gap can bo truc tiep", "hoi can bo", "hoi can bo ngay", "hoi truc tiep can bo", "chat voi can bo",
    "nhan tin voi can bo", "nhan tin cho can bo", "/hoi", "ask an officer", "ask an officer now"))
END_CASE = Action("end-case", _("End"), _("end"), (
    "ket thuc", "/ketthuc", "ket thuc tro chuyen", "ket thuc cuoc tro chuyen", "end", "end chat"), closes_form=True,
    in_live_talk=True)
HELPED = Action("helped", in_live_talk=True)
LANGUAGE = Action("language", _("English / Tiếng Việt"), said=(
    "/language", "/ngonngu", "ngon ngu", "language", "doi ngon ngu", "english", "tieng anh", "tieng viet"),
    in_live_talk=True)
MY_DATA = Action("my-data", _("What you keep about me"), _("my data"), (
    "/dulieu", "/mydata", "du lieu cua toi", "thong tin cua toi", "my data"), does=lambda _none: citizens.ShowMyData(),
    in_live_talk=True)
MEETINGS = Action("meetings", _("Meetings near me"), _("meetings"), ("hoi nghi", "/hoinghi", "lich hoi nghi",
    "xem lich hoi nghi", "hoi nghi o xa toi", "hoi nghi gan toi", "lich tu van", "lich hop dan", "buoi tu van",
    "xem lich hop", "meetings", "meetings near me"))
MEETING = Action("meeting", _("Meeting {number}"), _("meeting {number}"), ("hoi nghi", "buoi hop", "xem hoi nghi",
    "meeting"), numbered=True, does=meetings.ShowMeeting)
COME = Action("come", _("I will come"), _("come {number}"), ("dang ky buoi", "dang ky hoi nghi", "dang ky du hoi nghi",
    "toi di hoi nghi", "di hoi nghi", "come"), numbered=True)
NOT_COMING = Action("not-coming", _("I cannot come"), _("not coming {number}"), ("huy dang ky", "huy dang ky buoi",
    "khong di hoi nghi", "toi khong di hoi nghi", "not coming"), numbered=True)
STILL_COMING = Action("still-coming", _("I still come"), _("still coming {number}"), ("van di", "toi van di",
    "van di buoi", "van di hoi nghi", "still coming"), numbered=True, does=meetings.StillComing)
HERE = Action("here", _("I am here"), _("here {number}"), ("co mat", "toi co mat", "co mat o hoi nghi",
    "da den hoi nghi", "here"), numbered=True)
ASK_THERE = Action("ask-there", _("Ask a question there"), _("ask at meeting {number}"), ("hoi hoi nghi",
    "hoi tai hoi nghi", "cau hoi cho hoi nghi", "dat cau hoi hoi nghi", "gui cau hoi hoi nghi", "ask at meeting"),
    numbered=True)
UNASK = Action("unask", _("Delete question {number}"), _("delete question {number}"), ("xoa cau hoi", "rut cau hoi",
    "delete question"), numbered=True, does=meetings.TakeBackQuestion)
JOIN_NOW = Action("join-now", _("I want to join now"), _("join at meeting {number}"), ("tham gia ngay",
    "tham gia ngay tai hoi nghi", "join at meeting"), numbered=True)
MY_MEETINGS = Action("my-meetings", said=("hoi nghi cua toi", "toi dang ky hoi nghi nao", "buoi hop cua toi",
    "my meetings"), does=lambda _none: meetings.ShowMyMeetings())
WHEN = Action("when", _("When to call"), _("when to call"), ("gio goi", "gio de goi", "when to call"))
WITH_SUM = Action("with-sum", _("Add my sum"), _("add my sum"), ("kem phep tinh", "add my sum"))
WITH_QUESTIONS = Action("with-questions", _("Add my questions"), _("add questions"), ("kem cau hoi", "add questions"))
DETACH = Action("detach", _("Remove what I added"), _("remove attachments"), ("bo phan kem", "remove attachments"))
CORRECT = Action("correct", _("Correct it"), in_live_talk=True)
UNSHARE = Action("unshare", _("Do not pass it on"), said=(
    "dung chuyen nua", "khong chuyen nua", "dung chuyen cho noi khac"))
UNCALL = Action("uncall", _("Do not call me any more"), said=(
    "dung goi nua", "khoi goi nua", "khong can goi nua", "khong can goi lai", "rut yeu cau", "rut lai yeu cau",
    "huy yeu cau", "do not call me"))
TAKE_BACK = Action("take-back", said=("rut dong y", "rut lai dong y", "rut su dong y", "withdraw consent"))
FORGET = Action("forget", _("Delete everything"), said=(
    "xoa", "/xoa", "xoa du lieu", "xoa thong tin", "xoa het", "delete my data", "forget me"), closes_form=True,
    in_live_talk=True)
LINK = Action("link", said=("/lienket", "lien ket", "noi tai khoan", "link"))
LINK_CODE = Action("link-code", _("I have a code from elsewhere"))
PART = Action("part", said=("/bolienket", "bo lien ket", "unlink"))
JOIN = Action("join", said=("/join", "/mamoi", "ma moi"))

WORK = Action("work", _("My requests"), _("my requests"), (
    "/viec", "viec cua toi", "viec", "yeu cau", "danh sach", "con ai chua goi", "con may cai chua goi", "ai dang cho",
    "con cai nao chua goi", "con may nguoi chua goi", "con viec gi khong", "my requests"), staff=True,
    does=lambda _none: staff.ShowMyLeads())
TODAY = Action("today", said=("/homnay", "hom nay", "viec hom nay", "today"), staff=True,
    does=lambda _none: staff.ShowMyLeads("today"))
LATE = Action("late", _("What is late"), said=("/quahan", "qua han", "viec qua han", "overdue"), staff=True,
    does=lambda _none: staff.ShowMyLeads("late"))
DUTY = Action("duty", said=(
    "lich truc", "/lichtruc", "ai truc", "hom nay ai truc", "duty", "who is on duty"), staff=True,
    does=lambda _none: staff.ShowDuty())
PRESENT = Action("present", said=("di lam lai", "lam lai", "toi di lam lai", "het nghi", "di lam", "toi di lam",
    "i am back"), staff=True,
    does=lambda _none: staff.GoAway(None))
AWAY = Action("away", said=("nghi", "nghi phep", "xin nghi", "toi nghi"), staff=True)
CALL_NOW = Action("call-now", _("Whom to call now"), _("whom to call"), (
    "goi ai", "goi ai bay gio", "goi ai day", "goi ai truoc", "bay gio goi ai", "can goi ai", "nguoi ke", "ke tiep",
    "whom to call", "whom to call now"), staff=True, does=leads.CallNext)
ADD_ADDRESS = Action("add-address", said=(
    "them noi nhan tin", "them noi lam viec", "them noi", "noi moi", "/themnoi", "add a place"), staff=True,
    does=lambda _none: staff.AddAddress())
ADDRESS_MINE = Action("address-mine", _("Yes, that is me"), _("that is me {number}"), staff=True)
ADDRESS_STRANGE = Action("address-strange", _("No, that is not me"), _("not me {number}"), staff=True)
POST = Action("post", said=("bai dang", "/baidang", "dang bai", "hinh dang", "hinh de dang", "a post"), staff=True)
STAFF_HELP = Action("staff-help", _("Help for staff"), said=("/canbo", "can bo"), staff=True)

TAKE = Action("take", _("I take it"), _("take {number}"), ("nhan", "toi nhan", "take"), numbered=True,
    shorthand=("nhan", "toi nhan", "lay", "take"), staff=True,
    does=leads.TakeLead)
LEAD = Action("lead", _("Request {number}"), _("request {number}"), (
    "xem", "yeu cau", "request", "so"), numbered=True,
    shorthand=("xem", "coi", "mo", "request"), staff=True, does=leads.ShowLead)
TAKEOVER = Action("takeover", _("I take over"), said=("nhan thay", "take over"), numbered=True,
    shorthand=("nhan thay", "goi thay", "take over"), staff=True,
    does=lambda number: leads.TakeLead(number, over=True))
OUTCOME = Action("outcome", _("Outcome"), _("outcome {number}"), (
    "ket qua", "goi xong", "outcome"), numbered=True,
    shorthand=("ket qua", "goi xong", "xong", "da goi", "goi roi", "goi", "outcome"), staff=True)
AGAIN = Action("again", _("Another day"), said=("hen lai", "another day"), numbered=True,
    shorthand=("hen lai", "hen", "goi lai", "doi", "another day"), staff=True)
HAND = Action("hand", _("Not ours"), _("hand over {number}"), ("chuyen", "hand over"), numbered=True,
    shorthand=("chuyen", "khong phai cua toi", "hand over"), staff=True)
GIVE = Action("give", said=("giao", "giao cho", "give"), numbered=True,
    shorthand=("giao", "giao cho", "dua cho", "give"), staff=True)
GIVEBACK = Action("giveback", said=("tra lai", "give back"), numbered=True,
    shorthand=("tra lai", "tra", "bo", "buong", "give back"), staff=True, does=leads.GiveBack)
FIND = Action("find", said=("tim", "tim nguoi", "tim kiem", "find"), shorthand=("tim", "tim kiem", "find"), staff=True)
NOTE = Action("note", _("Note"), _("note {number}"), ("ghi chu", "note"), numbered=True,
    shorthand=("ghi chu", "ghi", "note"), staff=True)
REOPEN = Action("reopen", _("Open again"), _("open again {number}"), ("mo lai", "open again"), numbered=True,
    shorthand=("mo lai", "open again"), staff=True)
UNDO = Action("undo", _("Undo"), _("undo {number}"), ("hoan tac", "undo"), numbered=True,
    shorthand=("hoan tac", "undo"), staff=True)
OPENING = Action("opening", said=("mo loi",), numbered=True, shorthand=("mo loi",), staff=True, does=leads.ShowOpening)
WRITE = Action("write", _("Write a request"), said=("ghi yeu cau", "/ghi", "write a request"), staff=True)
ERASE = Action("erase", said=("xoa yeu cau", "erase request"), numbered=True, staff=True)
UNDO_LAST = Action("undo-last", said=("hoan tac", "undo", "bam nham"), staff=True, does=lambda _none: leads.Undo())
HOLD = Action("hold", _("Hold a meeting"), _("hold a meeting"), ("mo hoi nghi", "to chuc hoi nghi", "tao hoi nghi",
    "len lich hoi nghi", "mo buoi tu van", "mo buoi gap", "/mohoinghi", "hold a meeting"), staff=True)
OURS = Action("ours", _("Meetings of my commune"), _("our meetings"), ("hoi nghi cua xa", "hoi nghi xa minh",
    "hoi nghi cua phuong", "cac buoi hoi nghi", "our meetings"), staff=True,
    does=lambda _none: meetings.ShowOurMeetings())
OUR = Action("our", _("Meeting {number}"), _("meeting {number}"), ("hoi nghi", "buoi hop", "xem hoi nghi", "meeting"),
    numbered=True, staff=True, does=meetings.ShowOurMeeting)
ANNOUNCE = Action("announce", _("Announce it"), _("announce meeting {number}"), ("dang hoi nghi", "dang buoi",
    "announce meeting"), numbered=True, staff=True, does=meetings.AnnounceMeeting)
CHANGE = Action("change", _("Change it"), _("change meeting {number}"), ("sua hoi nghi", "sua buoi", "change meeting"),
    numbered=True, staff=True)
MOVE = Action("move", _("Move it"), _("move meeting {number}"), ("doi hoi nghi", "doi buoi", "doi lich hoi nghi",
    "chuyen hoi nghi", "hoan hoi nghi", "lui hoi nghi", "move meeting"), numbered=True, staff=True)
COPY = Action("copy", _("Hold it again"), _("hold meeting {number} again"), ("mo lai hoi nghi", "mo lai buoi",
    "lap lai hoi nghi", "lap lai buoi", "chep hoi nghi", "chep lai hoi nghi", "copy meeting", "hold again meeting"),
    numbered=True, staff=True)
QUESTIONS = Action("questions", _("Questions"), _("questions of meeting {number}"), ("cau hoi hoi nghi",
    "cau hoi cua hoi nghi", "xem cau hoi hoi nghi", "questions of meeting"), numbered=True, staff=True,
    does=meetings.ShowQuestions)
RELEASE = Action("release", _("Show {number} on the screen"), _("show question {number}"), ("chieu cau",
    "chieu cau hoi", "show question"), numbered=True, staff=True, does=meetings.ReleaseQuestion)
HIDE = Action("hide", _("Take {number} off the screen"), _("hide question {number}"), ("bo chieu cau", "an cau",
    "hide question"), numbered=True, staff=True, does=lambda number: meetings.ReleaseQuestion(number, shown=False))
DROP = Action("drop", _("Never mind"), _("drop meeting {number}"), ("bo hoi nghi", "drop meeting"), numbered=True,
    staff=True, does=lambda number: meetings.CancelMeeting(number, draft=True))
CANCEL = Action("cancel", _("Cancel it"), _("cancel meeting {number}"), ("huy hoi nghi", "huy buoi", "cancel meeting"),
    numbered=True, staff=True)

REPORT = Action("report", _("Report the results"), _("report meeting {number}"), ("bao ket qua", "bao ket qua hoi nghi",
    "ket qua hoi nghi", "report meeting"), numbered=True, staff=True)
RATE_MEETING = Action("rate-meeting")
CALL_ABOUT = Action("call-about", _("Leave a number to be called"), _("call me about meeting {number}"), (
    "goi toi ve hoi nghi", "goi cho toi ve hoi nghi", "call me about meeting"), numbered=True)
CALLS = Action("calls", _("Whom to call"), _("calls of meeting {number}"), ("danh sach goi hoi nghi",
    "can goi hoi nghi", "goi khach hoi nghi", "calls of meeting"), numbered=True, staff=True, does=meetings.ShowCalls)
CALLED = Action("called", _("Called guest {number}"), _("called guest {number}"), ("da goi khach", "called guest"),
    numbered=True, staff=True, does=meetings.MarkCalled)
ANSWER_ASKED = Action("answer-asked", _("Answer question {number}"), _("answer question {number}"), ("tra loi cau hoi",
    "tra loi cau", "answer question"), numbered=True, staff=True)
CORRECT_REPORT = Action("correct-report", _("Correct the report"), _("correct report {number}"), ("sua ket qua",
    "sua ket qua hoi nghi", "sua bao cao", "correct report"), numbered=True, staff=True)

CASE = Action("case", _("Answer"), _("answer {number}"), (
    "noi voi", "noi voi so", "tra loi", "answer"), numbered=True, staff=True, does=cases.OpenCase, closes_form=True)
CASE_LEAVE = Action("case-leave", _("Talk to Loa"), staff=True, does=lambda _none: cases.Leave())
CASE_PASS = Action("case-pass", _("Somebody else, please"), _("somebody else {number}"), (
    "nguoi khac", "nho nguoi khac", "somebody else"), numbered=True, staff=True, does=cases.PassCase)
READY = Action("ready", _("Ready answers"), _("ready answers {number}"), (
    "goi y", "soan san", "cau soan san", "ready answers"), numbered=True, staff=True, does=cases.ShowReady)
READY_FIND = Action("ready-find", _("Look for another"), staff=True)
SEND = Action("send", staff=True)
SEND_TO = Action("send-to", _("Send it to {number}"), _("send to {number}"), (
    "gui cho", "gui toi", "send to"), numbered=True, staff=True, does=cases.OpenCase)
PROPOSE = Action("propose", _("Propose to the editors"), staff=True, does=cases.Propose)
# fmt: on

TO_MENU = (MENU.option(),)
TO_WORK = (WORK.option(),)
_WRITTEN = (
    *globals().values(),
    *vars(report_actions).values(),
    *vars(told_actions).values(),
    *vars(campaign_actions).values(),
)
BY_NAME: Mapping[str, Action] = {row.name: row for row in _WRITTEN if isinstance(row, Action)}
#: What reckons or checks something by the law, in the order of the menu.
CALCULATORS = tuple(BY_NAME[name] for name in calculators.CALCULATORS)
#: Dialogues whose inputs are kept for a while, so that one of them can be changed.
KEPT_SUMS = frozenset({ESTIMATE.name, PENSION.name, PENSION_OF.name, MISSING.name})
#: Dialogues that end in something worked out.
WORKED_OUT = frozenset({*calculators.CALCULATORS, PENSION_OF.name})
IN_SHORTHAND = tuple(row for row in BY_NAME.values() if row.shorthand)
CLOSING_FORMS = frozenset(row.name for row in BY_NAME.values() if row.closes_form)
IN_LIVE_TALK = frozenset(row.name for row in BY_NAME.values() if row.in_live_talk)
#: Offered only where there is room: reading aloud, whether an answer was of use. They come last, so no number shifts.
SPARE = (READ_ALOUD.prefix, USEFUL.prefix, WRONG.prefix)
