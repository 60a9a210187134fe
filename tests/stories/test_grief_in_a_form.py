"""Somebody says in the middle of a form what weighs on them: they are heard, and the form waits."""

from __future__ import annotations

import pytest

from tests.story import Stage


async def told(stage: Stage, text: str) -> str:
    await stage.say("Lan", text)
    return "\n".join(stage.heard("Lan"))


WEIGHS = ("tôi muốn chết", "toi khong muon song nua", "mẹ tôi mới mất", "chong toi vua qua doi")


@pytest.mark.parametrize("words", WEIGHS)
@pytest.mark.parametrize("form", [("tính lương hưu",), ("0", "có")], ids=["a sum", "a call"])
async def test_they_are_heard_and_asked_nothing(stage: Stage, form: tuple[str, ...], words: str) -> None:
    for said in form:
        asked = await told(stage, said)
    got = await told(stage, words)
    assert "[Nhờ cán bộ gọi" in got or "115" in got or "[Hỏi cán bộ" in got, got
    assert "tính cho nữ hay nam" not in got
    assert asked.rsplit("?", 1)[0][-20:] not in got, "the question is not put again"


async def test_what_weighs_on_somebody_is_no_name(stage: Stage) -> None:
    for said in ("0", "có", "mẹ tôi mới mất"):
        got = await told(stage, said)
    assert "gọi số nào" not in got.lower()
    for said in ("Nguyễn Thị Lan", "0912345678", "xã Mỹ Long"):
        got = await told(stage, said)
    assert "Nguyễn Thị Lan" in got
    assert "mẹ tôi" not in got.lower()


@pytest.mark.parametrize("name", ["Hanh", "Hạnh", "Lê Thị Buồn", "Sầu"])
async def test_a_name_that_sounds_sad_is_a_name(stage: Stage, name: str) -> None:
    for said in ("0", "có", name):
        got = await told(stage, said)
    assert "gọi số nào" in got.lower()


async def test_the_form_goes_on_when_they_like(stage: Stage) -> None:
    for said in ("tính lương hưu", "nữ", "tôi buồn quá, chồng tôi mới mất"):
        got = await told(stage, said)
    assert "cứ thong thả" in got
    assert "đóng" in await told(stage, "5/1980")


async def test_what_asks_is_answered_with_a_kind_word_before_it(stage: Stage) -> None:
    await stage.say("Lan", "Ba em bị ung thư giai đoạn cuối, em không biết làm gì nữa")
    heard = stage.heard("Lan")[0]
    assert "nghe mà thương" in heard
    assert "Mắc bệnh hiểm nghèo có được rút ngay không?" in heard


async def test_an_age_is_no_death(stage: Stage) -> None:
    await stage.say("Lan", "ông già tui sáu mươi ba rồi, còn mua kịp hông hay người ta hổng cho")
    assert "chia buồn" not in stage.heard("Lan")[0]
