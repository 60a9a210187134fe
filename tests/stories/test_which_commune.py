"""In which commune somebody lives, by its names old and new, and who calls where nobody is staff."""

from __future__ import annotations

from tests.story import Stage


async def test_which_commune(stage: Stage) -> None:
    await stage.play("""
        Lan: 0
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        Lan: [Đồng ý cả hai]
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Lan: Lan
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Lan: 0912345678
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Lan: xã Không Có Thật
        Bot: Dạ, Loa chưa tìm ra nơi đó. Cô chú gõ tên xã, phường, thêm tên huyện cũ nếu nhớ, ví dụ: xã Mỹ Long,
          Cầu Ngang.
        Lan: xã Tân Bình
        Bot: Dạ, có mấy nơi trùng tên. Cô chú ở nơi nào? [Xã Tân Thành Bình (Xã Tân Bình, Huyện Mỏ Cày Bắc cũ), Tỉnh
          Vĩnh Long] [Xã An Trường (Xã Tân Bình, Huyện Càng Long cũ), Tỉnh Vĩnh Long] [Xã Tân Quới (Xã Tân
          Bình, Huyện Bình Tân cũ), Tỉnh Vĩnh Long] [Không có trong này]
        Lan: quay lại
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Lan: 0912345678
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Lan: ngãi tứ, tam bình
        Bot: Dạ, có mấy nơi trùng tên. Cô chú ở nơi nào? [Xã Ngãi Tứ (Huyện Tam Bình, Huyện Trà Ôn cũ), Tỉnh Vĩnh
          Long] [Phường Cái Vồn (Xã Ngãi Tứ, Huyện Tam Bình cũ), Tỉnh Vĩnh Long] [Không có trong này]
        Lan: 2
        Bot: Dạ, Loa đọc lại: cán bộ phường Cái Vồn, tỉnh Vĩnh Long sẽ gọi Lan theo số 0912 345 678. Đúng chưa
          ạ? [Có, đúng rồi] [Số của người khác] [Không, thôi] [Sửa lại]
        Lan: quay lại
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Lan: phuong 1 tp vinh long
        Bot: Dạ, Loa đọc lại: cán bộ phường Long Châu, tỉnh Vĩnh Long sẽ gọi Lan theo số 0912 345 678. Đúng chưa
          ạ? [Có, đúng rồi] [Số của người khác] [Không, thôi] [Sửa lại]
        Lan: chưa
        Bot: Dạ, cần sửa chỗ nào? Cô chú bấm nút, hoặc gõ luôn điều đúng. [Tên] [Số điện thoại] [Xã, phường]
        Lan: [Có, đúng rồi]
        Bot: Dạ, cảm ơn Lan. Yêu cầu mang số 1. Cán bộ phường Long Châu sẽ gọi số 0912 345 678, chậm nhất là
          17:00 ngày 25/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi] [Giờ dễ gọi]
        Hoa hears: Ở phường Long Châu chưa có cán bộ dùng Loa nên yêu cầu này chuyển tới mình. Yêu cầu số 1:
          mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: phường Long Châu Nhắn lúc 09:01 ngày
          23/11/2026 [Nhận] [Chuyển]
    """)


async def test_a_commune_without_staff_is_the_supervisors_matter(stage: Stage) -> None:
    await stage.play("""
        Lan: 0
        Bot: (xin phép) [Đồng ý cả hai] [Chỉ gọi lại] [Không đồng ý]
        Lan: [Đồng ý cả hai]
        Bot: Dạ, cô chú tên gì để cán bộ tiện xưng hô?
        Lan: Lan
        Bot: Dạ, cán bộ gọi số nào được? Cô chú gõ số, ví dụ 0912 345 678.
        Lan: 0912345678
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Lan: phường Trà Vinh
        Bot: Dạ, Loa đọc lại: cán bộ phường Trà Vinh, tỉnh Vĩnh Long sẽ gọi Lan theo số 0912 345 678. Đúng chưa
          ạ? [Có, đúng rồi] [Số của người khác] [Không, thôi] [Sửa lại]
        Lan: [Có, đúng rồi]
        Bot: Dạ, cảm ơn Lan. Yêu cầu mang số 1. Cán bộ phường Trà Vinh sẽ gọi số 0912 345 678, chậm nhất là
          17:00 ngày 25/11/2026. Có người nhận là Loa báo ở đây liền. [Về đầu] [Dữ liệu của tôi] [Giờ dễ gọi]
        Hoa hears: Ở phường Trà Vinh chưa có cán bộ dùng Loa nên yêu cầu này chuyển tới mình. Yêu cầu số 1: mới,
          chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: phường Trà Vinh Nhắn lúc 09:00 ngày
          23/11/2026 [Nhận] [Chuyển]
        Hoa: [Nhận]
        Bot: (edited) Yêu cầu số 1: đã nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: phường Trà Vinh Nhắn lúc
          09:00 ngày 23/11/2026 Hoa đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. [Hoàn tác]
        Lan hears: Dạ, có tin vui: cán bộ Hoa phụ trách phường Trà Vinh đã nhận yêu cầu số 1 và sẽ gọi cô chú,
          chậm nhất là 17:00 ngày 25/11/2026.
    """)
