"""Years that lack for a pension, and money taken out instead of one."""

from __future__ import annotations

from tests.story import Stage


async def test_i_lack_years(stage: Stage) -> None:
    await stage.play("""
        Năm: tôi thiếu năm
        Bot: Dạ, tính cho nữ hay nam? Tuổi nghỉ hưu và lương hưu có khác nhau. Tính xong Loa không giữ lại câu
          trả lời nào. [Nữ] [Nam]
        Năm: nam
        Bot: Dạ, cô chú sinh tháng, năm nào? Ví dụ: 5/1970. Chỉ nhớ năm thì gõ năm cũng được.
        Năm: 3/1966
        Bot: Dạ, trước giờ cô chú đóng BHXH bắt buộc (làm công ty, cơ quan) được bao lâu? Ví dụ: 3 năm 6 tháng.
          [Chưa đóng]
        Năm: 10 năm
        Bot: Dạ, còn BHXH tự nguyện thì cô chú đóng được bao lâu rồi? [Chưa đóng]
        Năm: chưa đóng
        Bot: Dạ, thời gian đó bình quân đóng theo mức lương, thu nhập bao nhiêu một tháng? Nhớ chừng chừng cũng
          được. [Không nhớ]
        Năm: 4 triệu
        Bot: «which income?»
        Năm: 2 triệu
        Bot: Chú 60 tuổi, đã có 10 năm, còn thiếu 5 năm: đóng đều mỗi tháng thì lãnh lương hưu từ 12/2031. Từ nay
          tới tuổi nghỉ hưu còn đóng thêm được 1 năm 1 tháng, nên lúc đó còn thiếu 3 năm 11 tháng. Loa tính
          với: mức thu nhập 2.000.000 đồng, đóng từ tháng sau. Khác thì cô chú bấm nút bên dưới.
          Tới tuổi nghỉ hưu còn thiếu: 3 năm 11 tháng • Tuổi nghỉ hưu: 61 tuổi 9 tháng (12/2027) • Đã đóng
          tới nay: 10 năm • Đóng đều thì lãnh lương hưu từ: 12/2031 • Lương hưu mỗi tháng (tiền hôm nay):
          1.333.333 đồng • Từ nay đóng thêm (diện thông thường): 22.440.000 đồng Tính như cô chú đóng đều mỗi
          tháng từ 12/2026, theo số liệu ngày 23/11/2026. Từ ngày 01/01/2027, mức thu nhập thấp nhất là
          2.200.000 đồng (đã công bố, chờ xác nhận). Căn cứ: Bộ luật Lao động 2019, Điều 169 khoản 2; Nghị định
          135/2020/NĐ-CP, Điều 4; Luật BHXH 41/2024/QH15, Điều 101, Điều 98 và Điều 5 khoản 6, Điều 99, Điều 31
          khoản 2, Điều 23, Điều 36.
        Bot: Tới tuổi nghỉ hưu cô chú còn thiếu 3 năm 11 tháng. Có mấy cách: • Đóng tiếp mỗi tháng tới 11/2031;
          lãnh lương hưu từ 12/2031. • Đóng một lần cho 3 năm 11 tháng còn thiếu, khoảng 22.294.348 đồng (theo
          thông lệ), vào 12/2027, khi đủ tuổi và còn thiếu không quá 60 tháng; tháng sau lãnh lương hưu. • Hoặc
          không lấy lương hưu mà xin trợ cấp hằng tháng tới tuổi hưởng trợ cấp hưu trí xã hội, có thẻ BHYT; cán
          bộ tính giúp. • Hoặc khi đủ tuổi mà dưới 15 năm thì rút một lần; khi đó mất hết thời gian đã đóng.
          Đặt
          cạnh nhau, với mức thu nhập 2.000.000 đồng: • đóng hằng tháng: còn đóng 22.440.000 đồng, rồi lãnh
          1.333.333 đồng mỗi tháng từ 12/2031; tới 75 tuổi lãnh 147.999.963 đồng, tới 80 tuổi 227.999.943 đồng •
          đóng một lần 3 năm 11 tháng cuối: còn đóng 27.156.348 đồng, rồi lãnh 1.333.333 đồng mỗi tháng từ
          01/2028; tới 75 tuổi lãnh 210.666.614 đồng, tới 80 tuổi 290.666.594 đồng Cách tính: • Tuổi nghỉ hưu: 61
          tuổi 9 tháng, tới tháng 12/2027 là đủ (Bộ luật Lao động 2019, Điều 169
          khoản 2; Nghị định 135/2020/NĐ-CP, Điều 4) • Lương hưu được nhận từ tháng sau tháng đủ cả tuổi lẫn
          thời gian đóng: từ tháng 12/2031 (Luật BHXH 41/2024/QH15, Điều 101) • Thời gian đóng: 180 tháng, tính
          là 15 năm (Luật BHXH 41/2024/QH15, Điều 98 và Điều 5 khoản 6) • Đủ 15 năm được 40%, mỗi năm thêm được
          1%: 40% • Lương hưu: 3.333.333 đồng × 40% = 1.333.333 đồng một tháng (Luật BHXH 41/2024/QH15, Điều 99)
          • Tính theo các mức của ngày 23/11/2026, coi như không đổi; những năm sau có thể khác (Luật BHXH
          41/2024/QH15, Điều 31 khoản 2) [Mức khác] [Trước đây có đóng] [Tính lương hưu] [Nhờ cán bộ gọi] [Về đầu]
    """)


async def test_who_was_of_age_before_2021_lacks_years(stage: Stage) -> None:
    await stage.play("""
        Năm: tôi thiếu năm
        Bot: Dạ, tính cho nữ hay nam? Tuổi nghỉ hưu và lương hưu có khác nhau. Tính xong Loa không giữ lại câu
          trả lời nào. [Nữ] [Nam]
        Năm: nữ
        Bot: Dạ, cô chú sinh tháng, năm nào? Ví dụ: 5/1970. Chỉ nhớ năm thì gõ năm cũng được.
        Năm: 1964
        Bot: Dạ, trước giờ cô chú đóng BHXH bắt buộc (làm công ty, cơ quan) được bao lâu? Ví dụ: 3 năm 6 tháng.
          [Chưa đóng]
        Năm: chưa đóng
        Bot: Dạ, còn BHXH tự nguyện thì cô chú đóng được bao lâu rồi? [Chưa đóng]
        Năm: 11 năm
        Bot: Dạ, thời gian đó bình quân đóng theo mức lương, thu nhập bao nhiêu một tháng? Nhớ chừng chừng cũng
          được. [Không nhớ]
        Năm: 2 triệu
        Bot: «which income?»
        Năm: 1tr530
        Bot: Cô 62 tuổi, đã có 11 năm, còn thiếu 4 năm: đóng đều mỗi tháng thì lãnh lương hưu từ 12/2030. Loa tính
          với: mức thu nhập 1.530.000 đồng, đóng từ tháng sau. Khác thì cô chú bấm nút bên dưới.
          Để có lương hưu còn thiếu: 4 năm • Tuổi nghỉ hưu: đã đủ tuổi từ trước năm 2021 • Đã đóng tới nay:
          11 năm • Đóng đều thì lãnh lương hưu từ: 12/2030 • Lương hưu mỗi tháng (tiền hôm nay): 843.600 đồng •
          Từ nay đóng thêm (diện thông thường): 15.232.800 đồng Tính như cô chú đóng đều mỗi tháng từ 12/2026,
          theo số liệu ngày 23/11/2026. Từ ngày 01/01/2027, mức thu nhập thấp nhất là 2.200.000 đồng (đã công
          bố, chờ xác nhận). Căn cứ: Bộ luật Lao động 2019, Điều 169 khoản 2; Nghị định 135/2020/NĐ-CP, Điều 4;
          Luật BHXH 41/2024/QH15, Điều 101, Điều 98 và Điều 5 khoản 6, Điều 99, Điều 31 khoản 2, Điều 23, Điều
          36.
        Bot: Cô chú đã đủ tuổi nghỉ hưu, còn thiếu 4 năm đóng. Có mấy cách: • Đóng tiếp mỗi tháng tới 11/2030;
          lãnh lương hưu từ 12/2030. • Đóng một lần cho 4 năm còn thiếu, khoảng 17.445.691 đồng (theo thông lệ),
          vào 11/2026, khi đủ tuổi và còn thiếu không quá 60 tháng; tháng sau lãnh lương hưu. • Hoặc không lấy
          lương hưu mà xin trợ cấp hằng tháng tới tuổi hưởng trợ cấp hưu trí xã hội, có thẻ BHYT; cán bộ tính
          giúp. • Hoặc khi đủ tuổi mà dưới 15 năm thì rút một lần; khi đó mất hết thời gian đã đóng. Đặt cạnh
          nhau, với mức thu nhập 1.530.000 đồng: • đóng hằng tháng: còn đóng 15.232.800 đồng, rồi lãnh 843.600
          đồng mỗi tháng từ 12/2030; tới 75 tuổi lãnh 81.829.200 đồng, tới 80 tuổi 132.445.200 đồng • đóng một
          lần 4 năm cuối: còn đóng 17.445.691 đồng, rồi lãnh 843.600 đồng mỗi tháng từ 12/2026; tới 75 tuổi lãnh
          122.322.000 đồng, tới 80 tuổi 172.938.000 đồng Cách tính:
          • Tuổi nghỉ hưu: đã đủ từ trước năm 2021 (Bộ luật Lao động 2019, Điều 169 khoản 2; Nghị định
          135/2020/NĐ-CP, Điều 4) • Lương hưu được nhận từ tháng sau tháng đủ cả tuổi lẫn thời gian đóng: từ
          tháng 12/2030 (Luật BHXH 41/2024/QH15, Điều 101) • Thời gian đóng: 180 tháng, tính là 15 năm (Luật
          BHXH 41/2024/QH15, Điều 98 và Điều 5 khoản 6) • Đủ 15 năm được 45%, mỗi năm thêm được 2%: 45% • Lương
          hưu: 1.874.667 đồng × 45% = 843.600 đồng một tháng (Luật BHXH 41/2024/QH15, Điều 99) • Tính theo các
          mức của ngày 23/11/2026, coi như không đổi; những năm sau có thể khác (Luật BHXH 41/2024/QH15, Điều 31
          khoản 2) [Mức khác] [Trước đây có đóng] [Tính lương hưu] [Nhờ cán bộ gọi] [Về đầu]
    """)


async def test_taking_the_money_out_at_once(stage: Stage) -> None:
    await stage.play("""
        Tám: tính rút một lần
        Bot: «why take the money out?»
        Tám: đã ngưng đóng từ 1 năm
        Bot: Dạ, cô chú đóng từ tháng nào? Ví dụ: 3/2018.
        Tám: 3/2018
        Bot: Dạ, đóng tới tháng nào? Ví dụ: 10/2025.
        Tám: 2/2018
        Bot: Dạ, cô chú gõ giúp tháng và năm, trong khoảng từ 03/2018 đến 11/2026.
        Tám: 10/2024
        Bot: Dạ, bình quân đóng theo mức thu nhập bao nhiêu một tháng? Nhớ chừng chừng cũng được. [Không nhớ]
        Tám: 1tr5
        Bot: «which support?»
        Tám: hộ nghèo
        Bot: Rút một lần được khoảng: 18.333.300 đồng • Thời gian đóng sẽ mất: 6 năm 8 tháng • Chưa trừ tiền hỗ
          trợ: 23.824.500 đồng • Trừ tiền Nhà nước đã hỗ trợ: 5.491.200 đồng • Giải quyết trong: 7 ngày làm việc
          Loa tính như tháng nào cũng đóng tự nguyện. Tháng đóng ở công ty thì tính theo lương, không bị trừ tiền hỗ
          trợ: có tháng như vậy thì chỉ cơ quan BHXH mới tính được. Đây là ước
          tính, số thật theo sổ BHXH. Nếu để bảo lưu thì thời gian này vẫn được tính cho lương hưu.
          Căn cứ: Nghị định 159/2025/NĐ-CP, Điều 10, Điều 9; Công văn 340/BHXH-CSXH ngày 03/02/2026; Luật BHXH
          41/2024/QH15, Điều 102 khoản 2, Điều 102 khoản 3, Điều 102.
        Bot: Cách tính: • Năm 2018: 10 tháng × 1.500.000 đồng × 1,23 = 18.450.000 đồng • Năm 2019: 12 tháng ×
          1.500.000 đồng × 1,2 = 21.600.000 đồng • Năm 2020: 12 tháng × 1.500.000 đồng × 1,16 = 20.880.000 đồng
          • Năm 2021: 12 tháng × 1.500.000 đồng × 1,14 = 20.520.000 đồng • Năm 2022: 12 tháng × 1.500.000 đồng ×
          1,11 = 19.980.000 đồng • Năm 2023: 12 tháng × 1.500.000 đồng × 1,07 = 19.260.000 đồng • Năm 2024: 10
          tháng × 1.500.000 đồng × 1,03 = 15.450.000 đồng • Thu nhập bình quân: 136.140.000 đồng ÷ 80 tháng =
          1.701.750 đồng (Nghị định 159/2025/NĐ-CP, Điều 10; Công văn 340/BHXH-CSXH ngày 03/02/2026) • 2 lần thu
          nhập bình quân × 7 năm = 23.824.500 đồng (Luật BHXH 41/2024/QH15, Điều 102 khoản 2; Nghị định
          159/2025/NĐ-CP, Điều 9) • Tiền Nhà nước hỗ trợ của 80 tháng thì trả lại Nhà nước: 5.491.200 đồng (Luật
          BHXH 41/2024/QH15, Điều 102 khoản 3; Nghị định 159/2025/NĐ-CP, Điều 9) • Cô chú nhận: 23.824.500 đồng
          − 5.491.200 đồng = 18.333.300 đồng (Luật BHXH 41/2024/QH15, Điều 102) [Tôi thiếu năm đóng] [Nhờ cán bộ
          gọi] [Về đầu]
        Tám: tính rút một lần
        Bot: «why take the money out?»
        Tám: [Lý do khác, đang cần tiền]
        Bot: Dạ, lý do đó luật không cho rút. Ai bắt đầu đóng từ 01/7/2025 thì ngưng 1 năm cũng không được rút.
          Tiền đã đóng không mất: thời gian được bảo lưu, không bị phạt, đóng lại thì cộng tiếp. Căn cứ: Luật
          BHXH 41/2024/QH15, Điều 102, Điều 103. [Hỏi thêm về rút một lần] [Nhờ cán bộ gọi] [Về đầu]
    """)


async def test_what_began_after_the_reform_stays_in(stage: Stage) -> None:
    await stage.play("""
        Tám: tính rút một lần
        Bot: «why take the money out?»
        Tám: 1
        Bot: Dạ, cô chú đóng từ tháng nào? Ví dụ: 3/2018.
        Tám: 8/2025
        Bot: Dạ, đóng tới tháng nào? Ví dụ: 10/2025.
        Tám: 10/2025
        Bot: Dạ, bình quân đóng theo mức thu nhập bao nhiêu một tháng? Nhớ chừng chừng cũng được. [Không nhớ]
        Tám: 1tr5
        Bot: «which support?»
        Tám: 1
        Bot: Chỉ người đã đóng từ trước tháng 07/2025 mới được rút một lần vì ngừng đóng. Tiền đã đóng không
          mất: thời gian được bảo lưu, không bị phạt, đóng lại thì cộng tiếp. Căn cứ: Luật BHXH 41/2024/QH15,
          Điều 102, Điều 103. [Tôi thiếu năm đóng] [Nhờ cán bộ gọi] [Về đầu]
    """)
