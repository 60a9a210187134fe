"""Who may join, who may not and why, and who had better ask an officer."""

from __future__ import annotations

import pytest

from tests.story import Stage


async def test_may_i_join(stage: Stage) -> None:
    await stage.play("""
        Lan: tôi có được tham gia không?
        Bot: Dạ, cô chú là công dân Việt Nam phải không? Hỏi xong Loa không giữ lại câu trả lời nào. [Phải]
          [Không phải]
        Lan: [Phải]
        Bot: Dạ, cô chú đủ 15 tuổi chưa? Luật không giới hạn tuổi trên. [Đủ rồi] [Chưa đủ]
        Lan: [Đủ rồi]
        Bot: «which work?»
        Lan: [Làm ruộng, buôn bán, làm mướn, nội trợ, không hợp đồng]
        Bot: Dạ, hằng tháng cô chú có đang lãnh khoản nào dưới đây không? [Không lãnh khoản nào] [Lương hưu]
          [Trợ cấp mất sức, cán bộ xã cũ, bộ đội phục viên, chưa đủ năm đóng] [Trợ cấp hưu trí xã hội] [Trợ cấp thất
          nghiệp] [Trợ cấp khuyết tật, tuất, tai nạn lao động, thương binh] [Khoản khác, hoặc không chắc]
        Lan: [Không lãnh khoản nào]
        Bot: Dạ, theo lời cô chú thì tham gia được, không giới hạn tuổi, không cần khám sức khỏe. Căn cứ: Luật
          BHXH 41/2024/QH15, Điều 2 khoản 4. [Tính mức đóng] [Tính lương hưu] [Nhờ cán bộ gọi] [Về đầu]
    """)


async def test_where_the_law_is_unclear_staff_are_to_be_asked(stage: Stage) -> None:
    await stage.play("""
        Sáu: co duoc tham gia khong
        Bot: Dạ, cô chú là công dân Việt Nam phải không? Hỏi xong Loa không giữ lại câu trả lời nào. [Phải]
          [Không phải]
        Sáu: phải
        Bot: Dạ, cô chú đủ 15 tuổi chưa? Luật không giới hạn tuổi trên. [Đủ rồi] [Chưa đủ]
        Sáu: đủ rồi
        Bot: «which work?»
        Sáu: chủ hộ kinh doanh
        Bot: Dạ, hộ kinh doanh nộp thuế theo cách nào? [Kê khai] [Khoán (tới hết 2025)] [Không biết]
        Sáu: khoán
        Bot: Dạ, chỗ này Loa chưa dám nói chắc. Theo luật, chủ hộ có đăng ký không nộp thuế kê khai thì từ ngày
          01/07/2029 mới bắt buộc, trước đó hiểu là vẫn đóng tự nguyện được. Nhưng thuế khoán đã bỏ từ năm 2026
          và Loa chưa thấy văn bản nói ai phải chuyển lúc nào. Cô chú hỏi cán bộ trước khi đóng nha. Căn cứ:
          Nghị định 158/2025/NĐ-CP, Điều 3 khoản 2. [Nhờ cán bộ gọi] [Hỏi thêm về điều kiện] [Về đầu]
        Sáu: co duoc tham gia khong
        Bot: Dạ, cô chú là công dân Việt Nam phải không? Hỏi xong Loa không giữ lại câu trả lời nào. [Phải]
          [Không phải]
        Sáu: phải
        Bot: Dạ, cô chú đủ 15 tuổi chưa? Luật không giới hạn tuổi trên. [Đủ rồi] [Chưa đủ]
        Sáu: đủ rồi
        Bot: «which work?»
        Sáu: 1
        Bot: Dạ, hằng tháng cô chú có đang lãnh khoản nào dưới đây không? [Không lãnh khoản nào] [Lương hưu]
          [Trợ cấp mất sức, cán bộ xã cũ, bộ đội phục viên, chưa đủ năm đóng] [Trợ cấp hưu trí xã hội] [Trợ cấp thất
          nghiệp] [Trợ cấp khuyết tật, tuất, tai nạn lao động, thương binh] [Khoản khác, hoặc không chắc]
        Sáu: khoản khác
        Bot: Dạ, chỗ này Loa chưa dám nói chắc. Chỉ vài loại trợ cấp thì mới không được tham gia. Cô chú hỏi cán
          bộ xem khoản mình đang lãnh là loại nào nha. Căn cứ: Luật BHXH 41/2024/QH15, Điều 2 khoản 4; Nghị định
          159/2025/NĐ-CP, Điều 3 khoản 2; Nghị định 158/2025/NĐ-CP, Điều 3 khoản 4. [Nhờ cán bộ gọi] [Hỏi thêm về
          điều kiện] [Về đầu]
    """)


async def test_who_may_not_join_is_told_why(stage: Stage) -> None:
    await stage.play("""
        Tư: co duoc tham gia khong
        Bot: Dạ, cô chú là công dân Việt Nam phải không? Hỏi xong Loa không giữ lại câu trả lời nào. [Phải]
          [Không phải]
        Tư: không phải
        Bot: Dạ, theo lời cô chú thì hiện giờ chưa tham gia BHXH tự nguyện được. BHXH tự nguyện chỉ dành cho
          công dân Việt Nam. Việt kiều còn quốc tịch Việt Nam thì vẫn là công dân Việt Nam. Căn cứ: Luật BHXH
          41/2024/QH15, Điều 2 khoản 4. [Hỏi thêm về điều kiện] [Nhờ cán bộ gọi] [Về đầu]
        Tư: co duoc tham gia khong
        Bot: Dạ, cô chú là công dân Việt Nam phải không? Hỏi xong Loa không giữ lại câu trả lời nào. [Phải]
          [Không phải]
        Tư: phải
        Bot: Dạ, cô chú đủ 15 tuổi chưa? Luật không giới hạn tuổi trên. [Đủ rồi] [Chưa đủ]
        Tư: chưa đủ
        Bot: Dạ, theo lời cô chú thì hiện giờ chưa tham gia BHXH tự nguyện được. Đủ 15 tuổi mới tham gia được.
          Căn cứ: Luật BHXH 41/2024/QH15, Điều 2 khoản 4. [Hỏi thêm về điều kiện] [Nhờ cán bộ gọi] [Về đầu]
        Tư: co duoc tham gia khong
        Bot: Dạ, cô chú là công dân Việt Nam phải không? Hỏi xong Loa không giữ lại câu trả lời nào. [Phải]
          [Không phải]
        Tư: phải
        Bot: Dạ, cô chú đủ 15 tuổi chưa? Luật không giới hạn tuổi trên. [Đủ rồi] [Chưa đủ]
        Tư: đủ rồi
        Bot: «which work?»
        Tư: có hợp đồng từ 1 tháng
        Bot: Dạ, theo lời cô chú thì hiện giờ chưa tham gia BHXH tự nguyện được. Có hợp đồng từ 1 tháng trở lên
          thì thuộc diện BHXH bắt buộc, dù hợp đồng gọi tên gì, kể cả khi chủ không đóng: không đóng tự nguyện
          thay được. Chủ không đóng cho mình thì cô chú báo cơ quan BHXH. Căn cứ: Luật BHXH 41/2024/QH15, Điều 2
          khoản 1. [Hỏi thêm về điều kiện] [Nhờ cán bộ gọi] [Về đầu]
        Tư: co duoc tham gia khong
        Bot: Dạ, cô chú là công dân Việt Nam phải không? Hỏi xong Loa không giữ lại câu trả lời nào. [Phải]
          [Không phải]
        Tư: phải
        Bot: Dạ, cô chú đủ 15 tuổi chưa? Luật không giới hạn tuổi trên. [Đủ rồi] [Chưa đủ]
        Tư: đủ rồi
        Bot: «which work?»
        Tư: chủ hộ
        Bot: Dạ, hộ kinh doanh nộp thuế theo cách nào? [Kê khai] [Khoán (tới hết 2025)] [Không biết]
        Tư: kê khai
        Bot: Dạ, theo lời cô chú thì hiện giờ chưa tham gia BHXH tự nguyện được. Chủ hộ nộp thuế kê khai thuộc
          diện BHXH bắt buộc từ ngày 01/07/2025. Chủ hộ đã đủ tuổi nghỉ hưu thì thường không phải đóng bắt buộc,
          cô chú hỏi cán bộ cho chắc. Căn cứ: Nghị định 158/2025/NĐ-CP, Điều 3 khoản 2; Luật BHXH 41/2024/QH15,
          Điều 2 khoản 7. [Hỏi thêm về điều kiện] [Nhờ cán bộ gọi] [Về đầu]
    """)


@pytest.mark.parametrize("gets", ["trợ cấp hưu trí xã hội", "trợ cấp thất nghiệp", "trợ cấp khuyết tật"])
async def test_who_receives_what_is_not_on_the_list_may_join(stage: Stage, gets: str) -> None:
    for said in ("co duoc tham gia khong", "phải", "đủ rồi", "1"):
        await stage.say("Năm", said)
    stage.heard("Năm")
    await stage.say("Năm", gets)
    (told,) = stage.heard("Năm")
    assert "thì tham gia được" in told
    assert "không có trong danh sách bị loại" in told


async def test_who_receives_what_is_on_the_list_may_not(stage: Stage) -> None:
    for said in ("co duoc tham gia khong", "phải", "đủ rồi", "1", "trợ cấp mất sức"):
        await stage.say("Năm", said)
    assert "chưa tham gia BHXH tự nguyện được" in stage.heard("Năm")[-1]
