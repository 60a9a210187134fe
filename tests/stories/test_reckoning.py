"""The dialogues about the law, told whole: what is asked, what is shown, and how it was reckoned."""

from __future__ import annotations

from tests.story import Stage


async def test_what_would_i_pay(stage: Stage) -> None:
    await stage.play("""
        Lan: tính toán
        Bot: Dạ, cô chú muốn Loa tính hay xem giúp chuyện gì? Loa hỏi vài câu, xong rồi không giữ lại gì. [Tính
          mức đóng] [Trả trước hay chờ?] [Tính lương hưu] [Tôi có được tham gia không?] [Tôi thiếu năm đóng]
          [Tính rút một lần] [Tính trợ cấp thai sản] [Tính tiền tử tuất] [Về đầu]
        Lan: [Tính mức đóng]
        Bot: «which income?»
        Lan: 1 triệu
        Bot: Dạ, số đó thấp hơn mức thấp nhất là 1.500.000 đồng. Cô chú gõ số bằng hoặc cao hơn mức đó nha.
          [1.500.000 đồng] [2.000.000 đồng] [3.000.000 đồng] [5.000.000 đồng]
        Lan: 1tr5
        Bot: «which support?»
        Lan: [Không thuộc diện nào]
        Bot: Chọn thu nhập 1.500.000 đồng, mỗi tháng cô chú đóng: 264.000 đồng • Tiền đóng mỗi tháng: 330.000
          đồng • Nhà nước hỗ trợ: 66.000 đồng • Đóng 3 tháng/lần: 792.000 đồng • Đóng 6 tháng/lần: 1.584.000
          đồng • Đóng 12 tháng/lần: 3.168.000 đồng • Đóng trước 2 năm: 6.060.801 đồng • Đóng trước 3 năm:
          8.883.443 đồng • Đóng trước 4 năm: 11.574.290 đồng • Đóng trước 5 năm: 14.138.148 đồng • Nhà nước hỗ
          trợ tối đa: 120 tháng, tới 11/2036 Theo số liệu ngày 23/11/2026. Hết thời gian hỗ trợ thì mỗi tháng
          đóng 330.000 đồng. Tính từ tháng sau, chưa dùng tháng hỗ trợ nào. Đóng trước nhiều năm bớt 0,31% mỗi
          tháng (lãi suất 2026); cách tính này và cách trừ hỗ trợ theo thông lệ. Từ ngày 01/01/2027, mức thu
          nhập thấp nhất là 2.200.000 đồng (đã công bố, chờ xác nhận). Ở mức đó, mỗi tháng cô chú đóng 387.200
          đồng, Nhà nước hỗ trợ 96.800 đồng. Căn cứ: Luật BHXH 41/2024/QH15, Điều 32 khoản 2 và Điều 36 khoản 1;
          Nghị định 159/2025/NĐ-CP, Điều 5 khoản 1, Điều 5 khoản 2; Nghị định 07/2021/NĐ-CP, Điều 3 khoản 1;
          Nghị định 30/2025/NĐ-CP.
        Bot: Đóng trước kỳ nào thì cả kỳ đó giữ mức hỗ trợ của hôm nay, dù sau này hỗ trợ tăng.
          Cách tính: • Tiền đóng: 1.500.000 đồng × 22% = 330.000 đồng (Luật BHXH 41/2024/QH15, Điều 32 khoản
          2 và Điều 36 khoản 1) • Nhà nước hỗ trợ: 20% × 22% × 1.500.000 đồng = 66.000 đồng một tháng (Nghị định
          159/2025/NĐ-CP, Điều 5 khoản 1; Nghị định 07/2021/NĐ-CP, Điều 3 khoản 1; Nghị định 30/2025/NĐ-CP) • Cô
          chú đóng: 330.000 đồng − 66.000 đồng = 264.000 đồng • Tiền đóng: 1.500.000 đồng × 22% × 60 tháng =
          19.800.000 đồng (Luật BHXH 41/2024/QH15, Điều 32 khoản 2 và Điều 36 khoản 1) • Đóng trước nên mỗi
          tháng về sau được giảm theo lãi 0,31% một tháng: bớt 1.701.852 đồng, còn 18.098.148 đồng (Nghị định
          159/2025/NĐ-CP, Điều 6 khoản 2 và Điều 7 khoản 2; Công văn 151/BHXH-ĐTQ; Thông báo 59/TB-BHXH) Có phần
          theo cách làm hiện nay của cơ quan bảo hiểm, văn bản luật không ghi rõ. [Mức khác] [Diện khác]
          [So hai mức] [Tính lương hưu] [Nhờ cán
          bộ gọi] [Về đầu]
    """)


async def test_what_pension_could_i_expect(stage: Stage) -> None:
    await stage.play("""
        Lan: tính lương hưu
        Bot: Dạ, tính cho nữ hay nam? Tuổi nghỉ hưu và lương hưu có khác nhau. Tính xong Loa không giữ lại câu
          trả lời nào. [Nữ] [Nam]
        Lan: [Nữ]
        Bot: Dạ, cô chú sinh tháng, năm nào? Ví dụ: 5/1970. Chỉ nhớ năm thì gõ năm cũng được.
        Lan: 5/1970
        Bot: Dạ, trước giờ cô chú đóng BHXH bắt buộc (làm công ty, cơ quan) được bao lâu? Ví dụ: 3 năm 6 tháng.
          [Chưa đóng]
        Lan: [Chưa đóng]
        Bot: Dạ, còn BHXH tự nguyện thì cô chú đóng được bao lâu rồi? [Chưa đóng]
        Lan: 0
        Bot: «which income?»
        Lan: 1tr5
        Bot: Dạ, cô chú tính đóng từ tháng nào? Bấm nút, hoặc gõ tháng và năm, ví dụ: 3/2027. [Tháng sau] [Tháng
          1 năm sau]
        Lan: [Tháng sau]
        Bot: Lương hưu mỗi tháng (tiền hôm nay): 675.000 đồng • Tuổi nghỉ hưu: 57 tuổi 4 tháng (09/2027) • Lúc
          đó còn thiếu: 14 năm 2 tháng • Tổng thời gian đóng: 15 năm • Bắt đầu lãnh: 12/2041 • Từ nay đóng thêm
          (diện thông thường): 51.480.000 đồng • Lãnh tới 75 tuổi: 27.675.000 đồng • Lãnh tới 80 tuổi:
          68.175.000 đồng • Nếu chọn thu nhập 3.000.000 đồng: 1.350.000 đồng • Nếu đóng thêm 5 năm: 825.000 đồng
          Tính theo số liệu ngày 23/11/2026, coi như không đổi; sau này giá cả và các mức điều chỉnh thì số sẽ
          khác. Loa nói thật: số này chỉ phụ thêm, chưa đủ sống. Không có mức lương hưu tối thiểu: đóng mức thấp
          nhất đủ 15 năm, nữ được 675.000 đồng, nam được 600.000 đồng. Lo được thì nên chọn mức cao hơn. Từ ngày
          01/01/2027, mức thu nhập thấp nhất là 2.200.000 đồng (đã công bố, chờ xác nhận). Căn cứ: Bộ luật Lao
          động 2019, Điều 169 khoản 2; Nghị định 135/2020/NĐ-CP, Điều 4; Luật BHXH 41/2024/QH15, Điều 101, Điều
          98 và Điều 5 khoản 6, Điều 99, Điều 31 khoản 2.
        Bot: Tới tuổi nghỉ hưu cô chú còn thiếu 14 năm 2 tháng. Có mấy cách: • Đóng tiếp mỗi tháng tới 11/2041;
          lãnh lương hưu từ 12/2041. • Đóng một lần cho 5 năm còn thiếu, khoảng 21.791.542 đồng (theo thông lệ),
          vào 11/2036, khi đủ tuổi và còn thiếu không quá 60 tháng; tháng sau lãnh lương hưu. • Hoặc không lấy
          lương hưu mà xin trợ cấp hằng tháng tới tuổi hưởng trợ cấp hưu trí xã hội, có thẻ BHYT; cán bộ tính
          giúp. Cách tính: • Tuổi nghỉ hưu: 57 tuổi 4 tháng, tới tháng 09/2027 là đủ (Bộ luật Lao động 2019,
          Điều 169 khoản 2; Nghị định 135/2020/NĐ-CP, Điều 4) • Lương hưu được nhận từ tháng sau tháng đủ cả
          tuổi lẫn thời gian đóng: từ tháng 12/2041 (Luật BHXH 41/2024/QH15, Điều 101) • Thời gian đóng: 180
          tháng, tính là 15 năm (Luật BHXH 41/2024/QH15, Điều 98 và Điều 5 khoản 6) • Đủ 15 năm được 45%, mỗi
          năm thêm được 2%: 45% • Lương hưu: 1.500.000 đồng × 45% = 675.000 đồng một tháng (Luật BHXH
          41/2024/QH15, Điều 99) • Tính theo các mức của ngày 23/11/2026, coi như không đổi; những năm sau
          có thể khác (Luật BHXH 41/2024/QH15, Điều 31 khoản 2) [Mức khác] [Trước đây có đóng]
          [Tính mức đóng] [Nhờ cán bộ gọi] [Về đầu]
    """)


async def test_a_man_who_worked_at_a_company_before(stage: Stage) -> None:
    await stage.play("""
        Ba: /luonghuu
        Bot: Dạ, tính cho nữ hay nam? Tuổi nghỉ hưu và lương hưu có khác nhau. Tính xong Loa không giữ lại câu
          trả lời nào. [Nữ] [Nam]
        Ba: nam
        Bot: Dạ, cô chú sinh tháng, năm nào? Ví dụ: 5/1970. Chỉ nhớ năm thì gõ năm cũng được.
        Ba: 1985
        Bot: Dạ, trước giờ cô chú đóng BHXH bắt buộc (làm công ty, cơ quan) được bao lâu? Ví dụ: 3 năm 6 tháng.
          [Chưa đóng]
        Ba: 8 năm
        Bot: Dạ, còn BHXH tự nguyện thì cô chú đóng được bao lâu rồi? [Chưa đóng]
        Ba: chưa
        Bot: Dạ, thời gian đó bình quân đóng theo mức lương, thu nhập bao nhiêu một tháng? Nhớ chừng chừng cũng
          được. [Không nhớ]
        Ba: không nhớ
        Bot: «which income?»
        Ba: 3 triệu
        Bot: Dạ, cô chú tính đóng từ tháng nào? Bấm nút, hoặc gõ tháng và năm, ví dụ: 3/2027. [Tháng sau] [Tháng
          1 năm sau]
        Ba: 1/2027
        Bot: Lương hưu mỗi tháng (tiền hôm nay): 1.860.000 đồng • Tuổi nghỉ hưu: 62 tuổi (01/2047) • Tổng thời
          gian đóng: 28 năm 1 tháng • Bắt đầu lãnh: 02/2047 • Từ nay đóng thêm (diện thông thường): 151.140.000
          đồng • Lãnh tới 75 tuổi: 288.300.000 đồng • Lãnh tới 80 tuổi: 399.900.000 đồng • Nếu chọn thu nhập
          6.000.000 đồng: 3.720.000 đồng • Nếu đóng thêm 5 năm: 2.160.000 đồng Tính theo số liệu ngày
          23/11/2026, coi như không đổi; sau này giá cả và các mức điều chỉnh thì số sẽ khác. Căn cứ: Bộ luật
          Lao động 2019, Điều 169 khoản 2; Nghị định 135/2020/NĐ-CP, Điều 4; Luật BHXH 41/2024/QH15, Điều 101,
          Điều 98 và Điều 5 khoản 6, Điều 99, Điều 31 khoản 2.
        Bot: Thời gian đã đóng tạm coi như cũng đóng mức 3.000.000 đồng; số thật theo sổ BHXH. Cách tính: • Tuổi
          nghỉ hưu: 62 tuổi, tới tháng 01/2047 là đủ (Bộ luật Lao động 2019, Điều 169 khoản 2; Nghị định
          135/2020/NĐ-CP, Điều 4) • Lương hưu được nhận từ tháng sau tháng đủ cả tuổi lẫn thời gian đóng: từ
          tháng 02/2047 (Luật BHXH 41/2024/QH15, Điều 101) • Thời gian đóng: 337 tháng, tính là 28,5 năm (Luật
          BHXH 41/2024/QH15, Điều 98 và Điều 5 khoản 6) • Đủ 20 năm được 45%, mỗi năm thêm được 2%: 62% • Lương
          hưu: 3.000.000 đồng × 62% = 1.860.000 đồng một tháng (Luật BHXH 41/2024/QH15, Điều 99) • Tính theo các
          mức của ngày 23/11/2026, coi như không đổi; những năm sau có thể khác (Luật BHXH 41/2024/QH15, Điều 31
          khoản 2) [Mức khác] [Trước đây có đóng] [Tính mức đóng] [Nhờ cán bộ gọi] [Về đầu]
    """)


async def test_the_allowance_for_a_birth(stage: Stage) -> None:
    await stage.play("""
        Út: tính thai sản
        Bot: Dạ, ai sinh con? Người cha có đóng, vợ sinh con, cũng được hưởng. [Tôi sinh con] [Vợ tôi sinh con]
        Út: [Vợ tôi sinh con]
        Bot: Dạ, trong 12 tháng trước khi sinh, đã đóng được mấy tháng, tính cả tự nguyện và bắt buộc? Ví dụ: 8
          tháng.
        Út: 5 tháng
        Bot: Dạ, chưa được hưởng. Phải đóng đủ 6 tháng trong vòng 12 tháng trước khi sinh. Cô chú mới đóng 5
          tháng. Chưa sinh thì vẫn còn đóng thêm được. Căn cứ: Luật BHXH 41/2024/QH15, Điều 94, Điều 97. [Hỏi
          thêm về thai sản] [Nhờ cán bộ gọi] [Về đầu]
        Út: tính thai sản
        Bot: Dạ, ai sinh con? Người cha có đóng, vợ sinh con, cũng được hưởng. [Tôi sinh con] [Vợ tôi sinh con]
        Út: tôi sinh con
        Bot: Dạ, trong 12 tháng trước khi sinh, đã đóng được mấy tháng, tính cả tự nguyện và bắt buộc? Ví dụ: 8
          tháng.
        Út: 8 tháng
        Bot: Dạ, lần sinh này mấy bé? [1] [2] [3]
        Út: 2
        Bot: Trợ cấp thai sản: 4.000.000 đồng • Nguồn chi trả: ngân sách nhà nước • Nộp hồ sơ trong: 60 ngày từ
          khi sinh • Chi trả trong: 5 ngày làm việc Cần đóng từ 6 tháng trong 12 tháng trước khi sinh. Giấy tờ:
          bản sao giấy khai sinh của con. Cả cha và mẹ cùng đóng tự nguyện thì một người nhận. Một người đủ cả
          hai loại thì hưởng thai sản của BHXH bắt buộc. Căn cứ: Luật BHXH 41/2024/QH15, Điều 94, Điều 95, Điều
          97.
        Bot: Cách tính: • Trong 12 tháng trước khi sinh đã đóng: 8 tháng (Luật BHXH 41/2024/QH15, Điều 94) •
          2.000.000 đồng × 2 con = 4.000.000 đồng, do ngân sách Nhà nước trả (Luật BHXH 41/2024/QH15, Điều 95)
          [Hỏi thêm về thai sản] [Nhờ cán bộ gọi] [Về đầu]
    """)


async def test_what_the_family_gets(stage: Stage) -> None:
    await stage.play("""
        Bảy: tính tử tuất
        Bot: Dạ, nếu gia đình vừa có người mất, Loa xin chia buồn. Lúc đó người thân đang đóng hay đang lãnh
          lương hưu? [Đang đóng hoặc đang bảo lưu] [Đang lãnh lương hưu]
        Bảy: đang đóng
        Bot: Dạ, đã đóng tất cả được bao lâu? Ví dụ: 3 năm 6 tháng.
        Bảy: 6 năm
        Bot: Dạ, trong đó đóng trước năm 2014 được bao lâu? Không có thì gõ 0. [Không có]
        Bảy: [Không có]
        Bot: Dạ, bình quân đóng theo mức thu nhập bao nhiêu một tháng? Nhớ chừng chừng cũng được. [Không nhớ]
        Bảy: 2 triệu
        Bot: Gia đình nhận được khoảng: 49.300.000 đồng • Tuất một lần cho người thân: 24.000.000 đồng • Trợ cấp
          mai táng: 25.300.000 đồng • Nộp hồ sơ trong: 90 ngày • Chi trả trong: 10 ngày làm việc Ước tính theo
          số liệu ngày 23/11/2026, chưa nhân hệ số trượt giá. Có thời gian đóng bắt buộc nữa thì có thể nhiều
          hơn; cán bộ tính giúp. Căn cứ: Luật BHXH 41/2024/QH15, Điều 110, Điều 109 khoản 2, Điều 7 và Điều 141
          khoản 13; Nghị định 161/2026/NĐ-CP; Nghị định 158/2025/NĐ-CP, Điều 5.
        Bot: Cách tính: • 2 lần thu nhập bình quân × 6 năm = 24.000.000 đồng (Luật BHXH 41/2024/QH15, Điều 110)
          • Trợ cấp mai táng: 10 × 2.530.000 đồng = 25.300.000 đồng (Luật BHXH 41/2024/QH15, Điều 109 khoản 2;
          Nghị định 161/2026/NĐ-CP; Luật BHXH 41/2024/QH15, Điều 7 và Điều 141 khoản 13; Nghị định
          158/2025/NĐ-CP, Điều 5) [Hỏi thêm về tử tuất] [Nhờ cán bộ gọi] [Về đầu]
        Bảy: tính tử tuất
        Bot: Dạ, nếu gia đình vừa có người mất, Loa xin chia buồn. Lúc đó người thân đang đóng hay đang lãnh
          lương hưu? [Đang đóng hoặc đang bảo lưu] [Đang lãnh lương hưu]
        Bảy: đang lãnh
        Bot: Dạ, lương hưu mỗi tháng là bao nhiêu? Ví dụ: 1tr2.
        Bảy: 1tr2
        Bot: Dạ, lương hưu đã lãnh được bao lâu? Ví dụ: 2 năm 3 tháng.
        Bảy: 3 năm
        Bot: Gia đình nhận được khoảng: 62.500.000 đồng • Tuất một lần cho người thân: 37.200.000 đồng • Trợ cấp
          mai táng: 25.300.000 đồng • Nộp hồ sơ trong: 90 ngày • Chi trả trong: 10 ngày làm việc Ước tính theo
          số liệu ngày 23/11/2026. Căn cứ: Luật BHXH 41/2024/QH15, Điều 110, Điều 109 khoản 2, Điều 7 và Điều
          141 khoản 13; Nghị định 161/2026/NĐ-CP; Nghị định 158/2025/NĐ-CP, Điều 5.
        Bot: Cách tính: • Đã nhận lương hưu 36 tháng: 31 tháng lương hưu × 1.200.000 đồng = 37.200.000 đồng
          (Luật BHXH 41/2024/QH15, Điều 110) • Trợ cấp mai táng: 10 × 2.530.000 đồng = 25.300.000 đồng (Luật
          BHXH 41/2024/QH15, Điều 109 khoản 2; Nghị định 161/2026/NĐ-CP; Luật BHXH 41/2024/QH15, Điều 7 và Điều
          141 khoản 13; Nghị định 158/2025/NĐ-CP, Điều 5) [Hỏi thêm về tử tuất] [Nhờ cán bộ gọi] [Về đầu]
    """)
