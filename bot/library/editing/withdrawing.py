"""Takes a wrong answer or figure out of the content; what is left has no mistake of its own."""

from __future__ import annotations

from datetime import date, timedelta

from bot.library.editing.form import Files, at, data_of, text_of
from bot.library.editing.kinds.figure import file_of
from bot.library.editing.pages import without_section
from bot.library.editing.yaml_file import YamlFile
from bot.library.library import Library
from bot.library.translations import FILE as DRAFTS

# Kinds of which each has a file of its own.
FILES = {
    "office": "offices/{}.yaml",
    "support": "local_support/{}.yaml",
    "meeting": "meetings/{}.yaml",
    "campaign": "campaigns/{}.md",
}
REMOVABLE = (*FILES, "answer", "topic", "poster", "guard", "feeling")
# What the program itself looks for: above all, a cry for help is never left without its answer.
KEPT = {"feeling": ("crisis",), "guard": ("distress", "insult", "personal_file", "unclear", "wordless")}


def removable(kind: str, thing: str) -> bool:
    """Whether an editor may take it out."""
    return kind in REMOVABLE and thing not in KEPT.get(kind, ())


def without_answer(library: Library, files: Files, answer: str) -> Files:
    """All files without that answer: its words, its card, its translation, and what leads to it."""
    after, topic = dict(files), library.answers[answer].topic
    for path in files:
        if path.startswith(f"topics/{topic}/") and path.endswith(".md"):
            after[path] = without_section(text_of(files, path), answer).encode()
        elif path.startswith("topics/") and path.endswith("/topic.yaml"):
            text = _unrelated(text_of(files, path), answer, own=path == f"topics/{topic}/topic.yaml")
            if text != text_of(files, path):
                after[path] = text.encode()
    if library.topics[topic].answers == (answer,):
        after = {path: data for path, data in after.items() if not path.startswith(f"topics/{topic}/")}
    after = dict(_without_entry(after, DRAFTS, ("drafts", answer)))
    return _without_entry(after, "search/english.yaml", ("asks", answer))


def without(library: Library, files: Files, kind: str, thing: str) -> Files | None:
    """All files without that thing; None where it is never taken out."""
    if not removable(kind, thing):
        return None
    match kind:
        case "answer" if thing in library.answers:
            return without_answer(library, files, library.answers[thing].id)
        case "topic" if thing in library.topics:
            for answer in library.topics[thing].answers:
                files = without_answer(library, files, answer)
            return {path: data for path, data in files.items() if not path.startswith(f"topics/{thing}/")}
        case "poster":
            found = (path for path in files if path.startswith("posters/") and path.endswith(".yaml"))
            file = next((path for path in found if at(data_of(files, path), (thing,)) is not None), "")
            return _without_entry(files, file, (thing,))
        case "guard":
            files = _without_entry(files, "search/english.yaml", ("guards", thing))
            return _without_entry(files, "search/guards.yaml", (thing,))
        case "feeling":
            return _without_entry(files, "search/feelings.yaml", (thing,))
    path = FILES[kind].format(thing) if kind in FILES else ""
    return {name: data for name, data in files.items() if name != path} if path in files else None


def _without_entry(files: Files, path: str, entry: tuple[str, ...]) -> Files:
    if path not in files or at(data_of(files, path), entry) is None:
        return files
    file = YamlFile(text_of(files, path))
    file.drop(entry)
    return {**files, path: file.text().encode()}


def without_value(files: Files, figure: str, today: date) -> Files:
    """All files in which the figure has no value from today on."""
    path = file_of(files, figure)
    values = at(data_of(files, path), (figure, "values"))
    file, yesterday = YamlFile(text_of(files, path)), today - timedelta(days=1)
    for number, value in reversed(list(enumerate(values if isinstance(values, list) else []))):
        since, until = str(value["from"]), str(value.get("to", ""))
        if since > yesterday.isoformat():
            file.drop((figure, "values", number))
        elif not until or until > yesterday.isoformat():
            file.put((figure, "values", number, "to"), yesterday.isoformat())
    return {**files, path: file.text().encode()}


def _unrelated(text: str, answer: str, *, own: bool) -> str:
    if answer not in text:
        return text
    file = YamlFile(text)
    if own:
        file.drop(("answers", answer))
    for name, card in dict(file.data["answers"]).items():
        related = [str(one) for one in card.get("related") or ()]
        if answer in related and len(related) == 1:
            file.drop(("answers", name, "related"))
        elif answer in related:
            file.drop(("answers", name, "related", related.index(answer)))
    return file.text()
