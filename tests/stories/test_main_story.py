"""The main job, end to end: a citizen asks, is answered, leaves her number; staff get it, take it, and she is told."""

from __future__ import annotations

from tests.story import Stage


async def test_a_citizen_leaves_her_number_and_is_called(stage: Stage) -> None:
    await stage.play("""
        Lan: /start q-XMY7
        Lan: [Nhờ cán bộ gọi]
        Lan: [Đồng ý]
        Lan: Lan
        Lan: 0912.345.678
        Lan: xa my long cau ngang tra vinh
        Lan: [Có, đúng rồi]
        Minh: [Tôi nhận]
        Minh: [Kết quả]
        Minh: [Sẽ tham gia]
        Minh: [Có, ghi thêm]
        Minh: hẹn chiều mai ra bưu điện
    """)
