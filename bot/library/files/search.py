"""content/search/: how people type and say things, one file a list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from yaml.nodes import MappingNode

from bot.library.answers.plain_words import find_figures
from bot.library.reading.content_folder import ContentFolder
from bot.library.reading.mistakes import did_you_mean
from bot.library.reading.yaml_reader import YamlNode
from bot.library.vocabulary import FILES, Vocabulary, vocabulary

HOTLINE = "{hotline}"


def read_vocabulary(loader: ContentFolder, answers: Collection[str] | None, hotline: str) -> Vocabulary:
    """The words of the search; mistakes are told where they are.

    answers   the ids of those that there are; None: some could not be read
    hotline   what {hotline} says in a reply
    """
    roots = {path.stem: root for path in loader.list("search") if (root := loader.read(path)) is not None}
    for name in roots.keys() - set(FILES):
        roots[name].wrong(f"Tệp này không được dùng.{did_you_mean(name, FILES)} Các tệp được dùng: {', '.join(FILES)}.")
    _find_in_replies(roots.get("guards"))
    _find_strangers(roots.get("feelings"), answers)
    try:
        return _with_hotline(vocabulary({name: root.plain() for name, root in roots.items()}), hotline)
    except ValueError as error:
        file, _colon, message = str(error).partition(": ")
        root = roots.get(file.removesuffix(".yaml"))
        keys = message.partition(":")[0].split(".")
        _at(root, keys).wrong(message) if root else loader.findings(loader.content / "search").add(str(error))
        return Vocabulary()


def _with_hotline(words: Vocabulary, hotline: str) -> Vocabulary:
    """The replies with the number of the hotline filled in."""
    guards = {
        id_: replace(one, reply={code: text.replace(HOTLINE, hotline) for code, text in one.reply.items()})
        for id_, one in words.guards.items()
    }
    return replace(words, guards=guards)


def _find_in_replies(root: YamlNode | None) -> None:
    """Finds figures in what is said of things that are not ours."""
    for _key, guard in root.entries().values() if root else ():
        said = guard.entries().get("reply") if isinstance(guard.node, MappingNode) else None
        if said and isinstance(said[1].node, MappingNode):
            find_figures(said[1])


def _find_strangers(root: YamlNode | None, answers: Collection[str] | None) -> None:
    """Finds feelings whose answer is none of those that there are."""
    for _key, feeling in root.entries().values() if root and answers is not None else ():
        said = feeling.entries().get("answer") if isinstance(feeling.node, MappingNode) else None
        named = said[1].text() if said else ""
        if said and named and named not in (answers or ()):
            said[1].wrong(f"Không có câu trả lời “{named}”.{did_you_mean(named, answers or ())}")


def _at(place: YamlNode, keys: list[str]) -> YamlNode:
    """The place of the deepest of these keys that the file has."""
    for key in keys:
        entries = place.entries() if isinstance(place.node, MappingNode) else {}
        if key not in entries:
            return place
        place = entries[key][1]
    return place
