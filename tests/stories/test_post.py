"""“Bài đăng XMY7”: a picture with text and link that an officer forwards into a hamlet's group."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.outreach.prints import PrintKind
from bot.store.content import prints
from tests.story import Stage


async def with_an_address(stage: Stage) -> None:
    plain = stage.runtime
    stage.runtime = lambda clock: replace(plain(clock), board="https://loa.example")
    await stage.__aexit__()
    await stage.__aenter__()


async def test_an_officer_gets_a_post_to_forward(stage: Stage) -> None:
    await with_an_address(stage)
    await stage.play("""
        Minh: bài đăng xmy7
        Bot: Chuyển tiếp tin dưới đây vào nhóm của ấp, khóm, hoặc lưu hình lại.
        Bot: <photo> Góp từ hôm nay, về già có lương hưu • Mỗi tháng góp từ 264.000 đồng, Nhà nước góp thêm 66.000 đồng
             • Tự chọn mức, kẹt tiền thì tạm ngừng, tiền đã đóng vẫn còn đó (Số liệu dùng đến hết ngày 31/12/2026.)
             Hỏi Loa, máy trả lời ngay, không cần khai tên: https://loa.example/q/XMY7 Mã: XMY7
        Minh: đăng bài ABC2
        Bot: Cho mã nào? Anh/chị nhắn ví dụ “bài đăng XMY7”. Các mã của mình: XMY7.
    """)
    (noted,) = await stage.db.read(prints.latest)
    assert (noted.code, noted.kind) == ("XMY7", PrintKind.POST)


async def test_with_a_single_code_none_has_to_be_typed(stage: Stage) -> None:
    await with_an_address(stage)
    await stage.say("Minh", "bài đăng")
    assert any("https://loa.example/q/XMY7" in said for said in stage.heard("Minh"))


async def test_where_loa_has_no_address_nothing_wrong_is_posted(stage: Stage) -> None:
    await stage.play("""
        Minh: bài đăng xmy7
        Bot: Loa chưa biết địa chỉ của chính mình nên chưa in được mã. Xin báo người trông máy.
    """)


async def test_nobody_else_gets_one(stage: Stage) -> None:
    await with_an_address(stage)
    await stage.say("Lan", "bài đăng XMY7")
    assert all("/q/XMY7" not in said for said in stage.heard("Lan"))
