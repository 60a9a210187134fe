"""Nothing but Mistakes leaves `load`: what a file, a folder or a formula may be that no editor meant."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.library import Mistakes, load
from tests.library.conftest import Folder

PAGE = "topics/paying/vi.md"
SHEET = "topics/paying/topic.yaml"
FIGURE = '\nso_moi:\n  name: "x"\n  unit: dong\n  values:\n    - {{value: {}, from: {}, basis: "a", confirmed: true}}\n'


def said(folder: Folder, put: str) -> list[str]:
    return folder.change(PAGE, "{{ dong(floor_contribution) }}", put).mistakes()


@pytest.mark.parametrize(
    ("put", "told"),
    [
        ("{{ dong(floor_contribution) | tien }}", "không có bộ lọc “| tien”"),
        ("{% if min_join_age %}{{ dong(floor_contribution) | upper }}{% endif %}", "không có bộ lọc “| upper”"),
        ("{% if 1 > 2 %}{{ floor_contribution | e }}{% endif %}", "không có bộ lọc “| e”"),
        ("{{ floor_contribution is tron }}", "chỉ dùng được tên con số"),
        ("{% set x = 1 %}{{ x }}", "không dùng {% set %}"),
        ("{% include 'vi.md' %}", "chỉ dùng được tên con số"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "chỉ dùng được tên con số"),
        ("{{ floor_contribution.__class__ }}", "không dùng dấu chấm “.__class__”"),
        ("{{ dong.__self__.figures }}", "không dùng dấu chấm “.figures”"),
    ],
)
def test_a_formula_that_is_not_one_of_ours(folder: Folder, put: str, told: str) -> None:
    (mistake,) = said(folder, put)
    assert mistake.startswith(f"{PAGE}:4:15: Lỗi trong")
    assert told in mistake


@pytest.mark.parametrize(
    "put",
    [
        "{{ dong(" + "(" * 400 + "1" + ")" * 400 + ") }}",
        "{{ " + "(" * 140 + "1" + ")" * 140 + " }}",
        "{{ " + "- " * 140 + "1 }}",
        "{{ " + "not " * 70 + "1 }}",
        "{{ " + "1 + " * 70 + "1 }}",
        "{% if min_join_age %}" * 300 + "a" + "{% endif %}" * 300,
        "{{ 9**99999 }}",
        "{{ 9**9**9 }}",
        "{{ 'a' * 999999999 }}",
        "{{ dong(floor_contribution) * 999999999 }}",
        "{{ [1] * 999999999 }}",
        "{{ '%999999999d' % 1 }}",
        "{% for a in sample_incomes %}{% for b in sample_incomes %}{{ a }}{% endfor %}{% endfor %}",
        "{% for a in 'aaaa' %}{{ a }}{% endfor %}",
        "{{ " + "9" * 5000 + " }}",
        "{{ dong(1e999) }}",
        "{{ dong(1e200 * 1e200) }}",
        "{{ dong(advance(floor_contribution, 999999999, 'other')) }}",
        "{{ dong(missing_payment(income_floor, 999999999)) }}",
        "{{ dong(pension(income_floor, 1e99, 'nu')) }}",
        "{{ age(-1e99) }}",
        "{{ dong(1 / 0) }}",
    ],
)
def test_a_formula_without_end_is_refused_at_once(folder: Folder, put: str) -> None:
    mistakes = said(folder, put)
    assert len(mistakes) <= 3
    assert all(mistake.startswith(PAGE) for mistake in mistakes)


def _dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def _endless(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _huge(path: Path) -> None:
    path.write_bytes(b"# a\n" * 6_000_000)


WAYS = (_dangling, _endless, _folder, _pipe, _huge)
FILES = (PAGE, SHEET, "figures/methods.yaml", "places/86.yaml", "offices/home.yaml", "consent/2026-11-23.yaml")


@pytest.mark.parametrize("way", WAYS, ids=[way.__name__ for way in WAYS])
@pytest.mark.parametrize("file", FILES)
def test_a_name_behind_which_is_no_file_to_read(folder: Folder, file: str, way: Callable[[Path], None]) -> None:
    file = (
        file
        if (folder.content / file).exists()
        else next(folder.content.glob("consent/*.yaml")).relative_to(folder.content).as_posix()
    )
    way(folder.content / file)
    assert any(mistake.startswith(f"{file}:1:1: ") for mistake in folder.mistakes())


@pytest.mark.parametrize(
    "name", ["topics/paying/x.md", "topics/x.md", "figures/x.yaml", "places/x.yaml", "search/x.yaml"]
)
def test_a_folder_where_a_file_should_be(folder: Folder, name: str) -> None:
    folder.write(f"{name}/y.md", "y")
    assert any(name in mistake for mistake in folder.mistakes())


@pytest.mark.parametrize("name", ["figures/them.txt", "topics/paying/vi.markdown", "posters/ap-phich.docx"])
def test_a_file_that_would_never_be_read_is_told(folder: Folder, name: str) -> None:
    assert folder.write(name, "a").mistakes() == [
        f"{name}:1:1: Tệp này không được đọc. Tên phải kết thúc bằng .yaml hoặc .md."
    ]


@pytest.mark.parametrize("name", ["topics/paying/.#vi.md", "topics/paying/._vi.md", "figures/.x.yaml.swp"])
def test_what_an_editing_program_leaves_behind_is_not_content(folder: Folder, name: str) -> None:
    assert folder.write(name, "\0").mistakes() == []


@contextmanager
def somebody_else() -> Iterator[None]:
    """As a user to whom nothing belongs, where the tests run as root."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.parametrize(
    ("kept", "mode"),
    [(PAGE, 0o200), (SHEET, 0o200), ("figures", 0o300), ("posters", 0o300), ("topics/paying", 0o600), ("places", 0)],
)
def test_what_loa_may_not_read_is_told_with_the_command_that_helps(folder: Folder, kept: str, mode: int) -> None:
    with tempfile.TemporaryDirectory() as home:
        content = Path(home) / "content"
        shutil.copytree(folder.content, content)
        (content / "posters").mkdir(exist_ok=True)
        for path in (Path(home), content, *content.rglob("*")):
            path.chmod(0o755)
        (content / kept).chmod(mode)
        with somebody_else(), pytest.raises(Mistakes) as told:
            load(content)
        (content / kept).chmod(0o755)
    assert any(kept in one.file and "chmod a+rX" in one.message for one in told.value.mistakes), told.value


@pytest.mark.parametrize(
    "written",
    [
        "[" * 100_000 + "]" * 100_000,
        "- " * 100_000 + "a",
        "{a: " * 50_000 + "b" + "}" * 50_000,
        "\n".join(" " * depth + "a:" for depth in range(2000)) + " b",
        "a: &a [*a]",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
        "a: *b",
        'a: "\\0"',
        'a: "\\u202e"',
        "a: \u2028",
        "? [a]\n: b",
        "!!python/object:os.system a",
        "%YAML 9.9\n--- a",
        "a: b\n---\na: b",
    ],
)
@pytest.mark.parametrize("file", [SHEET, "places/86.yaml", "search/words.yaml", "figures/x.yaml"])
def test_yaml_that_is_more_than_it_seems(folder: Folder, file: str, written: str) -> None:
    mistakes = folder.write(file, written).mistakes()
    assert mistakes
    assert len(mistakes) < 10


@pytest.mark.parametrize(
    "value", ["1e99999999", "1e-99999999", "9" * 3000, "-1e30", "NaN", "sNaN", "Infinity", "１２３"]
)
def test_a_number_beyond_all_sums(folder: Folder, value: str) -> None:
    told = folder.write("figures/x.yaml", FIGURE.format(value, "2026-01-01")).mistakes()
    assert told == [] if value == "１２３" else told and all("figures/x.yaml" in one for one in told)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "２０２６-01-01", "1899-12-31"])
def test_a_day_beyond_all_calendars(folder: Folder, day: str) -> None:
    (mistake,) = folder.write("figures/x.yaml", FIGURE.format(1, day)).mistakes()
    assert "không phải là ngày" in mistake


@pytest.mark.parametrize("file", [PAGE, SHEET, "figures/methods.yaml", "places/86.yaml"])
@pytest.mark.parametrize("code", ["utf-16", "utf-16-le", "utf-32", "latin-1"])
def test_a_file_in_another_code_is_told_once_and_not_at_whatever_needs_it(folder: Folder, file: str, code: str) -> None:
    path = folder.content / file
    path.write_bytes((path.read_text(encoding="utf-8") + "# é").encode(code, "ignore"))
    mistakes = folder.mistakes()
    assert "Tệp không phải mã UTF-8" in "".join(mistakes)
    assert len(mistakes) < 4


def test_a_mistake_is_fit_for_a_terminal_and_a_database(folder: Folder) -> None:
    folder.write("topics/paying/\x1b]52;c;\x07\udcff.md", "a").write(SHEET, "order: 1\n" + "a" * 4000 + ": 1\n")
    for mistake in folder.mistakes():
        assert mistake.isprintable()
        assert len(mistake) < 500
        mistake.encode()
