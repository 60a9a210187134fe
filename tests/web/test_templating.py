"""Whatever a page says comes out of the catalogues: its template and its module hold no wording of their own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from bot.web.templating import load_pages
from bot.words import languages
from tests.test_locales import MARKS

ROOT = Path(__file__).parents[2]
WEB = ROOT / "bot/web"
TEMPLATES = sorted((WEB / "templates").glob("*.html"))
MODULES = sorted(WEB.rglob("*.py"))
SHOWN = re.compile(r'(?:alt|placeholder|title|aria-label|data-label|data-unsent|data-offline)="([^"]*)"')
SPEECH = {"_", "pgettext"}


def own_wording(template: str) -> list[str]:
    """What the template would show if nobody spoke: text between tags, and attributes that are read out or shown."""
    dumb = re.sub(r"{{.*?}}|{%.*?%}|{#.*?#}", "", template, flags=re.S)
    texts = [*SHOWN.findall(dumb), *re.sub(r"<[^>]*>", "\n", dumb).splitlines()]
    return [text.strip() for text in texts if re.search(r"[^\W\d_]", re.sub(r"&\w+;", "", text))]


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.name))
def test_a_template_says_nothing_of_its_own(file: Path) -> None:
    assert own_wording(file.read_text(encoding="utf-8")) == [], "say it with _()"


def test_wording_in_a_template_is_found() -> None:
    assert own_wording('<p title="Xin chào">{{ _("Hello") }}</p><b>Hello {{ name }}</b> – 90%') == ["Xin chào", "Hello"]


def vietnamese(tree: ast.AST) -> Iterator[str]:
    """String literals with Vietnamese letters, but for docstrings and what is an argument of _() itself."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in SPEECH:
                continue
            case ast.Expr(value=ast.Constant()):
                continue
            case ast.Constant(value=str(text)) if MARKS.search(text):
                yield text
        yield from vietnamese(node)


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(WEB)))
def test_a_module_says_nothing_outside_the_catalogues(file: Path) -> None:
    assert list(vietnamese(ast.parse(file.read_text(encoding="utf-8")))) == [], "say it with _()"


def test_a_template_speaks_the_readers_language() -> None:
    pages, spoken = load_pages(), languages(ROOT / "locales")
    values = {"title": "", "officer": False, "sentence": "", "back": "/chat/"}
    assert "Về trang nhắn tin" in pages.html("error.html", spoken["vi"], **values)
    assert "Back to the chat" in pages.html("error.html", spoken["en"], **values)
    with pytest.raises(UndefinedError):
        pages.html("error.html", spoken["en"])
