"""Greeting, menu and help: what this assistant is, whose it is, and what it can do."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.domain.commands.citizens import ComeFrom
from bot.flows.staff.membership import join, staff_help
from bot.talk import actions
from bot.talk.question import Done
from bot.talk.scene import Scene
from bot.words import Words, _, lines, paragraphs, verbatim

MENU = (
    actions.TOPICS.option(label=_("Questions and answers")),
    actions.RECKON.option(),
    actions.CONSULTATION.option(),
    actions.LIVE.option(),
    actions.MY_DATA.option(),
    actions.LANGUAGE.option(),
)
LINK = re.compile(r"q-[A-Za-z0-9_-]{1,30}")
STAFF_MENU = (actions.WORK.option(), actions.CALL_NOW.option(), actions.STAFF_HELP.option())


def greeting(scene: Scene) -> Words:
    """Says that this is an automatic assistant, whose, and what may be asked."""
    home = scene.library.home
    return paragraphs(
        _("Hello! I am Loa, an automatic assistant of {office}.", office=home.name_in(scene.language.code)),
        _(
            "I explain voluntary social insurance. Just type your question, with or without accents. "
            "If you wish, somebody from your commune calls you: type 0."
        ),
        verbatim(home.notice_in(scene.language.code)),
    )


async def start(scene: Scene, arg: str) -> Done:
    """The first words; a deep link names a poster ("q-XMY7") or invites staff ("j-CODE")."""
    if arg.startswith("j-"):
        return await join(scene, arg.removeprefix("j-"))
    if scene.staff is not None:
        return await work_menu(scene, arg)
    came = ComeFrom(arg.removeprefix("q-")) if LINK.fullmatch(arg) else None
    return Done(say=greeting(scene), options=MENU, do=came)


async def menu(scene: Scene, arg: str) -> Done:
    """What can be done here."""
    if scene.staff is not None:
        return await work_menu(scene, arg)
    return Done(say=_("What would you like to do? You can also just type a question."), options=MENU)


async def work_menu(scene: Scene, _arg: str) -> Done:
    """The menu of staff, who can ask everything that citizens can."""
    name = scene.staff.name if scene.staff else ""
    return Done(say=_("Hello {name}. What would you like to do?", name=name), options=(*STAFF_MENU, *MENU[:2]))


async def reckon(_scene: Scene, _arg: str) -> Done:
    """What can be worked out, or checked, here."""
    said = _("What shall I work out? It takes a few questions; I keep nothing of the answers.")
    return Done(say=said, options=(*(row.option() for row in actions.CALCULATORS), actions.MENU.option()))


async def what_if(scene: Scene, arg: str) -> Done:
    """A button under a sum that is not remembered any more."""
    done = await reckon(scene, arg)
    return replace(done, say=paragraphs(_("I keep a sum for half an hour only, so let us start it afresh."), done.say))


async def help_(scene: Scene, arg: str) -> Done:
    """How to use this assistant, in a few lines; staff read how they work."""
    if scene.staff is not None:
        return await staff_help(scene, arg)
    said = lines(
        _("• Type any question about voluntary social insurance."),
        _("• “menu” shows what can be done, “quay lại” goes one step back, “dừng” stops a form."),
        _("• “gặp cán bộ” or 0: somebody from your commune calls you."),
        _("• “dữ liệu của tôi” shows what we keep about you, “xóa” deletes it."),
        _("• “liên kết” links two places where you write to me, such as Zalo and the web page."),
        _("• Insurance hotline: {hotline}.", hotline=scene.library.home.hotline),
    )
    return Done(say=said, options=MENU)
