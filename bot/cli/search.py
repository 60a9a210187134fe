"""`loa ask`, `evaluate`, `calibrate`: asks the search, judges it by known answers, fits it."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml
from rich.console import Console

from bot.cli.dialogues import evaluate_dialogues
from bot.domain.calendar import VIET_NAM
from bot.domain.errors import Trouble
from bot.library import Library, load
from bot.library.calibration import written
from bot.reports.plain_table import PlainTable, plain
from bot.search.evaluation.calibration import calibrated
from bot.search.evaluation.judging import JudgedCase, Judgement, Score, cases, confusions, judge, scores
from bot.search.evaluation.records import Record
from bot.search.finder import Entry, Finder, Found
from bot.settings.settings import read_settings
from bot.talk.scene import entries

QUESTIONS = Path("tests/questions")
# Files of this name are kept for the score alone: those who tune on their questions have none left to trust.
SEALED = "sealed"
RECORDED = "recorded.json"
CALIBRATION = Path("search/calibration.yaml")
MOST_SHOWN = 20
COLUMNS: Mapping[str, Callable[[Score], tuple[int, int]]] = {
    "Đúng đầu": lambda score: (score.first, score.ours),
    "Trong 3": lambda score: (score.among_three, score.ours),
    "Từ chối nhầm": lambda score: (score.withheld, score.ours),
    "Trả lời thẳng": lambda score: (score.answered, score.asked),
    "Thẳng mà sai": lambda score: (score.wrong, score.answered),
    "Từ chối đúng": lambda score: (score.refused, score.strange),
    "Đúng lý do": lambda score: (score.exact, score.strange),
}

Files = Annotated[
    list[Path] | None,
    typer.Argument(help="Tệp câu hỏi .yaml; để trống: mọi tệp trong tests/questions, trừ tệp niêm phong"),
]


def ask(
    question: Annotated[list[str] | None, typer.Argument(help="Câu hỏi")] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help='Đọc từng dòng {"id","text"}, ghi từng dòng kết quả')] = False,
) -> None:
    """Hỏi máy tìm kiếm: nó quyết định gì, và những câu trả lời nó tìm thấy."""
    finder = _finder()
    if jsonl:
        for line in sys.stdin.buffer:
            if line.strip():
                sys.stdout.write(_replied(finder, line) + "\n")
                sys.stdout.flush()
        return
    if not question:
        raise Trouble("Hãy gõ câu hỏi, hoặc dùng --jsonl để đọc từ đầu vào.")
    found = finder.ask(" ".join(question))
    typer.echo(" ".join(part for part in (found.decision, found.guard) if part))
    for hit in found.hits:
        typer.echo(f"{hit.score:.2f}  {hit.id}")


def evaluate(
    files: Files = None,
    record: Annotated[bool, typer.Option("--record", help="Ghi lần này làm mốc cho những lần sau")] = False,
    dialogues: Annotated[
        bool, typer.Option("--dialogues", help="Chấm các cuộc trò chuyện, không chấm câu hỏi")
    ] = False,
) -> None:
    """Chấm máy tìm kiếm bằng các câu hỏi đã biết đáp án; so với lần ghi mốc trước."""
    console = Console(highlight=False)
    if dialogues:
        evaluate_dialogues(files or [], console)
        return
    chosen = files or _open_questions()
    if not chosen:
        raise Trouble(f"Không có bộ câu hỏi nào để chấm: {QUESTIONS.absolute()} không có tệp .yaml. Hãy ghi tên tệp.")
    finder = _finder()
    for path in chosen:
        judged, sealed = judge(finder, _cases(path)), path.stem.startswith(SEALED)
        recorded = _recorded(path.with_name(RECORDED))
        before = Record.read(recorded[path.stem]) if path.stem in recorded else None
        _print_scores(console, path.stem, scores(judged), before)
        if not sealed:
            _print_mistakes(console, judged, before)
        if record:
            recorded[path.stem] = Record.of(judged, sealed=sealed).plain()
            text = json.dumps(recorded, ensure_ascii=False, indent=1, sort_keys=True)
            path.with_name(RECORDED).write_text(text + "\n", encoding="utf-8")


def calibrate(files: Files = None) -> None:
    """Tính lại độ tin cậy của máy tìm kiếm từ nội dung và các câu hỏi đã biết đáp án, ghi vào content/search."""
    chosen = files or _open_questions()
    if not chosen:
        raise Trouble(f"Không có bộ câu hỏi nào: {QUESTIONS.absolute()} không có tệp .yaml. Hãy ghi tên tệp.")
    asked = [case for path in chosen for case in _cases(path)]
    digest = hashlib.sha256("\n".join(f"{case.text}\t{sorted(case.expect)}" for case in asked).encode()).hexdigest()
    library = load(read_settings().content)
    found = calibrated(_entries(library), library.vocabulary, asked, digest)
    target = read_settings().content / CALIBRATION
    target.write_text(written(found), encoding="utf-8")
    typer.echo(f"Đã ghi {target}: trả lời thẳng từ {found.sure:.2f}, từ chối dưới {found.possible:.2f}.")


def _open_questions() -> list[Path]:
    """Every file but the sealed ones, which are scored only when they are named."""
    return [path for path in sorted(QUESTIONS.glob("*.yaml")) if not path.stem.startswith(SEALED)]


def _recorded(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else {}


def _finder() -> Finder:
    library = load(read_settings().content)
    return Finder(_entries(library), library.vocabulary)


def _entries(library: Library) -> list[Entry]:
    return entries(library, datetime.now(VIET_NAM).date())


def _replied(finder: Finder, line: bytes) -> str:
    """One line of --jsonl; a line that cannot be read is answered with what is wrong with it."""
    try:
        asked = json.loads(line)
        text = asked["text"]
        if not isinstance(text, str):
            raise TypeError("text")
    except (ValueError, KeyError, TypeError, RecursionError):
        return json.dumps({"id": None, "error": 'cần một dòng {"id": …, "text": "…"}'})
    return json.dumps({"id": asked.get("id"), **_plain(finder.ask(text))})


def _plain(found: Found) -> dict[str, object]:
    hits = () if found.decision == "smalltalk" else found.hits
    return {"decision": found.decision, "answers": [{"id": hit.id, "score": hit.score} for hit in hits]}


def _cases(path: Path) -> tuple[JudgedCase, ...]:
    try:
        return cases(yaml.safe_load(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise Trouble(f"Không có tệp {path}.") from None
    except (yaml.YAMLError, ValueError) as error:
        raise Trouble(f"{path}: {error}") from error


def _print_scores(console: Console, name: str, found: Mapping[str, Score], before: Record | None) -> None:
    table = PlainTable("Nhóm", "Câu", *COLUMNS, title=name, whole=True)
    then = before.scores if before else {}
    for stratum, score in found.items():
        table.row(stratum, score.asked, *_shares(score, then.get(stratum)))
    table.add_section()
    total, old = sum(found.values(), Score()), sum(then.values(), Score()) if then else None
    table.row("tất cả", total.asked, *_shares(total, old))
    console.print(table)


def _shares(score: Score, old: Score | None) -> Iterable[str]:
    """Each column in percent, and in brackets what it was in the recorded run, if it differs."""
    for column in COLUMNS.values():
        now, then = column(score), column(old) if old else None
        yield _percent(now) + (f" ({_percent(then)})" if then is not None and then != now else "")


def _percent(share: tuple[int, int]) -> str:
    count, of = share
    return f"{100 * count / of:.1f}" if of else ""


def _print_mistakes(console: Console, judged: Sequence[Judgement], before: Record | None) -> None:
    for (wanted, got), times in confusions(judged)[:MOST_SHOWN]:
        console.print(plain(f"{times} × cần {wanted}, ra {got or '(không có gì)'}"), soft_wrap=True)
    for each, was in before.changed(judged) if before else ():
        verdict = "đúng" if each.right else "sai"
        told = f"{each.case.id} “{each.case.text[:60]}”: {_said(was)} → {_said(each.outcome)} ({verdict})"
        console.print(plain(told), soft_wrap=True)


def _said(outcome: tuple[str, str]) -> str:
    return " ".join(part for part in outcome if part)
