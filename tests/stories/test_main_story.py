"""The main job, end to end: a citizen asks, is answered, leaves her number; staff get it, take it, and she is told."""

from __future__ import annotations

from tests.story import Stage


async def test_from_the_poster_to_the_call(stage: Stage) -> None:
    stage.known.clear()
    await stage.play("""
        Lan: /start q-XMY7
        Bot: Dạ, chào bà con! Đây là Loa, trợ lý tự động của chương trình BHXH tự nguyện tỉnh Vĩnh Long (bản
          dùng thử). Loa giải đáp về bảo hiểm xã hội tự nguyện. Bà con cứ gõ câu hỏi, có dấu hay không dấu đều
          được. Muốn cán bộ xã gọi lại thì gõ số 0. Đây là bản dùng thử, chưa phải kênh chính thức của cơ quan
          BHXH. Nội dung để tham khảo; quyết định cuối cùng thuộc về cơ quan BHXH. [Hỏi đáp theo chủ đề] [Tính
          toán, xem điều kiện] [Nhờ cán bộ gọi] [Hỏi cán bộ ngay] [Dữ liệu của tôi] [Tiếng Việt / English]
        Lan: mức thấp nhất
        Bot: Mức đóng thấp nhất là bao nhiêu? Dạ, bảo hiểm xã hội (BHXH) tự nguyện đóng thấp nhất
          330.000 đồng mỗi
          tháng. Nhà nước hỗ trợ rồi, mình góp: • Hộ nghèo: 165.000 đồng • Cận nghèo: 198.000 đồng • Dân tộc
          thiểu số: 231.000 đồng • Bà con khác: 264.000 đồng Căn cứ: Luật BHXH 41/2024/QH15, Điều 31 khoản 2,
          Điều 36 khoản 1; Nghị định 07/2021/NĐ-CP, Điều 3 khoản 1; Nghị định 159/2025/NĐ-CP, Điều 5 khoản 1.
          Áp dụng từ ngày 01/07/2025. Từ ngày 01/01/2027 (đã công bố, chờ xác nhận), mức thu nhập thấp nhất là
          2.200.000 đồng: mỗi tháng hộ nghèo đóng 242.000 đồng, cận nghèo 290.400 đồng, dân tộc thiểu số
          338.800 đồng, diện khác 387.200 đồng; không có hỗ trợ thì 484.000 đồng. [Xem thêm] [Tính mức đóng]
          [Mỗi tháng đóng bao nhiêu tiền?] [Nhờ cán bộ gọi] [Về đầu] [Có ích] [Chưa đúng]
        Lan: [Xem thêm]
        Bot: Mức đóng thấp nhất là bao nhiêu? Mức thu nhập thấp nhất được chọn bằng chuẩn hộ nghèo nông thôn:
          1.500.000 đồng mỗi tháng. Mức này dùng chung cho cả nông thôn và thành thị. Người đang sinh sống ở xã
          đảo, đặc khu góp 165.000 đồng. Chuẩn hộ nghèo nông thôn đã được công bố sẽ đổi: 2.200.000 đồng từ ngày
          01/01/2027 (đã công bố, chờ xác nhận). Khi đó mức đóng thấp nhất cũng đổi theo. Loa chưa đọc được văn
          bản gốc nên nhờ cô chú hỏi lại cơ quan BHXH trước khi tính chắc. Loa nói thật: đóng mức thấp nhất thì
          lương hưu cũng thấp. Đóng đủ 15 năm ở mức này, lương hưu khoảng 675.000 đồng (nữ) hoặc 600.000 đồng
          (nam) mỗi tháng, chưa tính trượt giá. Nhà mình dư thêm được chút nào thì cân nhắc chọn mức cao hơn.
          Căn cứ: Luật BHXH 41/2024/QH15, Điều 31 khoản 2, Điều 36 khoản 1; Nghị định 07/2021/NĐ-CP, Điều 3
          khoản 1; Nghị định 159/2025/NĐ-CP, Điều 5 khoản 1. Áp dụng từ ngày 01/07/2025. [Tính mức đóng] [Mỗi
          tháng đóng bao nhiêu tiền?] [Nhờ cán bộ gọi] [Về đầu] [Có ích] [Chưa đúng]
        Lan: [Về đầu]
        Bot: Dạ, cô chú muốn làm gì? Cứ gõ câu hỏi cũng được. [Hỏi đáp theo chủ đề] [Tính toán, xem điều kiện]
          [Nhờ cán bộ gọi] [Hỏi cán bộ ngay] [Dữ liệu của tôi] [Tiếng Việt / English]
        Lan: [Hỏi đáp theo chủ đề]
        Bot: Dạ, cô chú hỏi về chủ đề nào? [Tiền đóng] [Nhà nước hỗ trợ] [Cách đóng tiền] [Ai được tham gia]
          [Quyền lợi] [Lương hưu] [Thai sản] [Rút BHXH một lần] [Khi người tham gia qua đời] [Tai nạn lao động]
          [Bảo hiểm y tế] [Thủ tục, sổ và tra cứu] [Quyền của người tham gia] [Trách nhiệm của người tham gia]
          [So sánh] [Điều bà con lo] [Luật mới, hội nghị, chương trình] [Liên hệ] [Về đầu]
        Lan: [Tiền đóng]
        Bot: Tiền đóng: cô chú muốn hỏi câu nào? [Mỗi tháng đóng bao nhiêu tiền?] [Mức đóng thấp nhất là bao
          nhiêu?] [Mức đóng cao nhất là bao nhiêu?] [Tiền đóng tính như thế nào?] [Nên chọn mức thu nhập nào?]
          [Có được tăng hoặc giảm mức đóng không?] [Bảng mức đóng mẫu] [Tỷ lệ đóng và tiền vào quỹ nào?]
          [Thêm câu hỏi] [Chủ đề khác]
        Lan: [Mức đóng cao nhất là bao nhiêu?]
        Bot: Mức đóng cao nhất là bao nhiêu? Dạ, thu nhập cao nhất được chọn để đóng bảo hiểm xã hội (BHXH) tự
          nguyện bằng 20 lần mức tham chiếu: • Thu nhập cao nhất: 50.600.000 đồng • Tiền đóng mỗi tháng:
          11.132.000 đồng Số này chưa trừ phần Nhà nước hỗ trợ. Căn cứ: Luật BHXH 41/2024/QH15, Điều 7, Điều 31
          khoản 2, Điều 36 khoản 1, Điều 141 khoản 13; Nghị định 161/2026/NĐ-CP; Nghị định 159/2025/NĐ-CP, Điều 5
          khoản 1. Áp dụng từ ngày 01/07/2025. [Xem thêm] [Tính mức đóng] [Mức đóng thấp nhất là bao nhiêu?] [Nhờ cán
          bộ gọi] [Về đầu] [Có ích] [Chưa đúng]
        Lan: tính mức đóng
        Bot: Dạ, cô chú muốn đóng theo mức thu nhập nào một tháng? Mình tự chọn, từ 1.500.000 đồng đến
          50.600.000 đồng. Ví dụ: 1tr5, 2 triệu. Từ ngày 01/01/2027, mức thu nhập thấp nhất là 2.200.000 đồng
          (đã công bố, chờ xác nhận). [1.500.000 đồng] [2.000.000 đồng] [3.000.000 đồng] [5.000.000 đồng]
        Lan: 1tr2
        Bot: Dạ, số đó thấp hơn mức thấp nhất là 1.500.000 đồng. Cô chú gõ số bằng hoặc cao hơn mức đó nha.
          [1.500.000 đồng] [2.000.000 đồng] [3.000.000 đồng] [5.000.000 đồng]
        Lan: 2 triệu
        Bot: Dạ, Nhà nước đóng giùm một phần cho mọi người, có diện được nhiều hơn. Cô chú có thuộc diện nào
          dưới đây không? Câu trả lời chỉ dùng để tính lần này, Loa không lưu lại. [Không thuộc diện nào] [Hộ
          nghèo] [Hộ cận nghèo] [Người dân tộc thiểu số] [Ở xã đảo, đặc khu]
        Lan: [Hộ cận nghèo]
        Bot: Chọn thu nhập 2.000.000 đồng, mỗi tháng cô chú đóng: 308.000 đồng • Tiền đóng mỗi tháng: 440.000
          đồng • Nhà nước hỗ trợ: 132.000 đồng • Đóng 3 tháng/lần: 924.000 đồng • Đóng 6 tháng/lần: 1.848.000
          đồng • Đóng 12 tháng/lần: 3.696.000 đồng • Đóng trước 2 năm: 7.025.069 đồng • Đóng trước 3 năm:
          10.260.590 đồng • Đóng trước 4 năm: 13.320.386 đồng • Đóng trước 5 năm: 16.210.864 đồng • Nhà nước hỗ
          trợ tối đa: 120 tháng, tới 11/2036 Theo số liệu ngày 23/11/2026. Hết thời gian hỗ trợ thì mỗi tháng
          đóng 440.000 đồng. Tính từ tháng sau, chưa dùng tháng hỗ trợ nào. Đóng trước nhiều năm bớt 0,31% mỗi
          tháng (lãi suất 2026); cách tính này và cách trừ hỗ trợ theo thông lệ. Từ ngày 01/01/2027, mức thu
          nhập thấp nhất là 2.200.000 đồng (đã công bố, chờ xác nhận). Ở mức đó, mỗi tháng cô chú đóng 290.400
          đồng, Nhà nước hỗ trợ 193.600 đồng. Căn cứ: Luật BHXH 41/2024/QH15, Điều 32 khoản 2 và Điều 36 khoản
          1; Nghị định 159/2025/NĐ-CP, Điều 5 khoản 1, Điều 5 khoản 2; Nghị định 07/2021/NĐ-CP, Điều 3 khoản 1;
          Nghị định 30/2025/NĐ-CP.
        Bot: Đóng trước kỳ nào thì cả kỳ đó giữ mức hỗ trợ của hôm nay, dù sau này hỗ trợ tăng.
          Cách tính: • Tiền đóng: 2.000.000 đồng × 22% = 440.000 đồng (Luật BHXH 41/2024/QH15, Điều 32 khoản
          2 và Điều 36 khoản 1) • Nhà nước hỗ trợ: 40% × 22% × 1.500.000 đồng = 132.000 đồng một tháng (Nghị
          định 159/2025/NĐ-CP, Điều 5 khoản 1; Nghị định 07/2021/NĐ-CP, Điều 3 khoản 1; Nghị định 30/2025/NĐ-CP)
          • Cô chú đóng: 440.000 đồng − 132.000 đồng = 308.000 đồng • Tiền đóng: 2.000.000 đồng × 22% × 60 tháng
          = 26.400.000 đồng (Luật BHXH 41/2024/QH15, Điều 32 khoản 2 và Điều 36 khoản 1) • Đóng trước nên mỗi
          tháng về sau được giảm theo lãi 0,31% một tháng: bớt 2.269.136 đồng, còn 24.130.864 đồng (Nghị định
          159/2025/NĐ-CP, Điều 6 khoản 2 và Điều 7 khoản 2; Công văn 151/BHXH-ĐTQ; Thông báo 59/TB-BHXH) Có phần
          theo cách làm hiện nay của cơ quan bảo hiểm, văn bản luật không ghi rõ. [Mức khác] [Diện khác]
          [So hai mức] [Tính lương hưu] [Nhờ cán
          bộ gọi] [Về đầu]
        Lan: [Nhờ cán bộ gọi]
        Bot: Để cán bộ gọi lại, Loa (trợ lý tự động) xin phép giữ họ tên, số điện thoại, xã/phường của cô chú. •
          Ai chịu trách nhiệm: nhóm vận hành bản dùng thử của trợ lý Loa, tổng đài 1900 9068. • Cô chú đồng ý
          riêng từng việc: (1) cán bộ xã gọi lại tư vấn BHXH tự nguyện; (2) chuyển cho BHXH cơ sở, bưu điện nơi
          cô chú ở. Không dùng việc khác, không bán. • Ai nhận: cán bộ phụ trách xã/phường, người quản lý; nhân
          viên thu chỉ khi có (2). Tin đi qua ứng dụng cô chú đang dùng. • Giữ bao lâu: đến khi cô chú bảo xóa,
          nhiều nhất 90 ngày sau khi xong việc. • Quyền: xem, sửa, xóa, rút lại đồng ý, hạn chế, phản đối, khiếu
          nại. Nhắn “dữ liệu của tôi” hoặc “xóa” lúc nào cũng được. Xin đừng gửi số căn cước, mã số BHXH, dân
          tộc, bệnh tình. Không đồng ý vẫn hỏi đáp bình thường. Cô chú có đồng ý không? [Đồng ý cả hai] [Chỉ gọi
          lại] [Không đồng ý]
        Lan: [Đồng ý cả hai]
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Lan: Nguyễn Thị Lan
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Lan: 0912.345.678
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Lan: xa my long cau ngang tra vinh
        Bot: Dạ, Loa đọc lại: cán bộ xã Mỹ Long, tỉnh Vĩnh Long sẽ gọi Nguyễn Thị Lan theo số 0912 345 678. Đúng
          chưa ạ? [Có, đúng rồi] [Số của người khác] [Không, thôi] [Sửa lại]
        Lan: [Có, đúng rồi]
        Bot: Dạ, cảm ơn Nguyễn Thị Lan. Yêu cầu mang số 1. Cán bộ xã Mỹ Long sẽ gọi số 0912 345 678, chậm nhất
          là 17:00 ngày 25/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi] [Giờ dễ gọi]
          [Kèm phép tính]
          [Kèm câu hỏi]
        Minh hears: Yêu cầu số 1: mới, chưa ai nhận Tên: Nguyễn Thị Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ
          Long Đã xem về: Tiền đóng Nhắn lúc 09:01 ngày 23/11/2026 [Nhận] [Chuyển]
        Minh: [Nhận]
        Bot: (edited) Yêu cầu số 1: đã nhận Tên: Nguyễn Thị Lan Số điện thoại: 0912 345 678 Nơi ở: xã Mỹ Long Đã
          xem về: Tiền đóng Nhắn lúc 09:01 ngày 23/11/2026 Minh đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi
          chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. [Hoàn tác]
        Lan hears: Dạ, có tin vui: cán bộ Minh phụ trách xã Mỹ Long đã nhận yêu cầu số 1 và sẽ gọi cô chú, chậm
          nhất là 17:00 ngày 25/11/2026.
        Minh: [Gọi xong]
        Bot: Yêu cầu số 1: gọi ra sao rồi? [Đã gọi, đã giải đáp] [Sẽ tham gia] [Đã tham gia] [Không quan tâm]
          [Không nghe máy] [Hẹn ngày khác] [Sai số] [Xin đừng liên hệ nữa]
        Minh: [Đã tham gia]
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: [Có, ghi thêm]
        Bot: Gõ ghi chú giúp Loa.
        Minh: đóng 3 tháng một lần ở bưu điện
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. Yêu cầu số 1: đã tham gia Tên: Nguyễn Thị Lan Số điện thoại: 0912 345 678 Nơi ở: xã
          Mỹ Long Đã xem về: Tiền đóng Nhắn lúc 09:01 ngày 23/11/2026 Biết qua: Trụ sở UBND xã Mỹ Long – 09:01
          ngày 23/11/2026: nhắn – 09:01 ngày 23/11/2026: đã báo cán bộ – 09:01 ngày 23/11/2026, Minh: đã nhận –
          09:01 ngày 23/11/2026, Minh: đã
          tham gia (đóng 3 tháng một lần ở bưu điện) [Mở lại] [Ghi chú] [Hoàn tác]
        Lan hears: Dạ, chúc mừng cô chú đã tham gia bảo hiểm xã hội tự nguyện. Có gì chưa rõ cứ hỏi Loa nha.
          [Nhắc tôi đóng]
    """)
