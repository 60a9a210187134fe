"""Photos and voice in a live talk: both ways, out of hours, and those that do not arrive."""

from __future__ import annotations

from tests.stories.conftest import opens
from tests.story import Stage


async def test_photos_and_voice_both_ways(stage: Stage) -> None:
    await opens(stage, "Lan", "Sổ của tôi bị rách")
    await stage.play("""
        Lan: <photo> sổ đây nè
        Bot: Dạ, Loa ghi thêm vào câu hỏi số 1 cho cán bộ rồi. [Kết thúc]
        Minh hears: <photo> Số 1 · Người dân nói thêm: sổ đây nè [Trả lời]
        Minh: [Trả lời]
        Bot: Đang nói với số 1 (xã Mỹ Long). Gõ gì là gửi thẳng tới người dân. – Người dân: Sổ của tôi bị rách –
          Người dân: [hình chụp] sổ đây nè Xong thì gõ “kết thúc”. Tìm câu soạn sẵn: gõ dấu hỏi trước, ví dụ “? mức
          thấp nhất”. [Câu soạn sẵn] [Nói với Loa] [Kết thúc]
        Lan hears: Cán bộ Minh đang trả lời. Từ giờ cô chú nhắn gì là cán bộ đọc, Loa im lặng. Xong rồi thì gõ “kết
          thúc”. [Kết thúc]
        Lan: <voice>
        Minh hears: <voice> Số 1 · Người dân: [tin thoại] [Câu soạn sẵn]
        Minh: <photo>
        Lan hears: <photo> Cán bộ Minh: [hình chụp]
        Minh: <voice> cô nghe giúp con
        Lan hears: <voice> Cán bộ Minh: cô nghe giúp con
    """)


async def test_a_photo_out_of_hours(stage: Stage) -> None:
    await stage.play("... 9 hours")
    await opens(stage, "Lan", "Sổ của tôi bị rách")
    await stage.play("""
        Lan: <photo> sổ đây nè
        Bot: Dạ, giờ này chưa có cán bộ xem hình chụp. Khi cán bộ trả lời, cô chú gửi lại giúp Loa nha. [Kết thúc]
        ... 38 hours
        Minh hears: Câu hỏi trực tiếp số 1, xã Mỹ Long: “Sổ của tôi bị rách” “[hình chụp] sổ đây nè” Bấm “Trả lời” là
          mở cuộc trò chuyện; sau đó gõ gì là gửi thẳng tới người dân. [Trả lời] [Câu soạn sẵn] [Nhờ người khác]
    """)


async def test_a_photo_that_does_not_arrive(stage: Stage) -> None:
    await opens(stage, "Lan", "Sổ của tôi bị rách")
    await stage.say("Minh", "trả lời 1")
    stage.heard("Minh")
    stage.paper.loses = True
    await stage.play("""
        Lan: <photo> sổ đây nè
        Bot: Số 1: hình chụp vừa gửi không tới được bên kia. Xin gửi lại, hoặc gõ bằng chữ giúp Loa.
        Minh hears: Số 1 · Người dân: sổ đây nè (hình chụp gửi kèm không chuyển tới đây được) [Câu soạn sẵn]
        Minh: <voice>
        Bot: Số 1: tin thoại vừa gửi không tới được bên kia. Xin gửi lại, hoặc gõ bằng chữ giúp Loa.
        Lan hears: Cán bộ Minh: [tin thoại] (tin thoại gửi kèm không chuyển tới đây được)
        Lan: sổ rách bìa thôi con
        Minh hears: Số 1 · Người dân: sổ rách bìa thôi con [Câu soạn sẵn]
    """)
