"""What staff do: join, take, call again, hand over, note; and what the others hear of it."""

from __future__ import annotations

from bot.domain.messages import Incoming
from bot.domain.people import Role
from tests.stories.conftest import MY_LONG, asks, fills_in, hire
from tests.story import Stage

TRA_VINH = "29242"


async def test_two_officers_and_one_request(stage: Stage) -> None:
    await stage.db.run(lambda tx: hire(tx, stage.address("Phuc"), "Phúc", Role.COLLECTOR, [MY_LONG]))
    await fills_in(stage, "Lan")
    await stage.play("""
        Lan: có
        Bot: «Lan is thanked»
        Minh hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Phuc hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Phuc: [Nhận]
        Bot: (edited) «Lan's request: đã nhận» Phúc đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. [Hoàn tác]
        Lan hears: «Phúc has taken 1»
        Minh hears: (edited) Yêu cầu số 1: Phúc đã nhận.
        Minh: [Nhận]
        Bot: Yêu cầu số 1: Phúc đã nhận.
        Minh: kết quả 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Chỉ người đang giữ yêu cầu mới ghi kết quả được. Yêu cầu số 1: Phúc đã nhận.
        Phuc: [Nhận]
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Yêu cầu này mình đã nhận rồi. «Lan's request: đã nhận» Phúc đang giữ. – 09:00 ngày 23/11/2026: nhắn –
          09:00 ngày 23/11/2026: đã báo cán bộ – 09:00 ngày 23/11/2026, Phúc: đã nhận [Gọi xong] [Hẹn lại] [Chuyển]
          [Ghi chú]
        Phuc: việc của tôi
        Bot: Mình đang giữ 1 yêu cầu; còn 0 yêu cầu chưa ai nhận. 1. Lan, xã Mỹ Long: đã nhận [Yêu cầu số 1]
        Minh: viec
        Bot: Không có yêu cầu nào đang đợi, mình cũng không còn việc nào dở.
    """)


async def test_handed_over_to_another_commune(stage: Stage) -> None:
    await stage.db.run(lambda tx: hire(tx, stage.address("Phuc"), "Phúc", Role.OFFICER, [TRA_VINH]))
    await fills_in(stage, "Lan")
    await stage.play("""
        Lan: có
        Bot: «Lan is thanked»
        Minh hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Minh: [Chuyển]
        Bot: Chuyển yêu cầu số 1 cho xã, phường nào?
        Minh: phường Trà Vinh
        Bot: Yêu cầu số 1 đã chuyển cho phường Trà Vinh. [Hoàn tác] [Việc của tôi]
        Lan hears: Dạ, yêu cầu số 1 của cô chú đã chuyển cho phường Trà Vinh, nơi đó sẽ gọi cô chú.
        Phuc hears: Minh chuyển qua: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở:
          phường Trà Vinh Nhắn lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
        Minh: xem 1
        Bot: Không có yêu cầu đó trong địa bàn của mình. [Việc của tôi]
        Phuc: [Nhận]
        Bot: (edited) Yêu cầu số 1: đã nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở: phường Trà Vinh Nhắn lúc
          09:00 ngày 23/11/2026 Phúc đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. [Hoàn tác]
        Lan hears: Dạ, có tin vui: cán bộ Phúc phụ trách phường Trà Vinh đã nhận yêu cầu số 1 và sẽ gọi cô chú,
          chậm nhất là 17:00 ngày 25/11/2026.
        Minh hears: (edited) Yêu cầu số 1 đã chuyển cho phường Trà Vinh.
        Phuc: [Chuyển]
        Bot: Chuyển yêu cầu số 1 cho xã, phường nào?
        Phuc: xã mỹ long
        Bot: Yêu cầu số 1 đã chuyển cho xã Mỹ Long. [Hoàn tác] [Việc của tôi]
        Lan hears: Dạ, yêu cầu số 1 của cô chú đã chuyển cho xã Mỹ Long, nơi đó sẽ gọi cô chú.
        Minh hears: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Minh hears: Phúc chuyển qua: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
    """)


async def test_called_again_on_the_day_that_was_agreed(stage: Stage) -> None:
    await fills_in(stage, "Lan")
    await stage.play("""
        Lan: có
        Bot: «Lan is thanked»
        Minh hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Minh: [Nhận]
        Bot: (edited) «Lan's request: đã nhận» Minh đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. [Hoàn tác]
        Lan hears: «Minh has taken 1»
        Minh: [Gọi xong]
        Bot: «how did call 1 go?»
        Minh: hẹn ngày khác
        Bot: Ngày nào mình gọi lại? Ví dụ: mai, thứ hai, 25/12.
        Minh: hôm qua
        Bot: Ngày đó qua rồi. Gõ một ngày từ 23/11/2026 trở đi giúp Loa.
        Minh: hôm nay
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. Loa nhắc lại ngày 23/11/2026. «Lan's request: sẽ gọi lại» Minh đang giữ. Gọi lại
          ngày 23/11/2026. – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:00 ngày
          23/11/2026, Minh: đã nhận – 09:00 ngày 23/11/2026, Minh: sẽ gọi lại [Gọi xong] [Hẹn lại] [Chuyển] [Ghi
          chú] [Hoàn tác]
        Lan hears: Dạ, theo hẹn, cán bộ Minh sẽ gọi lại cô chú ngày 23/11/2026.
        Minh: hẹn lại 1
        Bot: Ngày nào mình gọi lại? Ví dụ: mai, thứ hai, 25/12.
        Minh: thứ năm
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. Loa nhắc lại ngày 26/11/2026. «Lan's request: sẽ gọi lại» Minh đang giữ. Gọi lại
          ngày 26/11/2026. – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:00 ngày
          23/11/2026, Minh: đã nhận – 09:00 ngày 23/11/2026, Minh: sẽ gọi lại – 09:01 ngày 23/11/2026, Minh: sẽ
          gọi lại [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú] [Hoàn tác]
        Lan hears: Dạ, theo hẹn, cán bộ Minh sẽ gọi lại cô chú ngày 26/11/2026.
        Minh: việc của tôi
        Bot: Mình đang giữ 1 yêu cầu; còn 0 yêu cầu chưa ai nhận. 1. Lan, xã Mỹ Long: sẽ gọi lại [Yêu cầu số 1]
        Minh: [Yêu cầu số 1]
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request: sẽ gọi lại» Minh đang giữ. Gọi lại ngày 26/11/2026. – 09:00 ngày 23/11/2026: nhắn – 09:00
          ngày 23/11/2026: đã báo cán bộ – 09:00 ngày 23/11/2026, Minh: đã nhận – 09:00 ngày 23/11/2026, Minh: sẽ gọi
          lại – 09:01 ngày 23/11/2026, Minh: sẽ gọi lại [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Minh: [Gọi xong]
        Bot: «how did call 1 go?»
        Minh: [Không nghe máy]
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: [Không, vậy đủ rồi]
        Bot: (edited) «Lan's request: sẽ gọi lại» Minh đang giữ. Gọi lại ngày 25/11/2026. [Gọi xong] [Hẹn lại]
          [Chuyển] [Ghi chú]
        Bot: Đã ghi, cảm ơn. Loa nhắc lại ngày 25/11/2026. [Hoàn tác]
        Lan hears: Dạ, cán bộ Minh đã gọi mà chưa gặp cô chú, ngày 25/11/2026 sẽ gọi lại.
    """)


async def test_wrong_number(stage: Stage) -> None:
    await fills_in(stage, "Lan")
    await stage.play("""
        Lan: có
        Bot: «Lan is thanked»
        Minh hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Minh: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request is mine since 09:00»
        Lan hears: «Minh has taken 1»
        Minh: kết quả 1
        Bot: «how did call 1 go?»
        Minh: sai số
        Bot: Có cần ghi chú thêm không? [Có, ghi thêm] [Không, vậy đủ rồi]
        Minh: không
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Đã ghi, cảm ơn. «Lan's request: sai số» – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã
          báo cán bộ – 09:00 ngày 23/11/2026, Minh: đã nhận – 09:00 ngày 23/11/2026, Minh: sai số [Mở lại] [Ghi
          chú] [Hoàn tác]
        Lan hears: Dạ, số điện thoại để lại hình như không đúng. Muốn được gọi, cô chú gõ số 0 và xem kỹ lại số
          nha.
        Minh: kết quả 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: Chỉ người đang giữ yêu cầu mới ghi kết quả được. «Lan's request: sai số» – 09:00 ngày 23/11/2026:
          nhắn – 09:00 ngày 23/11/2026: đã báo cán bộ – 09:00 ngày 23/11/2026, Minh: đã nhận – 09:00 ngày
          23/11/2026, Minh: sai số [Mở lại] [Ghi chú]
    """)


async def test_notes(stage: Stage) -> None:
    await fills_in(stage, "Lan")
    await stage.play("""
        Lan: có
        Bot: «Lan is thanked»
        Minh hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Minh: [Nhận]
        Bot: (edited) «Lan's request: đã nhận» Minh đang giữ. [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Bot: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. [Hoàn tác]
        Lan hears: «Minh has taken 1»
        Minh: [Ghi chú]
        Bot: Gõ ghi chú giúp Loa.
        Minh: gọi buổi chiều, mấy giờ cũng được?
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request: đã nhận» Minh đang giữ. – 09:00 ngày 23/11/2026: nhắn – 09:00 ngày 23/11/2026: đã báo cán
          bộ – 09:00 ngày 23/11/2026, Minh: đã nhận – 09:00 ngày 23/11/2026, Minh: ghi chú (gọi buổi chiều, mấy giờ
          cũng được?) [Gọi xong] [Hẹn lại] [Chuyển] [Ghi chú]
        Minh: ghi chú 7
        Bot: Không có yêu cầu đó trong địa bàn của mình. [Việc của tôi]
        Minh: /canbo
        Bot: • Yêu cầu mới tự tới đây. Bấm “Nhận” để nhận; ai bấm trước thì được. • Gọi xong: bấm “Gọi
          xong”, hoặc gõ “gọi xong 17”. Người dân hẹn ngày khác: bấm “Hẹn lại”. • Không nghe máy: Loa dời sang
          ngày làm việc kế tiếp; gọi đủ ba ngày không gặp thì khép lại. • Gõ “việc của tôi”, “hôm nay”, “quá
          hạn” để xem danh sách; “xem 17” để xem một yêu cầu. • Gõ “gọi ai” để biết giờ gọi ai, từng người
          một; “Bỏ qua” là qua người kế. • “mở hội nghị” là mở một buổi gặp bà con; “hội nghị của xã” cho biết
          bao nhiêu người tới, để dời hay hủy. • Về hội nghị 7: “hội nghị 7”, “đăng hội nghị 7”, “sửa hội nghị
          7”, “dời hội nghị 7”, “hủy hội nghị 7”; mở thêm buổi như vậy: “mở lại hội nghị 7 thứ bảy”. • Khách
          mà tin nhắn không tới được: “gọi khách hội nghị 7”. Câu khách hỏi: “câu hỏi hội nghị 7”. • Đang họp,
          gõ “42 người, 17 nữ, 5 Khmer” là Loa ghi số đếm; gõ lại là sửa. • Họp xong: “báo kết quả 7”, “sửa
          kết quả 7”, “biên bản 7” để lấy tệp Word; hình thì cứ gửi vào đây. • Gõ “ghi yêu cầu” để ghi giùm
          người ở quầy, ở nhà hay gọi tổng đài. • Bấm nhầm: gõ “hoàn tác” trong mười phút. Việc đã xong mà cần
          làm lại: “mở lại 17” kèm lý do. • Gõ “chuyển 17” để chuyển cho xã khác, “trả lại 17” để đồng nghiệp
          nhận; “ghi chú 17” để ghi thêm. • “giao 17 cho Tâm” giao cho đồng nghiệp theo tên. • Gõ tắt cũng
          được: “17 không nghe máy”, “hẹn 17 thứ 5”, “nhận 17, 18”, “mai tôi nghỉ”. • “tìm 0987 654 321” hay
          “tìm Nga” tìm yêu cầu của một người. • Nghỉ: “nghỉ đến 30/11”, “nghỉ từ 1/12 đến 5/12”; đi làm sớm
          hơn: “đi làm lại”. • “lịch trực”: hôm nay và mấy ngày tới ai trực. • Câu hỏi trực tiếp tới kèm nút
          “Trả lời”: bấm vào, rồi gõ gì là gửi thẳng tới người dân; xong thì gõ “kết thúc”. • Làm việc thêm ở
          nơi khác: nhắn “thêm nơi nhắn tin”; bỏ nơi mới nhất: “bỏ liên kết”. • “bài đăng XMY7” làm một hình
          kèm lời và đường dẫn, để chuyển tiếp vào nhóm Zalo của ấp, khóm hay Facebook. • “gọi nhắc”: ai nhờ
          gọi nhắc đóng; “nhận gọi nhắc 3” xem số điện thoại, “kết quả gọi nhắc 3” ghi kết quả. • “các đợt
          tin”: tin gửi bà con, dành cho người soạn và người duyệt; “đợt tin 3” xem một đợt. • “số liệu hôm
          nay”, “báo cáo tháng”, “báo cáo tháng trước”: các con số chính, kèm đường dẫn tới báo cáo. •
          “ghi khó khăn”: khó khăn, đề xuất cho báo cáo tháng; hoặc một dòng: “khó khăn: …”, “đề xuất: …”. • Gõ
          “bảng” để nhận đường dẫn vào bảng việc: danh sách, số liệu, tải Excel trên màn hình lớn hơn. • Người
          dân được báo là mình đã nhận, và chậm nhất khi nào mình gọi. [Việc của tôi]
    """)


async def in_the_group(stage: Stage, who: str, said: str = "", token: str = "") -> list[str]:
    """What everybody gets when that person writes or taps in the staff's group."""
    kind = "tap" if token else "text"
    number = f"group{who}{said}{token}"
    await stage.send(Incoming(number, stage.address("Nhom"), kind, said, token=token, sender=who, group=True))
    return stage.heard("Nhom")


async def test_a_group_reads_no_names_and_whoever_taps_gets_the_rest_in_private(stage: Stage) -> None:
    assert await in_the_group(stage, "lan", "/nhom") == [
        "Bot: Chỉ cán bộ phụ trách xã làm được việc này. Mời nhắn riêng cho Loa để vào danh sách trước."
    ]
    assert await in_the_group(stage, "minh", "/nhom@LoaBot") == [
        "Bot: Từ giờ yêu cầu mới của xã Mỹ Long sẽ báo trong nhóm này."
    ]
    assert await in_the_group(stage, "minh", "mọi người ăn cơm chưa") == []
    await fills_in(stage, "Lan")
    await stage.play("""
        Lan: có
        Bot: «Lan is thanked»
        Minh hears: «Lan's request: mới, chưa ai nhận» [Nhận] [Chuyển]
        Nhom hears: Yêu cầu số 1: mới, chưa ai nhận Nơi ở: xã Mỹ Long Ai bấm trước thì nhận; tên và số điện thoại gửi
          trong tin nhắn riêng. [Nhận]
    """)
    assert await in_the_group(stage, "lan", token=">take:1") == [
        "Bot: Chỉ cán bộ đã vào danh sách bằng tin nhắn riêng mới nhận được yêu cầu."
    ]
    group, citizen, card, officer = await in_the_group(stage, "minh", token=">take:1")
    assert group == "Bot: (edited) Yêu cầu số 1: Minh đã nhận."
    assert citizen.startswith("Lan hears: Dạ, có tin vui: cán bộ Minh phụ trách xã Mỹ Long đã nhận yêu cầu số 1")
    assert card.startswith("Minh hears: (edited) Yêu cầu số 1: đã nhận Tên: Lan Số điện thoại: 0912 345 678")
    assert officer == "Minh hears: Yêu cầu này là của mình rồi. Gọi xong nhớ bấm “Gọi xong”. [Hoàn tác]"


async def test_in_a_group_shorthand_is_done_and_answered_in_private(town: Stage) -> None:
    await in_the_group(town, "minh", "/nhom")
    await asks(town, "Lan")
    await in_the_group(town, "minh", "nhận 1")
    for said in ("1 không nghe máy", "tìm lan", "xem 1", "ghi chú 1 nhà ở ấp 3", "1 thứ 5", "gọi ai", "hoàn tác 1"):
        told = await in_the_group(town, "minh", said)
        assert [line for line in told if line.startswith("Minh hears: ") and "(edited)" not in line], said
        assert not [line for line in told if line.startswith(("Bot: ", "Nhom")) and "Lan" in line], said
    assert "Ý mình là muốn làm gì với yêu cầu số 1?" in str(await in_the_group(town, "minh", "1 thứ 6"))
    for said in ("mọi người ăn cơm chưa", "5 giờ họp nha", "xong chưa", "gọi"):
        assert await in_the_group(town, "minh", said) == [], said
    assert await in_the_group(town, "lan", "xem 1") == []
    assert await in_the_group(town, "lan", "1 không nghe máy") == []


async def test_citizens_hear_nothing_while_they_block_us(stage: Stage) -> None:
    await asks(stage, "Lan")
    await stage.send(Incoming("gone", stage.address("Lan"), "blocked", sender="lan"))
    await stage.play("""
        Minh: nhận 1
        Bot: (edited) Yêu cầu số 1: xem tin mới hơn ở dưới.
        Bot: «Lan's request is mine since 09:00»
    """)
    await stage.send(Incoming("back", stage.address("Lan"), "unblocked", sender="lan"))
    await stage.play("""
        Minh: chuyển 1
        Bot: Chuyển yêu cầu số 1 cho xã, phường nào?
        Minh: phường Trà Vinh
        Bot: Yêu cầu số 1 đã chuyển cho phường Trà Vinh. [Hoàn tác] [Việc của tôi]
        Hoa hears: Minh chuyển qua: Yêu cầu số 1: mới, chưa ai nhận Tên: Lan Số điện thoại: 0912 345 678 Nơi ở:
          phường Trà Vinh Nhắn lúc 09:00 ngày 23/11/2026 [Nhận] [Chuyển]
        Lan hears: Dạ, yêu cầu số 1 của cô chú đã chuyển cho phường Trà Vinh, nơi đó sẽ gọi cô chú.
    """)
