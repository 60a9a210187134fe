"""Asking twice: the same phone, too often, too fast."""

from __future__ import annotations

from tests.stories.conftest import asks
from tests.story import MONDAY, Stage


async def test_another_citizen_with_the_same_phone_learns_nothing(stage: Stage) -> None:
    await asks(stage, "Lan")
    await stage.play("""
        Tuan: 0
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        Tuan: [Đồng ý cả hai]
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Tuan: Tuấn
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Tuan: 0912345678
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Tuan: phường Trà Vinh
        Bot: Dạ, Loa đọc lại: cán bộ phường Trà Vinh, tỉnh Vĩnh Long sẽ gọi Tuấn theo số 0912 345 678. Đúng chưa
          ạ? [Có, đúng rồi] [Số của người khác] [Không, thôi] [Sửa lại]
        Tuan: [Có, đúng rồi]
        Bot: Dạ, cảm ơn Tuấn. Yêu cầu mang số 2. Cán bộ phường Trà Vinh sẽ gọi số 0912 345 678, chậm nhất là
          17:00 ngày 25/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi] [Giờ dễ gọi]
        Hoa hears: Ở phường Trà Vinh chưa có cán bộ dùng Loa nên yêu cầu này chuyển tới mình. Yêu cầu số 2: mới,
          chưa ai nhận Tên: Tuấn Số điện thoại: 0912 345 678 Cùng số điện thoại với yêu cầu số 1: gọi một lần là
          được. Nơi ở: phường Trà Vinh Nhắn lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
        Tuan: dữ liệu của tôi
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Yêu cầu số 2: mới, chưa ai nhận Tên: Tuấn Số điện
          thoại: 0912 345 678 Nơi ở: phường Trà Vinh Đã đồng ý lúc 09:00 ngày 23/11/2026, bản đồng ý 2026-11-24.
          • cán bộ xã gọi lại tư vấn • chuyển cho BHXH cơ sở, bưu điện Cô chú sửa hay xóa lúc nào cũng được.
          [Sửa lại] [Đừng chuyển cho nơi khác] [Đừng gọi nữa] [Xóa hết] [Về đầu]
        Minh: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request is mine since 09:01»
        Lan hears: «Minh has taken 1»
        Minh: kết quả 1
        Bot: «how did call 1 go?»
        Minh: đã tham gia
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. «Lan's request: đã tham gia» – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026:
          đã báo cán bộ – 09:01 ngày 23/11/2026, Minh: đã nhận – 09:01 ngày 23/11/2026, Minh: đã tham gia [Mở
          lại] [Ghi chú] [Hoàn tác]
        Lan hears: Dạ, chúc mừng cô chú đã tham gia bảo hiểm xã hội tự nguyện. Có gì chưa rõ cứ hỏi Loa nha.
          [Nhắc tôi đóng]
        Lan: dữ liệu của tôi
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Yêu cầu số 1: đã tham gia Tên: Lan Số điện thoại:
          0912 345 678 Nơi ở: xã Mỹ Long Đã đồng ý lúc 09:00 ngày 23/11/2026, bản đồng ý 2026-11-24. • cán bộ
          xã gọi lại tư vấn • chuyển cho BHXH cơ sở, bưu điện Cô chú sửa hay xóa lúc nào cũng được. [Đừng
          chuyển cho nơi khác] [Xóa hết] [Về đầu]
    """)


async def test_asking_again_after_staff_have_it(stage: Stage) -> None:
    await asks(stage, "Lan")
    await stage.play("""
        Minh: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request is mine since 09:00»
        Lan hears: «Minh has taken 1»
        ... 2 days
        Minh hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Minh hears: Tới hạn gọi rồi. Mình gọi giúp, hoặc gõ “trả lại 1”: «Lan's request: đã nhận» Minh đang giữ.
          [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Lan: 0
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        Lan: có
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Lan: Lan
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Lan: 0912345678
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Lan: xã Mỹ Long
        Bot: Dạ, Loa đọc lại: cán bộ xã Mỹ Long, tỉnh Vĩnh Long sẽ gọi Lan theo số 0912 345 678. Đúng chưa ạ?
          [Có, đúng rồi] [Số của người khác] [Không, thôi] [Sửa lại]
        Lan: có
        Bot: Dạ, cảm ơn Lan. Yêu cầu mang số 1. Cán bộ xã Mỹ Long sẽ gọi số 0912 345 678, chậm nhất là 17:00
          ngày 26/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi] [Giờ dễ gọi]
        Minh hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Minh hears: Người dân vừa nhắn lại: «Lan's request: đã nhận» Minh đang giữ. [Gọi xong] [Hẹn lại] [Chuyển]
          [Ghi chú]
    """)


async def test_the_same_phone_within_thirty_days_opens_the_request_again(stage: Stage) -> None:
    await asks(stage, "Lan")
    await stage.play("""
        Minh: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request is mine since 09:00»
        Lan hears: «Minh has taken 1»
        Minh: kết quả 1
        Bot: «how did call 1 go?»
        Minh: 4
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. «Lan's request: không quan tâm» – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày
          23/11/2026: đã báo cán bộ – 09:00 ngày 23/11/2026, Minh: đã nhận – 09:00 ngày 23/11/2026, Minh: không
          quan tâm [Mở lại] [Ghi chú] [Hoàn tác]
        ... 20 days
        Lan: 0
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        Lan: có
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Lan: Ngọc Lan
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Lan: 0912345678
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Lan: xã Mỹ Long
        Bot: Dạ, Loa đọc lại: cán bộ xã Mỹ Long, tỉnh Vĩnh Long sẽ gọi Ngọc Lan theo số 0912 345 678. Đúng chưa
          ạ? [Có, đúng rồi] [Số của người khác] [Không, thôi] [Sửa lại]
        Lan: có
        Bot: Dạ, cảm ơn Ngọc Lan. Yêu cầu mang số 1. Cán bộ xã Mỹ Long sẽ gọi số 0912 345 678, chậm nhất là
          17:00 ngày 14/12/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi] [Giờ dễ gọi]
        Minh hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Minh hears: Nhắn lại trong vòng ba mươi ngày: Yêu cầu số 1: mới, chưa ai nhận Tên: Ngọc Lan Số điện
          thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc 09:01 ngày 13/12/2026 [Nhận] [Chuyển]
        Minh: xem 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Yêu cầu số 1: mới, chưa ai nhận Tên: Ngọc Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn
          lúc 09:01 ngày 13/12/2026 – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:00
          ngày 23/11/2026, Minh: đã nhận – 09:00 ngày 23/11/2026, Minh: không quan tâm – 09:01 ngày 13/12/2026:
          nhắn lại – 09:01 ngày 13/12/2026: đã báo cán bộ [Nhận] [Chuyển]
        Tuan: 0
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
    """)


async def test_the_same_phone_from_another_citizen_after_it_was_closed_is_a_request_of_its_own(stage: Stage) -> None:
    await asks(stage, "Lan")
    await stage.play("""
        Minh: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request is mine since 09:00»
        Lan hears: «Minh has taken 1»
        Minh: kết quả 1
        Bot: «how did call 1 go?»
        Minh: không quan tâm
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. «Lan's request: không quan tâm» – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày
          23/11/2026: đã báo cán bộ – 09:00 ngày 23/11/2026, Minh: đã nhận – 09:00 ngày 23/11/2026, Minh: không
          quan tâm [Mở lại] [Ghi chú] [Hoàn tác]
        Tuan: 0
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        Tuan: có
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Tuan: Tuấn
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Tuan: 0912345678
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Tuan: xã Mỹ Long
        Bot: Dạ, Loa đọc lại: cán bộ xã Mỹ Long, tỉnh Vĩnh Long sẽ gọi Tuấn theo số 0912 345 678. Đúng chưa ạ?
          [Có, đúng rồi] [Số của người khác] [Không, thôi] [Sửa lại]
        Tuan: có
        Bot: Dạ, cảm ơn Tuấn. Yêu cầu mang số 2. Cán bộ xã Mỹ Long sẽ gọi số 0912 345 678, chậm nhất là 17:00
          ngày 25/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi] [Giờ dễ gọi]
        Minh hears: Nhắn lại trong vòng ba mươi ngày: Yêu cầu số 2: mới, chưa ai nhận Tên: Tuấn Số điện thoại:
          0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc 09:01 ngày 23/11/2026 [Nhận] [Chuyển]
        Lan: dữ liệu của tôi
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Yêu cầu số 1: không quan tâm Tên: Lan Số điện
          thoại: 0912 345 678 Nơi ở: xã Mỹ Long Đã đồng ý lúc 09:00 ngày 23/11/2026, bản đồng ý 2026-11-24. •
          cán bộ xã gọi lại tư vấn • chuyển cho BHXH cơ sở, bưu điện Cô chú sửa hay xóa lúc nào cũng được.
          [Đừng chuyển cho nơi khác] [Xóa hết] [Về đầu]
    """)


async def test_a_fourth_request_of_a_day_is_not_added(stage: Stage) -> None:
    await asks(stage, "Lan", "0912345671")
    await asks(stage, "Lan", "0912345672")
    await asks(stage, "Lan", "0912345673")
    await stage.play("""
        Lan: 0
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        Lan: có
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Lan: Lan
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Lan: 0912345674
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Lan: xã Mỹ Long
        Bot: Dạ, Loa đọc lại: cán bộ xã Mỹ Long, tỉnh Vĩnh Long sẽ gọi Lan theo số 0912 345 674. Đúng chưa ạ? [Có,
          đúng rồi] [Số của người khác] [Không, thôi] [Sửa lại]
        Lan: có
        Bot: Dạ, hôm nay cô chú đã nhờ 3 lần và cán bộ nhận đủ cả rồi, nên Loa không ghi thêm. Cần gấp thì cô chú gọi
          1900 9068 nha. [Về đầu] [Dữ liệu của tôi]
    """)


async def test_twenty_one_messages_in_a_minute(stage: Stage) -> None:
    for _number in range(19):
        stage.now = MONDAY
        await stage.play("""
        Lan: menu
        Bot: «the menu»
    """)
    await stage.play("""
        Lan: 0
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        Lan: có
        Bot: Dạ, nhiều tin quá Loa đọc không kịp! Cô chú đợi Loa chừng một phút rồi nhắn tiếp nha.
        Lan: có
        ... 2 minutes
        Lan: có
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
    """)
