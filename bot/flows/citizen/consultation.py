"""Asking to be called: consent first, then name, phone, commune, and one look over it all."""

from __future__ import annotations

from bot.domain.commands.citizens import ForgetDraft
from bot.domain.commands.leads import RequestCall
from bot.domain.consents import CALL_BACK
from bot.domain.messages import Option
from bot.domain.phone import PhoneNumber
from bot.domain.places import Commune
from bot.domain.text import in_a_sentence
from bot.library.translations import CONSENT
from bot.talk.actions import TO_MENU
from bot.talk.contact_questions import ChooseCommune, PersonName, Phone, ReadBack
from bot.talk.noticed import KHMER
from bot.talk.question import Done
from bot.talk.questions import Agree
from bot.talk.scene import Scene
from bot.talk.understanding.khmer import said
from bot.words import Words, _, in_language, paragraphs, verbatim

EDITS = (Option("name", _("The name")), Option("phone", _("The phone number")), Option("commune", _("The commune")))
WHY_NAME = _(
    "So that the officer knows whom to ask for; what people call you will do. Only those who call you see it, and you "
    "can delete it any time by typing “xóa”."
)
WHY_PHONE = _(
    "So that an officer can call you, for nothing else. It is kept sealed, and you can delete it any time by typing "
    "“xóa”."
)
WHY_COMMUNE = _("So that the officers of your own commune call you, who know the place and its support.")


async def consultation(scene: Scene, arg: str) -> Done:
    """Ends in RequestCall, or in nothing kept at all; `arg`: another language that they write."""
    return await asked_to_call(scene, beside=said(CONSENT, scene) if arg == KHMER else None)


async def asked_to_call(scene: Scene, there: Commune | None = None, beside: Words | None = None) -> Done:
    """The same.

    there    where they are to be called from, where that is known
    beside   the words of consent in a language that is not offered, told before those that are agreed to
    """
    consent = scene.library.consent
    purposes = await _agreed(scene, beside)
    if not purposes:
        return Done(
            say=_("All right, I keep nothing. You can still ask me anything."),
            options=TO_MENU,
            do=ForgetDraft(),
        )
    name = await PersonName("name", _("What should we call you?"), why=WHY_NAME)
    phone = await Phone("phone", _("Which number can we call? Type it, for example 0912 345 678."), why=WHY_PHONE)
    knowledge = scene.knowledge
    commune = there or await ChooseCommune(
        "commune",
        _("Which commune do you live in? The old name is fine too, for example: xã Mỹ Long, Cầu Ngang."),
        knowledge.communes,
        knowledge.by_code,
        why=WHY_COMMUNE,
    )
    right = await _read_back(commune, name, phone)
    if right == "no":
        return Done(say=_("All right, I keep nothing."), options=TO_MENU, do=ForgetDraft())
    if right == "other":
        name = await PersonName("whom", _("Whom shall we ask for at that number? Please tell them that we will call."))
    return Done(do=RequestCall(commune.code, name, phone, consent.version, purposes, right == "other"))


async def _agreed(scene: Scene, beside: Words | None) -> tuple[str, ...]:
    """The purposes agreed to; what was agreed of another text does not count for this one."""
    consent = scene.library.consent
    text = verbatim(in_language(scene.language.code, consent.text))
    choice = await Agree(f"consent-{consent.version}", paragraphs(beside, text), _choices(consent.purposes))
    return {"yes": consent.purposes, "call": (CALL_BACK,)}.get(choice, ())


def _choices(purposes: tuple[str, ...]) -> tuple[Option, ...]:
    """Each purpose may be agreed to by itself; no answer weighs more than another."""
    if purposes == (CALL_BACK,):
        return (Option("yes", _("I agree")), Option("no", _("I do not agree")))
    return (Option("yes", _("I agree to both")), Option("call", _("Only call me")), Option("no", _("I do not agree")))


def _read_back(commune: Commune, name: str, phone: PhoneNumber) -> ReadBack:
    """All of it once more, each part of which can be corrected."""
    ask = _(
        "Let me read it back: staff of {commune}, {province} will call {name} at {phone}. Is that right?",
        commune=commune.spoken,
        province=in_a_sentence(commune.province),
        name=name,
        phone=phone.spoken,
    )
    choices = (
        Option("yes", _("Yes, that is right")),
        Option("other", _("It is somebody else's number")),
        Option("no", _("No, leave it")),
    )
    return ReadBack("right", ask, choices, EDITS)
