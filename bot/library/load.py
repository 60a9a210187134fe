"""Loads content/ whole: a Library without a single mistake, or every mistake of every file."""

from __future__ import annotations

import gc
import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from pathlib import Path

from bot.domain.consents import SUBSCRIBING
from bot.domain.office_rules import OfficeRules
from bot.domain.places import Places, Province
from bot.law.figure_needs import NEEDED
from bot.law.figures.derived import DERIVED
from bot.law.figures.figures import Content, Figure, Figures, LocalSupport
from bot.library.answers.answers import Body, Topic, TopicAnswer
from bot.library.answers.markdown import Page, split
from bot.library.answers.plain_words import find_in_title
from bot.library.files.campaigns import Allowed, phones_of, read_campaigns
from bot.library.files.documents import read_documents, read_heading
from bot.library.files.figures import read_figures
from bot.library.files.khmer import read_drafts
from bot.library.files.local_support import read_local_support
from bot.library.files.meetings import read_meetings
from bot.library.files.offices import LANGUAGES, read_consents, read_home, read_office
from bot.library.files.places import AnyPlaces, read_province
from bot.library.files.places import find_strangers as find_strange_neighbours
from bot.library.files.posters import USED, find_changed, read_posters
from bot.library.files.prints import read_prints
from bot.library.files.search import read_vocabulary
from bot.library.files.targets import read_targets
from bot.library.files.topics import Sheet, assemble, find_strangers, find_unwritten, read_bodies, read_sheet, renamed
from bot.library.library import Home, Library, Office, Poster
from bot.library.reading import text_file
from bot.library.reading.content_folder import ContentFolder
from bot.library.reading.mistakes import Findings, Mistake, Mistakes, did_you_mean
from bot.library.reading.yaml_reader import compose
from bot.library.renamed import Renamed
from bot.words import FIRST

# Nothing above knows what an editor may write; what no check foresaw is a mistake too, told for the whole folder.
UNFORESEEN = (ArithmeticError, AttributeError, LookupError, MemoryError, OSError, RuntimeError, TypeError, ValueError)
FOLDERS = (
    "figures", "topics", "places", "offices", "consent", "posters", "prints", "search", "local_support", "meetings",
    "documents", "reports", "targets", "campaigns", "khmer",
)  # fmt: skip
_FIRST_WORDS = re.compile(r"^([a-z_][a-z0-9_]*)\s*:", re.MULTILINE)


def load(content: Path) -> Library:
    """The library in the folder `content`. Raises Mistakes with every mistake of every file."""
    # Nothing made here dies while it is read, so looking for what has died would cost a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _library(ContentFolder(content))
    except UNFORESEEN as error:
        message = f"Loa không đọc được nội dung này ({type(error).__name__}). Hãy xem lại chỗ vừa sửa."
        raise Mistakes([Mistake(content.name, 1, 1, message)]) from error
    finally:
        if collecting:
            gc.enable()


def _library(loader: ContentFolder) -> Library:
    loader.find_strange_folders(FOLDERS)
    figures, broken = _figures(loader)
    provinces = _provinces(loader)
    told = bool(loader.mistakes_in("places"))  # there, and not once more wherever a commune is named
    home = _home(loader, figures, None if told else provinces)
    places = (AnyPlaces if told else Places)(provinces, home.province if home else "")
    figures = Figures(figures.by_name, _local_support(loader, places))
    offices = _offices(loader, places, home.duty if home else OfficeRules())
    consents = read_consents(loader, home)
    consent = consents.get("call")
    known = None if broken is None else _known(figures, broken)
    topics, answers = _topics(loader, figures, known)
    told = bool(loader.mistakes_in("topics")) or known is None
    words = read_vocabulary(loader, None if told else answers, home.hotline if home else "")
    allowed = Allowed(figures, known, None if told else answers, phones_of(home, offices))
    posters = _posters(loader, places)
    prints = read_prints(loader, figures, known)
    meetings, documents = read_meetings(loader), read_documents(loader)
    heading, campaigns = read_heading(loader), read_campaigns(loader, allowed)
    targets, drafts = read_targets(loader, home, provinces, offices), read_drafts(loader, allowed, consent, home)
    if loader.mistakes or home is None or consent is None:
        raise Mistakes(loader.mistakes)
    return Library(
        *(topics, answers, figures, places, home, offices, consent, words, posters, prints, meetings),
        attaching=consents.get("attach"),
        documents=documents,
        targets=targets,
        heading=heading,
        campaigns=campaigns,
        khmer={draft.id: draft for draft in drafts if draft.released},
        subscribing={kind: one for kind, one in consents.items() if kind in SUBSCRIBING},
    )


def _figures(loader: ContentFolder) -> tuple[Figures, frozenset[str] | None]:
    """The figures, and the names of those written or needed but unreadable (None: any may be)."""
    figures: dict[str, Figure] = {}
    taken: dict[str, str] = {}
    written: set[str] = set()
    unread = False
    paths = loader.list("figures", "Chưa có con số nào: cần ít nhất một tệp.")
    for path in paths:
        findings = loader.findings(path)
        text = text_file.read_text(path, findings)
        unread = unread or text is None
        written |= set(_FIRST_WORDS.findall(text or ""))
        if text is not None and (root := compose(text, findings)) is not None:
            figures |= read_figures(root, taken)
    for name, kind in NEEDED.items() if not loader.mistakes else ():
        if name not in figures:
            hint = did_you_mean(name, figures.keys() - NEEDED.keys())
            loader.findings(paths[0].parent).add(f"Thiếu con số “{name}”: phép tính cần đến nó.{hint}")
            written.add(name)
        elif any(_kind(value.value) != kind for value in figures[name].values):
            loader.findings(loader.content / "figures").add(f"Con số “{name}” không đúng loại (cần: {kind}).")
    return Figures(figures), None if unread else frozenset(written - figures.keys())


def _kind(content: Content) -> str:
    if isinstance(content, Decimal):
        return "number"
    if isinstance(content, str):
        return "text"
    return "table" if isinstance(content, Mapping) else "list"


def _provinces(loader: ContentFolder) -> dict[str, Province]:
    provinces: dict[str, Province] = {}
    files: dict[str, tuple[Path, Findings]] = {}
    for path in loader.list("places", "Chưa có tỉnh nào: cần ít nhất một tệp."):
        findings = loader.findings(path)
        province = read_province(path, findings)
        if province is not None and province.code in provinces:
            findings.add(f"Tỉnh mã {province.code} đã có trong tệp khác.")
        elif province is not None:
            provinces[province.code], files[province.code] = province, (path, findings)
    communes = {commune.code for province in provinces.values() for commune in province.communes}
    for code, province in provinces.items():
        beside = ((near, commune.code) for commune in province.communes for near in commune.neighbours)
        if any(near not in communes or near == own for near, own in beside):
            find_strange_neighbours(*files[code], communes)
    return provinces


def _home(loader: ContentFolder, figures: Figures, provinces: Mapping[str, Province] | None) -> Home | None:
    root = loader.read(loader.content / "offices" / "home.yaml")
    return read_home(root, figures, provinces) if root else None


def _offices(loader: ContentFolder, places: Places, duty: OfficeRules) -> tuple[Office, ...]:
    offices, communes = [], places.communes
    for path in loader.list("offices"):
        if path.stem != "home" and (root := loader.read(path)) is not None:
            offices.append(read_office(path.stem, root, communes, duty))
    return tuple(offices)


def _local_support(loader: ContentFolder, places: Places) -> tuple[LocalSupport, ...]:
    roots = [root for path in loader.list("local_support") if (root := loader.read(path)) is not None]
    return tuple(rule for root in roots for rule in read_local_support(root, places.communes))


def _posters(loader: ContentFolder, places: Places) -> dict[str, Poster]:
    posters: dict[str, Poster] = {}
    for path in loader.list("posters"):
        if (root := loader.read(path)) is not None:
            posters |= read_posters(root, posters, places.communes)
    used = loader.content / "posters" / USED
    if USED in loader.names(used.parent.name):
        findings = loader.findings(used)
        find_changed(text_file.read_text(used, findings) or "", posters, findings)
    return posters


def _known(figures: Figures, broken: frozenset[str]) -> set[str]:
    """The names of figures and of what follows from them that an editor may use."""
    named = figures.by_name.keys() | broken
    return {*named, *(name for name, rule in DERIVED.items() if named >= set(rule.needs))}


def _topics(
    loader: ContentFolder, figures: Figures, known: Collection[str] | None
) -> tuple[Renamed[Topic], Renamed[TopicAnswer]]:
    """The topics and answers, found by the ids that they had before too.

    A faulty figure or topic.yaml is a mistake there, and not once more wherever it is used.
    """
    topics: list[Topic] = []
    answers: dict[str, TopicAnswer] = {}
    sheets: dict[str, Sheet] = {}
    unread: set[str] = set()
    for path in _sheets(loader):
        root = loader.read(path)
        if root is None:
            pages = _pages(loader, path.parent).values()
            unread |= {section.id for page, _findings in pages for section in page.sections}
            continue
        sheet = sheets[path.parent.name] = read_sheet(root)
        titles: dict[str, str] = {}
        bodies: dict[str, dict[str, Body]] = {}
        for language, (page, findings) in _pages(loader, path.parent).items():
            titles[language] = page.title
            find_in_title(page.title, 1, findings)
            if known is not None:
                bodies[language] = read_bodies(page, language, sheet, figures, known, findings)
            if language == FIRST:
                find_unwritten(sheet, page)
        topic, written = assemble(path.parent.name, sheet, titles, bodies)
        topics.append(topic)
        answers |= {answer.id: answer for answer in written}
    find_strangers(sheets, unread)
    old_topics, old_answers = renamed(sheets)
    ordered = {topic.id: topic for topic in sorted(topics, key=lambda topic: (topic.order, topic.id))}
    return Renamed(ordered, old_topics), Renamed(answers, old_answers)


def _sheets(loader: ContentFolder) -> list[Path]:
    """Where topic.yaml is, or should be."""
    folders = [f"topics/{name}" for name in loader.names("topics")]
    for name in loader.names("topics"):
        if name.endswith((".yaml", ".md")):
            loader.findings(loader.content / "topics" / name).add("Tệp này không được đọc: mỗi chủ đề là một thư mục.")
    filled = [loader.content / folder / "topic.yaml" for folder in folders if loader.names(folder)]
    if not filled:
        loader.findings(loader.content / "topics").add("Chưa có chủ đề nào.")
    return filled


def _pages(loader: ContentFolder, folder: Path) -> dict[str, tuple[Page, Findings]]:
    pages: dict[str, tuple[Page, Findings]] = {}
    names = text_file.names(folder, Findings(""))
    for name in names:
        if name.endswith(".yaml") and name != "topic.yaml":
            loader.findings(folder / name).add("Tệp này không được đọc: mỗi chủ đề chỉ có một tệp topic.yaml.")
    if "vi.md" not in names and not any(name.casefold().startswith("vi.") for name in names):
        loader.findings(folder / "vi.md").add("Thiếu tệp này: mỗi chủ đề cần câu trả lời tiếng Việt.")
    for path in (folder / name for name in names if name.endswith(".md")):
        findings = loader.findings(path)
        if path.stem not in LANGUAGES:
            meant = f" Hãy đổi tên thành “{path.name.lower()}”." if path.stem.lower() in LANGUAGES else ""
            findings.add(f"Không có ngôn ngữ “{path.stem}”.{meant} Các ngôn ngữ: {', '.join(LANGUAGES)}.")
        elif (text := text_file.read_text(path, findings)) is not None:
            pages[path.stem] = split(text, findings), findings
    return pages
