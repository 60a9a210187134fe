"""content/topics/<topic>/: topic.yaml about each answer, and one Markdown file a language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.calculators import CALCULATORS
from bot.law.figures.figures import Figures
from bot.library.answers.answers import Body, Topic, TopicAnswer
from bot.library.answers.formatting import Formatter
from bot.library.answers.markdown import Page, Section, plain
from bot.library.answers.plain_words import find_figures, find_in_title
from bot.library.answers.templates import Part, compile_part, try_out
from bot.library.reading.mistakes import Findings, did_you_mean
from bot.library.reading.yaml_reader import YamlNode
from bot.words import FIRST

FIELDS = ("order", "tool", "aliases", "answers")
NEEDED = ("order", "answers")
ANSWER_FIELDS = ("asks", "basis", "since", "related", "practice", "tool", "aliases")
FEWEST_ASKS, MOST_RELATED, LONGEST = 4, 4, 350


@dataclass(frozen=True)
class TopicCard:
    """What topic.yaml says of one answer; `key` and `related_at` are where it says so."""

    key: YamlNode
    asks: tuple[str, ...]
    basis: tuple[str, ...]
    since: date
    related: tuple[str, ...]
    related_at: YamlNode | None
    practice: bool
    tool: str
    aliases: tuple[YamlNode, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A topic.yaml.

    Its place in the order of topics, its cards by the ids of answers, the names its folder had before.
    """

    order: int
    cards: Mapping[str, TopicCard]
    aliases: tuple[YamlNode, ...] = ()


def read_sheet(root: YamlNode) -> Sheet:
    fields = root.fields(FIELDS, required=NEEDED)
    tool = _tool(fields, "")
    order = int(fields["order"].number()) if "order" in fields else 0
    entries = fields["answers"].entries() if "answers" in fields else {}
    return Sheet(order, {name: _card(key, body, tool) for name, (key, body) in entries.items()}, _aliases(fields))


def _aliases(fields: Mapping[str, YamlNode]) -> tuple[YamlNode, ...]:
    return tuple(fields["aliases"].items()) if "aliases" in fields else ()


def renamed(sheets: Mapping[str, Sheet]) -> tuple[dict[str, str], dict[str, str]]:
    """The ids that topics and answers had before, with those of now.

    An id that is somebody else's is found.
    """
    cards = {name: card for sheet in sheets.values() for name, card in sheet.cards.items()}
    topics = _before({name: sheet.aliases for name, sheet in sheets.items()})
    return topics, _before({name: card.aliases for name, card in cards.items()})


def _before(aliases: Mapping[str, tuple[YamlNode, ...]]) -> dict[str, str]:
    before: dict[str, str] = {}
    for name, nodes in aliases.items():
        for node in nodes:
            old = node.text()
            taken = old if old in aliases else before.get(old)
            if taken is not None:
                node.wrong(f"Mã cũ “{old}” đang là mã của “{taken}”. Mã cũ phải là mã không còn ai dùng.")
            before.setdefault(old, name)
    return before


def _card(key: YamlNode, body: YamlNode, tool: str) -> TopicCard:
    fields = body.fields(ANSWER_FIELDS, required=("asks", "basis", "since"))
    asks = fields["asks"].texts() if "asks" in fields else ()
    if "asks" in fields and len({ask.casefold() for ask in asks}) < FEWEST_ASKS:
        fields["asks"].wrong(
            f"Mới có {len(asks)} cách hỏi khác nhau. Hãy ghi ít nhất {FEWEST_ASKS} cách người dân hay hỏi."
        )
    basis = tuple(item.quoted() for item in fields["basis"].items()) if "basis" in fields else ()
    for item in fields["basis"].items() if "basis" in fields else ():
        find_figures(item)
    if "basis" in fields and not basis:
        fields["basis"].wrong("Thiếu căn cứ pháp lý.")
    related = fields["related"].texts() if "related" in fields else ()
    if len(related) > MOST_RELATED:
        fields["related"].wrong(f"Nhiều nhất {MOST_RELATED} câu liên quan.")
    return TopicCard(
        key=key,
        asks=asks,
        basis=basis,
        since=(fields["since"].day() if "since" in fields else None) or date.min,
        related=related,
        related_at=fields.get("related"),
        practice=fields["practice"].flag() if "practice" in fields else False,
        tool=_tool(fields, tool),
        aliases=_aliases(fields),
    )


def _tool(fields: Mapping[str, YamlNode], otherwise: str) -> str:
    if "tool" not in fields:
        return otherwise
    tool = fields["tool"].text()
    if tool and tool not in CALCULATORS:
        hint = did_you_mean(tool, CALCULATORS)
        fields["tool"].wrong(f"Không có nút “{tool}”.{hint} Các nút: {', '.join(CALCULATORS)}.")
    return tool


def read_bodies(
    page: Page, language: str, sheet: Sheet, figures: Figures, known: Collection[str], findings: Findings
) -> dict[str, Body]:
    """The answers of one language's file, by id; those that topic.yaml does not know are found.

    One that needs a figure which could not be read is not tried out.
    """
    bodies: dict[str, Body] = {}
    for section in page.sections:
        if section.id not in sheet.cards:
            hint = did_you_mean(section.id, sheet.cards)
            findings.add(f"Câu {{#{section.id}}} không có trong topic.yaml.{hint}", section.line)
            continue
        find_in_title(section.title, section.line, findings)
        short = compile_part(section.short, section.short_line, known, findings)
        detail = compile_part(section.detail, section.detail_line, known, findings) if section.detail.strip() else None
        if short is None or (detail is None and section.detail.strip()):
            continue
        body = bodies[section.id] = Body(section.title, short, detail)
        if figures.by_name.keys() >= short.figures | (detail.figures if detail else frozenset()):
            _try_out(section, body, language, sheet.cards[section.id], figures, findings)
    return bodies


def _try_out(
    section: Section, body: Body, language: str, card: TopicCard, figures: Figures, findings: Findings
) -> None:
    """Renders both parts on a day on which every figure they need has a confirmed value.

    From the day on which an announced value is to hold, an answer shows both, and has to be short then too.
    """
    parts = [part for part in (body.short, body.detail) if part is not None]
    formatter = Formatter(language, figures, full_day(parts, card.since, figures))
    texts = [(plain(try_out(body.short, formatter, section.short_line, findings)), "")]
    for day in announced_days(body.short, figures):
        both = body.short.say(Formatter(language, figures, max(day, card.since)))
        texts.append((both or "", f" từ ngày {day:%d/%m/%Y}, khi số mới công bố hiện cạnh số cũ"))
    length, when = max((len(text), when) for text, when in texts)
    if length > LONGEST:
        findings.add(
            f"Câu trả lời ngắn dài {length} ký tự{when}, nhiều nhất {LONGEST}. Hãy chuyển bớt xuống dưới dòng ---.",
            section.short_line,
        )
    if body.detail is not None:
        try_out(body.detail, formatter, section.detail_line, findings)


def announced_days(part: Part, figures: Figures) -> set[date]:
    """The days from which a value that is only announced is to hold."""
    values = (value for name in part.figures for value in figures.by_name[name].values)
    return {value.since for value in values if not value.confirmed}


def full_day(parts: Iterable[Part], since: date, figures: Figures) -> date:
    """The last day on which every figure of these parts has a confirmed value; at least `since`."""
    values = [_last_confirmed(name, figures) for part in parts for name in part.figures]
    starts = [start for start, _end in values]
    ends = [end for _start, end in values if end is not None]
    return max([min([max([since, *starts]), *ends]), date.min + timedelta(days=1)])


def _last_confirmed(name: str, figures: Figures) -> tuple[date, date | None]:
    confirmed = [value for value in figures.by_name[name].values if value.confirmed]
    return (confirmed[-1].since, confirmed[-1].until) if confirmed else (date.min, None)


def assemble(
    topic: str, sheet: Sheet, titles: Mapping[str, str], bodies: Mapping[str, Mapping[str, Body]]
) -> tuple[Topic, list[TopicAnswer]]:
    """The topic and its answers; those without Vietnamese text are left out."""
    answers = []
    for name, card in sheet.cards.items():
        spoken = {language: by_id[name] for language, by_id in bodies.items() if name in by_id}
        if FIRST not in spoken:
            continue
        parts = [part for body in spoken.values() for part in (body.short, body.detail) if part is not None]
        answers.append(
            TopicAnswer(
                id=name,
                topic=topic,
                title={language: body.title for language, body in spoken.items()},
                asks=card.asks,
                basis=card.basis,
                since=card.since,
                related=card.related,
                practice=card.practice,
                tool=card.tool,
                figures=frozenset(figure for part in parts for figure in part.figures),
                bodies=spoken,
            )
        )
    return Topic(topic, sheet.order, titles, tuple(answer.id for answer in answers)), answers


def find_unwritten(sheet: Sheet, page: Page) -> None:
    """Finds answers of topic.yaml that vi.md does not have."""
    written = {section.id for section in page.sections}
    for name, card in sheet.cards.items():
        if name not in written:
            hint = did_you_mean(name, written - set(sheet.cards))
            card.key.wrong(f"Câu “{name}” chưa có trong vi.md: cần một dòng ## … {{#{name}}}.{hint}")


def find_strangers(sheets: Mapping[str, Sheet], unread: Collection[str]) -> None:
    """Finds ids used in two topics, and related answers that do not exist.

    unread  ids of answers whose topic.yaml could not be read
    """
    where: dict[str, str] = {}
    for topic, sheet in sheets.items():
        for name, card in sheet.cards.items():
            if name in where:
                card.key.wrong(f"Mã “{name}” đã dùng trong chủ đề {where[name]}.")
            where.setdefault(name, topic)
    cards = [pair for sheet in sheets.values() for pair in sheet.cards.items()]
    now = {old.text(): name for name, card in cards for old in card.aliases}
    for sheet in sheets.values():
        for name, card in sheet.cards.items():
            for node in card.related_at.items() if card.related_at else ():
                if node.text() not in where and node.text() not in unread:
                    hint = f" Mã đó nay là “{now[node.text()]}”." if node.text() in now else ""
                    node.wrong(f"Không có câu trả lời “{node.text()}”.{hint or did_you_mean(node.text(), where)}")
                elif node.text() == name:
                    node.wrong("Câu này ghi chính nó là câu liên quan.")
