"""A request that somebody has taken: called in time, three tries on three days, or given to others."""

from __future__ import annotations

from tests.stories.conftest import asks
from tests.story import Stage


async def test_taken_but_not_called(town: Stage) -> None:
    await asks(town, "Lan")
    await town.play("""
        Minh: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request is mine since 09:00»
        Lan hears: «Minh has taken 1»
        Phuc hears: (edited) Yêu cầu số 1: Minh đã nhận.
        ... until 9:01 25/11/2026
        Minh hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Minh hears: Tới hạn gọi rồi. Mình gọi giúp, hoặc gõ “trả lại 1”: «Lan's request: đã nhận» Minh đang giữ.
          [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        ... 30 minutes
        Phuc hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Phuc hears: Minh ở xã Mỹ Long vẫn chưa gọi; ai gọi được thì nhận thay giúp: Yêu cầu số 1: Minh đã nhận.
          [Nhận thay]
        Phuc: quá hạn
        Bot: Quá hạn: 0 yêu cầu của mình, 0 yêu cầu chưa ai nhận, 1 yêu cầu của đồng nghiệp. 1. Lan, xã Mỹ Long:
          đã nhận [Yêu cầu số 1]
        ... 90 minutes
        ... until 9:02 26/11/2026
        Hoa hears: Minh ở xã Mỹ Long vẫn chưa gọi; ai gọi được thì nhận thay giúp: Yêu cầu số 1: Minh đã nhận.
          [Nhận thay]
        Lan hears: Dạ, Loa xin lỗi: yêu cầu số 1 tới giờ vẫn chưa có người gọi. Loa đã báo lên tỉnh. Cần gấp thì
          cô chú gọi 1900 9068.
        Minh hears: Chào buổi sáng, Minh. Quá hạn: 1 1. Lan, xã Mỹ Long: đã nhận [Yêu cầu số 1] [Việc của tôi]
        Phuc: [Nhận thay]
        Bot: (edited) «Lan's request: đã nhận» Phúc đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. [Hoàn tác]
        Hoa hears: (edited) Yêu cầu số 1: Phúc đã nhận.
        Lan hears: Dạ, từ giờ cán bộ Phúc phụ trách xã Mỹ Long lo yêu cầu số 1 và sẽ gọi cô chú, chậm nhất là
          17:00 ngày 27/11/2026.
        Minh hears: (edited) Yêu cầu số 1: Phúc đã nhận.
        Minh hears: Phúc đã nhận thay yêu cầu số 1.
        Minh: việc của tôi
        Bot: Không có yêu cầu nào đang đợi, mình cũng không còn việc nào dở.
    """)


async def test_three_tries_on_three_days(stage: Stage) -> None:
    await asks(stage, "Lan")
    await stage.play("""
        ... 1 minute
        Minh: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request is mine since 09:01»
        Lan hears: «Minh has taken 1»
        Minh: gọi xong 1
        Bot: «how did call 1 go?»
        Minh: không nghe máy
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. Loa nhắc lại ngày 25/11/2026. «Lan's request: sẽ gọi lại» Minh đang giữ. Gọi lại
          ngày 25/11/2026. – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:01 ngày
          23/11/2026, Minh: đã nhận – 09:01 ngày 23/11/2026, Minh: gọi không nghe máy [Gọi xong] [Hẹn lại]
          [Chuyển] [Ghi chú] [Hoàn tác]
        Lan hears: Dạ, cán bộ Minh đã gọi mà chưa gặp cô chú, ngày 25/11/2026 sẽ gọi lại.
        Minh: gọi xong 1
        Bot: «how did call 1 go?»
        Minh: không nghe máy
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. Loa nhắc lại ngày 25/11/2026. «Lan's request: sẽ gọi lại» Minh đang giữ. Gọi lại
          ngày 25/11/2026. – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:01 ngày
          23/11/2026, Minh: đã nhận – 09:01 ngày 23/11/2026, Minh: gọi không nghe máy – 09:02 ngày 23/11/2026,
          Minh: gọi không nghe máy [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú] [Hoàn tác]
        Lan hears: Dạ, cán bộ Minh đã gọi mà chưa gặp cô chú, ngày 25/11/2026 sẽ gọi lại.
        ... until 7:31 25/11/2026
        Minh hears: Chào buổi sáng, Minh. Gọi hôm nay: 1 1. Lan, xã Mỹ Long: sẽ gọi lại [Yêu cầu số 1] [Việc của
          tôi]
        Minh: hôm nay
        Bot: Hôm nay: 1 yêu cầu cần gọi, 0 yêu cầu chưa ai nhận. 1. Lan, xã Mỹ Long: sẽ gọi lại [Yêu cầu số 1]
        Minh: gọi xong 1
        Bot: «how did call 1 go?»
        Minh: không nghe máy
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. Loa nhắc lại ngày 26/11/2026. «Lan's request: sẽ gọi lại» Minh đang giữ. Gọi lại
          ngày 26/11/2026. – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:01 ngày
          23/11/2026, Minh: đã nhận – 09:01 ngày 23/11/2026, Minh: gọi không nghe máy – 09:02 ngày 23/11/2026,
          Minh: gọi không nghe máy – 07:31 ngày 25/11/2026, Minh: gọi không nghe máy [Gọi xong] [Hẹn lại]
          [Chuyển] [Ghi chú] [Hoàn tác]
        Lan hears: Dạ, cán bộ Minh đã gọi mà chưa gặp cô chú, ngày 26/11/2026 sẽ gọi lại.
        ... until 8:00 26/11/2026
        Minh hears: Chào buổi sáng, Minh. Gọi hôm nay: 1 1. Lan, xã Mỹ Long: sẽ gọi lại [Yêu cầu số 1] [Việc của
          tôi]
        Minh: gọi xong 1
        Bot: «how did call 1 go?»
        Minh: không nghe máy
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. Đã gọi đủ ba ngày nên yêu cầu này khép lại. «Lan's request: không liên lạc được» –
          09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:01 ngày 23/11/2026, Minh: đã
          nhận – 09:01 ngày 23/11/2026, Minh: gọi không nghe máy – 09:02 ngày 23/11/2026, Minh: gọi không nghe
          máy – 07:31 ngày 25/11/2026, Minh: gọi không nghe máy – 08:00 ngày 26/11/2026, Minh: không liên lạc
          được [Mở lại] [Ghi chú] [Hoàn tác]
        Lan hears: Dạ, cán bộ gọi ba ngày khác nhau mà chưa gặp được cô chú. Muốn được gọi lại thì cô chú gõ số
          0 nha.
    """)


async def test_what_is_closed_or_withdrawn_is_left_alone(town: Stage) -> None:
    await asks(town, "Lan")
    await town.play("""
        Lan: xóa
        Bot: «shall all be erased?»
        Lan: có
        Bot: «all is erased»
        Minh hears: (edited) Yêu cầu số 1: người dân đã rút lại. Xin đừng gọi nữa.
        Phuc hears: (edited) Yêu cầu số 1: người dân đã rút lại. Xin đừng gọi nữa.
        ... until 9:05 26/11/2026
    """)
