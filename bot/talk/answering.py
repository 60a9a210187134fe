"""Answers a question in free text: an answer, a choice of three, or a person who can help."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.commands.content import KeepQuestion
from bot.domain.messages import Option
from bot.search.finder import Finder, Found
from bot.search.text.questions import looks_like_question
from bot.search.text.redact import has_personal_number
from bot.search.values.feelings import LIKE, PERHAPS, PLAINLY
from bot.talk import actions
from bot.talk.library_answers import (
    MENU,
    PERSON,
    Reply,
    answer,
    guard,
    offered,
    personal_file,
)
from bot.talk.noticed import (
    asks_ahead,
    asks_may,
    asks_to_withdraw,
    found_for,
    in_english,
    is_english,
    is_khmer,
    of_age_asked,
    what_comes,
)
from bot.talk.scene import DISTRESS, ENGLISH, Scene
from bot.talk.understanding.heart import CONDOLENCE, felt_unless_asked
from bot.talk.understanding.khmer import to_khmer
from bot.talk.understanding.next_year import of_next_year
from bot.talk.understanding.prefill import Opened, asked_for
from bot.talk.understanding.unsure import OFFERED, PATIENCE, miss, unsure
from bot.words import _, in_language, paragraphs, verbatim

RECKON = _("Work it out for me")
#: Somebody is moved from here on, so that an answer begins with a kind word.
MOVED = 0.25
# Fewer words than that are a topic rather than a feeling, unless they are plainly one.
FEWEST = 4
# Guards whose words offer a person: somebody is in need, angry, or at a loss.
UNHAPPY = frozenset({"distress", "insult", "unclear"})
# From here on what seemed not to be ours may have been; editors should see it.
DOUBTFUL = 0.1
# "May I" is answered by the conditions, not by how much it would be.
WITHDRAWING = "mot-lan-dieu-kien"
MAY = {"mot-lan-muc-huong": WITHDRAWING, "mot-lan-ho-so": WITHDRAWING}
JOINING = "eligibility"
SYMPATHY, NEED, DEATH = "buon-met", "tung-tien", "death"
# So long may be what somebody in grief asks next, and so near it has to be to what fits best of all.
GRIEVING, NEARLY = 14, 0.6
# Answers to what somebody thinks rather than suffers: the sums of next year belong to them where it is named.
OPINIONS = frozenset({"che-dat", "co-phai-lua-dao", SYMPATHY})


def reply(text: str, scene: Scene, *, misses: int = 0, after: str = "", in_form: bool = False) -> Reply:
    """The answer to a question in free text; after two misses in a row it offers a person.

    after     id of the answer shown before it, which a follow-up leans on
    in_form   whether it is said in a form: then no calculator is opened, and a feeling must be plain
    """
    book, finder = scene.knowledge.phrasebook, _finder(text, scene)
    plainly = scene.staff is not None or in_form
    asks = looks_like_question(text)
    felt = felt_unless_asked(text, scene, finder, PLAINLY if plainly or asks else LIKE)
    if felt and (felt.shown != SYMPATHY or not asks):
        return _from_the_heart(text, felt, scene, in_form=in_form)
    if misses and not in_form and book.says("nowhere", text):
        return miss(PATIENCE)
    if is_khmer(text, book):
        return to_khmer(scene)
    found = _near(found_for(text, after, finder), after, scene)
    topic = _topic(found, scene)
    opens = None if in_form else _opened(text, topic, found, scene)
    if opens is None and _grieves(after, scene) and (near := _leaning(text, after, scene)):
        return answer(near, scene)
    # A sum of money tells both years by itself.
    if (opens is None or opens[0] != actions.ESTIMATE.name) and (noticed := _noticed(text, found, scene)):
        return noticed
    if opens:
        return Reply("answer", RECKON, opens=opens)
    if (by_age := of_age_asked(text, scene)) in scene.library.answers:
        return answer(by_age, scene)
    if found.decision == "answer":
        return _several(_kindly(text, answer(_best(text, topic, found, scene), scene), scene), found.also, scene)
    if felt:
        return felt
    if after and found.decision != "smalltalk" and (near := _leaning(text, after, scene)):
        return answer(near, scene)
    moved = _moved(text, found, scene, plainly=plainly)
    if moved and (moved.shown == NEED or not asks_to_withdraw(text, book)):
        return moved
    if asks_to_withdraw(text, book) and not has_personal_number(text) and WITHDRAWING in scene.library.answers:
        return answer(WITHDRAWING, scene)
    return _unsure(text, found, scene, misses)


def _unsure(text: str, found: Found, scene: Scene, misses: int) -> Reply:
    """What may be meant, kept for the editors; or what is said of what is not ours."""
    if found.decision == "suggest" and found.hits:
        return replace(unsure(text, found, scene, misses), kept=KeepQuestion(text, "unsure", found.hits[0].id))
    return _not_ours(text, found, scene, misses)


def _opened(text: str, topic: str, found: Found, scene: Scene) -> Opened | None:
    """The sum that is asked for: of somebody's own file only what they have told of it."""
    opens = asked_for(text, topic, scene)
    if opens and found.decision == "personal_file" and (has_personal_number(text) or not opens[1]):
        return None
    return opens


def _best(text: str, topic: str, found: Found, scene: Scene) -> str:
    """The answer found, or the conditions where somebody asks if they may have their money."""
    book, best = scene.knowledge.phrasebook, found.hits[0].id
    if topic == JOINING and asks_to_withdraw(text, book) and WITHDRAWING in scene.library.answers:
        return WITHDRAWING
    return MAY.get(best, best) if asks_may(text, book) else best


def _from_the_heart(text: str, felt: Reply, scene: Scene, *, in_form: bool) -> Reply:
    """What is said to a feeling: next year's sums where it names it, or the sum it asks for.

    In grief that is only what the family receives, whose sum begins with a condolence.
    """
    opens = asked_for(text, "", scene) if felt.shown and not in_form else None
    if opens and (felt.shown != CONDOLENCE or (opens[0] == actions.DEATH.name and "income" in opens[2])):
        return Reply("answer", RECKON, opens=opens)
    ahead = what_comes(scene) if felt.shown in OPINIONS and asks_ahead(text, scene) else None
    return replace(felt, words=paragraphs(felt.words, ahead))


def _moved(text: str, found: Found, scene: Scene, *, plainly: bool) -> Reply | None:
    """The answer to a feeling that is only likely, where nothing else answers."""
    if plainly or has_personal_number(text):
        return None
    # "Thai sản" is what somebody wants to know of, however much the examples of grief speak of it.
    unsure = found.decision == "personal_file" or len(text.split()) < FEWEST
    unsure = unsure or asks_to_withdraw(text, scene.knowledge.phrasebook)
    least = LIKE if unsure else MOVED if is_english(text, scene) else PERHAPS
    return felt_unless_asked(text, scene, _finder(text, scene), least)


def _near(found: Found, after: str, scene: Scene) -> Found:
    """What is only offered, with what belongs to the topic of the answer before it first."""
    known = scene.library.answers
    if found.decision != "suggest" or after not in known:
        return found
    hits = sorted(found.hits, key=lambda hit: known[hit.id].topic != known[after].topic)
    return replace(found, hits=tuple(hits))


def _noticed(text: str, found: Found, scene: Scene) -> Reply | None:
    """The reply to English, or to a question of next year; None for any other."""
    next_year = of_next_year(text, found, scene) if asks_ahead(text, scene) else None
    if scene.language.code == ENGLISH or not is_english(text, scene):
        return next_year
    return _offering_english(found, scene) if next_year is None else _with_offer(next_year, scene)


def _finder(text: str, scene: Scene) -> Finder:
    """Who finds what is asked in this text, by its language."""
    return scene.knowledge.english.finder if is_english(text, scene) else scene.knowledge.finder


def _not_ours(text: str, found: Found, scene: Scene, misses: int) -> Reply:
    """What is said where no answer fits: by the guard that caught it, or that there is none."""
    if found.guard == DISTRESS and SYMPATHY in scene.library.answers:
        return replace(answer(SYMPATHY, scene, basis=False), felt=True)
    guarded = guard(found.guard, scene)
    if found.decision == "personal_file":
        return Reply(found.decision, guarded or personal_file(scene), (PERSON, MENU))
    if found.decision == "smalltalk" and guarded is not None:
        return Reply(found.decision, guarded, (PERSON, MENU) if found.guard in UNHAPPY else (MENU,))
    if guarded is not None:
        doubtful = bool(found.hits) and found.hits[0].score >= DOUBTFUL
        return Reply(found.decision, guarded, (PERSON, MENU), kept=KeepQuestion(text, "missed") if doubtful else None)
    return replace(miss(misses), kept=KeepQuestion(text, "missed"))


def _offering_english(found: Found, scene: Scene) -> Reply:
    """What was found, with the offer to go on in English before it."""
    if found.decision == "answer":
        return _with_offer(answer(found.hits[0].id, scene), scene)
    known = scene.library.vocabulary.guards.get(found.guard)
    said = verbatim(in_language(ENGLISH, known.reply)) if known else None
    hits = () if known else offered([hit.id for hit in found.hits[:OFFERED]], scene)
    missed = known is None
    return _with_offer(Reply("answer", said or verbatim(""), (*hits, PERSON, MENU), missed=missed), scene)


def _with_offer(shown: Reply, scene: Scene) -> Reply:
    """The same with the offer to go on in English before it."""
    words = paragraphs(in_english(scene), shown.words if shown.words != verbatim("") else None)
    english = actions.LANGUAGE.option(ENGLISH, verbatim("English"))
    return replace(shown, words=words, options=(english, *shown.options))


def _leaning(text: str, after: str, scene: Scene) -> str:
    """The answer of the same topic as the one before that a short follow-up means, or ""."""
    known = scene.library.answers
    if after not in known or has_personal_number(text):
        return ""
    among = [id_ for id_, each in known.items() if each.topic == known[after].topic and id_ != CONDOLENCE]
    if _grieves(after, scene):
        return _finder(text, scene).among(text, among, GRIEVING, NEARLY)
    return _finder(text, scene).among(text, among)


def _topic(found: Found, scene: Scene) -> str:
    """That of the best answer, or ""."""
    return scene.library.answers[found.hits[0].id].topic if found.hits else ""


def _grieves(after: str, scene: Scene) -> bool:
    """Whether somebody has just been told about a death: what they ask next is about that too."""
    return after in scene.library.answers and scene.library.answers[after].topic == DEATH


def _kindly(text: str, found: Reply, scene: Scene) -> Reply:
    """An answer with a kind word before it, where the question tells of sorrow."""
    feeling = scene.knowledge.phrasebook.feeling(text, MOVED)
    told = feeling.answer if feeling else ""
    topic = scene.library.answers[found.shown].topic
    if told == CONDOLENCE and topic == DEATH and found.shown != CONDOLENCE:
        return replace(found, words=paragraphs(_("I am sorry for your loss."), found.words))
    return replace(found, words=paragraphs(_("I am sorry to hear that."), found.words)) if told == SYMPATHY else found


def _several(found: Reply, also: tuple[str, ...], scene: Scene) -> Reply:
    """An answer with the answers to further questions of the same message as its first buttons."""
    if not also:
        return found
    words = paragraphs(found.words, _("You asked more than one thing: tap below for the rest."))
    return replace(found, words=words, options=(*offered(also, scene), *found.options))


def candidates(text: str, scene: Scene, *, but: str) -> tuple[Option, ...]:
    """The best answers to a question other than the one that was wrong."""
    hits = _finder(text, scene).ask(text).hits
    return offered([hit.id for hit in hits if hit.id != but][:OFFERED], scene)
