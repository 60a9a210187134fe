"""A citizen and an officer talk through Loa: across channels, out of hours, at once, to the end."""

from __future__ import annotations

from bot.domain.messages import Incoming
from bot.domain.outreach.facts import Step
from bot.domain.people import Role
from bot.store.cases import queries as cases
from bot.store.people import visitors
from bot.store.statistics import facts
from tests.stories.conftest import MY_LONG, hire, opens
from tests.story import MONDAY, Stage


async def test_across_two_channels(stage: Stage) -> None:
    """Lan's channel has neither buttons nor pictures; Minh's has both."""
    stage.on_plain.add("Lan")
    await stage.play("""
        Lan: xyzzy plugh quux foobar
        Bot: Dạ, câu này Loa chưa có lời đáp. Cô chú nói cách khác giúp Loa, hoặc chọn một chủ đề nha. 1. Chủ đề 2.
          Nhờ cán bộ gọi 3. Về đầu
        Lan: blorp zzyzx qwrtp
        Bot: Dạ, Loa vẫn chưa trả lời được câu này. Cô chú muốn hỏi cán bộ xã ngay tại đây, hay để cán bộ gọi lại?
          Không tốn tiền đâu ạ. 1. Hỏi cán bộ ngay 2. Nhờ cán bộ gọi 3. Chủ đề 4. Về đầu
        Lan: hỏi cán bộ ngay
        Bot: Dạ, giờ này cán bộ đang làm việc, thường trả lời trong vòng 15 phút. Giờ làm việc: Thứ Hai đến thứ Sáu,
          sáng 7 giờ đến 11 giờ, chiều 13 giờ đến 17 giờ, trừ ngày lễ, Tết. Một cán bộ sẽ đọc câu hỏi và mấy dòng trò
          chuyện vừa rồi, nhưng không thấy tài khoản hay số điện thoại của cô chú. Cô chú đồng ý không ạ? 1. Đồng ý 2.
          Không đồng ý
        Lan: đồng ý
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Lan: xã Mỹ Long
        Bot: Dạ, Loa chuyển câu này cho cán bộ nha: “blorp zzyzx qwrtp”? 1. Đúng câu này 2. Hỏi câu khác
        Lan: không
        Bot: Dạ, cô chú gõ câu muốn hỏi cán bộ, dài ngắn gì cũng được.
        Lan: Sổ cũ đóng ở Bình Dương 6 năm, nối tiếp được không? Gọi tôi 0912345678
        Bot: Loa đã che số trong tin vừa rồi, để số của mình không bị lộ. Cần gọi điện thì sau khi kết thúc, người
          dân nhắn Loa số 0.
        Bot: Dạ, câu hỏi số 1 đã tới cán bộ xã Mỹ Long. Thường có trả lời tại đây trước 09:15 ngày 23/11/2026. Không
          cần nữa thì cô chú gõ “kết thúc”. 1. Kết thúc
        Minh hears: Câu hỏi trực tiếp số 1, xã Mỹ Long: “Sổ cũ đóng ở Bình Dương 6 năm, nối tiếp được không? Gọi tôi
          [số điện thoại]” Trước đó nói với Loa: – Người dân: xyzzy plugh quux foobar – Loa chưa có lời đáp. – Người
          dân: blorp zzyzx qwrtp – Loa chưa có lời đáp. Bấm “Trả lời” là mở cuộc trò chuyện; sau đó gõ gì là gửi thẳng
          tới người dân. [Trả lời] [Câu soạn sẵn] [Nhờ người khác]
        Minh: [Trả lời]
        Bot: Đang nói với số 1 (xã Mỹ Long). Gõ gì là gửi thẳng tới người dân. – Người dân: Sổ cũ đóng ở Bình Dương 6
          năm, nối tiếp được không? Gọi tôi [số điện thoại] Xong thì gõ “kết thúc”. Tìm câu soạn sẵn: gõ dấu hỏi
          trước, ví dụ “? mức thấp nhất”. [Câu soạn sẵn] [Nói với Loa] [Kết thúc]
        Lan hears: Cán bộ Minh đang trả lời. Từ giờ cô chú nhắn gì là cán bộ đọc, Loa im lặng. Xong rồi thì gõ “kết
          thúc”. • Kết thúc: nhắn “kết thúc”
        Minh: Dạ được cô ơi, cô mang sổ ra xã nha
        Lan hears: Cán bộ Minh: Dạ được cô ơi, cô mang sổ ra xã nha
        Lan: vậy mang theo gì nữa không con
        Minh hears: Số 1 · Người dân: vậy mang theo gì nữa không con [Câu soạn sẵn]
        Minh: <photo> mẫu giấy này
        Bot: Loa chưa chuyển được hình chụp: kênh của bên kia không xem được. Xin gõ bằng chữ giúp Loa.
        Lan hears: Cán bộ Minh: [hình chụp, ở kênh này không xem được] mẫu giấy này
        Lan: menu
        Bot: Dạ, cán bộ Minh đang trả lời nên Loa im lặng. Muốn hỏi lại Loa thì cô chú kết thúc cuộc trò chuyện trước
          nha. 1. Kết thúc
        Minh: việc của tôi
        Bot: • Câu hỏi trực tiếp số 1: đang nói chuyện [Nói với số 1]
        Minh: Chỉ cần căn cước thôi cô
        Lan hears: Cán bộ Minh: Chỉ cần căn cước thôi cô
        Lan: <contact> 0912345678
        Bot: Dạ, Loa không chuyển số điện thoại, để số của cô chú không bị lộ. Cô chú gõ điều muốn nói giúp Loa.
        Lan: dạ cảm ơn
        Minh hears: Số 1 · Người dân: dạ cảm ơn [Câu soạn sẵn]
        Minh: kết thúc
        Bot: Đã kết thúc câu hỏi số 1. Từ giờ mình nhắn gì là nói với Loa. [Đề xuất cho biên tập]
        Lan hears: Cán bộ Minh đã kết thúc cuộc trò chuyện. Từ đây Loa trả lời lại. Cuộc trò chuyện vừa rồi có giúp
          được cô chú không ạ? Cô chú đáp “có” hoặc “chưa” giúp Loa.
        Lan: có
        Bot: Dạ, cảm ơn cô chú. Cần gì cô chú cứ nhắn Loa. 1. Về đầu
        Lan: menu
        Bot: Dạ, cô chú muốn làm gì? Cứ gõ câu hỏi cũng được. 1. Hỏi đáp theo chủ đề 2. Tính toán, xem điều kiện 3.
          Nhờ cán bộ gọi 4. Hỏi cán bộ ngay 5. Dữ liệu của tôi 6. Tiếng Việt / English
    """)


async def test_out_of_hours(stage: Stage) -> None:
    await stage.play("""
        ... 9 hours
        Lan: gặp cán bộ trực tiếp
        Bot: Dạ, giờ này cán bộ nghỉ rồi. Loa giữ câu hỏi lại, cán bộ trả lời từ 07:00 ngày 25/11/2026. Giờ làm việc:
          Thứ Hai đến thứ Sáu, sáng 7 giờ đến 11 giờ, chiều 13 giờ đến 17 giờ, trừ ngày lễ, Tết. Một cán bộ sẽ đọc câu
          hỏi và mấy dòng trò chuyện vừa rồi, nhưng không thấy tài khoản hay số điện thoại của cô chú. Cô chú đồng ý
          không ạ? [Đồng ý] [Không đồng ý]
        Lan: [Đồng ý]
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Lan: xã Mỹ Long
        Bot: Dạ, cô chú gõ câu muốn hỏi cán bộ, dài ngắn gì cũng được.
        Lan: Con tôi nghỉ làm công ty rồi thì đóng tiếp kiểu gì?
        Bot: Dạ, Loa giữ câu hỏi số 1 cho cán bộ xã Mỹ Long. Cán bộ đọc từ 07:00 ngày 25/11/2026 và trả lời ngay tại
          đây. [Kết thúc]
        Lan: mức thấp nhất
        Bot: (muc-dong-toi-thieu) [Xem thêm] [Tính mức đóng] [Mỗi tháng đóng bao nhiêu tiền?] [Nhờ cán bộ gọi] [Về
          đầu] [Có ích] [Chưa đúng]
        Lan: xyzzy plugh quux foobar
        Bot: Dạ, Loa ghi thêm vào câu hỏi số 1 cho cán bộ rồi. [Kết thúc]
        Lan: hỏi cán bộ
        Bot: Dạ, câu hỏi của cô chú đã ở chỗ cán bộ rồi. Muốn nói thêm thì cô chú cứ gõ, không cần nữa thì gõ “kết
          thúc”. [Kết thúc]
        ... 38 hours
        Minh hears: Câu hỏi trực tiếp số 1, xã Mỹ Long: “Con tôi nghỉ làm công ty rồi thì đóng tiếp kiểu gì?” “xyzzy
          plugh quux foobar” Bấm “Trả lời” là mở cuộc trò chuyện; sau đó gõ gì là gửi thẳng tới người dân. [Trả lời]
          [Câu soạn sẵn] [Nhờ người khác]
        Minh: trả lời 1
        Bot: Đang nói với số 1 (xã Mỹ Long). Gõ gì là gửi thẳng tới người dân. – Người dân: Con tôi nghỉ làm công ty
          rồi thì đóng tiếp kiểu gì? – Người dân: xyzzy plugh quux foobar Xong thì gõ “kết thúc”. Tìm câu soạn sẵn: gõ
          dấu hỏi trước, ví dụ “? mức thấp nhất”. [Câu soạn sẵn] [Nói với Loa] [Kết thúc]
        Lan hears: Cán bộ Minh đang trả lời. Từ giờ cô chú nhắn gì là cán bộ đọc, Loa im lặng. Xong rồi thì gõ “kết
          thúc”. [Kết thúc]
        Minh: Dạ, cháu ra xã đăng ký đóng tự nguyện là được
        Lan hears: Cán bộ Minh: Dạ, cháu ra xã đăng ký đóng tự nguyện là được
        Lan: [Kết thúc]
        Bot: Dạ, cuộc trò chuyện đã kết thúc. Từ đây Loa trả lời lại. Cuộc trò chuyện vừa rồi có giúp được cô chú
          không ạ? Cô chú đáp “có” hoặc “chưa” giúp Loa. [Có] [Chưa]
        Minh hears: Câu hỏi số 1: người dân đã kết thúc cuộc trò chuyện. Từ giờ mình nhắn gì là nói với Loa. [Đề xuất
          cho biên tập]
        Lan: [Chưa]
        Bot: Dạ, Loa xin lỗi cô chú. Cô chú muốn thì cán bộ gọi điện nói rõ hơn. [Nhờ cán bộ gọi] [Về đầu]
        Lan: [Có]
        Bot: Dạ, cảm ơn cô chú. Cần gì cô chú cứ nhắn Loa. [Về đầu]
    """)
    days = MONDAY.date(), stage.now.date()
    assert await stage.db.read(lambda tx: facts.total(tx, Step.CASE_HELPED, *days)) == 0
    assert await stage.db.read(lambda tx: facts.total(tx, Step.CASE_NOT_HELPED, *days)) == 1


async def test_nobody_answers(stage: Stage) -> None:
    await stage.db.run(lambda tx: hire(tx, stage.address("Tam"), "Tâm", Role.OFFICER, [MY_LONG]))
    await stage.play("""
        Lan: hỏi cán bộ
        Bot: Dạ, giờ này cán bộ đang làm việc, thường trả lời trong vòng 15 phút. Giờ làm việc: Thứ Hai đến thứ Sáu,
          sáng 7 giờ đến 11 giờ, chiều 13 giờ đến 17 giờ, trừ ngày lễ, Tết. Một cán bộ sẽ đọc câu hỏi và mấy dòng trò
          chuyện vừa rồi, nhưng không thấy tài khoản hay số điện thoại của cô chú. Cô chú đồng ý không ạ? [Đồng ý]
          [Không đồng ý]
        Lan: [Đồng ý]
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Lan: xã Mỹ Long
        Bot: Dạ, cô chú gõ câu muốn hỏi cán bộ, dài ngắn gì cũng được.
        Lan: Nhà tôi có hai người muốn tham gia thì sao?
        Bot: Dạ, câu hỏi số 1 đã tới cán bộ xã Mỹ Long. Thường có trả lời tại đây trước 09:15 ngày 23/11/2026. Không
          cần nữa thì cô chú gõ “kết thúc”. [Kết thúc]
        Minh hears: Câu hỏi trực tiếp số 1, xã Mỹ Long: “Nhà tôi có hai người muốn tham gia thì sao?” Bấm “Trả lời”
          là mở cuộc trò chuyện; sau đó gõ gì là gửi thẳng tới người dân. [Trả lời] [Câu soạn sẵn] [Nhờ người khác]
        ... 16 minutes
        Lan hears: Dạ, câu hỏi số 1 chưa có ai trả lời. Loa vừa nhờ thêm người khác, cô chú đợi thêm chút nha. [Kết
          thúc]
        Tam hears: Chưa ai trả lời nên câu hỏi này chuyển tới mình: Câu hỏi trực tiếp số 1, xã Mỹ Long: “Nhà tôi có
          hai người muốn tham gia thì sao?” Bấm “Trả lời” là mở cuộc trò chuyện; sau đó gõ gì là gửi thẳng tới người
          dân. [Trả lời] [Câu soạn sẵn] [Nhờ người khác]
        Tam: [Trả lời]
        Bot: Đang nói với số 1 (xã Mỹ Long). Gõ gì là gửi thẳng tới người dân. – Người dân: Nhà tôi có hai người muốn
          tham gia thì sao? Xong thì gõ “kết thúc”. Tìm câu soạn sẵn: gõ dấu hỏi trước, ví dụ “? mức thấp nhất”. [Câu
          soạn sẵn] [Nói với Loa] [Kết thúc]
        Lan hears: Cán bộ Tâm đang trả lời. Từ giờ cô chú nhắn gì là cán bộ đọc, Loa im lặng. Xong rồi thì gõ “kết
          thúc”. [Kết thúc]
        Minh hears: (edited) Câu hỏi số 1: Tâm đang trả lời.
        ... 16 minutes
        Hoa hears: Chưa ai trả lời nên câu hỏi này chuyển tới mình: Câu hỏi trực tiếp số 1, xã Mỹ Long: “Nhà tôi có
          hai người muốn tham gia thì sao?” Bấm “Trả lời” là mở cuộc trò chuyện; sau đó gõ gì là gửi thẳng tới người
          dân. [Trả lời] [Câu soạn sẵn] [Nhờ người khác]
        Lan hears: Dạ, cán bộ Tâm đang bận, Loa đã nhờ người khác. Trong lúc đợi, Loa trả lời lại. [Kết thúc]
        Minh hears: (edited) Câu hỏi trực tiếp số 1, xã Mỹ Long: “Nhà tôi có hai người muốn tham gia thì sao?” Bấm
          “Trả lời” là mở cuộc trò chuyện; sau đó gõ gì là gửi thẳng tới người dân. [Trả lời] [Câu soạn sẵn] [Nhờ
          người khác]
        Tam hears: Câu hỏi số 1 chuyển cho người khác, vì người dân đợi lâu mà chưa có lời nào.
        ... 16 minutes
        Lan hears: Dạ, Loa xin lỗi, tới giờ vẫn chưa ai trả lời được câu hỏi số 1. Loa đã báo hết những người trả lời
          được và vẫn giữ câu hỏi. Cần gấp thì cô chú để lại số cho cán bộ gọi, hoặc gọi 1900 9068. [Nhờ cán bộ gọi]
          [Kết thúc]
        Lan: mức thấp nhất
        Bot: (muc-dong-toi-thieu) [Xem thêm] [Tính mức đóng] [Mỗi tháng đóng bao nhiêu tiền?] [Nhờ cán bộ gọi] [Về
          đầu] [Có ích] [Chưa đúng]
        ... 4 days
        Hoa hears: (edited) Câu hỏi số 1 đã khép lại, không có ai trả lời.
        Lan hears: Dạ, Loa xin lỗi: câu hỏi số 1 đợi ba ngày làm việc rồi mà chưa ai trả lời, nên Loa cất đi. Cô chú
          để lại số cho cán bộ gọi, hoặc gọi 1900 9068 nha. [Nhờ cán bộ gọi] [Về đầu]
        Minh hears: (edited) Câu hỏi số 1 đã khép lại, không có ai trả lời.
        Tam hears: (edited) Câu hỏi số 1 đã khép lại, không có ai trả lời.
        Minh: trả lời 1
        Bot: Câu hỏi số 1 đã kết thúc. [Việc của tôi]
    """)


async def test_both_write_at_once(stage: Stage) -> None:
    await opens(stage, "Lan", "Đóng theo quý được không?")
    await stage.play("""
        Minh: [Trả lời]
        Bot: Đang nói với số 1 (xã Mỹ Long). Gõ gì là gửi thẳng tới người dân. – Người dân: Đóng theo quý được không?
          Xong thì gõ “kết thúc”. Tìm câu soạn sẵn: gõ dấu hỏi trước, ví dụ “? mức thấp nhất”. [Câu soạn sẵn] [Nói với
          Loa] [Kết thúc]
        Lan hears: Cán bộ Minh đang trả lời. Từ giờ cô chú nhắn gì là cán bộ đọc, Loa im lặng. Xong rồi thì gõ “kết
          thúc”. [Kết thúc]
        Lan: tôi muốn đóng ba tháng một lần || Minh: Dạ được, cô muốn đóng mấy tháng một lần?
        Lan hears: Cán bộ Minh: Dạ được, cô muốn đóng mấy tháng một lần?
        Minh hears: Số 1 · Người dân: tôi muốn đóng ba tháng một lần [Câu soạn sẵn]
    """)


async def test_an_ending_and_a_word_at_once(stage: Stage) -> None:
    """Whichever comes first: the officer's word arrives, or she hears that it did not."""
    await opens(stage, "Lan", "Đóng theo quý được không?")
    await stage.say("Minh", "trả lời 1")
    await stage.say("Minh", "Dạ được cô")
    stage.heard("Minh")
    await stage.say_at_once("Lan: kết thúc || Minh: Cô mang theo căn cước nha")
    heard = "\n".join(stage.heard(""))
    arrived = "Lan hears: Cán bộ Minh: Cô mang theo căn cước nha" in heard
    assert arrived != ("Minh hears: Câu hỏi số 1 không còn ở chỗ mình, nên tin này chưa gửi tới ai." in heard)
    assert "Minh hears: Câu hỏi số 1: người dân đã kết thúc cuộc trò chuyện." in heard


async def test_forgotten_in_the_middle(stage: Stage) -> None:
    await opens(stage, "Lan", "Tôi bị bệnh, đóng tiếp được không?")
    await stage.play("""
        Minh: [Trả lời]
        Bot: Đang nói với số 1 (xã Mỹ Long). Gõ gì là gửi thẳng tới người dân. – Người dân: Tôi bị bệnh, đóng tiếp
          được không? Xong thì gõ “kết thúc”. Tìm câu soạn sẵn: gõ dấu hỏi trước, ví dụ “? mức thấp nhất”. [Câu soạn
          sẵn] [Nói với Loa] [Kết thúc]
        Lan hears: Cán bộ Minh đang trả lời. Từ giờ cô chú nhắn gì là cán bộ đọc, Loa im lặng. Xong rồi thì gõ “kết
          thúc”. [Kết thúc]
        Lan: tôi bị tiểu đường mấy năm rồi
        Minh hears: Số 1 · Người dân: tôi bị tiểu đường mấy năm rồi [Câu soạn sẵn]
        Minh: Dạ cô cứ đóng tiếp bình thường
        Lan hears: Cán bộ Minh: Dạ cô cứ đóng tiếp bình thường
        Lan: xóa
        Bot: «shall all be erased?»
        Lan: [Có, xóa đi]
        Bot: «all is erased»
        Minh hears: (taken back) (đã xóa)
        Minh hears: (taken back) (đã xóa)
        Minh hears: (taken back) (đã xóa)
        Minh hears: Câu hỏi số 1: người dân đã xóa hết. Loa đang thu lại những gì đã chuyển tới đây; xin đừng giữ gì
          về câu hỏi này.
        Minh: Cô nhớ mang sổ nha
        Bot: Câu hỏi số 1 không còn ở chỗ mình, nên tin này chưa gửi tới ai.
        Minh: mức thấp nhất
        Bot: (muc-dong-toi-thieu) [Xem thêm] [Tính mức đóng] [Mỗi tháng đóng bao nhiêu tiền?] [Nhờ cán bộ gọi] [Về
          đầu] [Có ích] [Chưa đúng]
        Lan: dữ liệu của tôi
        Bot: Dạ, Loa không giữ gì về cô chú, ngoài ngôn ngữ và nơi nhắn tin này để còn trả lời. [Về đầu]
    """)
    assert await stage.db.read(lambda tx: cases.lines(tx, 1)) == []


async def test_the_code_of_a_poster_is_no_part_of_the_question(stage: Stage) -> None:
    await opens(stage, "Lan", "Sổ của tôi bị rách")
    stage.heard("Minh")
    await stage.say("Lan", "XMY7")
    said = stage.heard("Lan")
    assert [line.partition(":")[0] for line in said] == ["Bot"], "it goes to nobody"
    visitor = await stage.db.run(lambda tx: visitors.visit(tx, Incoming("", stage.address("Lan")), stage.now, "vi"))
    assert visitor.citizen.came_from == "XMY7"
