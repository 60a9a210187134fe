"""Asking to be called: every way through the form, and out of it."""

from __future__ import annotations

from tests.story import Stage


async def test_nothing_is_asked_before_consent_and_nothing_kept_without(stage: Stage) -> None:
    await stage.play("""
        Lan: gặp cán bộ
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        Lan: [Không đồng ý]
        Bot: Dạ, Loa không giữ lại gì hết. Cô chú vẫn hỏi Loa bình thường nha. [Về đầu]
        Lan: dữ liệu của tôi
        Bot: Dạ, Loa không giữ gì về cô chú, ngoài ngôn ngữ và nơi nhắn tin này để còn trả lời. [Về đầu]
    """)


async def test_no_at_the_end_keeps_nothing(stage: Stage) -> None:
    await stage.play("""
        Lan: 0
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        Lan: có
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Lan: Lan
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Lan: 0912345678
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Lan: xã Mỹ Long
        Bot: Dạ, Loa đọc lại: cán bộ xã Mỹ Long, tỉnh Vĩnh Long sẽ gọi Lan theo số 0912 345 678. Đúng chưa ạ? [Có,
          đúng rồi] [Số của người khác] [Không, thôi] [Sửa lại]
        Lan: không
        Bot: Dạ, Loa không giữ lại gì hết. [Về đầu]
        Lan: dữ liệu của tôi
        Bot: Dạ, Loa không giữ gì về cô chú, ngoài ngôn ngữ và nơi nhắn tin này để còn trả lời. [Về đầu]
    """)


async def test_yes_is_said_in_many_ways_and_names_are_no_commands(stage: Stage) -> None:
    await stage.play("""
        Dung: 0
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        Dung: dạ
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Dung: Dung
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Dung: quay lại
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Dung: Huy
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Dung: 02943 851 234
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Dung: Mỹ Long, Cầu Ngang
        Bot: Dạ, Loa đọc lại: cán bộ xã Mỹ Long, tỉnh Vĩnh Long sẽ gọi Huy theo số 0294 3851 234. Đúng chưa ạ? [Có,
          đúng rồi] [Số của người khác] [Không, thôi] [Sửa lại]
        Dung: đúng rồi
        Bot: Dạ, cảm ơn Huy. Yêu cầu mang số 1. Cán bộ xã Mỹ Long sẽ gọi số 0294 3851 234, chậm nhất là 17:00 ngày
          25/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi] [Giờ dễ gọi]
        Minh hears: Yêu cầu số 1: mới, chưa ai nhận Tên: Huy Số điện thoại: 0294 3851 234 Nơi ở: xã Mỹ Long Nhắn lúc
          09:00 ngày 23/11/2026 [Nhận] [Chuyển]
    """)


async def test_back_stop_and_menu_in_mid_form(stage: Stage) -> None:
    await stage.play("""
        Lan: gap can bo
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        Lan: quay lại
        Bot: Dạ, đây là câu đầu tiên rồi. Gõ “dừng” nếu không muốn làm tiếp.
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        Lan: ok
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Lan: 0912345678
        Bot: Dạ, cô chú gõ tên thôi, ví dụ: Nguyễn Thị Lan.
        Lan: Lan
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Lan: 12345
        Bot: Dạ, số đó chưa giống số điện thoại. Cô chú gõ đủ mười số, ví dụ: 0912 345 678.
        Lan: quay lai
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Lan: Lan Anh
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Lan: dừng
        Bot: Dạ, mình dừng ở đây. Phần đang khai dở Loa không giữ lại. [Về đầu]
        Lan: 0
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        Lan: đồng ý
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Lan: menu
        Bot: «the menu»
        Lan: dung
        Bot: Dạ, cô chú cần thì nhắn Loa bất cứ lúc nào. [Về đầu]
    """)


async def test_stale_buttons_and_double_taps_do_no_harm(stage: Stage) -> None:
    await stage.play("""
        Lan: 0
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        Lan: [Đồng ý cả hai]
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Lan: [Đồng ý cả hai]
        Bot: Dạ, nút đó của câu trước nên Loa bỏ qua.
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Lan: Lan
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Lan: 0912345678
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Lan: xã Mỹ Long
        Bot: Dạ, Loa đọc lại: cán bộ xã Mỹ Long, tỉnh Vĩnh Long sẽ gọi Lan theo số 0912 345 678. Đúng chưa ạ? [Có,
          đúng rồi] [Số của người khác] [Không, thôi] [Sửa lại]
        Lan: [Có, đúng rồi]
        Bot: «Lan is thanked»
        Minh hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Lan: [Có, đúng rồi]
        Bot: Dạ, nút đó của câu trước nên Loa bỏ qua. [Về đầu]
        Lan: [Đồng ý cả hai]
        Bot: Dạ, nút đó của câu trước nên Loa bỏ qua. [Về đầu]
    """)


async def test_a_question_in_mid_form_is_answered_and_the_form_goes_on(stage: Stage) -> None:
    await stage.play("""
        Lan: 0
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        Lan: [Đồng ý cả hai]
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Lan: Mức đóng thấp nhất là bao nhiêu?
        Bot: (muc-dong-toi-thieu)
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Lan: Lan
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Lan: Mức đóng cao nhất là bao nhiêu?
        Bot: (muc-dong-toi-da)
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Lan: chủ đề
        Bot: Dạ, cô chú hỏi về chủ đề nào? [Tiền đóng] [Nhà nước hỗ trợ] [Cách đóng tiền] [Ai được tham gia]
          [Quyền lợi] [Lương hưu] [Thai sản] [Rút BHXH một lần] [Khi người tham gia qua đời] [Tai nạn lao động]
          [Bảo hiểm y tế] [Thủ tục, sổ và tra cứu] [Quyền của người tham gia] [Trách nhiệm của người tham gia]
          [So sánh] [Điều bà con lo] [Luật mới, hội nghị, chương trình] [Liên hệ]
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Lan: [Tiền đóng]
        Bot: Tiền đóng: cô chú muốn hỏi câu nào? [Mỗi tháng đóng bao nhiêu tiền?] [Mức đóng thấp nhất là bao
          nhiêu?] [Mức đóng cao nhất là bao nhiêu?] [Tiền đóng tính như thế nào?] [Nên chọn mức thu nhập nào?]
          [Có được tăng hoặc giảm mức đóng không?] [Bảng mức đóng mẫu] [Tỷ lệ đóng và tiền vào quỹ nào?]
          [Thêm câu hỏi]
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Lan: trợ giúp
        Bot: • Cứ gõ câu hỏi về bảo hiểm xã hội tự nguyện. • Gõ “menu” để về đầu, “quay lại” để lùi một bước,
          “dừng” để thôi không khai nữa. • Gõ “gặp cán bộ” hoặc số 0: cán bộ xã gọi cho cô chú. • Gõ “dữ liệu
          của tôi” để xem Loa giữ gì, gõ “xóa” để xóa hết. • “liên kết”: nối hai nơi mình nhắn Loa lại làm một,
          ví dụ Zalo và trang web. • Tổng đài bảo hiểm xã hội: 1900 9068.
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Lan: 0912345678
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
    """)


async def test_somebody_elses_number(stage: Stage) -> None:
    await stage.play("""
        Lan: 0
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        Lan: [Đồng ý cả hai]
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Lan: Lan
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Lan: 0912345678
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Lan: xã Mỹ Long
        Bot: Dạ, Loa đọc lại: cán bộ xã Mỹ Long, tỉnh Vĩnh Long sẽ gọi Lan theo số 0912 345 678. Đúng chưa ạ?
          [Có, đúng rồi] [Số của người khác] [Không, thôi] [Sửa lại]
        Lan: [Số của người khác]
        Bot: Dạ, số đó thì cán bộ gặp ai? Cô chú nhớ báo trước với người đó nha.
        Lan: bà Tư
        Bot: Dạ, cảm ơn cô chú. Yêu cầu mang số 1. Cán bộ xã Mỹ Long sẽ gọi bà Tư theo số 0912 345 678, chậm
          nhất là 17:00 ngày 25/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi] [Giờ dễ gọi]
        Minh hears: Yêu cầu số 1: mới, chưa ai nhận Tên: bà Tư Số điện thoại: 0912 345 678 Người khác nhờ gọi
          giùm; gọi tới nhớ xưng tên trước. Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
    """)


async def test_a_shared_contact_is_taken_if_it_is_her_own(stage: Stage) -> None:
    await stage.play("""
        Lan: 0
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        Lan: [Đồng ý cả hai]
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Lan: Lan
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Lan: <contact of somebody else> +84987654321
        Bot: Dạ, đó là danh thiếp của người khác. Cô chú chia sẻ số của mình, hoặc gõ số vào đây.
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Lan: <contact> +84912345678
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
    """)


async def test_a_contact_that_nobody_asked_for(stage: Stage) -> None:
    await stage.play("""
        Lan: <contact> +84912345678
        Bot: Dạ, lúc này Loa không cần số điện thoại nên không giữ lại số đó. Muốn cán bộ gọi thì cô chú gõ số 0. [Nhờ
          cán bộ gọi] [Về đầu]
        Lan: [Nhờ cán bộ gọi]
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        Lan: <contact> +84912345678
        Bot: Dạ, lúc này Loa không cần số điện thoại nên không giữ lại số đó. Muốn cán bộ gọi thì cô chú gõ số 0.
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
    """)


async def test_a_draft_left_for_more_than_a_week_is_put_away(stage: Stage) -> None:
    await stage.play("""
        Lan: 0
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        Lan: [Đồng ý cả hai]
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Lan: Lan
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        ... 6 days
        Lan: 0912345678
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        ... 8 days
        Lan: xã Mỹ Long
        Bot: Dạ, đã hơn một tuần nên Loa cất phần khai dở đi rồi. Mình làm lại lúc nào cũng được. [Làm lại từ đầu] [Về
          đầu]
        Lan: [Đồng ý cả hai]
        Bot: Dạ, nút đó của câu trước nên Loa bỏ qua. [Về đầu]
        Lan: [Làm lại từ đầu]
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        ... 8 days
        Lan: mức thấp nhất
        Bot: Dạ, đã hơn một tuần nên Loa cất phần khai dở đi rồi. Mình làm lại lúc nào cũng được. [Làm lại từ đầu] [Về
          đầu]
        Lan: 0
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        ... 8 days
        Lan: menu
        Bot: Dạ, đã hơn một tuần nên Loa cất phần khai dở đi rồi. Mình làm lại lúc nào cũng được.
        Bot: «the menu»
    """)


async def test_pictures_cannot_be_read(stage: Stage) -> None:
    await stage.play("""
        Lan: <photo>
        Bot: Dạ, Loa chỉ mới đọc được chữ, chưa xem được hình hay nghe được tiếng. Cô chú gõ chữ giúp Loa nha.
        Lan: 0
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        Lan: [Đồng ý cả hai]
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Lan: <photo>
        Bot: Dạ, Loa chỉ mới đọc được chữ, chưa xem được hình hay nghe được tiếng. Cô chú gõ chữ giúp Loa nha.
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
    """)
