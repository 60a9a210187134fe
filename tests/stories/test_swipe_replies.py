"""A reply to one message says whom it is for; what nobody can tell for whom goes to nobody."""

from __future__ import annotations

import pytest

from tests.stories.conftest import asks, opens
from tests.story import Stage


@pytest.fixture
async def two(stage: Stage) -> Stage:
    """Minh talks with Lan (1) and Tuấn (2); what he types goes to Tuấn, and both have said something."""
    await opens(stage, "Lan", "Câu của Lan: đóng theo quý được không?")
    await opens(stage, "Tuan", "Câu của Tuấn: đóng theo năm được không?")
    for said in ("trả lời 1", "trả lời 2"):
        await stage.say("Minh", said)
    await stage.say("Lan", "con ơi")
    await stage.say("Tuan", "cháu ơi")
    stage.heard("Minh")
    return stage


async def test_the_reply_decides_and_what_is_typed_goes_where_it_went(two: Stage) -> None:
    await two.play("""
        Minh: <re con ơi> Dạ cô Lan đóng quý được
        Bot: (đã gửi tới số 1)
        Bot: Gõ tiếp mà không trả lời tin nào thì vẫn gửi tới số 2.
        Lan hears: Cán bộ Minh: Dạ cô Lan đóng quý được
        Minh: Dạ chú Tuấn đóng năm được
        Bot: (đã gửi tới số 2)
        Tuan hears: Cán bộ Minh: Dạ chú Tuấn đóng năm được
        Minh: <re cháu ơi> Dạ chú cứ hỏi
        Bot: (đã gửi tới số 2)
        Tuan hears: Cán bộ Minh: Dạ chú cứ hỏi
        Minh: <re Đang nói với số 1> Cô cần gì nữa không ạ?
        Bot: (đã gửi tới số 1)
        Bot: Gõ tiếp mà không trả lời tin nào thì vẫn gửi tới số 2.
        Lan hears: Cán bộ Minh: Cô cần gì nữa không ạ?
    """)


async def test_a_command_in_a_reply_is_about_that_question(two: Stage) -> None:
    await two.play("""
        Minh: <re con ơi> kết thúc
        Bot: Đã kết thúc câu hỏi số 1. Từ giờ mình nhắn gì là nói với Loa. [Nói với số 2]
        Lan hears: Cán bộ Minh đã kết thúc cuộc trò chuyện. Từ đây Loa trả lời lại. Cuộc trò chuyện vừa rồi có giúp
          được cô chú không ạ? Cô chú đáp “có” hoặc “chưa” giúp Loa. [Có] [Chưa]
        Minh: Dạ chú Tuấn đóng năm được
        Tuan hears: Cán bộ Minh: Dạ chú Tuấn đóng năm được
        Minh: <re con ơi> còn gì nữa không cô
        Bot: Câu hỏi số 1 không còn ở chỗ mình, nên tin này chưa gửi tới ai.
        Minh: Dạ chú hỏi tiếp đi
        Tuan hears: Cán bộ Minh: Dạ chú hỏi tiếp đi
    """)


async def test_what_nobody_can_tell_is_asked_and_then_sent(two: Stage) -> None:
    await two.play("""
        Minh: <re> Dạ được, cô mang căn cước
        Bot: Chưa gửi cho ai: Loa không biết câu này trả lời câu hỏi số mấy. Mình gửi cho ai ạ? [Gửi tới số 1] [Gửi
          tới số 2]
        Minh: [Gửi tới số 1]
        Bot: (đã gửi tới số 1)
        Bot: Gõ tiếp mà không trả lời tin nào thì vẫn gửi tới số 2.
        Lan hears: Cán bộ Minh: Dạ được, cô mang căn cước
        Minh: <re> Chú đợi cháu xíu
        Bot: Chưa gửi cho ai: Loa không biết câu này trả lời câu hỏi số mấy. Mình gửi cho ai ạ? [Gửi tới số 1] [Gửi
          tới số 2]
        Minh: gửi cho 2
        Bot: (đã gửi tới số 2)
        Tuan hears: Cán bộ Minh: Chú đợi cháu xíu
        Minh: <re> <photo> mẫu đơn
        Bot: Chưa gửi cho ai: Loa không biết tin này cho câu hỏi số mấy. Mình chọn giúp rồi gửi lại nha. [Nói với
          số 1] [Nói với số 2]
    """)


async def test_a_reply_to_a_request_card_goes_to_no_citizen(stage: Stage) -> None:
    await asks(stage, "Tuan")
    await opens(stage, "Lan", "Đóng theo quý được không?")
    await stage.say("Minh", "trả lời 1")
    stage.heard("Minh")
    await stage.play("""
        Minh: <re Yêu cầu số 1> đã gọi, chị ấy chưa chịu
        Bot: Chưa gửi cho ai: Loa không biết câu này trả lời câu hỏi số mấy. Mình gửi cho ai ạ? [Gửi tới số 1]
        Minh: <re Yêu cầu số 1> việc của tôi
        Bot: Mình đang giữ 0 yêu cầu; còn 1 yêu cầu chưa ai nhận. 1. Tuan, xã Mỹ Long: mới, chưa ai nhận • Câu hỏi
          trực tiếp số 1: đang nói chuyện [Yêu cầu số 1] [Nói với số 1]
    """)


async def test_a_reply_in_the_midst_of_a_form_leaves_the_form_open(two: Stage) -> None:
    await two.say("Minh", "[Câu soạn sẵn]")
    two.heard("Minh")
    await two.play("""
        Minh: [Tìm câu khác]
        Bot: Cần câu soạn sẵn về việc gì?
        Minh: <re con ơi> Dạ cô đợi con xíu
        Bot: (đã gửi tới số 1)
        Bot: Gõ tiếp mà không trả lời tin nào thì vẫn gửi tới số 2.
        Lan hears: Cán bộ Minh: Dạ cô đợi con xíu
        Minh: hộ nghèo được hỗ trợ bao nhiêu
        Bot: Gửi câu nào tới số 2? Bấm là gửi liền. [Hộ nghèo được hỗ trợ thế nào?] [Hộ cận nghèo được hỗ trợ bao
          nhiêu?] [Thuộc nhiều diện thì hưởng mức nào?] [Tìm câu khác]
    """)


async def test_who_has_no_question_replies_to_loa(stage: Stage) -> None:
    await stage.play("""
        Minh: <re> menu
        Bot: Chào Minh. Mình làm gì tiếp ạ? [Việc của tôi] [Gọi ai bây giờ] [Hướng dẫn cán bộ] [Hỏi đáp theo chủ
          đề] [Tính toán, xem
          điều kiện]
    """)


async def test_the_officer_sees_which_line_a_citizen_answers(two: Stage) -> None:
    await two.say("Minh", "<re con ơi> Cô đóng quý hay đóng năm?")
    two.heard("Minh")
    await two.play("""
        Lan: <re Cô đóng quý> cái thứ hai
        Minh hears: Số 1 · Người dân: (về câu “Cán bộ Minh: Cô đóng quý hay đóng năm?”) cái thứ hai [Nói với số
          1] [Câu
          soạn sẵn]
        Lan: <re Cô đóng quý> <photo> sổ đây
        Minh hears: <photo> Số 1 · Người dân: (về câu “Cán bộ Minh: Cô đóng quý hay đóng năm?”) sổ đây [Nói với số 1]
          [Câu soạn sẵn]
    """)
