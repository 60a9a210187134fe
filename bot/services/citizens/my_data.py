"""What is kept about a citizen: shown, corrected, deleted; and the language they read."""

from __future__ import annotations

from bot.domain.commands.citizens import CorrectMyData, SpeakLanguage
from bot.domain.consents import HAND_ON
from bot.domain.events.leads import EventKind, LeadEvent
from bot.domain.leads import Lead
from bot.domain.messages import Say
from bot.services.cases import close
from bot.services.citizens.consents import agreed_in_words, by_law
from bot.services.citizens.linking import linked
from bot.services.context import Context
from bot.services.leads.announcements import tell
from bot.services.leads.cards import STATES
from bot.services.leads.withdraw import withdraw
from bot.store.leads import queries as leads
from bot.store.messages import chat_lines
from bot.store.people import consents, visitors
from bot.store.people import linking as links
from bot.store.people.visitors import Visitor
from bot.talk import actions
from bot.talk.actions import TO_MENU
from bot.words import Words, _, lines, paragraphs


def speak(command: SpeakLanguage, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Switches the language; the reply is the first thing said in it."""
    visitors.speak(context.tx, visitor, command.code)
    return (Say(_("All right, I speak English from now on."), TO_MENU),)


def show(visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Everything personal that is kept, and what can be done about it."""
    requests = leads.of_citizen(context.tx, visitor.citizen.id)
    agreed = consents.of_citizen(context.tx, visitor.citizen.id)
    places = linked(visitor, context)
    if not requests and not agreed and places is None:
        return (Say(_("I keep nothing about you but your language and this chat, so that I can answer."), TO_MENU),)
    words = paragraphs(
        _("This is what I keep about you:"),
        *(_request(lead, context) for lead in requests),
        agreed_in_words(agreed, context),
        places,
        _("You may have it corrected or deleted at any time."),
    )
    options = [actions.FORGET.option(), *TO_MENU]
    if any(HAND_ON in given.valid for given in agreed):
        options.insert(0, actions.UNSHARE.option())
    if any(lead.open for lead in requests):
        options.insert(0, actions.CORRECT.option())
        options.insert(-2, actions.UNCALL.option())
    return (Say(words, tuple(options)),)


def _request(lead: Lead, context: Context) -> Words:
    return lines(
        _("Request {number}: {state}", number=str(lead.number), state=STATES[lead.state]),
        _("Name: {name}", name=lead.name) if lead.name else None,
        _("Phone: {phone}", phone=lead.phone.spoken) if lead.phone else None,
        _("Commune: {commune}", commune=context.commune_name(lead.commune)),
    )


def correct(command: CorrectMyData, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Changes name or number of the open request, and tells the officer who has it."""
    lead = next((lead for lead in leads.of_citizen(context.tx, visitor.citizen.id) if lead.open), None)
    if lead is None:
        return (Say(_("You have no open request to correct."), TO_MENU),)
    phone = command.phone or lead.phone
    others = (other for other in leads.open_by_phone(context.tx, phone) if other.number != lead.number)
    if other := next((other for other in others if other.citizen == visitor.citizen.id), None):
        number = str(other.number)
        return (
            Say(_("That is the number of your request {number} already. Nothing has changed.", number=number), TO_MENU),
        )
    leads.correct(context.tx, lead.number, command.name or lead.name, phone)
    leads.step(context.tx, lead.number, "corrected", context.now)
    changed = leads.get(context.tx, lead.number)
    assert changed is not None
    tell(LeadEvent(EventKind.CORRECTED, changed), context)
    said = lines(_("Corrected, thank you."), by_law("data_view_days", context))
    return (Say(paragraphs(said, _request(changed, context)), TO_MENU),)


def forget(visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Erases everything personal at once; a count stays.

    Officers who have a request of theirs are told that it is withdrawn.
    """
    for lead in leads.of_citizen(context.tx, visitor.citizen.id):
        withdraw(lead.number, context)
    close.forget(visitor, context)
    consents.withdraw(context.tx, visitor.citizen.id, context.now)
    leads.forget(context.tx, visitor.citizen.id)
    visitors.forget(context.tx, visitor.citizen.id)
    links.part_others(context.tx, visitor.address_id, visitor.citizen.language, context.now)
    done = _("Done. Your name, number, requests and drafts are deleted. You can still ask me anything.")
    return (Say(lines(done, by_law("data_delete_days", context)), TO_MENU),)


def forget_draft(visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Erases what a dialogue that ended in "no" was told, from the web chat's own record too."""
    chat_lines.forget_said(context.tx, visitor.address.chat, context.now)
    return ()
