"""Laws: whatever is typed, the search takes it, alike each time, and nothing personal outlives redaction."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.search.finder import Finder
from bot.search.places.communes import CommuneIndex
from bot.search.text.questions import looks_like_question
from bot.search.text.redact import has_personal_number, redact

LETTERS = st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyzáàảãạ\u0301\u0300 0123456789.,?%-/😊fjw\n")
TYPED = st.one_of(st.text(max_size=80), st.text(LETTERS, max_size=80))


@given(text=TYPED)
@settings(max_examples=150, deadline=None)
def test_any_text_is_taken_and_always_alike(finder: Finder, communes: CommuneIndex, text: str) -> None:
    assert finder.ask(text) == finder.ask(text)
    assert communes.find(text) == communes.find(text)
    assert looks_like_question(text) in (True, False)
    assert not has_personal_number(redact(text))
