"""Loa's search beside what else is to be had, on the same content and questions, in one run: the README's tables.

`make bench-search`. All are given the same ways of asking and answers. BM25, tantivy, TF-IDF and rapidfuzz get raw
lower-case text and the same text read by Loa's normaliser; both are told. Then Loa alone, as its content grows.
"""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import tantivy
import yaml
from rank_bm25 import BM25Okapi
from rapidfuzz import fuzz, process
from rich.console import Console
from rich.table import Table
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.library import load
from bot.library.vocabulary import Vocabulary
from bot.search.evaluation.judging import JudgedCase, cases
from bot.search.finder import Entry, Finder
from bot.search.text.normalise import Normaliser
from bot.talk.scene import entries

ROOT = Path(__file__).parents[2]
# What content was tuned to, and what it was not.
FILES = {"open": ("first", "open", "second", "third", "fourth"), "sealed": ("sealed",)}
SIZES = (167, 1_000, 5_000)
TOP = 5

Read = Callable[[str], str]
Rank = Callable[[str], Sequence[str]]


def bag(entry: Entry, read: Read) -> str:
    return " ".join(map(read, (entry.title, *entry.asks, entry.text)))


def loa(known: Sequence[Entry], vocabulary: Vocabulary, _read: Read) -> Rank:
    finder = Finder(known, vocabulary)
    return lambda text: [hit.id for hit in finder.ask(text).hits]


def bm25(known: Sequence[Entry], _vocabulary: Vocabulary, read: Read) -> Rank:
    index = BM25Okapi([bag(entry, read).split() for entry in known])

    def rank(text: str) -> Sequence[str]:
        scores = index.get_scores(read(text).split())
        return [known[place].id for place in (-scores).argsort(kind="stable")[:TOP]]

    return rank


def full_text(known: Sequence[Entry], _vocabulary: Vocabulary, read: Read) -> Rank:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("body")
    index = tantivy.Index(builder.build())
    writer = index.writer()
    for entry in known:
        writer.add_document(tantivy.Document(id=entry.id, body=bag(entry, read)))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def rank(text: str) -> Sequence[str]:
        words = "".join(letter if letter.isalnum() else " " for letter in read(text)).split()
        query, _errors = index.parse_query_lenient(" ".join(words), ["body"])
        return [searcher.doc(place)["id"][0] for _score, place in searcher.search(query, TOP).hits]

    return rank


def tf_idf(known: Sequence[Entry], _vocabulary: Vocabulary, read: Read) -> Rank:
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
    table = vectors.fit_transform([bag(entry, read) for entry in known])

    def rank(text: str) -> Sequence[str]:
        scores = (vectors.transform([read(text)]) @ table.T).toarray()[0]
        return [known[place].id for place in (-scores).argsort(kind="stable")[:TOP]]

    return rank


def likeness(known: Sequence[Entry], _vocabulary: Vocabulary, read: Read) -> Rank:
    asks = [(read(ask), entry.id) for entry in known for ask in (entry.title, *entry.asks)]
    texts = [ask for ask, _id in asks]

    def rank(text: str) -> Sequence[str]:
        found = process.extract(read(text), texts, scorer=fuzz.token_set_ratio, limit=TOP * 8)
        return list(dict.fromkeys(asks[place][1] for _text, _score, place in found))[:TOP]

    return rank


METHODS = {
    "Loa": loa,
    "BM25 (rank-bm25)": bm25,
    "tantivy": full_text,
    "TF-IDF (scikit-learn)": tf_idf,
    "rapidfuzz": likeness,
}


def judged(rank: Rank, asked: Sequence[JudgedCase]) -> tuple[float, float, list[float]]:
    """The shares in percent with a right answer first and among three, and the milliseconds of each question."""
    first = three = 0
    times = []
    for case in asked:
        started = time.perf_counter()
        ids = list(rank(case.text))
        times.append((time.perf_counter() - started) * 1000)
        first += bool(set(ids[:1]) & case.expect)
        three += bool(set(ids[:3]) & case.expect)
    return 100 * first / len(asked), 100 * three / len(asked), times


def questions(files: Sequence[str]) -> list[JudgedCase]:
    texts = [(ROOT / f"tests/questions/{name}.yaml").read_text("utf-8") for name in files]
    return [case for text in texts for case in cases(yaml.safe_load(text)) if case.expect]


def spread(times: Sequence[float]) -> tuple[float, float]:
    """Median and 99th percentile."""
    return statistics.median(times), statistics.quantiles(times, n=100)[98]


def beside_others(known: Sequence[Entry], vocabulary: Vocabulary) -> Table:
    normaliser = Normaliser(vocabulary)
    reads: dict[str, Read] = {"raw": str.lower, "read by Loa": lambda text: " ".join(normaliser.question(text).folded)}
    asked = {name: questions(files) for name, files in FILES.items()}
    counted = [f"{name} ({len(cases)}) {what}" for name, cases in asked.items() for what in ("top-1", "top-3")]
    table = Table("", "text", *counted, "p50 ms", "p99 ms")
    for method, make in METHODS.items():
        for manner, read in reads.items() if make is not loa else (("read by Loa", str),):
            rank = make(known, vocabulary, read)
            results = [judged(rank, cases) for cases in asked.values()]
            shares = [f"{share:.1f}" for first, three, _times in results for share in (first, three)]
            middle, slow = spread([each for result in results for each in result[2]])
            table.add_row(method, manner, *shares, f"{middle:.2f}", f"{slow:.2f}")
    return table


def grown(known: Sequence[Entry], size: int) -> list[Entry]:
    """The answers, and others made of them with every third word another one, until there are `size`."""
    chance = random.Random(7)
    words = sorted({word for entry in known for ask in entry.asks for word in ask.split()})

    def other(text: str) -> str:
        return " ".join(chance.choice(words) if chance.random() < 1 / 3 else word for word in text.split())

    more = [
        Entry(f"{entry.id}-{turn}", other(entry.title), tuple(map(other, entry.asks)), other(entry.text))
        for turn in range(1, size // len(known) + 1)
        for entry in known
    ]
    return [*known, *more][:size]


def grow(size: int) -> None:
    """One line: answers, seconds to build, MiB before and after, CPU ms of a question in the middle and at worst."""
    library = load(ROOT / "content")
    many = grown(entries(library, date(2026, 11, 23)), size)
    before, started = peak(), time.process_time()
    finder = Finder(many, library.vocabulary)
    seconds = time.process_time() - started
    times = []
    for case in questions(FILES["open"]):
        started = time.process_time()
        finder.ask(case.text)
        times.append((time.process_time() - started) * 1000)
    middle, slow = spread(times)
    print(f"{size}\t{seconds:.1f}\t{before:.0f}\t{peak():.0f}\t{middle:.2f}\t{slow:.2f}")


def peak() -> float:
    """The most memory this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    if len(sys.argv) > 1:
        grow(int(sys.argv[1]))
        return
    library = load(ROOT / "content")
    console = Console(width=150)
    console.print(beside_others(entries(library, date(2026, 11, 23)), library.vocabulary))
    table = Table("answers", "build, CPU s", "MiB before", "MiB peak", "p50 CPU ms", "p99 CPU ms")
    for size in SIZES:
        again = [sys.executable, "-m", "tests.bench.search", str(size)]
        table.add_row(*subprocess.run(again, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split())
    console.print(table)


if __name__ == "__main__":
    main()
