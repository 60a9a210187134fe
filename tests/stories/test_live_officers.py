"""What officers do in live talks: a ready answer, two at a time, passing on and taking back."""

from __future__ import annotations

from bot.store.cases import proposals
from tests.stories.conftest import opens
from tests.story import Stage


async def test_a_ready_answer_in_two_taps(stage: Stage) -> None:
    await opens(stage, "Lan", "mức thấp nhất")
    await stage.play("""
        Minh: [Câu soạn sẵn]
        Bot: Gửi câu nào tới số 1? Bấm là gửi liền. [Mức đóng thấp nhất là bao nhiêu?] [Lương hưu thấp nhất là bao
          nhiêu? Có mức sàn không?] [Có được tăng hoặc giảm mức đóng không?] [Tìm câu khác]
        Minh: [Mức đóng thấp nhất là bao nhiêu?]
        Bot: Đã gửi tới số 1: Mức đóng thấp nhất là bao nhiêu? [Câu soạn sẵn] [Kết thúc]
        Lan hears: Cán bộ Minh đang trả lời. Từ giờ cô chú nhắn gì là cán bộ đọc, Loa im lặng. Xong rồi thì gõ “kết
          thúc”. [Kết thúc]
        Lan hears: Cán bộ Minh gửi câu trả lời: Mức đóng thấp nhất là bao nhiêu? Dạ, bảo hiểm xã hội (BHXH) tự nguyện
          đóng thấp nhất 330.000 đồng mỗi tháng. Nhà nước hỗ trợ rồi, mình góp: • Hộ nghèo: 165.000 đồng • Cận
          nghèo: 198.000 đồng • Dân tộc thiểu số: 231.000 đồng • Bà con khác: 264.000 đồng Căn cứ: Luật BHXH
          41/2024/QH15, Điều 31 khoản 2, Điều 36 khoản 1; Nghị định 07/2021/NĐ-CP, Điều 3 khoản 1; Nghị định
          159/2025/NĐ-CP, Điều 5 khoản 1. Áp dụng từ ngày 01/07/2025. Từ ngày 01/01/2027 (đã công bố, chờ xác
          nhận), mức thu nhập thấp nhất là 2.200.000 đồng: mỗi tháng hộ nghèo đóng 242.000 đồng, cận nghèo
          290.400 đồng, dân tộc thiểu số 338.800 đồng, diện khác 387.200 đồng; không có hỗ trợ thì 484.000
          đồng.
        Minh: ? hộ nghèo được hỗ trợ bao nhiêu
        Bot: Gửi câu nào tới số 1? Bấm là gửi liền. [Hộ nghèo được hỗ trợ thế nào?] [Hộ cận nghèo được hỗ trợ bao
          nhiêu?] [Thuộc nhiều diện thì hưởng mức nào?] [Tìm câu khác]
        Minh: 1
        Bot: Đã gửi tới số 1: Hộ nghèo được hỗ trợ thế nào? [Câu soạn sẵn] [Kết thúc]
        Lan hears: Cán bộ Minh gửi câu trả lời: Hộ nghèo được hỗ trợ thế nào? Dạ, hộ nghèo đóng bảo hiểm xã hội (BHXH)
          tự nguyện được Nhà nước hỗ trợ 50% mức đóng thấp nhất: • Nhà nước hỗ trợ: 165.000 đồng mỗi tháng •
          Mình góp ít nhất: 165.000 đồng mỗi tháng Không phải nộp giấy hộ nghèo riêng, cơ quan BHXH tự tra
          danh sách. Căn cứ: Luật BHXH 41/2024/QH15, Điều 103; Nghị định 159/2025/NĐ-CP, Điều 5 khoản 1, khoản
          2, Điều 18 khoản 5. Áp dụng từ ngày 01/07/2025. Từ ngày 01/01/2027 (đã công bố, chờ xác nhận), mức
          thu nhập thấp nhất là 2.200.000 đồng: mỗi tháng hộ nghèo đóng 242.000 đồng, cận nghèo 290.400 đồng,
          dân tộc thiểu số 338.800 đồng, diện khác 387.200 đồng; không có hỗ trợ thì 484.000 đồng.
        Minh: [Kết thúc]
        Bot: Đã kết thúc câu hỏi số 1. Từ giờ mình nhắn gì là nói với Loa. [Đề xuất cho biên tập]
        Lan hears: Cán bộ Minh đã kết thúc cuộc trò chuyện. Từ đây Loa trả lời lại. Cuộc trò chuyện vừa rồi có giúp
          được cô chú không ạ? Cô chú đáp “có” hoặc “chưa” giúp Loa. [Có] [Chưa]
        Minh: [Đề xuất cho biên tập]
        Bot: Cảm ơn. Biên tập viên sẽ xem, không kèm tên, tài khoản hay số của ai. [Việc của tôi]
    """)
    (proposed,) = await stage.db.read(lambda tx: proposals.latest(tx, 9))
    assert proposed.question == "mức thấp nhất"


async def test_two_cases_of_one_officer(stage: Stage) -> None:
    await opens(stage, "Lan", "Câu của Lan: đóng theo quý được không?")
    await opens(stage, "Tuan", "Câu của Tuấn: đóng theo năm được không?")
    await stage.play("""
        Minh: trả lời 1
        Bot: Đang nói với số 1 (xã Mỹ Long). Gõ gì là gửi thẳng tới người dân. – Người dân: Câu của Lan: đóng theo
          quý được không? Xong thì gõ “kết thúc”. Tìm câu soạn sẵn: gõ dấu hỏi trước, ví dụ “? mức thấp nhất”. [Câu
          soạn sẵn] [Nói với Loa] [Kết thúc]
        Lan hears: Cán bộ Minh đang trả lời. Từ giờ cô chú nhắn gì là cán bộ đọc, Loa im lặng. Xong rồi thì gõ “kết
          thúc”. [Kết thúc]
        Minh: trả lời 2
        Bot: Đang nói với số 2 (xã Mỹ Long). Gõ gì là gửi thẳng tới người dân. – Người dân: Câu của Tuấn: đóng theo
          năm được không? Xong thì gõ “kết thúc”. Tìm câu soạn sẵn: gõ dấu hỏi trước, ví dụ “? mức thấp nhất”. [Câu
          soạn sẵn] [Nói với Loa] [Kết thúc]
        Tuan hears: Cán bộ Minh đang trả lời. Từ giờ cô chú nhắn gì là cán bộ đọc, Loa im lặng. Xong rồi thì gõ “kết
          thúc”. [Kết thúc]
        Lan: con ơi
        Minh hears: Số 1 · Người dân: con ơi [Nói với số 1] [Câu soạn sẵn]
        Minh: Dạ chú Tuấn đóng năm được
        Bot: (đã gửi tới số 2)
        Tuan hears: Cán bộ Minh: Dạ chú Tuấn đóng năm được
        Minh: [Nói với số 1]
        Bot: Đang nói với số 1 (xã Mỹ Long). Gõ gì là gửi thẳng tới người dân. – Người dân: Câu của Lan: đóng theo
          quý được không? – Người dân: con ơi Xong thì gõ “kết thúc”. Tìm câu soạn sẵn: gõ dấu hỏi trước, ví dụ “? mức
          thấp nhất”. [Câu soạn sẵn] [Nói với Loa] [Kết thúc]
        Minh: Dạ cô Lan đóng quý được
        Bot: (đã gửi tới số 1)
        Lan hears: Cán bộ Minh: Dạ cô Lan đóng quý được
        Minh: việc của tôi
        Bot: • Câu hỏi trực tiếp số 1: đang nói chuyện • Câu hỏi trực tiếp số 2: đang nói chuyện [Nói với số 1] [Nói
          với số 2]
        Minh: [Nói với Loa]
        Bot: Từ giờ mình nhắn gì là nói với Loa. Các câu hỏi đang nhận vẫn ở chỗ mình. [Nói với số 1] [Nói với số 2]
        Minh: menu
        Bot: Chào Minh. Mình làm gì tiếp ạ? [Việc của tôi] [Gọi ai bây giờ] [Hướng dẫn cán bộ] [Hỏi đáp theo chủ
          đề] [Tính toán, xem
          điều kiện]
        Tuan: đóng ở bưu điện được không cháu
        Minh hears: Số 2 · Người dân: đóng ở bưu điện được không cháu [Nói với số 2] [Câu soạn sẵn]
        ... 20 minutes
        Minh hears: Câu hỏi số 2: người dân còn đợi. Nếu nói xong rồi thì mình kết thúc giúp nha. [Nói với số 2] [Kết
          thúc]
        Minh: nói với 2
        Bot: Đang nói với số 2 (xã Mỹ Long). Gõ gì là gửi thẳng tới người dân. – Người dân: Câu của Tuấn: đóng theo
          năm được không? – Cán bộ: Dạ chú Tuấn đóng năm được – Người dân: đóng ở bưu điện được không cháu Xong thì gõ
          “kết thúc”. Tìm câu soạn sẵn: gõ dấu hỏi trước, ví dụ “? mức thấp nhất”. [Câu soạn sẵn] [Nói với Loa] [Kết
          thúc]
        Minh: kết thúc
        Bot: Đã kết thúc câu hỏi số 2. Từ giờ mình nhắn gì là nói với Loa. [Đề xuất cho biên tập] [Nói với số 1]
        Tuan hears: Cán bộ Minh đã kết thúc cuộc trò chuyện. Từ đây Loa trả lời lại. Cuộc trò chuyện vừa rồi có giúp
          được cô chú không ạ? Cô chú đáp “có” hoặc “chưa” giúp Loa. [Có] [Chưa]
        ... 25 hours
        Lan hears: Dạ, cả ngày rồi không ai nhắn thêm nên cuộc trò chuyện với cán bộ Minh khép lại, Loa trả lời lại.
          Còn gì chưa rõ thì cô chú cứ hỏi cán bộ lần nữa. Cuộc trò chuyện vừa rồi có giúp được cô chú không ạ? Cô chú
          đáp “có” hoặc “chưa” giúp Loa. [Có] [Chưa]
        Minh hears: Câu hỏi số 1 đã kết thúc: cả ngày không ai nhắn thêm. [Đề xuất cho biên tập]
        Lan: 1
        Bot: Dạ, cảm ơn cô chú. Cần gì cô chú cứ nhắn Loa. [Về đầu]
    """)


async def test_passed_on_and_taken_back(stage: Stage) -> None:
    await opens(stage, "Lan", "Đóng theo quý được không?")
    await stage.play("""
        Minh: [Nhờ người khác]
        Bot: Câu hỏi số 1 chuyển cho người khác. [Việc của tôi]
        Hoa hears: Minh nhờ trả lời giúp: Câu hỏi trực tiếp số 1, xã Mỹ Long: “Đóng theo quý được không?” Bấm “Trả
          lời” là mở cuộc trò chuyện; sau đó gõ gì là gửi thẳng tới người dân. [Trả lời] [Câu soạn sẵn] [Nhờ người
          khác]
        Lan hears: Dạ, câu hỏi số 1 chưa có ai trả lời. Loa vừa nhờ thêm người khác, cô chú đợi thêm chút nha. [Kết
          thúc]
        Hoa: [Trả lời]
        Bot: Đang nói với số 1 (xã Mỹ Long). Gõ gì là gửi thẳng tới người dân. – Người dân: Đóng theo quý được không?
          Xong thì gõ “kết thúc”. Tìm câu soạn sẵn: gõ dấu hỏi trước, ví dụ “? mức thấp nhất”. [Câu soạn sẵn] [Nói với
          Loa] [Kết thúc]
        Lan hears: Cán bộ Hoa đang trả lời. Từ giờ cô chú nhắn gì là cán bộ đọc, Loa im lặng. Xong rồi thì gõ “kết
          thúc”. [Kết thúc]
        Minh hears: (edited) Câu hỏi số 1: Hoa đang trả lời.
        Minh: trả lời 1
        Bot: Hoa đang trả lời câu hỏi số 1. [Việc của tôi]
        Hoa: [Nhờ người khác]
        Bot: Câu hỏi số 1 chuyển cho người khác. [Việc của tôi]
        Lan hears: Dạ, Loa xin lỗi, tới giờ vẫn chưa ai trả lời được câu hỏi số 1. Loa đã báo hết những người trả lời
          được và vẫn giữ câu hỏi. Cần gấp thì cô chú để lại số cho cán bộ gọi, hoặc gọi 1900 9068. [Nhờ cán bộ gọi]
          [Kết thúc]
        Minh hears: (edited) Câu hỏi trực tiếp số 1, xã Mỹ Long: “Đóng theo quý được không?” Bấm “Trả lời” là mở cuộc
          trò chuyện; sau đó gõ gì là gửi thẳng tới người dân. [Trả lời] [Câu soạn sẵn] [Nhờ người khác]
        Lan: kết thúc
        Bot: Dạ, Loa rút câu hỏi số 1 lại rồi. [Về đầu]
        Hoa hears: (edited) Câu hỏi số 1: người dân không cần trả lời nữa.
        Minh hears: (edited) Câu hỏi số 1: người dân không cần trả lời nữa.
        Hoa: trả lời 1
        Bot: Câu hỏi số 1 đã kết thúc. [Việc của tôi]
    """)
