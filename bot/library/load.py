"""Loads content/ whole: a Library without a single mistake, or every mistake of every file."""

from __future__ import annotations

import gc
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from yaml.nodes import MappingNode

from bot.domain.office_rules import Duty
from bot.domain.places import Places, Province
from bot.law.figure_needs import NEEDED
from bot.law.figures.derived import DERIVED
from bot.law.figures.figures import Content, Figure, Figures
from bot.library.answers.answers import Body, Topic, TopicAnswer
from bot.library.answers.markdown import Page, split
from bot.library.files.figures import read_figures
from bot.library.files.offices import LANGUAGES, read_consent, read_home, read_office
from bot.library.files.places import read_province
from bot.library.files.posters import read_posters
from bot.library.files.topics import Sheet, assemble, find_strangers, find_unwritten, read_bodies, read_sheet
from bot.library.library import Consent, Home, Library, Office, Poster
from bot.library.reading import text_file
from bot.library.reading.content_folder import ContentFolder
from bot.library.reading.mistakes import Findings, Mistake, Mistakes, did_you_mean
from bot.library.reading.yaml_reader import YamlNode, compose
from bot.library.vocabulary import FILES, Vocabulary, vocabulary
from bot.words import FIRST

# Nothing above knows what an editor may write; what no check foresaw is a mistake too, told for the whole folder.
_UNFORESEEN = (ArithmeticError, AttributeError, LookupError, MemoryError, OSError, RuntimeError, TypeError, ValueError)
_FIRST_WORDS = re.compile(r"^([a-z_][a-z0-9_]*)\s*:", re.MULTILINE)


def load(content: Path) -> Library:
    """The library in the folder `content`. Raises Mistakes with every mistake of every file."""
    # Nothing made here dies while it is read, so looking for what has died would cost a third of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _library(ContentFolder(content))
    except _UNFORESEEN as error:
        message = f"Loa không đọc được nội dung này ({type(error).__name__}). Hãy xem lại chỗ vừa sửa."
        raise Mistakes([Mistake(content.name, 1, 1, message)]) from error
    finally:
        if collecting:
            gc.enable()


def _library(loader: ContentFolder) -> Library:
    figures, broken = _figures(loader)
    provinces = _provinces(loader)
    home = _home(loader, figures, provinces)
    places = Places(provinces, home.province if home else "")
    offices = _offices(loader, places, home.duty if home else Duty())
    consent = _consent(loader, home)
    topics, answers = _topics(loader, figures, broken)
    words = _vocabulary(loader)
    posters = _posters(loader, places)
    if loader.mistakes or home is None or consent is None:
        raise Mistakes(loader.mistakes)
    return Library(topics, answers, figures, places, home, offices, consent, words, posters)


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
    for path in loader.list("places", "Chưa có tỉnh nào: cần ít nhất một tệp."):
        findings = loader.findings(path)
        province = read_province(path, findings)
        if province is not None and province.code in provinces:
            findings.add(f"Tỉnh mã {province.code} đã có trong tệp khác.")
        elif province is not None:
            provinces[province.code] = province
    return provinces


def _home(loader: ContentFolder, figures: Figures, provinces: Mapping[str, Province]) -> Home | None:
    root = loader.read(loader.content / "offices" / "home.yaml")
    return read_home(root, figures, provinces) if root else None


def _offices(loader: ContentFolder, places: Places, duty: Duty) -> tuple[Office, ...]:
    offices, communes = [], places.communes
    for path in loader.list("offices"):
        if path.stem != "home" and (root := loader.read(path)) is not None:
            offices.append(read_office(path.stem, root, communes, duty))
    return tuple(offices)


def _posters(loader: ContentFolder, places: Places) -> dict[str, Poster]:
    posters: dict[str, Poster] = {}
    for path in loader.list("posters"):
        if (root := loader.read(path)) is not None:
            posters |= read_posters(root, posters, places.communes)
    return posters


def _consent(loader: ContentFolder, home: Home | None) -> Consent | None:
    """The last version by file name; the others are kept for the record, and checked too."""
    read = root = None
    for path in loader.list("consent", "Chưa có lời xin đồng ý: cần ít nhất một tệp."):
        root = loader.read(path)
        read = read_consent(root, home) if root else None
        if root and read and read.version != path.stem:
            root.wrong(f"Mục version phải giống tên tệp: “{path.stem}”.")
    if root and read and not read.keep_days:
        root.wrong("Bản đang dùng phải có mục keep_days: giữ bao nhiêu ngày sau khi xong việc.")
    return read


def _topics(
    loader: ContentFolder, figures: Figures, broken: frozenset[str] | None
) -> tuple[dict[str, Topic], dict[str, TopicAnswer]]:
    """The topics and answers.

    A faulty figure or topic.yaml is a mistake there, and not once more wherever it is used.
    """
    topics: list[Topic] = []
    answers: dict[str, TopicAnswer] = {}
    sheets: dict[str, Sheet] = {}
    unread: set[str] = set()
    named = figures.by_name.keys() | (broken or frozenset())
    known = {*named, *(name for name, rule in DERIVED.items() if named >= set(rule.needs))}
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
            if broken is not None:
                bodies[language] = read_bodies(page, language, sheet, figures, known, findings)
            if language == FIRST:
                find_unwritten(sheet, page)
        topic, written = assemble(path.parent.name, sheet, titles, bodies)
        topics.append(topic)
        answers |= {answer.id: answer for answer in written}
    find_strangers(sheets, unread)
    return {topic.id: topic for topic in sorted(topics, key=lambda topic: (topic.order, topic.id))}, answers


def _sheets(loader: ContentFolder) -> list[Path]:
    """Where topic.yaml is, or should be."""
    folders = [f"topics/{name}" for name in loader.names("topics")]
    filled = [loader.content / folder / "topic.yaml" for folder in folders if loader.names(folder)]
    if not filled:
        loader.findings(loader.content / "topics").add("Chưa có chủ đề nào.")
    return filled


def _pages(loader: ContentFolder, folder: Path) -> dict[str, tuple[Page, Findings]]:
    pages: dict[str, tuple[Page, Findings]] = {}
    names = text_file.names(folder, Findings(""))
    if "vi.md" not in names:
        loader.findings(folder / "vi.md").add("Thiếu tệp này: mỗi chủ đề cần câu trả lời tiếng Việt.")
    for path in (folder / name for name in names if name.endswith(".md")):
        findings = loader.findings(path)
        if path.stem not in LANGUAGES:
            findings.add(f"Không có ngôn ngữ “{path.stem}”. Các ngôn ngữ: {', '.join(LANGUAGES)}.")
        elif (text := text_file.read_text(path, findings)) is not None:
            pages[path.stem] = split(text, findings), findings
    return pages


def _vocabulary(loader: ContentFolder) -> Vocabulary:
    roots = {path.stem: root for path in loader.list("search") if (root := loader.read(path)) is not None}
    for name in roots.keys() - set(FILES):
        roots[name].wrong(f"Tệp này không được dùng.{did_you_mean(name, FILES)} Các tệp được dùng: {', '.join(FILES)}.")
    try:
        return vocabulary({name: root.plain() for name, root in roots.items()})
    except ValueError as error:
        file, _colon, message = str(error).partition(": ")
        root = roots.get(file.removesuffix(".yaml"))
        keys = message.partition(":")[0].split(".")
        _at(root, keys).wrong(message) if root else loader.findings(loader.content / "search").add(str(error))
        return Vocabulary()


def _at(place: YamlNode, keys: list[str]) -> YamlNode:
    """The place of the deepest of these keys that the file has."""
    for key in keys:
        entries = place.entries() if isinstance(place.node, MappingNode) else {}
        if key not in entries:
            return place
        place = entries[key][1]
    return place
