"""What may go with a request: the last sum without what nobody keeps, the last questions."""

from __future__ import annotations

from functools import partial

from bot.domain.consents import ATTACH_QUESTIONS, ATTACH_SUM
from bot.domain.messages import CardWords
from bot.talk.conversation import LastSum
from bot.talk.play import Finished, play
from bot.talk.scene import Scene
from bot.talk.understanding.prefill import SAID
from bot.words import Words, _, lines, verbatim


def attached(purpose: str, scene: Scene) -> Words | None:
    """What would go with it, exactly; None where there is nothing (any more)."""
    if purpose == ATTACH_SUM:
        return _sum(scene.last_sum, scene) if scene.last_sum is not None else None
    if purpose == ATTACH_QUESTIONS and scene.asked:
        return lines(*(_("• {line}", line=verbatim(text)) for text in scene.asked))
    return None


def _sum(last: LastSum, scene: Scene) -> Words | None:
    """The sum once more, for nobody's group: what was said of that is in no record."""
    flow = scene.flows.get(last.flow)
    outcome = play(partial(flow, scene, SAID), last.answers) if flow is not None else None
    if not isinstance(outcome, Finished) or outcome.done.picture is None:
        return None
    told = _told(outcome.done.picture)
    if any(question.private for question in outcome.passed):
        return lines(told, _("(Reckoned without any group that gets more support.)"))
    return told


def _told(sum: CardWords) -> Words:
    rows = (_("• {label}: {value}", label=label, value=value) for label, value in sum.rows)
    return lines(_("{title}: {figure}", title=sum.title, figure=sum.figure), *rows)
