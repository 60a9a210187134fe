"""Writing a request for somebody without an app, and erasing it for them."""

from __future__ import annotations

from bot.domain.calls.known import PLACES, Written
from bot.domain.commands.citizens import ForgetDraft
from bot.domain.commands.leads import EraseRequest, RequestCall, WriteRequest
from bot.domain.consents import CALL_BACK
from bot.domain.messages import Option
from bot.talk.actions import TO_WORK
from bot.talk.contact_questions import ChooseCommune, PersonName, Phone
from bot.talk.question import Done
from bot.talk.questions import Agree, Choose, Confirm
from bot.talk.scene import Scene
from bot.talk.understanding.numbers import read_number
from bot.words import FIRST, _, in_language, verbatim


async def write(scene: Scene, _arg: str) -> Done:
    """Consent first, read aloud; then name, phone and commune of the person."""
    where = Written(await Choose("where", _("Where is the person to be called?"), PLACES))
    purposes = await _agreed(scene)
    if not purposes:
        return Done(say=_("All right, nothing is kept."), options=TO_WORK, do=ForgetDraft())
    name = await PersonName("name", _("What is the person called?"))
    phone = await Phone("phone", _("Which number is to be called?"))
    knowledge = scene.knowledge
    commune = await ChooseCommune(
        "commune", _("Which commune does the person live in?"), knowledge.communes, knowledge.by_code
    )
    ask = _("{commune} calls {name} at {phone}. Is that right?", commune=commune.spoken, name=name, phone=phone.spoken)
    if not await Confirm("right", ask):
        return Done(say=_("All right, nothing is kept."), options=TO_WORK, do=ForgetDraft())
    call = RequestCall(commune.code, name, phone, scene.library.consent.version, purposes)
    return Done(do=WriteRequest(call, where))


async def _agreed(scene: Scene) -> tuple[str, ...]:
    """What the person agreed to; the text is Vietnamese, for it is read to them."""
    consent = scene.library.consent
    ask = _("Please read this aloud, word for word:\n\n{text}", text=verbatim(in_language(FIRST, consent.text)))
    both = Option("yes", _("They agree to both") if consent.purposes != (CALL_BACK,) else _("They agree"))
    call = () if consent.purposes == (CALL_BACK,) else (Option("call", _("They agree to the call only")),)
    said = await Agree(f"read-{consent.version}", ask, (both, *call, Option("no", _("They do not agree"))))
    return {"yes": consent.purposes, "call": (CALL_BACK,)}.get(said, ())


async def erase(_scene: Scene, arg: str) -> Done:
    """ "Xóa yêu cầu 17": for the person has asked for that."""
    ask = _("Has the person of request {number} asked to be erased? Name, number and notes go for good.", number=arg)
    if not await Confirm("sure", ask):
        return Done(say=_("All right, nothing has changed."), options=TO_WORK)
    return Done(do=EraseRequest(read_number(arg)))
