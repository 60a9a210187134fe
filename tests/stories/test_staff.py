"""What staff do: join, take, call again, hand over, note; and what the others hear of it."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.messages import Incoming
from bot.domain.people import Role
from bot.services.staff import code_hash
from bot.store import staff
from bot.store.database import Transaction
from tests.stories.conftest import MY_LONG, hire
from tests.story import MONDAY, Stage

TRA_VINH = "29242"


async def asked(stage: Stage) -> None:
    """Lan's request lies with the staff of xã Mỹ Long."""
    for said in ("0", "có", "Lan", "0912345678", "xã Mỹ Long"):
        await stage.say("Lan", said)
        stage.heard("Lan")


async def test_two_officers_and_one_request(stage: Stage) -> None:
    await stage.db.run(lambda tx: hire(tx, stage.address("Phuc"), "Phúc", Role.COLLECTOR, [MY_LONG]))
    await asked(stage)
    await stage.play("""
        Lan: có
        Bot: Dạ, cảm ơn Lan. Yêu cầu mang số 1. Cán bộ xã Mỹ Long sẽ gọi số 0912 345 678, chậm nhất là 17:00 ngày
          25/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi]
        Minh hears: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc
          09:00 ngày 23/11/2026 [Tôi nhận] [Không phải của mình]
        Phuc hears: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc
          09:00 ngày 23/11/2026 [Tôi nhận] [Không phải của mình]
        Phuc: [Tôi nhận]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Kết quả”. Yêu cầu số 1: đã nhận Tên: Lan Số điện thoại:
          0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 Phúc đang giữ. [Kết quả] [Ghi chú] [Không phải
          của mình]
        Lan hears: Dạ, có tin vui: cán bộ Phúc phụ trách xã Mỹ Long đã nhận yêu cầu số 1 và sẽ gọi cô chú, chậm nhất
          là 17:00 ngày 25/11/2026.
        Minh hears: (edited) Yêu cầu số 1: Phúc đã nhận.
        Minh: [Tôi nhận]
        Bot: Yêu cầu số 1: Phúc đã nhận.
        Minh: kết quả 1
        Bot: Yêu cầu số 1: gọi ra sao rồi? [Đã gọi, đã giải đáp] [Sẽ tham gia] [Đã tham gia] [Không quan tâm] [Không
          nghe máy, sẽ gọi lại] [Không liên lạc được] [Sai số]
        Minh: đã tham gia
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: Chỉ người đang giữ yêu cầu mới ghi kết quả được. Yêu cầu số 1: đã nhận Tên: Lan Số điện thoại: 0912 345
          678 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 Phúc đang giữ. – 09:00 ngày 23/11/2026: nhắn – 09:00
          ngày 23/11/2026, Phúc: đã nhận [Kết quả] [Ghi chú] [Không phải của mình]
        Phuc: [Tôi nhận]
        Bot: Yêu cầu này mình đã nhận rồi. Yêu cầu số 1: đã nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ
          Long Nhắn lúc 09:00 ngày 23/11/2026 Phúc đang giữ. – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026,
          Phúc: đã nhận [Kết quả] [Ghi chú] [Không phải của mình]
        Phuc: việc của tôi
        Bot: Mình đang giữ 1 yêu cầu; còn 0 yêu cầu chưa ai nhận. 1. Lan, xã Mỹ Long: đã nhận [Yêu cầu số 1]
        Minh: viec
        Bot: Không có yêu cầu nào đang đợi, mình cũng không còn việc nào dở.
    """)


async def test_handed_over_to_another_commune(stage: Stage) -> None:
    await stage.db.run(lambda tx: hire(tx, stage.address("Phuc"), "Phúc", Role.OFFICER, [TRA_VINH]))
    await asked(stage)
    await stage.play("""
        Lan: có
        Bot: Dạ, cảm ơn Lan. Yêu cầu mang số 1. Cán bộ xã Mỹ Long sẽ gọi số 0912 345 678, chậm nhất là 17:00 ngày
          25/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi]
        Minh hears: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc
          09:00 ngày 23/11/2026 [Tôi nhận] [Không phải của mình]
        Minh: [Không phải của mình]
        Bot: Chuyển yêu cầu số 1 cho xã, phường nào?
        Minh: phường Trà Vinh
        Bot: Yêu cầu số 1 đã chuyển cho phường Trà Vinh. [Việc của tôi]
        Lan hears: Dạ, yêu cầu số 1 của cô chú đã chuyển cho phường Trà Vinh, nơi đó sẽ gọi cô chú.
        Phuc hears: Minh chuyển qua: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở:
          phường Trà Vinh Nhắn lúc 09:00 ngày 23/11/2026 [Tôi nhận] [Không phải của mình]
        Minh: xem 1
        Bot: Không có yêu cầu đó trong địa bàn của mình. [Việc của tôi]
        Phuc: [Tôi nhận]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Kết quả”. Yêu cầu số 1: đã nhận Tên: Lan Số điện thoại:
          0912 345 678 Nơi ở: phường Trà Vinh Nhắn lúc 09:00 ngày 23/11/2026 Phúc đang giữ. [Kết quả] [Ghi chú] [Không
          phải của mình]
        Lan hears: Dạ, có tin vui: cán bộ Phúc phụ trách phường Trà Vinh đã nhận yêu cầu số 1 và sẽ gọi cô chú, chậm
          nhất là 17:00 ngày 25/11/2026.
        Minh hears: (edited) Yêu cầu số 1: Phúc đã nhận.
        Phuc: [Không phải của mình]
        Bot: Chuyển yêu cầu số 1 cho xã, phường nào?
        Phuc: xã mỹ long
        Bot: Yêu cầu số 1 đã chuyển cho xã Mỹ Long. [Việc của tôi]
        Lan hears: Dạ, yêu cầu số 1 của cô chú đã chuyển cho xã Mỹ Long, nơi đó sẽ gọi cô chú.
        Minh hears: Phúc chuyển qua: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ
          Long Nhắn lúc 09:00 ngày 23/11/2026 [Tôi nhận] [Không phải của mình]
    """)


async def test_called_again_then_out_of_reach(stage: Stage) -> None:
    await asked(stage)
    await stage.play("""
        Lan: có
        Bot: Dạ, cảm ơn Lan. Yêu cầu mang số 1. Cán bộ xã Mỹ Long sẽ gọi số 0912 345 678, chậm nhất là 17:00 ngày
          25/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi]
        Minh hears: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc
          09:00 ngày 23/11/2026 [Tôi nhận] [Không phải của mình]
        Minh: [Tôi nhận]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Kết quả”. Yêu cầu số 1: đã nhận Tên: Lan Số điện thoại:
          0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 Minh đang giữ. [Kết quả] [Ghi chú] [Không phải
          của mình]
        Lan hears: Dạ, có tin vui: cán bộ Minh phụ trách xã Mỹ Long đã nhận yêu cầu số 1 và sẽ gọi cô chú, chậm nhất
          là 17:00 ngày 25/11/2026.
        Minh: [Kết quả]
        Bot: Yêu cầu số 1: gọi ra sao rồi? [Đã gọi, đã giải đáp] [Sẽ tham gia] [Đã tham gia] [Không quan tâm] [Không
          nghe máy, sẽ gọi lại] [Không liên lạc được] [Sai số]
        Minh: không nghe máy
        Bot: Ngày nào mình gọi lại? Ví dụ: mai, thứ hai, 25/12.
        Minh: hôm qua
        Bot: Dạ, gõ ngày giúp Loa, ví dụ: 25/12, hoặc ngày mai.
        Minh: 20/11/2026
        Bot: Ngày đó qua rồi. Gõ một ngày từ 23/11/2026 trở đi giúp Loa.
        Minh: thứ năm
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: Đã ghi, cảm ơn. Yêu cầu số 1: sẽ gọi lại Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc
          09:00 ngày 23/11/2026 Minh đang giữ. Gọi lại ngày 26/11/2026. – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày
          23/11/2026, Minh: đã nhận – 09:01 ngày 23/11/2026, Minh: sẽ gọi lại [Kết quả] [Ghi chú] [Không phải của
          mình]
        Lan hears: Dạ, cán bộ Minh đã gọi mà chưa gặp cô chú, ngày 26/11/2026 sẽ gọi lại.
        Minh: việc của tôi
        Bot: Mình đang giữ 1 yêu cầu; còn 0 yêu cầu chưa ai nhận. 1. Lan, xã Mỹ Long: sẽ gọi lại [Yêu cầu số 1]
        Minh: [Yêu cầu số 1]
        Bot: Yêu cầu số 1: sẽ gọi lại Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày
          23/11/2026 Minh đang giữ. Gọi lại ngày 26/11/2026. – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026,
          Minh: đã nhận – 09:01 ngày 23/11/2026, Minh: sẽ gọi lại [Kết quả] [Ghi chú] [Không phải của mình]
        Minh: [Kết quả]
        Bot: Yêu cầu số 1: gọi ra sao rồi? [Đã gọi, đã giải đáp] [Sẽ tham gia] [Đã tham gia] [Không quan tâm] [Không
          nghe máy, sẽ gọi lại] [Không liên lạc được] [Sai số]
        Minh: [Không liên lạc được]
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: [Không, vậy đủ rồi]
        Bot: Đã ghi, cảm ơn. Yêu cầu số 1: không liên lạc được Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long
          Nhắn lúc 09:00 ngày 23/11/2026 – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026, Minh: đã nhận – 09:01
          ngày 23/11/2026, Minh: sẽ gọi lại – 09:01 ngày 23/11/2026, Minh: không liên lạc được
        Lan hears: Dạ, cán bộ gọi mấy lần mà chưa gặp được cô chú. Muốn được gọi lại thì cô chú gõ số 0 nha.
    """)


async def test_wrong_number(stage: Stage) -> None:
    await asked(stage)
    await stage.play("""
        Lan: có
        Bot: Dạ, cảm ơn Lan. Yêu cầu mang số 1. Cán bộ xã Mỹ Long sẽ gọi số 0912 345 678, chậm nhất là 17:00 ngày
          25/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi]
        Minh hears: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc
          09:00 ngày 23/11/2026 [Tôi nhận] [Không phải của mình]
        Minh: nhận 1
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Kết quả”. Yêu cầu số 1: đã nhận Tên: Lan Số điện thoại:
          0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 Minh đang giữ. [Kết quả] [Ghi chú] [Không phải
          của mình]
        Lan hears: Dạ, có tin vui: cán bộ Minh phụ trách xã Mỹ Long đã nhận yêu cầu số 1 và sẽ gọi cô chú, chậm nhất
          là 17:00 ngày 25/11/2026.
        Minh: kết quả 1
        Bot: Yêu cầu số 1: gọi ra sao rồi? [Đã gọi, đã giải đáp] [Sẽ tham gia] [Đã tham gia] [Không quan tâm] [Không
          nghe máy, sẽ gọi lại] [Không liên lạc được] [Sai số]
        Minh: sai số
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: Đã ghi, cảm ơn. Yêu cầu số 1: sai số Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc
          09:00 ngày 23/11/2026 – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026, Minh: đã nhận – 09:00 ngày
          23/11/2026, Minh: sai số
        Lan hears: Dạ, số điện thoại để lại hình như không đúng. Muốn được gọi, cô chú gõ số 0 và xem kỹ lại số nha.
        Minh: kết quả 1
        Bot: Yêu cầu số 1: gọi ra sao rồi? [Đã gọi, đã giải đáp] [Sẽ tham gia] [Đã tham gia] [Không quan tâm] [Không
          nghe máy, sẽ gọi lại] [Không liên lạc được] [Sai số]
        Minh: 1
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: Chỉ người đang giữ yêu cầu mới ghi kết quả được. Yêu cầu số 1: sai số Tên: Lan Số điện thoại: 0912 345
          678 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026,
          Minh: đã nhận – 09:00 ngày 23/11/2026, Minh: sai số
    """)


async def test_notes(stage: Stage) -> None:
    await asked(stage)
    await stage.play("""
        Lan: có
        Bot: Dạ, cảm ơn Lan. Yêu cầu mang số 1. Cán bộ xã Mỹ Long sẽ gọi số 0912 345 678, chậm nhất là 17:00 ngày
          25/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi]
        Minh hears: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc
          09:00 ngày 23/11/2026 [Tôi nhận] [Không phải của mình]
        Minh: [Tôi nhận]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Kết quả”. Yêu cầu số 1: đã nhận Tên: Lan Số điện thoại:
          0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 Minh đang giữ. [Kết quả] [Ghi chú] [Không phải
          của mình]
        Lan hears: Dạ, có tin vui: cán bộ Minh phụ trách xã Mỹ Long đã nhận yêu cầu số 1 và sẽ gọi cô chú, chậm nhất
          là 17:00 ngày 25/11/2026.
        Minh: [Ghi chú]
        Bot: Gõ ghi chú giúp Loa.
        Minh: gọi buổi chiều, mấy giờ cũng được?
        Bot: Yêu cầu số 1: đã nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày
          23/11/2026 Minh đang giữ. – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026, Minh: đã nhận – 09:00 ngày
          23/11/2026, Minh: ghi chú (gọi buổi chiều, mấy giờ cũng được?) [Kết quả] [Ghi chú] [Không phải của mình]
        Minh: ghi chú 7
        Bot: Gõ ghi chú giúp Loa.
        Minh: chiều
        Bot: Không có yêu cầu đó trong địa bàn của mình. [Việc của tôi]
        Minh: trợ giúp cán bộ
        Bot: Dạ, Loa chưa chắc hiểu đúng ý. Có phải cô chú hỏi: [Gặp người tư vấn trực tiếp] [Lịch hội nghị tư vấn,
          đối thoại] [Khiếu nại, tố cáo, phản ánh ở đâu?] [Nhờ cán bộ gọi] [Về đầu]
        Minh: /canbo
        Bot: • Yêu cầu mới tự tới đây. Bấm “Tôi nhận” để nhận; ai bấm trước thì được. • Gọi xong: bấm “Kết quả”, hoặc
          gõ “kết quả 17”. • Gõ “việc của tôi” để xem danh sách; “chuyển 17” để chuyển cho xã khác; “ghi chú 17” để
          ghi thêm. • Người dân được báo là mình đã nhận, và chậm nhất khi nào mình gọi. [Việc của tôi]
    """)


async def test_joining_with_a_code(stage: Stage) -> None:
    await stage.db.run(lambda tx: invite(tx, "ABCD-2345", "Phúc", [TRA_VINH]))
    await asked(stage)
    await stage.play("""
        Lan: phường trà vinh
        Bot: Dạ, cô chú bấm một nút, hoặc gõ số thứ tự của nút. [Có, đúng rồi] [Số của người khác] [Không, thôi]
        Phuc: /join
        Bot: Gõ mã mời giúp Loa.
        Phuc: SAI-MA
        Bot: Mã này không đúng hoặc đã dùng rồi. Xin hỏi người mời để lấy mã mới.
        Phuc: mã mời abcd2345
        Bot: Chào Phúc. Mình vào với vai trò cán bộ xã, phụ trách phường Trà Vinh. Có yêu cầu mới là Loa báo ở đây.
          [Việc của tôi] [Hướng dẫn cán bộ]
        Phuc: menu
        Bot: Chào Phúc. Mình làm gì tiếp ạ? [Việc của tôi] [Hướng dẫn cán bộ] [Hỏi đáp theo chủ đề] [Tính mức đóng]
        Tuan: /start j-ABCD-2345
        Bot: Mã này không đúng hoặc đã dùng rồi. Xin hỏi người mời để lấy mã mới.
        Tuan: việc của tôi
        Bot: Dạ, Loa chưa chắc hiểu đúng ý. Có phải cô chú hỏi: [Địa chỉ và giờ làm việc của cơ quan BHXH] [Thông tin
          cá nhân của tôi có được bảo mật không?] [Nghỉ việc, chuyển từ bắt buộc sang tự nguyện] [Nhờ cán bộ gọi] [Về
          đầu]
    """)


async def test_a_request_that_waits_is_shown_to_whoever_joins(stage: Stage) -> None:
    await stage.db.run(lambda tx: invite(tx, "ABCD-2345", "Phúc", [MY_LONG]))
    await asked(stage)
    await stage.play("""
        Lan: có
        Bot: Dạ, cảm ơn Lan. Yêu cầu mang số 1. Cán bộ xã Mỹ Long sẽ gọi số 0912 345 678, chậm nhất là 17:00 ngày
          25/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi]
        Minh hears: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc
          09:00 ngày 23/11/2026 [Tôi nhận] [Không phải của mình]
        Phuc: /start j-ABCD-2345
        Bot: Chào Phúc. Mình vào với vai trò cán bộ xã, phụ trách xã Mỹ Long. Có yêu cầu mới là Loa báo ở đây. [Việc
          của tôi] [Hướng dẫn cán bộ]
        Bot: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc 09:00
          ngày 23/11/2026 [Tôi nhận] [Không phải của mình]
        Phuc: [Tôi nhận]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Kết quả”. Yêu cầu số 1: đã nhận Tên: Lan Số điện thoại:
          0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc 09:00 ngày 23/11/2026 Phúc đang giữ. [Kết quả] [Ghi chú] [Không phải
          của mình]
        Lan hears: Dạ, có tin vui: cán bộ Phúc phụ trách xã Mỹ Long đã nhận yêu cầu số 1 và sẽ gọi cô chú, chậm nhất
          là 17:00 ngày 25/11/2026.
        Minh hears: (edited) Yêu cầu số 1: Phúc đã nhận.
    """)


async def test_an_officer_asks_what_citizens_ask(stage: Stage) -> None:
    await stage.play("""
        Minh: menu
        Bot: Chào Minh. Mình làm gì tiếp ạ? [Việc của tôi] [Hướng dẫn cán bộ] [Hỏi đáp theo chủ đề] [Tính mức đóng]
        Minh: Mức đóng cao nhất là bao nhiêu?
        Bot: Mức đóng cao nhất là bao nhiêu? Dạ, thu nhập cao nhất được chọn để đóng bảo hiểm xã hội (BHXH) tự nguyện
          bằng 20 lần mức tham chiếu: • Thu nhập cao nhất: 50.600.000 đồng • Tiền đóng mỗi tháng: 11.132.000 đồng Số
          này chưa trừ phần Nhà nước hỗ trợ. Căn cứ: Luật BHXH 41/2024/QH15, Điều 7, Điều 31 khoản 2, Điều 141 khoản
          13; Nghị định 161/2026/NĐ-CP. Áp dụng từ ngày 01/07/2025. [Xem thêm] [Mức đóng thấp nhất là bao nhiêu?] [Nên
          chọn mức thu nhập nào?] [Nhờ cán bộ gọi] [Về đầu]
        Minh: việc của tôi
        Bot: Không có yêu cầu nào đang đợi, mình cũng không còn việc nào dở.
        Minh: nhận 99
        Bot: Không có yêu cầu đó trong địa bàn của mình. [Việc của tôi]
    """)


async def test_what_is_for_staff_is_for_nobody_else(stage: Stage) -> None:
    await asked(stage)
    await stage.play("""
        Lan: có
        Bot: Dạ, cảm ơn Lan. Yêu cầu mang số 1. Cán bộ xã Mỹ Long sẽ gọi số 0912 345 678, chậm nhất là 17:00 ngày
          25/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi]
        Minh hears: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Nhắn lúc
          09:00 ngày 23/11/2026 [Tôi nhận] [Không phải của mình]
        Lan: nhận 1
        Bot: Dạ, Loa chưa chắc hiểu đúng ý. Có phải cô chú hỏi: [Luật BHXH mới từ 1/7/2025 có gì thay đổi?] [Ai được
          nhận trợ cấp tử tuất? Chia thế nào?] [Ủy quyền cho người khác nhận lương hưu thay] [Nhờ cán bộ gọi] [Về đầu]
    """)
    for number, token in enumerate((">take:1", ">outcome:1", ">hand:1", ">note:1", ">work", ">lead:1")):
        await stage.send(Incoming(f"forged{number}", stage.address("Lan"), "tap", token=token, sender="lan"))
        assert [line for line in stage.heard("Lan") if "0912" in line or "Tên" in line] == []


def invite(tx: Transaction, code: str, name: str, communes: list[str]) -> None:
    staff.invite(tx, code_hash(code), name, Role.OFFICER, communes, MONDAY + timedelta(days=1), MONDAY)
