"""Laws of what is pushed: whatever a page shows, the changes lead to what there is."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import Message
from bot.store.messages.chat_lines import ChatLine
from bot.web.chat.changes import Mark, changes, lacks_only_newer, mark, versions

AT = datetime(2026, 1, 5, 7, tzinfo=UTC)
contents = st.dictionaries(st.integers(1, 60), st.sampled_from("abc"), max_size=20)


def lines(content: dict[int, str]) -> list[ChatLine]:
    return [ChatLine(number, False, Message(content[number]), AT, str(number)) for number in sorted(content)]


@given(contents, contents)
def test_the_changes_lead_from_what_is_shown_to_what_there_is(before: dict[int, str], after: dict[int, str]) -> None:
    shown = versions(lines(before))
    change = changes(shown, lines(after), whole=True)
    result = {number: shown[number] for number in shown if number not in change.gone} | versions(change.put)
    oldest = min(before, default=0)
    assert result == versions([line for line in lines(after) if line.number >= oldest])


@given(contents, contents)
def test_a_mark_knows_whether_older_lines_changed(before: dict[int, str], after: dict[int, str]) -> None:
    shown = mark(lines(before))
    older = {number: text for number, text in after.items() if number <= shown.newest}
    assert lacks_only_newer(shown, lines(after)) == (older == before)


@given(contents)
def test_a_mark_reads_what_it_writes(content: dict[int, str]) -> None:
    assert Mark.parse(str(mark(lines(content)))) == mark(lines(content))


@given(st.text())
def test_any_text_is_some_mark(written: str) -> None:
    assert Mark.parse(written).newest >= 0


def test_lines_before_the_window_are_not_taken_away() -> None:
    shown = versions(lines(dict.fromkeys(range(1, 40), "a")))
    window = lines(dict.fromkeys(range(20, 41), "a"))
    change = changes(shown, window, whole=False)
    assert ([line.number for line in change.put], change.gone) == ([40], ())
