"""After a meeting: the officer is asked what came of it, reminded, and the supervisors have the minutes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.calendar import VIET_NAM
from bot.domain.meetings import Plan
from bot.domain.outreach.facts import Step
from bot.domain.people import Role
from bot.services.meetings import planning
from bot.store.meetings import photos, queries
from bot.store.staff import audit
from bot.store.statistics import facts
from tests.stories.conftest import hire
from tests.story import Stage

STARTS = datetime(2026, 12, 5, 8, 0, tzinfo=VIET_NAM)
PLAN = Plan("hoi-nghi", "Hội nghị tháng 12", "29419", "Nhà văn hóa ấp 3", STARTS, STARTS + timedelta(hours=2))
STEPS = (
    Step.MEETING_HELD,
    Step.ATTENDED,
    Step.ATTENDED_WOMEN,
    Step.ATTENDED_KHMER,
    Step.SIGNED_UP,
    Step.PROMISED,
)


async def announced(stage: Stage, plan: Plan = PLAN) -> int:
    """A meeting that Minh has announced."""
    number = await stage.db.run(lambda tx: queries.add(tx, plan, 1, stage.now).number)
    assert await stage.does(lambda context: planning.announce(number, context)) is not None
    return number


async def counted(stage: Stage) -> dict[str, int]:
    happened = await stage.db.read(lambda tx: facts.sums(tx, ("step",), STARTS.date(), STARTS.date(), steps=STEPS))
    return {step: count for (step,), count in happened.items()}


async def test_the_officer_tells_what_came_of_it_and_the_supervisor_has_the_minutes(stage: Stage) -> None:
    await stage.db.run(lambda tx: hire(tx, stage.address("Phúc"), "Phúc", Role.SUPERVISOR, ["29419"]))
    await announced(stage)
    await stage.play("""
        ... until 10:20 5/12/2026
        Minh hears: Hội nghị 1 đã xong. Xin báo kết quả cho Loa trong 24 giờ: Hội nghị tháng 12 thứ Bảy,
          05/12/2026, từ 08:00 đến 10:00 Nhà văn hóa ấp 3, xã Mỹ Long [Báo kết quả]
        Minh: [Báo kết quả]
        Bot: Có bao nhiêu người dự? Ví dụ: 42 người, 17 nữ, 5 Khmer.
        Minh: đông lắm
        Bot: Xin gõ các con số, ví dụ: 42 người, 17 nữ, 5 Khmer.
        Minh: 42 người, 57 nữ
        Bot: Số này nhiều hơn số người có mặt. Xin xem lại các con số.
        Minh: 42 người, 17 nữ
        Bot: Mấy người Khmer? [Không ai] [Không đếm]
        Minh: 5
        Bot: Mấy người đăng ký tham gia tại chỗ, mấy người hứa sẽ tham gia? Ví dụ: 3 đăng ký, 10 hứa. [Chưa có
          ai]
        Minh: 3 đăng ký
        Bot: Mấy người hứa sẽ tham gia? [Không ai] [Không đếm]
        Minh: [Không đếm]
        Bot: Bà con hỏi nhiều nhất điều gì? [Không có gì]
        Minh: Lãi suất ngân hàng so với lương hưu?
        Bot: Có khó khăn gì khi tổ chức không? [Không có gì]
        Minh: không
        Bot: Đề xuất gì với tỉnh? [Không có gì]
        Minh: [Không có gì]
        Bot: Có hình buổi họp thì gửi vào đây, gửi rồi bấm “Xong”. Hình được giữ 90 ngày. [Xong]
        Minh: <photo>
        Bot: Loa đã cất hình vào hội nghị 1; sau 90 ngày Loa xóa.
        Bot: Có hình buổi họp thì gửi vào đây, gửi rồi bấm “Xong”. Hình được giữ 90 ngày. [Xong]
        Minh: xong
        Bot: Loa đọc lại: Có mặt: 42 Nữ: 17 Người Khmer: 5 Đăng ký tại chỗ: 3 Hứa sẽ tham gia: – Bà con hỏi
          nhiều nhất điều gì? Lãi suất ngân hàng so với lương hưu? [Gửi báo cáo] [Sửa lại]
        Minh: [Sửa lại]
        Bot: Dạ, cần sửa chỗ nào? Cô chú bấm nút, hoặc gõ luôn điều đúng. [Các con số] [Bà con hỏi nhiều nhất
          điều gì?] [Có khó khăn gì khi tổ chức không?] [Đề xuất gì với tỉnh?]
        Minh: [Các con số]
        Bot: Có bao nhiêu người dự? Ví dụ: 42 người, 17 nữ, 5 Khmer.
        Minh: 43 người, 17 nữ, 5 Khmer
        Bot: Loa đọc lại: Có mặt: 43 Nữ: 17 Người Khmer: 5 Đăng ký tại chỗ: 3 Hứa sẽ tham gia: – Bà con hỏi
          nhiều nhất điều gì? Lãi suất ngân hàng so với lương hưu? [Gửi báo cáo] [Sửa lại]
        Minh: [Gửi báo cáo]
        Bot: Cảm ơn. Loa đã ghi kết quả hội nghị 1 và chuyển cho cấp trên. [Sửa kết quả] [Hội nghị 1] [Biên bản
          (Word)] [Việc của tôi]
        Hoa hears: Kết quả hội nghị 1: Hội nghị tháng 12 thứ Bảy, 05/12/2026, từ 08:00 đến 10:00 Nhà văn hóa ấp
          3, xã Mỹ Long Có mặt: 43 Nữ: 17 Người Khmer: 5 Đăng ký tại chỗ: 3 Hứa sẽ tham gia: – Bà con hỏi nhiều
          nhất điều gì? Lãi suất ngân hàng so với lương hưu? [Hội nghị 1] [Biên bản (Word)]
        Phúc hears: Kết quả hội nghị 1: Hội nghị tháng 12 thứ Bảy, 05/12/2026, từ 08:00 đến 10:00 Nhà văn hóa ấp
          3, xã Mỹ Long Có mặt: 43 Nữ: 17 Người Khmer: 5 Đăng ký tại chỗ: 3 Hứa sẽ tham gia: – Bà con hỏi nhiều
          nhất điều gì? Lãi suất ngân hàng so với lương hưu? [Hội nghị 1] [Biên bản (Word)]
        Minh: [Sửa kết quả]
        Bot: Dạ, cô chú muốn sửa gì? [Các con số] [Bà con hỏi nhiều nhất điều gì?] [Có khó khăn gì khi tổ chức
          không?] [Đề xuất gì với tỉnh?]
        Minh: [Các con số]
        Bot: Chỉ gõ những số cần đổi, ví dụ: 45 người, 4 đăng ký tại chỗ.
        Minh: 2 đăng ký
        Bot: Đã sửa. Kết quả hội nghị 1 bây giờ là: Có mặt: 43 Nữ: 17 Người Khmer: 5 Đăng ký tại chỗ: 2 Hứa sẽ
          tham gia: – Bà con hỏi nhiều nhất điều gì? Lãi suất ngân hàng so với lương hưu? [Sửa kết quả] [Hội
          nghị 1] [Biên bản (Word)] [Việc của tôi]
        Hoa hears: Kết quả hội nghị 1, đã sửa: Hội nghị tháng 12 thứ Bảy, 05/12/2026, từ 08:00 đến 10:00 Nhà văn
          hóa ấp 3, xã Mỹ Long Có mặt: 43 Nữ: 17 Người Khmer: 5 Đăng ký tại chỗ: 2 Hứa sẽ tham gia: – Bà con hỏi
          nhiều nhất điều gì? Lãi suất ngân hàng so với lương hưu? [Hội nghị 1] [Biên bản (Word)]
        Phúc hears: Kết quả hội nghị 1, đã sửa: Hội nghị tháng 12 thứ Bảy, 05/12/2026, từ 08:00 đến 10:00 Nhà
          văn hóa ấp 3, xã Mỹ Long Có mặt: 43 Nữ: 17 Người Khmer: 5 Đăng ký tại chỗ: 2 Hứa sẽ tham gia: – Bà con
          hỏi nhiều nhất điều gì? Lãi suất ngân hàng so với lương hưu? [Hội nghị 1] [Biên bản (Word)]
        Minh: báo kết quả 1
        Bot: Hội nghị 1 Đã diễn ra, đã có báo cáo. Hội nghị tháng 12 thứ Bảy, 05/12/2026, từ 08:00 đến 10:00 Nhà
          văn hóa ấp 3, xã Mỹ Long Có mặt: 43 Nữ: 17 Người Khmer: 5 Đăng ký tại chỗ: 2 Hứa sẽ tham gia: – Bà con
          hỏi nhiều nhất điều gì? Lãi suất ngân hàng so với lương hưu? [Sửa kết quả] [Biên bản (Word)] [Việc của tôi]
        Minh: sửa kết quả 1
        Bot: Dạ, cô chú muốn sửa gì? [Các con số] [Bà con hỏi nhiều nhất điều gì?] [Có khó khăn gì khi tổ chức
          không?] [Đề xuất gì với tỉnh?]
        Minh: Đề xuất gì với tỉnh?
        Bot: Đề xuất gì với tỉnh? [Không có gì]
        Minh: Thêm tờ rơi tiếng Khmer
        Bot: Đã sửa. Kết quả hội nghị 1 bây giờ là: Có mặt: 43 Nữ: 17 Người Khmer: 5 Đăng ký tại chỗ: 2 Hứa sẽ
          tham gia: – Bà con hỏi nhiều nhất điều gì? Lãi suất ngân hàng so với lương hưu? Đề xuất gì với tỉnh?
          Thêm tờ rơi tiếng Khmer [Sửa kết quả] [Hội nghị 1] [Biên bản (Word)] [Việc của tôi]
        Hoa hears: Kết quả hội nghị 1, đã sửa: Hội nghị tháng 12 thứ Bảy, 05/12/2026, từ 08:00 đến 10:00 Nhà văn
          hóa ấp 3, xã Mỹ Long Có mặt: 43 Nữ: 17 Người Khmer: 5 Đăng ký tại chỗ: 2 Hứa sẽ tham gia: – Bà con hỏi
          nhiều nhất điều gì? Lãi suất ngân hàng so với lương hưu? Đề xuất gì với tỉnh? Thêm tờ rơi tiếng Khmer
          [Hội nghị 1] [Biên bản (Word)]
        Phúc hears: Kết quả hội nghị 1, đã sửa: Hội nghị tháng 12 thứ Bảy, 05/12/2026, từ 08:00 đến 10:00 Nhà
          văn hóa ấp 3, xã Mỹ Long Có mặt: 43 Nữ: 17 Người Khmer: 5 Đăng ký tại chỗ: 2 Hứa sẽ tham gia: – Bà con
          hỏi nhiều nhất điều gì? Lãi suất ngân hàng so với lương hưu? Đề xuất gì với tỉnh? Thêm tờ rơi tiếng
          Khmer [Hội nghị 1] [Biên bản (Word)]
        Minh: hội nghị của xã
        Bot: Nơi mình phụ trách chưa có buổi nào sắp tới. [Mở hội nghị] [Việc của tôi]
    """)
    assert await counted(stage) == {
        "meeting_held": 1,
        "attended": 43,
        "attended:women": 17,
        "attended:khmer": 5,
        "signed_up": 2,
    }, "on the day of the meeting, as corrected"
    looks = await stage.db.read(lambda tx: audit.entries(tx, 50, 0))
    assert [one.staff for one in looks if one.page == "meeting_results"] == ["Minh"] * 3


async def test_who_does_not_answer_is_reminded_and_then_the_supervisor_hears_of_it(stage: Stage) -> None:
    await stage.db.run(lambda tx: hire(tx, stage.address("Phúc"), "Phúc", Role.SUPERVISOR, ["29419"]))
    evening = STARTS.replace(hour=18)
    await announced(stage, replace(PLAN, starts=evening, ends=evening + timedelta(hours=2, minutes=30)))
    await stage.play("""
        ... until 20:50 5/12/2026
        ... until 7:01 6/12/2026
        Minh hears: Hội nghị 1 đã xong. Xin báo kết quả cho Loa trong 24 giờ: Hội nghị tháng 12 thứ Bảy,
          05/12/2026, từ 18:00 đến 20:30 Nhà văn hóa ấp 3, xã Mỹ Long [Báo kết quả]
        ... until 20:50 6/12/2026
        ... until 7:01 7/12/2026
        Minh hears: Loa nhắc: hội nghị 1 còn chưa có báo cáo kết quả. Hội nghị tháng 12 thứ Bảy, 05/12/2026, từ
          18:00 đến 20:30 Nhà văn hóa ấp 3, xã Mỹ Long [Báo kết quả]
        ... until 7:01 8/12/2026
        Hoa hears: Hội nghị 1 xong đã hai ngày mà chưa có báo cáo kết quả. Hội nghị tháng 12 thứ Bảy,
          05/12/2026, từ 18:00 đến 20:30 Nhà văn hóa ấp 3, xã Mỹ Long [Báo kết quả]
        Minh hears: Hội nghị 1 xong đã hai ngày mà chưa có báo cáo kết quả. Hội nghị tháng 12 thứ Bảy,
          05/12/2026, từ 18:00 đến 20:30 Nhà văn hóa ấp 3, xã Mỹ Long [Báo kết quả]
        Phúc hears: Hội nghị 1 xong đã hai ngày mà chưa có báo cáo kết quả. Hội nghị tháng 12 thứ Bảy,
          05/12/2026, từ 18:00 đến 20:30 Nhà văn hóa ấp 3, xã Mỹ Long [Báo kết quả]
        ... until 7:01 20/12/2026
    """)


async def test_a_photo_goes_with_the_meeting_that_it_is_of(stage: Stage) -> None:
    await announced(stage)
    await stage.play("""
        Minh: <photo>
        Bot: Dạ, Loa chỉ mới đọc được chữ, chưa xem được hình hay nghe được tiếng. Cô chú gõ chữ giúp Loa nha.
        ... until 10:20 5/12/2026
        Minh hears: Hội nghị 1 đã xong. Xin báo kết quả cho Loa trong 24 giờ: Hội nghị tháng 12 thứ Bảy,
          05/12/2026, từ 08:00 đến 10:00 Nhà văn hóa ấp 3, xã Mỹ Long [Báo kết quả]
        Lan: <photo>
        Bot: Dạ, Loa chỉ mới đọc được chữ, chưa xem được hình hay nghe được tiếng. Cô chú gõ chữ giúp Loa nha.
        Minh: <photo> hội nghị 1 nè
        Bot: Loa đã cất hình vào hội nghị 1; sau 90 ngày Loa xóa.
        Minh: <photo>
        Bot: Loa đã cất hình vào hội nghị 1; sau 90 ngày Loa xóa.
        ... 30 days
        Hoa hears: Hội nghị 1 xong đã hai ngày mà chưa có báo cáo kết quả. Hội nghị tháng 12 thứ Bảy,
          05/12/2026, từ 08:00 đến 10:00 Nhà văn hóa ấp 3, xã Mỹ Long [Báo kết quả]
        Minh hears: Hội nghị 1 xong đã hai ngày mà chưa có báo cáo kết quả. Hội nghị tháng 12 thứ Bảy,
          05/12/2026, từ 08:00 đến 10:00 Nhà văn hóa ấp 3, xã Mỹ Long [Báo kết quả]
        Minh: <photo>
        Bot: Dạ, Loa chỉ mới đọc được chữ, chưa xem được hình hay nghe được tiếng. Cô chú gõ chữ giúp Loa nha.
    """)
    assert await stage.db.read(lambda tx: photos.many(tx, 1)) == 2
    looks = await stage.db.read(lambda tx: audit.entries(tx, 50, 0))
    assert [one.staff for one in looks if one.page == "meeting_photo"] == ["Minh"] * 2
