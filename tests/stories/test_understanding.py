"""What people type is understood from what went before, and what is not is kept for the editors, without who asked."""

from __future__ import annotations

from bot.domain.outreach.facts import Step
from bot.store.statistics import facts
from bot.store.statistics import unanswered as questions
from tests.story import MONDAY, Stage


async def test_a_follow_up_is_understood_from_the_answer_before_it(stage: Stage) -> None:
    await stage.play("""
        Lan: nhà nước hỗ trợ bao nhiêu tiền đóng
        Bot: (nha-nuoc-ho-tro) [Xem thêm] [Tính mức đóng] [Được hỗ trợ trong bao lâu?] [Nhờ cán bộ gọi] [Về
          đầu] [Có ích] [Chưa đúng]
        Lan: còn hộ nghèo thì sao?
        Bot: (ho-tro-ho-ngheo) [Xem thêm] [Tính mức đóng] [Làm gì để được hỗ trợ?] [Nhờ cán bộ gọi] [Về đầu]
          [Có ích] [Chưa đúng]
    """)


async def test_a_question_with_a_sum_in_it_opens_the_calculator_with_it(stage: Stage) -> None:
    await stage.say("Lan", "chọn mức 3tr thì đóng bao nhiêu một tháng")
    told = stage.heard("Lan")[0]
    assert "Loa tính với: Không thuộc diện nào; thu nhập 3.000.000 đồng." in told
    assert "Chọn thu nhập 3.000.000 đồng, mỗi tháng cô chú đóng: 594.000 đồng" in told


async def test_of_several_questions_the_first_is_answered_and_the_others_are_buttons(stage: Stage) -> None:
    await stage.play("""
        Lan: Đăng ký tham gia ở đâu? Mất sổ thì xin cấp lại ở đâu?
        Bot: Đăng ký tham gia BHXH tự nguyện ở đâu? Dạ, cô chú đăng ký bảo hiểm xã hội (BHXH) tự nguyện ở nơi
          nào tiện hơn cũng được: • Cơ quan BHXH cơ sở • Tổ chức dịch vụ thu, như Bưu điện Ngại đi lại thì cô
          chú gõ "gặp cán bộ", Loa chuyển lời để cán bộ gọi. Có phần theo cách làm hiện nay của cơ quan bảo
          hiểm, văn bản luật không ghi rõ. Căn cứ: Luật BHXH 41/2024/QH15, Điều 27 khoản 3; Nghị định
          159/2025/NĐ-CP, Điều 5 khoản 3 điểm a. Áp dụng từ ngày 01/07/2025. Cô chú hỏi nhiều điều một lúc: mấy
          điều còn lại, bấm ở dưới nha. [Mất sổ BHXH thì làm sao?] [Xem thêm] [Đăng ký lần đầu cần giấy tờ gì?]
          [Đăng ký qua mạng được không?] [Nhờ cán bộ gọi] [Về đầu] [Có ích] [Chưa đúng]
    """)


async def test_what_is_not_understood_is_kept_without_numbers(stage: Stage) -> None:
    await stage.play("""
        Lan: đóng bằng lúa được hông, số 0912345678 nha
        Bot: Dạ, Loa chưa chắc hiểu đúng ý. Có phải cô chú hỏi: [Chuyển khoản, ví điện tử có đóng được không?]
          [Làm sao tránh bị lừa?] [Thu nhập bấp bênh, sợ không đóng đều thì sao?] [Nhờ cán bộ gọi] [Về đầu]
    """)
    kept = await stage.db.read(lambda tx: questions.waiting(tx, 9))
    assert [each.text for each in kept] == ["đóng bằng lúa được hông, số [số điện thoại] nha"]


async def test_numbers_of_a_person_are_never_kept(stage: Stage) -> None:
    await stage.play("""
        Lan: cccd 001085012345 coi giùm tôi đóng tới đâu rồi
        Bot: Dạ, Loa không xem được hồ sơ riêng của ai, và để an toàn cô chú đừng gửi số căn cước hay mã số
          BHXH vào đây nhé. Cô chú xem trên ứng dụng VssID, hoặc bấm "Nhờ cán bộ gọi" để được kiểm tra giúp ạ.
          [Nhờ cán bộ gọi] [Về đầu]
    """)
    assert await stage.db.read(questions.count) == 0


async def test_an_answer_is_called_useful_or_not_right(stage: Stage) -> None:
    await stage.play("""
        Lan: mức thấp nhất
        Bot: (muc-dong-toi-thieu) [Xem thêm] [Tính mức đóng] [Mỗi tháng đóng bao nhiêu tiền?] [Nhờ cán bộ gọi]
          [Về đầu] [Có ích] [Chưa đúng]
        Lan: [Có ích]
        Bot: Dạ, Loa mừng quá. Cô chú còn thắc mắc gì cứ hỏi Loa nha. [Về đầu]
        Bot: Khi có tin mới như vậy, cô chú có muốn Loa nhắn cho cô chú không? Nhiều nhất hai tin một tháng,
          nhắn “ngừng tin” là ngừng. [Nhận tin] [Về đầu]
        Lan: đóng tối đa mấy triệu
        Bot: (muc-dong-toi-da) [Xem thêm] [Tính mức đóng] [Mức đóng thấp nhất là bao nhiêu?] [Nhờ cán bộ gọi]
          [Về đầu] [Có ích] [Chưa đúng]
        Lan: [Chưa đúng]
        Bot: Dạ, Loa cảm ơn cô chú đã cho biết. Người soạn nội dung sẽ xem lại. Có phải cô chú hỏi một trong
          những câu này không? [Đóng một lần cho nhiều năm về sau] [Đóng một lần cho cả năm hết bao nhiêu?]
          [Trợ cấp thai sản là bao nhiêu?] [Nhờ cán bộ gọi] [Về đầu]
    """)
    day = MONDAY.date()
    verdicts = [Step.USEFUL, Step.WRONG]
    assert await stage.db.read(lambda tx: facts.sums(tx, ("step", "topic", "answer"), day, day, steps=verdicts)) == {
        ("useful", "contribution", "muc-dong-toi-thieu"): 1,
        ("wrong", "contribution", "muc-dong-toi-da"): 1,
    }
    kept = await stage.db.read(lambda tx: questions.waiting(tx, 9))
    assert [(each.text, each.kind, each.answer) for each in kept] == [
        ("đóng tối đa mấy triệu", "wrong", "muc-dong-toi-da")
    ]


async def test_what_is_chosen_of_three_tells_the_editors(stage: Stage) -> None:
    await stage.play("""
        Lan: thai sản
        Bot: Dạ, Loa chưa chắc hiểu đúng ý. Có phải cô chú hỏi: [Thời hạn nộp và nhận tiền thai sản] [Điều kiện
          hưởng trợ cấp thai sản] [Hồ sơ hưởng trợ cấp thai sản] [Nhờ cán bộ gọi] [Về đầu]
        Lan: [Điều kiện hưởng trợ cấp thai sản]
        Bot: (thai-san-dieu-kien) [Xem thêm] [Tính trợ cấp thai sản] [Trợ cấp thai sản là bao nhiêu?] [Nhờ cán
          bộ gọi] [Về đầu] [Có ích] [Chưa đúng]
    """)
    kept = await stage.db.read(lambda tx: questions.waiting(tx, 9))
    assert (kept[0].text, kept[0].kind, kept[0].answer) == ("thai sản", "chosen", "thai-san-dieu-kien")
