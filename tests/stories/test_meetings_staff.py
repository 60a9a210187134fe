"""Meetings from the officer's side: held in her chat, moved, cancelled; how many come, never who."""

from __future__ import annotations

from bot.domain.outreach.facts import Step
from bot.domain.people import Role
from bot.store.staff import audit
from bot.store.statistics import facts
from tests.stories.conftest import hire
from tests.story import Stage


async def test_one_is_held_in_a_few_words(stage: Stage) -> None:
    await stage.play("""
        Minh: mở hội nghị
        Bot: Buổi này thuộc loại nào? [Tư vấn ở chợ] [Đối thoại trực tiếp] [Hội nghị] [Hội thảo chuyên đề] [Tư
          vấn nhóm nhỏ] [Ra quân vận động] [Tư vấn tại nhà]
        Minh: [Tư vấn ở chợ]
        Bot: Ở đâu, lúc nào? Ví dụ: chợ Mỹ Long sáng thứ bảy 8g30 tới 10g.
        Minh: chợ Mỹ Long sáng thứ bảy
        Bot: Từ mấy giờ tới mấy giờ? [07:00] [07:30] [08:00] [08:30]
        Minh: 8g30
        Bot: Có bao nhiêu chỗ ngồi? [30] [50] [100] [Không giới hạn]
        Minh: [30]
        Bot: Buổi này tên là gì? Bấm chọn, hoặc gõ tên khác. [Tư vấn ở chợ – chợ Mỹ Long]
        Minh: [Tư vấn ở chợ – chợ Mỹ Long]
        Bot: Hội nghị 1 Chưa đăng. Tư vấn ở chợ – chợ Mỹ Long thứ Bảy, 28/11/2026, từ 08:30 đến 11:30 Ở đâu: Chợ
          Mỹ Long, xã Mỹ Long Cần mang theo: Không cần mang gì. Còn 30 chỗ [Đăng] [Sửa] [Thôi] [Việc của tôi]
        Minh: [Đăng]
        Bot: Đã đăng hội nghị 1. Bà con hỏi hội nghị gần xã Mỹ Long là thấy. Việc cần làm trước hôm đó: • Xin
          ban quản lý chợ một chỗ dễ thấy • Mang bàn, áp phích, tờ rơi, mã để quét [Hội nghị 1] [Việc của tôi]
        Minh: mở hội nghị
        Bot: Buổi này thuộc loại nào? [Tư vấn ở chợ] [Đối thoại trực tiếp] [Hội nghị] [Hội thảo chuyên đề] [Tư
          vấn nhóm nhỏ] [Ra quân vận động] [Tư vấn tại nhà]
        Minh: hội nghị
        Bot: Ở đâu, lúc nào? Ví dụ: chợ Mỹ Long sáng thứ bảy 8g30 tới 10g.
        Minh: 8g30 tới 10g thứ bảy
        Bot: Ở chỗ nào?
        Minh: nhà văn hóa ấp 3
        Bot: Có bao nhiêu chỗ ngồi? [30] [50] [100] [Không giới hạn]
        Minh: [Không giới hạn]
        Bot: Buổi này tên là gì? Bấm chọn, hoặc gõ tên khác. [Hội nghị – nhà văn hóa ấp 3]
        Minh: Đối thoại với nông dân
        Bot: Hội nghị 2 Chưa đăng. Đối thoại với nông dân thứ Bảy, 28/11/2026, từ 08:30 đến 10:00 Ở đâu: Nhà văn
          hóa ấp 3, xã Mỹ Long Cần mang theo: Căn cước công dân và sổ BHXH, nếu cô chú có. Không có cũng cứ đến. Xin
          lưu ý, cùng giờ đó đã có: • Hội nghị 1: thứ Bảy, 28/11/2026, từ 08:30 đến 11:30, Chợ Mỹ Long, xã Mỹ
          Long [Đăng] [Sửa] [Thôi] [Việc của tôi]
        Minh: [Sửa]
        Bot: Sửa gì ở hội nghị 2? [Chỗ, ngày hay giờ] [Số chỗ ngồi] [Tên buổi]
        Minh: [Chỗ, ngày hay giờ]
        Bot: Bây giờ ở đâu, lúc nào? Chỉ gõ chỗ đổi, ví dụ: thứ bảy tuần sau 8g30.
        Minh: thứ 7 tuần sau
        Bot: Hội nghị 2 Chưa đăng. Đối thoại với nông dân thứ Bảy, 05/12/2026, từ 08:30 đến 10:00 Ở đâu: Nhà văn
          hóa ấp 3, xã Mỹ Long Cần mang theo: Căn cước công dân và sổ BHXH, nếu cô chú có. Không có cũng cứ đến.
          [Đăng] [Sửa] [Thôi] [Việc của tôi]
        Minh: [Đăng]
        Bot: Đã đăng hội nghị 2. Bà con hỏi hội nghị gần xã Mỹ Long là thấy. Việc cần làm trước hôm đó: • Mời bà
          con qua loa xã, tổ trưởng, nhóm Zalo của ấp • Xin hội trường, xem loa và máy chiếu • In áp phích, tờ
          rơi và giấy ký tên ở cửa • Hẹn Bưu điện cử nhân viên thu tới [Hội nghị 2] [Việc của tôi]
        Lan: hội nghị ở xã tôi
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Lan: xã Mỹ Long, Cầu Ngang
        Bot: Dạ, các buổi sắp tới ở gần xã Mỹ Long: Hội nghị 1: Tư vấn ở chợ – chợ Mỹ Long thứ Bảy, 28/11/2026,
          từ 08:30 đến 11:30 Chợ Mỹ Long, xã Mỹ Long Còn 30 chỗ Hội nghị 2: Đối thoại với nông dân thứ Bảy,
          05/12/2026, từ 08:30 đến 10:00 Nhà văn hóa ấp 3, xã Mỹ Long [Hội nghị 1] [Hội nghị 2] [Về đầu]
    """)


async def test_it_is_moved_and_cancelled_and_everybody_hears(town: Stage) -> None:
    await town.play("""
        Minh: mở hội nghị
        Bot: Buổi này thuộc loại nào? [Tư vấn ở chợ] [Đối thoại trực tiếp] [Hội nghị] [Hội thảo chuyên đề] [Tư
          vấn nhóm nhỏ] [Ra quân vận động] [Tư vấn tại nhà]
        Minh: [Hội nghị]
        Bot: Ở đâu, lúc nào? Ví dụ: chợ Mỹ Long sáng thứ bảy 8g30 tới 10g.
        Minh: nhà văn hóa ấp 3 thứ bảy 14g tới 16g
        Bot: Có bao nhiêu chỗ ngồi? [30] [50] [100] [Không giới hạn]
        Minh: 60
        Bot: Buổi này tên là gì? Bấm chọn, hoặc gõ tên khác. [Hội nghị – nhà văn hóa ấp 3]
        Minh: Hội nghị tháng 11
        Bot: Hội nghị 1 Chưa đăng. Hội nghị tháng 11 thứ Bảy, 28/11/2026, từ 14:00 đến 16:00 Ở đâu: Nhà văn hóa
          ấp 3, xã Mỹ Long Cần mang theo: Căn cước công dân và sổ BHXH, nếu cô chú có. Không có cũng cứ đến. Còn
          60 chỗ [Đăng] [Sửa] [Thôi] [Việc của tôi]
        Minh: [Đăng]
        Bot: Đã đăng hội nghị 1. Bà con hỏi hội nghị gần xã Mỹ Long là thấy. Việc cần làm trước hôm đó: • Mời bà
          con qua loa xã, tổ trưởng, nhóm Zalo của ấp • Xin hội trường, xem loa và máy chiếu • In áp phích, tờ
          rơi và giấy ký tên ở cửa • Hẹn Bưu điện cử nhân viên thu tới [Hội nghị 1] [Việc của tôi]
        Lan: đăng ký hội nghị 1
        Bot: Dạ, có mấy người đi cùng cô chú? [Chỉ mình tôi] [Một người đi cùng] [Hai người đi cùng]
        Lan: [Một người đi cùng]
        Bot: Để giữ chỗ và nhắc cô chú, Loa ghi lại là cô chú sẽ tới buổi này và đi mấy người: không ghi tên,
          không ghi số điện thoại. Cán bộ xã chỉ thấy có bao nhiêu người tới. Loa xóa sau buổi này 90 ngày, hoặc
          lúc nào cô chú bảo. Cô chú đồng ý không? [Đồng ý] [Không đồng ý]
        Lan: [Đồng ý]
        Bot: Dạ, Loa đã giữ 2 chỗ cho cô chú, và sẽ nhắc vào chiều tối hôm trước. Hẹn gặp cô chú: thứ Bảy,
          28/11/2026, từ 14:00 đến 16:00 Nhà văn hóa ấp 3, xã Mỹ Long [Gửi câu hỏi] [Tôi không đi được] [Báo tôi buổi
          mới] [Về đầu]
        Minh: hội nghị của xã
        Bot: Các buổi ở nơi mình phụ trách: Hội nghị 1: Hội nghị tháng 11 thứ Bảy, 28/11/2026, từ 14:00 đến
          16:00 Nhà văn hóa ấp 3, xã Mỹ Long Còn 58 chỗ Đã đăng ký: 2 người [Hội nghị 1] [Mở hội nghị] [Việc của
          tôi]
        Minh: [Hội nghị 1]
        Bot: Hội nghị 1 Hội nghị tháng 11 thứ Bảy, 28/11/2026, từ 14:00 đến 16:00 Ở đâu: Nhà văn hóa ấp 3, xã Mỹ
          Long Cần mang theo: Căn cước công dân và sổ BHXH, nếu cô chú có. Không có cũng cứ đến. Còn 58 chỗ Đã
          đăng ký: 2 người Mã để in và để nhắn trên Zalo: XHK22 [Dời] [Sửa] [Hủy buổi này] [Việc của tôi]
        Minh: [Dời]
        Bot: Bây giờ ở đâu, lúc nào? Chỉ gõ chỗ đổi, ví dụ: thứ bảy tuần sau 8g30.
        Minh: đình Mỹ Long, 8g sáng chủ nhật
        Bot: Loa báo cho tất cả người đã đăng ký: 1 lượt. Hội nghị 1 Hội nghị tháng 11 Chủ nhật, 29/11/2026, từ
          08:00 đến 10:00 Ở đâu: Đình Mỹ Long, xã Mỹ Long Cần mang theo: Căn cước công dân và sổ BHXH, nếu cô
          chú có. Không có cũng cứ đến. Còn 58 chỗ Đã đăng ký: 2 người Mã để in và để nhắn trên Zalo: XHK22
          [Dời] [Sửa] [Hủy buổi này] [Việc của tôi]
        Lan hears: Dạ, buổi cô chú đã đăng ký có thay đổi. Bây giờ là: Chủ nhật, 29/11/2026, từ 08:00 đến 10:00
          Đình Mỹ Long, xã Mỹ Long Cô chú vẫn đi được chứ ạ? [Tôi vẫn đi] [Tôi không đi được] [Hội nghị 1]
        Minh: hủy hội nghị 1
        Bot: Hủy hội nghị 1? Loa báo ngay cho tất cả người đã đăng ký. [Có] [Không]
        Minh: không
        Bot: Dạ, Loa để y như cũ. [Hội nghị 1] [Việc của tôi]
        Phuc: hội nghị 1
        Bot: Hội nghị 1 Hội nghị tháng 11 Chủ nhật, 29/11/2026, từ 08:00 đến 10:00 Ở đâu: Đình Mỹ Long, xã Mỹ
          Long Cần mang theo: Căn cước công dân và sổ BHXH, nếu cô chú có. Không có cũng cứ đến. Còn 58 chỗ Đã
          đăng ký: 2 người Mã để in và để nhắn trên Zalo: XHK22 [Việc của tôi]
        Phuc: hủy hội nghị 1
        Bot: Hủy hội nghị 1? Loa báo ngay cho tất cả người đã đăng ký. [Có] [Không]
        Phuc: có
        Bot: Không có buổi đó trong các buổi của mình. [Hội nghị của xã] [Việc của tôi]
        Sau: hủy hội nghị 1
        Bot: Hủy hội nghị 1? Loa báo ngay cho tất cả người đã đăng ký. [Có] [Không]
        Sau: có
        Bot: Đã hủy hội nghị 1. Loa báo cho tất cả người đã đăng ký: 1 lượt. [Hội nghị của xã] [Việc của tôi]
        Lan hears: Dạ, Loa xin lỗi cô chú, buổi này không tổ chức nữa: Chủ nhật, 29/11/2026, từ 08:00 đến 10:00
          Đình Mỹ Long, xã Mỹ Long [Hội nghị gần tôi]
        Minh: hội nghị của xã
        Bot: Nơi mình phụ trách chưa có buổi nào sắp tới. [Mở hội nghị] [Việc của tôi]
    """)
    looks = await town.db.read(lambda tx: audit.entries(tx, 50, 0))
    assert ("Phúc", "meeting", True) in {(one.staff, one.page, one.refused) for one in looks}
    assert ("Sáu", "meeting_cancel", False) in {(one.staff, one.page, one.refused) for one in looks}


async def test_what_is_past_is_asked_for_again_and_a_draft_is_nobodys_news(stage: Stage) -> None:
    await stage.play("""
        Minh: mở hội nghị
        Bot: Buổi này thuộc loại nào? [Tư vấn ở chợ] [Đối thoại trực tiếp] [Hội nghị] [Hội thảo chuyên đề] [Tư
          vấn nhóm nhỏ] [Ra quân vận động] [Tư vấn tại nhà]
        Minh: [Tư vấn nhóm nhỏ]
        Bot: Ở đâu, lúc nào? Ví dụ: chợ Mỹ Long sáng thứ bảy 8g30 tới 10g.
        Minh: 20/11/2026 tại chợ Mỹ Long
        Bot: Ngày đó qua rồi. Gõ một ngày từ 23/11/2026 trở đi giúp Loa.
        Minh: chợ Mỹ Long 8g hôm nay
        Bot: Giờ đó đã qua rồi. Xin gõ giờ khác.
        Minh: chợ Mỹ Long, 7 giờ tối nay
        Bot: Có bao nhiêu chỗ ngồi? [30] [50] [100] [Không giới hạn]
        Minh: vài chục
        Bot: Xin bấm một nút, hoặc gõ số chỗ ngồi, ví dụ: 60. [30] [50] [100] [Không giới hạn]
        Minh: 20 chỗ
        Bot: Buổi này tên là gì? Bấm chọn, hoặc gõ tên khác. [Tư vấn nhóm nhỏ – chợ Mỹ Long]
        Minh: quay lại
        Bot: Có bao nhiêu chỗ ngồi? [30] [50] [100] [Không giới hạn]
        Minh: 25
        Bot: Buổi này tên là gì? Bấm chọn, hoặc gõ tên khác. [Tư vấn nhóm nhỏ – chợ Mỹ Long]
        Minh: 1
        Bot: Hội nghị 1 Chưa đăng. Tư vấn nhóm nhỏ – chợ Mỹ Long thứ Hai, 23/11/2026, từ 19:00 đến 20:00 Ở đâu:
          Chợ Mỹ Long, xã Mỹ Long Cần mang theo: Căn cước công dân và sổ BHXH, nếu cô chú có. Không có cũng cứ đến.
          Còn 25 chỗ [Đăng] [Sửa] [Thôi] [Việc của tôi]
        Lan: hội nghị 1
        Bot: Dạ, buổi đó đã xong, hoặc không có buổi nào mang số ấy. [Hội nghị gần tôi] [Về đầu]
        Minh: [Thôi]
        Bot: Dạ, buổi này không đăng. [Hội nghị của xã] [Việc của tôi]
        Minh: hội nghị của xã
        Bot: Nơi mình phụ trách chưa có buổi nào sắp tới. [Mở hội nghị] [Việc của tôi]
    """)


async def test_who_has_no_part_in_meetings_is_asked_nothing(stage: Stage) -> None:
    await stage.db.run(lambda tx: hire(tx, stage.address("Nga"), "Nga", Role.EDITOR, []))
    await stage.play("""
        Nga: mở hội nghị
        Bot: Không có buổi đó trong các buổi của mình. [Hội nghị của xã] [Việc của tôi]
        Lan: mở hội nghị
        Bot: Dạ, Loa chưa chắc hiểu đúng ý. Có phải cô chú hỏi: [Lịch hội nghị tư vấn, đối thoại] [Địa chỉ và
          giờ làm việc của cơ quan BHXH] [BHXH tự nguyện có chế độ ốm đau không?] [Nhờ cán bộ gọi] [Về đầu]
    """)


async def test_one_who_serves_several_communes_says_which(stage: Stage) -> None:
    await stage.play("""
        Hoa: mở hội nghị
        Bot: Buổi này thuộc loại nào? [Tư vấn ở chợ] [Đối thoại trực tiếp] [Hội nghị] [Hội thảo chuyên đề] [Tư
          vấn nhóm nhỏ] [Ra quân vận động] [Tư vấn tại nhà]
        Hoa: 3
        Bot: Ở xã, phường nào?
        Hoa: Mỹ Long, Cầu Ngang
        Bot: Ở đâu, lúc nào? Ví dụ: chợ Mỹ Long sáng thứ bảy 8g30 tới 10g.
        Hoa: UBND xã 9h thứ 6
        Bot: Có bao nhiêu chỗ ngồi? [30] [50] [100] [Không giới hạn]
        Hoa: 100
        Bot: Buổi này tên là gì? Bấm chọn, hoặc gõ tên khác. [Hội nghị – UBND xã]
        Hoa: 1
        Bot: Hội nghị 1 Chưa đăng. Hội nghị – UBND xã thứ Sáu, 27/11/2026, từ 09:00 đến 11:00 Ở đâu: UBND xã, xã
          Mỹ Long Cần mang theo: Căn cước công dân và sổ BHXH, nếu cô chú có. Không có cũng cứ đến. Còn 100 chỗ
          [Đăng] [Sửa] [Thôi] [Việc của tôi]
    """)
    stage.on_plain.add("Ba")
    await stage.db.run(lambda tx: hire(tx, stage.address("Ba"), "Ba", Role.OFFICER, ["29416", "29419"]))
    await stage.play("""
        Ba: mở hội nghị
        Bot: Buổi này thuộc loại nào? 1. Tư vấn ở chợ 2. Đối thoại trực tiếp 3. Hội nghị 4. Hội thảo chuyên đề
          5. Tư vấn nhóm nhỏ 6. Ra quân vận động 7. Tư vấn tại nhà
        Ba: 3
        Bot: Ở xã, phường nào? 1. xã Cầu Ngang 2. xã Mỹ Long
        Ba: Mỹ Long
        Bot: Ở đâu, lúc nào? Ví dụ: chợ Mỹ Long sáng thứ bảy 8g30 tới 10g.
        Ba: UBND xã 9h thứ 6
        Bot: Có bao nhiêu chỗ ngồi? 1. 30 2. 50 3. 100 4. Không giới hạn
        Ba: 100
        Bot: Buổi này tên là gì? Bấm chọn, hoặc gõ tên khác. 1. Hội nghị – UBND xã
        Ba: 1
        Bot: Hội nghị 2 Chưa đăng. Hội nghị – UBND xã thứ Sáu, 27/11/2026, từ 09:00 đến 11:00 Ở đâu: UBND xã, xã
          Mỹ Long Cần mang theo: Căn cước công dân và sổ BHXH, nếu cô chú có. Không có cũng cứ đến. Còn 100 chỗ 1.
          Đăng 2. Sửa 3. Thôi 4. Việc của tôi
        Ba: đăng hội nghị 2
        Bot: Đã đăng hội nghị 2. Bà con hỏi hội nghị gần xã Mỹ Long là thấy. Việc cần làm trước hôm đó: • Mời bà
          con qua loa xã, tổ trưởng, nhóm Zalo của ấp • Xin hội trường, xem loa và máy chiếu • In áp phích, tờ
          rơi và giấy ký tên ở cửa • Hẹn Bưu điện cử nhân viên thu tới 1. Hội nghị 2 2. Việc của tôi
    """)


async def test_the_ledger_counts_meetings_and_registrations_never_who(stage: Stage) -> None:
    for who, said in (
        ("Minh", ("mở hội nghị", "hội nghị", "chợ Mỹ Long thứ bảy 8g", "60", "1", "[Đăng]")),
        ("Lan", ("đăng ký hội nghị 1", "một mình", "đồng ý", "đăng ký hội nghị 1", "2", "đồng ý", "hủy đăng ký 1")),
        ("Minh", ("hủy hội nghị 1", "có")),
    ):
        for text in said:
            await stage.say(who, text)
            stage.heard(who)
    steps = (Step.MEETING, Step.GUEST, Step.GUEST_LEFT, Step.MEETING_CANCELLED)
    kept = await stage.db.read(lambda tx: {step: facts.total(tx, step) for step in steps})
    assert kept == dict.fromkeys(steps, 1)


async def test_help_for_staff_names_what_they_may_type_about_meetings(stage: Stage) -> None:
    await stage.say("Minh", "trợ giúp")
    (said,) = stage.heard("Minh")
    for typed in ("mở hội nghị", "hội nghị của xã", "hội nghị 7", "đăng hội nghị 7", "sửa hội nghị 7", "dời hội nghị 7",
                  "hủy hội nghị 7", "mở lại hội nghị 7", "gọi khách hội nghị 7", "câu hỏi hội nghị 7",
                  "báo kết quả 7", "sửa kết quả 7", "biên bản 7", "42 người, 17 nữ, 5 Khmer"):  # fmt: skip
        assert f"“{typed}" in said, typed
    await stage.say("Lan", "trợ giúp")
    assert "hội nghị 7" not in " ".join(stage.heard("Lan"))
