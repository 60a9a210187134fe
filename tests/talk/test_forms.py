"""Forms forgive: leaving, waiting, asking why, correcting, changing an earlier answer, own words; and what if."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.messages import Address, Incoming
from bot.talk.asking import Turn
from bot.talk.conversation import Conversation
from bot.talk.scene import Scene
from bot.talk.turn import take_turn

LAN = Address("paper", "", "lan")


class Talk:
    """A talk of one citizen; `said` is what was heard last, with the buttons in brackets."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.conversation, self.said = scene, Conversation(), ""
        self.tokens: dict[str, str] = {}

    def say(self, text: str) -> str:
        return self._hear(Incoming("1", LAN, "text", text=text, sender="lan"))

    def press(self, label: str) -> str:
        return self._hear(Incoming("1", LAN, "tap", token=self.tokens[label], sender="lan"))

    def wait(self, time: timedelta) -> None:
        self.scene = replace(self.scene, now=self.scene.now + time)

    @property
    def asked(self) -> str:
        """The key of the open question, as its buttons or the answers tell: the number of answers kept."""
        return f"{self.conversation.flow}:{','.join(self.conversation.answers)}"

    def _hear(self, incoming: Incoming) -> str:
        turn: Turn = take_turn(self.conversation, incoming, self.scene)
        language = self.scene.language
        offered = [(o.token, language.say(o.label)) for say in turn.says for o in say.options]
        self.tokens |= {label: token for token, label in offered}
        last = turn.says[-1].options if turn.says else ()
        spoken = tuple((o.token, language.say(o.label)) for o in last)
        self.conversation = replace(turn.conversation, offered=spoken)
        self.said = (
            "\n".join(language.say(say.words) for say in turn.says) + " " + str([label for _t, label in offered])
        )
        return self.said


@pytest.fixture
def lan(scene: Scene) -> Talk:
    return Talk(scene)


@pytest.mark.parametrize("said", ["thôi", "thoát", "Thôi em không làm nữa đâu", "dẹp đi", "để hôm khác", "never mind"])
def test_leaving_leaves(lan: Talk, said: str) -> None:
    lan.say("tính lương hưu")
    lan.say(said)
    assert not lan.conversation.flow


@pytest.mark.parametrize("said", ["khoan đã", "từ từ con", "để kiếm sổ cái đã", "hold on"])
def test_waiting_keeps_what_was_said(lan: Talk, said: str) -> None:
    lan.say("tính lương hưu")
    lan.say("nữ")
    lan.say(said.replace("kiếm sổ cái đã", "tìm sổ"))
    assert lan.asked == "pension:sex"


@pytest.mark.parametrize("said", ["sao hỏi cái đó", "hỏi năm sinh làm gì", "hỏi chi vậy", "why do you ask"])
def test_each_question_has_a_reason(lan: Talk, said: str) -> None:
    lan.say("tính lương hưu")
    lan.say("nữ")
    assert "tuổi nghỉ hưu" in lan.say(said)
    assert lan.asked == "pension:sex"


def test_an_earlier_answer_is_corrected_in_words_and_by_its_old_button(lan: Talk) -> None:
    lan.say("tính lương hưu")
    lan.press("Nữ")
    assert lan.conversation.answers["sex"] == "female"
    lan.say("à nhầm, nam")
    assert lan.conversation.answers["sex"] == "male"
    lan.press("Nữ")
    assert lan.conversation.answers["sex"] == "female"
    lan.say("1975")
    lan.say("em ghi lộn, 1976 ạ")
    assert lan.conversation.answers["birth"] == "1/1976"


def test_the_right_number_replaces_the_wrong_one(lan: Talk) -> None:
    for said in ("gặp cán bộ", "1", "dạ tôi tên Lan ạ", "0911111111"):
        lan.say(said)
    assert "0922 222 222" in lan.say("số đúng là 0922222222")
    assert lan.conversation.answers["phone"] == "+84922222222"
    assert lan.conversation.answers["name"] == "Lan"
    lan.say("xã Mỹ Long")
    lan.press("Sửa lại")
    lan.press("Tên")
    assert "name" not in lan.conversation.answers
    lan.say("Nguyễn Thị Lan, 52 tuổi, ấp 3")
    assert lan.conversation.answers["name"] == "Nguyễn Thị Lan"
    assert lan.conversation.answers["commune"] == "29419"
    assert "Nguyễn Thị Lan" in lan.said


def test_sai_roi_at_the_end_asks_what_is_wrong_and_loses_nothing(lan: Talk) -> None:
    for said in ("gặp cán bộ", "1", "Lan", "0911111111", "xã Mỹ Long"):
        lan.say(said)
    lan.say("sai rồi")
    assert lan.conversation.flow == "consultation"
    assert lan.conversation.answers["phone"] == "+84911111111"


@pytest.mark.parametrize("said", ["thôi", "khong cho", "đồ ngu", "đóng bao nhiêu", "không nói đâu"])
def test_no_refusal_becomes_a_name(lan: Talk, said: str) -> None:
    lan.say("gặp cán bộ")
    lan.say("1")
    lan.say(said)
    assert "name" not in lan.conversation.answers


def test_unknown_is_no_zero(lan: Talk) -> None:
    lan.say("tính lương hưu")
    lan.say("nữ")
    lan.say("1970")
    said = lan.say("hổng nhớ nữa con ơi")
    assert "compulsory" not in lan.conversation.answers
    assert "VssID" in said
    lan.press("Khoảng 5 đến 10 năm")
    assert lan.conversation.answers["compulsory"] == "~90m"


def test_what_was_said_is_not_asked_again(lan: Talk) -> None:
    assert "594.000" in lan.say("mức 3 triệu đóng bao nhiêu")
    assert "374.000" in lan.say("còn nếu 2 triệu thì sao")
    assert "308.000" in lan.say("còn cận nghèo thì sao")
    lan.press("Mức khác")
    assert "1.034.000" in lan.say("5 triệu")


@pytest.mark.parametrize(
    ("said", "shows"),
    [
        ("tôi đóng nổi 500 ngàn một tháng", "2.550.000"),
        ("mỗi ngày để dành 20 ngàn thì đóng được mức nào", "600.000"),
        ("đóng tháng 1 triệu trong 20 năm thì lương hưu?", "2.640.000"),
        ("12 năm bắt buộc, thiếu 3, 49 tuổi, nữ", "Cô 49 tuổi, đã có 12 năm, còn thiếu 3 năm"),
    ],
)
def test_numbers_said_are_used(lan: Talk, said: str, shows: str) -> None:
    assert shows in lan.say(said)


def test_a_sum_is_forgotten_after_half_an_hour_and_never_knows_the_group(lan: Talk) -> None:
    lan.say("mức 3 triệu hộ nghèo đóng bao nhiêu")
    assert lan.conversation.last_sum is not None
    assert "group" not in lan.conversation.last_sum.answers
    lan.wait(timedelta(minutes=31))
    assert lan.conversation.sum_at(lan.scene.now) is None


@pytest.mark.parametrize("said", ["nam", "ba", "sau", "tu", "bay"])
def test_a_bare_word_at_a_menu_opens_nothing(lan: Talk, said: str) -> None:
    lan.say("menu")
    lan.say(said)
    assert not lan.conversation.flow


@pytest.mark.parametrize("said", ["số ba", "3"])
def test_a_number_said_as_one_opens_it(lan: Talk, said: str) -> None:
    lan.say("menu")
    lan.say(said)
    assert lan.conversation.flow == "consultation"
