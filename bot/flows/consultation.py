"""Asking to be called: consent first, then name, phone, commune, and one look over it all."""

from __future__ import annotations

from bot.domain.commands import ForgetDraft, RequestCall
from bot.domain.messages import Option
from bot.domain.text import in_a_sentence
from bot.talk.question import Done
from bot.talk.questions import Choose, ChooseCommune, Confirm, PersonName, Phone
from bot.talk.scene import Scene
from bot.words import _, verbatim


async def consultation(scene: Scene, _arg: str) -> Done:
    """Ends in RequestCall, or in nothing kept at all."""
    consent = scene.library.consent
    text = verbatim(consent.text.get(scene.language.code, consent.text["vi"]))
    if not await Confirm("consent", text, yes=_("I agree"), no=_("I do not agree")):
        return Done(
            say=_("All right, I keep nothing. You can still ask me anything."),
            options=(Option(">menu", _("Menu")),),
            do=ForgetDraft(),
        )
    name = await PersonName("name", _("What should we call you?"))
    phone = await Phone("phone", _("Which number can we call? Type it, for example 0912 345 678."))
    knowledge = scene.knowledge
    commune = await ChooseCommune(
        "commune",
        _("Which commune do you live in? The old name is fine too, for example: xã Mỹ Long, Cầu Ngang."),
        knowledge.communes,
        knowledge.by_code,
    )
    right = await Choose(
        "right",
        _(
            "Let me read it back: staff of {commune}, {province} will call {name} at {phone}. Is that right?",
            commune=commune.spoken,
            province=in_a_sentence(commune.province),
            name=name,
            phone=phone.spoken,
        ),
        (
            Option("yes", _("Yes, that is right")),
            Option("other", _("It is somebody else's number")),
            Option("no", _("No, leave it")),
        ),
    )
    if right == "no":
        return Done(say=_("All right, I keep nothing."), options=(Option(">menu", _("Menu")),), do=ForgetDraft())
    if right == "other":
        name = await PersonName("whom", _("Whom shall we ask for at that number? Please tell them that we will call."))
    return Done(do=RequestCall(commune.code, name, phone, consent.version, consent.purposes, right == "other"))
