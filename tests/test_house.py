"""The house rules, each one executed: what is not checked is only wished for."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from bot.logs import ALLOWED

ROOT = Path(__file__).parents[1]
FILES = sorted(path.relative_to(ROOT) for path in (ROOT / "bot").rglob("*.py"))
PRINTS = {"bot/cli/main.py", "bot/channels/terminal.py"}
#: Reception and delivery go on whatever happens; nobody else may swallow what she does not understand.
CATCH_ALL = {"bot/runtime/reception.py", "bot/runtime/delivery.py", "bot/store/engine/sqlite.py"}
ARCHAIC = re.compile(r"\b(whoever|whomever|hears of|told nobody of|deeds|rung|shut|stands|she|hers?)\b", re.I)
OUR_ERRORS = {"Misread", "Mistakes", "Undeliverable", "TryLater", "Trouble", "Refusal"}
#: The same names in the folder of every platform.
EACH_CHANNEL = {"incoming", "outgoing", "errors", "api", "channel"}
PLATFORMS = ("telegram", "zalo_oa", "zalo_bot")
#: What a library keeps to itself and is used all the same, with the reason.
PRIVATE = {
    # The public way is sqlalchemy.ext.asyncio, whose import brings in the whole ORM: a quarter of a second, 8 MB.
    ("bot/store/engine/database.py", "sqlalchemy.util.greenlet_spawn"),
}
UNDOCUMENTED = ("sqlalchemy.util",)
LOGGED = {"debug", "info", "warning", "error", "exception", "critical"}


def source(file: Path) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def tree(file: Path) -> ast.Module:
    return ast.parse(source(file))


def functions(node: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (inner for inner in ast.walk(node) if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("file", FILES, ids=str)
def test_a_module_says_what_it_is_for_and_is_seen_at_once(file: Path) -> None:
    text = source(file)
    said = ast.get_docstring(tree(file))
    assert said, "say in a line or two what the module is for"
    assert len(said.splitlines()) <= 5 or file.name == "env.py", "five lines are enough; the rest belongs to functions"
    assert len(text.splitlines()) <= 250, "a module this long has more than one subject"
    assert not re.search(r"TODO|FIXME|XXX", text), "do it, or write an issue"
    for function in functions(tree(file)):
        length = (function.end_lineno or 0) - function.lineno + 1
        assert length <= 40 or "migrations" in file.parts, f"{function.name} is too long to see at once"
        assert not [n for n in ast.walk(function) if isinstance(n, ast.Import | ast.ImportFrom)], (
            f"{function.name} imports: modules are imported at the top"
        )


def test_no_room_holds_more_than_twenty_modules() -> None:
    rooms = Counter(file.parent for file in FILES if "versions" not in file.parts)
    assert {str(room): count for room, count in rooms.items() if count > 20} == {}


@pytest.mark.parametrize("file", FILES, ids=str)
def test_names_are_nouns_of_the_office(file: Path) -> None:
    assert file.stem not in {"utils", "util", "helpers", "common", "misc", "base"}, "say what is in it"
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.ClassDef):
            assert not re.search(r"(Manager|Helper|Util|Handler)s?$|^(Base|Abstract)", node.name), node.name


@pytest.mark.parametrize("file", FILES, ids=str)
def test_docstrings_are_short_and_plain(file: Path) -> None:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            said = ast.get_docstring(node) or ""
            first = said.partition("\n")[0]
            # A command's docstring is its help, as long as operators need it.
            helps = file.is_relative_to("bot/cli") and isinstance(node, ast.FunctionDef) and node.name[0] != "_"
            assert len(first) <= 90 or helps, first
            assert not (found := ARCHAIC.search(said)), f"{found and found[0]}: {first}"


@pytest.mark.parametrize("file", FILES, ids=str)
def test_nobody_chooses_a_language(file: Path) -> None:
    """What is posted is read in its reader's language; the first language is `words.FIRST`."""
    named = [node.lineno for node in ast.walk(tree(file)) if isinstance(node, ast.Constant) and node.value == "vi"]
    assert not named or file == Path("bot/words.py") or "migrations" in file.parts, f"lines {named}"


@pytest.mark.parametrize("file", [file for file in FILES if file.is_relative_to("bot/services")], ids=str)
def test_one_service_posts_for_all(file: Path) -> None:
    """A message that is new to its reader goes through `notify`; one that could not go is posted again as it was."""
    posts = re.findall(r"parcels\.post\b", source(file))
    assert not posts or file.name in {"notify.py", "undelivered.py"}


@pytest.mark.parametrize("file", [file for file in FILES if file != Path("bot/talk/action.py")], ids=str)
def test_tokens_of_actions_are_made_and_read_in_one_place(file: Path) -> None:
    """No literal begins with ">", be it compared, a prefix or part of an f-string: `talk/action.py` makes them."""
    nodes = list(ast.walk(tree(file)))
    after_a_value = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values[1:]}
    texts = [node for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert not [node.lineno for node in texts if str(node.value).startswith(">") and id(node) not in after_a_value]


@pytest.mark.parametrize("file", FILES, ids=str)
def test_whatever_is_logged_is_allowed(file: Path) -> None:
    """Log lines carry ids only: no f-strings, and only keys that bot.logs lets through."""
    for node in ast.walk(tree(file)):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="log"), attr=method)) if method in LOGGED:
                assert all(isinstance(arg, ast.Constant) for arg in node.args), f"line {node.lineno}: a constant event"
                keys = {keyword.arg for keyword in node.keywords if keyword.arg is not None}
                assert keys <= ALLOWED | {"exc_info"}, f"line {node.lineno}: {keys - ALLOWED} would be dropped"


@pytest.mark.parametrize("file", [file for file in FILES if str(file) not in PRINTS], ids=str)
def test_nothing_prints_but_the_command_line(file: Path) -> None:
    calls = [node for node in ast.walk(tree(file)) if isinstance(node, ast.Call)]
    assert not [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]


def test_a_file_of_tests_has_one_subject() -> None:
    files = (ROOT / "tests").rglob("*.py")
    long = {str(file.relative_to(ROOT)) for file in files if len(source(file).splitlines()) > 300}
    assert not long, "a file this long has more than one subject"


def test_only_three_modules_catch_everything() -> None:
    def broad(handler: ast.ExceptHandler) -> bool:
        caught = handler.type
        names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
        return any(name is None or getattr(name, "id", "") in {"Exception", "BaseException"} for name in names)

    guilty = {
        str(file)
        for file in FILES
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ExceptHandler) and broad(node)
    }
    assert guilty == CATCH_ALL


def test_six_errors_of_our_own_are_enough() -> None:
    known = {*vars(__builtins__)} if not isinstance(__builtins__, dict) else {*__builtins__}
    ours: set[str] = set()
    for file in FILES:
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.ClassDef):
                bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
                if any(name in known and name.endswith(("Error", "Exception")) for name in bases) or bases & ours:
                    ours.add(node.name)
    assert ours == OUR_ERRORS


def imported(file: Path) -> Iterator[str]:
    """The dotted names that the module imports."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_libraries_keep_their_private_names() -> None:
    """A name with an underscore, or one that its library documents nowhere, may be gone in the next release."""

    def private(name: str) -> bool:
        parts = name.split(".")
        return any(part.startswith("_") and not part.startswith("__") for part in parts) or name.startswith(
            UNDOCUMENTED
        )

    used = {(str(file), name) for file in FILES for name in imported(file) if not name.startswith("bot.")}
    assert {(file, name) for file, name in used if private(name)} == PRIVATE


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_platform_has_the_same_rooms(platform: str) -> None:
    assert {file.stem for file in FILES if file.parent == Path("bot/channels") / platform} >= EACH_CHANNEL


def test_channels_share_what_is_the_same() -> None:
    """What `interface` defines no channel defines again, and no two channels give a constant the same long value."""
    defined: dict[str, set[str]] = {}
    for file in FILES:
        if file.parts[:2] == ("bot", "channels"):
            for node in tree(file).body:
                match node:
                    case ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)) | ast.FunctionDef(name=name):
                        defined.setdefault(name, set()).add(str(file))
                    case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call() | ast.Tuple() as value):
                        defined.setdefault(f"{name} = {ast.unparse(value)}", set()).add(str(file))
                        defined.setdefault(name, set()).add(str(file))
    interface = "bot/channels/interface.py"
    again = {name for name, files in defined.items() if len(files) > 1 and (" = " in name or interface in files)}
    assert again == {"log = structlog.get_logger()"}


def test_imports_point_downwards_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The contracts stand in pyproject.toml, so that the picture of the layers cannot lie."""
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == 0


def test_every_module_has_its_place_in_the_layers() -> None:
    layers = re.search(r"^layers = \[(.*?)^\]", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.M | re.S)
    assert layers is not None
    placed = set(re.findall(r"bot\.(\w+)", layers[1]))
    there = {
        path.stem if path.suffix else path.name for path in (ROOT / "bot").iterdir() if not path.name.startswith("__")
    }
    assert there - {"py"} <= placed, "say in pyproject.toml who may import it"
