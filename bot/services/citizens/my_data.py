"""What is kept about a citizen: shown, corrected, deleted; and the language they read."""

from __future__ import annotations

from dataclasses import replace

from bot.channels import webchat
from bot.domain.commands.citizens import CorrectMyData, ReadAloud, SpeakLanguage
from bot.domain.consents import ATTACHING, HAND_ON, PAYMENT_CALL
from bot.domain.events.leads import EventKind, LeadEvent
from bot.domain.leads import Lead
from bot.domain.meetings import Guest, GuestQuestion
from bot.domain.messages import Say
from bot.domain.outreach.results import Mark
from bot.services.cases import close
from bot.services.citizens.consents import agreed_in_words, by_law
from bot.services.citizens.linking import linked
from bot.services.context import Context
from bot.services.leads.announcements import tell
from bot.services.leads.calls.known import ADDED, WHEN
from bot.services.leads.cards import STATES
from bot.services.leads.withdraw import withdraw
from bot.services.meetings.guests import move_up
from bot.services.meetings.questions import told
from bot.services.meetings.thanks import MARKS
from bot.services.meetings.wording import when
from bot.services.payments.answers import in_words as payments_in_words
from bot.services.subscriptions.telling import in_words, ways
from bot.store.leads import extras
from bot.store.leads import queries as leads
from bot.store.meetings import afterwards, calls, door, guests, questions
from bot.store.meetings import queries as meetings
from bot.store.messages import chat_lines
from bot.store.people import addresses, consents, erasures, subscriptions, visitors
from bot.store.people import linking as links
from bot.store.people.visitors import Visitor
from bot.talk import actions
from bot.talk.actions import TO_MENU
from bot.words import FIRST, Words, _, lines, own_name, paragraphs, verbatim


def speak(command: SpeakLanguage, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Switches the language; the reply is the first thing said in it.

    Of one that is not offered it is only remembered, so that somebody who speaks it calls.
    """
    visitors.speak(context.tx, visitor, command.code)
    if command.code not in context.languages:
        return ()
    return (Say(_("All right, I speak English from now on."), TO_MENU),)


def speaking(code: str, visitor: Visitor, context: Context) -> Visitor:
    """The visitor, spoken to in the language that they write."""
    visitors.speak(context.tx, visitor, code)
    return replace(visitor, citizen=replace(visitor.citizen, language=code))


def in_english(says: tuple[Say, ...]) -> tuple[Say, ...]:
    """The same with a line that says so, and the way back to Vietnamese."""
    if not says:
        return says
    first = replace(says[0], words=paragraphs(_("I answer in English, as you write it."), says[0].words))
    *others, last = (first, *says[1:])
    back = actions.LANGUAGE.option(FIRST, verbatim(own_name(FIRST)))
    return (*others, replace(last, options=(*last.options, back)))


def can_read_aloud(visitor: Visitor, context: Context) -> bool:
    """Whether to offer it: on the web page the browser's own voice reads."""
    return context.speech and visitor.address.channel != webchat.NAME


def read_aloud(command: ReadAloud, visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """From now on what is said here is read aloud too, or no more."""
    if not context.speech:
        return (Say(_("I cannot read aloud here. On my web page every answer has a button “Read aloud”.")),)
    addresses.read_aloud(context.tx, visitor.address, command.on)
    if not command.on:
        return (Say(_("All right, I read aloud no more."), TO_MENU),)
    told = _("From now on I read everything aloud to you. To stop it, type “stop reading”.")
    return (Say(told, (actions.READ_NO_MORE.option(), *TO_MENU)),)


def show(visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Everything personal that is kept, and what can be done about it."""
    requests = leads.of_citizen(context.tx, visitor.citizen.id)
    agreed = consents.of_citizen(context.tx, visitor.citizen.id)
    places = linked(visitor, context)
    code = visitor.citizen.came_from
    told = subscriptions.of_citizen(context.tx, visitor.citizen.id, context.now)
    coming = afterwards.kept(context.tx, visitor.citizen.id)
    asked = questions.of_citizen(context.tx, visitor.citizen.id)
    if not requests and not agreed and not coming and not asked and places is None and not code:
        return (Say(_("I keep nothing about you but your language and this chat, so that I can answer."), TO_MENU),)
    words = paragraphs(
        _("This is what I keep about you:"),
        *(_request(lead, context) for lead in requests),
        agreed_in_words(agreed, context),
        *(_meeting(guest, context) for guest in coming),
        *(_question(one) for one in asked),
        in_words(told, context),
        payments_in_words(visitor, context),
        places,
        _("You came by the code {code}; 30 days after that I forget it.", code=code) if code else None,
        _("You may have it corrected or deleted at any time."),
    )
    options = [*(one.option() for one in ways(told)), actions.FORGET.option(), *TO_MENU]
    if any(HAND_ON in given.valid for given in agreed):
        options.insert(0, actions.UNSHARE.option())
    if any(purpose in given.valid for given in agreed for purpose in ATTACHING):
        options.insert(0, actions.DETACH.option())
    if any(lead.open for lead in requests):
        options.insert(0, actions.CORRECT.option())
    if any(lead.open for lead in requests) or any(PAYMENT_CALL in given.valid for given in agreed):
        options.insert(-2, actions.UNCALL.option())
    options[:0] = [actions.UNASK.option(one.id) for one in asked]
    return (Say(words, tuple(options)),)


def _question(asked: GuestQuestion) -> Words:
    number, meeting = str(asked.id), str(asked.meeting)
    return lines(_("Question {number} for meeting {meeting}:", number=number, meeting=meeting), told(asked))


def _request(lead: Lead, context: Context) -> Words:
    return lines(
        _("Request {number}: {state}", number=str(lead.number), state=STATES[lead.state]),
        _("Name: {name}", name=lead.name) if lead.name else None,
        _("Phone: {phone}", phone=lead.phone.spoken) if lead.phone else None,
        _("Commune: {commune}", commune=context.commune_name(lead.commune)),
        _("Likes to be called: {when}", when=WHEN[lead.prefer]) if lead.prefer else None,
        *(lines(ADDED[extra.purpose], verbatim(extra.words)) for extra in extras.of(context.tx, lead.number)),
        _("Code by which you had come: {code}", code=lead.source) if lead.source else None,
    )


def _meeting(guest: Guest, context: Context) -> Words | None:
    meeting = meetings.get(context.tx, guest.meeting)
    if meeting is None:
        return None
    told = _(
        "Meeting {number}, {when}: you come with {companions} others.",
        number=str(guest.meeting),
        when=when(meeting),
        companions=guest.companions,
    )
    alone = _("Meeting {number}, {when}: you come.", number=str(guest.meeting), when=when(meeting))
    rated = MARKS.get(Mark(guest.rated)) if guest.rated else None
    phone = calls.number_of(context.tx, guest.id)
    number = _("To be called about it: {phone}", phone=phone.spoken) if phone else None
    return lines(told if guest.companions else alone, number, _("You found it: {mark}", mark=rated) if rated else None)


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
    erasures.record(context.tx, "forget", visitor.citizen.id, context.now)
    for lead in leads.of_citizen(context.tx, visitor.citizen.id):
        withdraw(lead.number, context)
    close.forget(visitor, context)
    consents.withdraw(context.tx, visitor.citizen.id, context.now)
    leads.forget(context.tx, visitor.citizen.id)
    door.forget(context.tx, visitor.citizen.id)
    for number in guests.forget(context.tx, visitor.citizen.id):
        move_up(number, context)
    visitors.forget(context.tx, visitor.citizen.id)
    links.part_others(context.tx, visitor.address_id, visitor.citizen.language, context.now)
    done = _("Done. Your name, number, requests and drafts are deleted. You can still ask me anything.")
    return (Say(lines(done, by_law("data_delete_days", context)), TO_MENU),)


def forget_draft(visitor: Visitor, context: Context) -> tuple[Say, ...]:
    """Erases what a dialogue that ended in "no" was told, from the web chat's own record too."""
    chat_lines.forget_said(context.tx, visitor.address.chat, context.now)
    return ()
