"""What people asked to be told: offered at fitting moments, told, changed, and ended with one word."""

from __future__ import annotations

from datetime import datetime

from bot.domain.calendar import VIET_NAM
from bot.domain.messages import Incoming
from bot.services.meetings import planning
from tests.stories.conftest import asks
from tests.stories.test_meetings import announced
from tests.story import Stage

MY_LONG = "xã Mỹ Long, Cầu Ngang"


async def wants(stage: Stage, who: str, what: str = "nhận tin", commune: str = MY_LONG) -> None:
    """Asks to be told it, as the first story tells in full."""
    for said in (what, "đồng ý", commune):
        await stage.say(who, said)
    stage.heard(who)


async def test_she_is_asked_after_a_useful_answer_and_ends_it_with_one_word(stage: Stage) -> None:
    texts = (await stage.does(lambda context: context.knowledge.library.subscribing))["news"].text
    stage.known[" ".join(texts["vi"].split())] = "xin nhắn tin"
    await stage.say("Lan", "mức đóng thấp nhất là bao nhiêu")
    stage.heard("Lan")
    await stage.play("""
        Lan: [Có ích]
        Bot: Dạ, Loa mừng quá. Cô chú còn thắc mắc gì cứ hỏi Loa nha. [Về đầu]
        Bot: Khi có tin mới như vậy, cô chú có muốn Loa nhắn cho cô chú không? Nhiều nhất hai tin một tháng,
          nhắn “ngừng tin” là ngừng. [Nhận tin] [Về đầu]
        Lan: [Nhận tin]
        Bot: (xin nhắn tin) [Đồng ý] [Không đồng ý]
        Lan: [Đồng ý]
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Lan: xã Mỹ Long, Cầu Ngang
        Bot: Dạ, cảm ơn cô chú. Từ giờ Loa nhắn cho cô chú tin mới về BHXH tự nguyện ở xã Mỹ Long. Lúc nào muốn
          thôi, cô chú nhắn “ngừng tin”. [Ngừng tin] [Về đầu]
        Lan: dữ liệu của tôi
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Đã đồng ý lúc 09:00 ngày 23/11/2026, bản đồng ý
          tin-2026-11-30. • Loa nhắn cho cô chú tin mới về BHXH tự nguyện Loa nhắn cho cô chú tin mới về BHXH tự
          nguyện: xã Mỹ Long. Cô chú sửa hay xóa lúc nào cũng được. [Đổi xã nhận tin] [Ngừng tin] [Xóa hết] [Về
          đầu]
        Lan: [Đổi xã nhận tin]
        Bot: Dạ, cô chú ở xã, phường nào? Gõ tên cũ cũng được, ví dụ: xã Mỹ Long, Cầu Ngang.
        Lan: xã Vinh Kim
        Bot: Dạ, từ giờ Loa nhắn tin của xã Vinh Kim cho cô chú. [Về đầu]
        Lan: ngừng tin
        Bot: Dạ, Loa ngừng rồi, không tự nhắn chuyện đó nữa. Cô chú cần hỏi gì cứ nhắn Loa như thường. [Về đầu]
        Lan: ngừng tin
        Bot: Dạ, xưa nay Loa không tự nhắn gì cho cô chú, và sẽ không nhắn. [Về đầu]
    """)


async def test_consent_to_news_and_reminders_is_taken_back_where_all_consent_is(stage: Stage) -> None:
    await wants(stage, "Lan")
    await stage.play("""
        Lan: rút đồng ý
        Bot: Dạ, cô chú muốn rút lại điều gì? [Đừng chuyển cho nơi khác] [Đừng gọi nữa] [Ngừng tin] [Ngừng nhắc]
          [Không, cứ để vậy]
        Lan: [Ngừng tin]
        Bot: Dạ, Loa ngừng rồi, không tự nhắn chuyện đó nữa. Cô chú cần hỏi gì cứ nhắn Loa như thường. [Về đầu]
        Lan: rút đồng ý
        Bot: Dạ, cô chú muốn rút lại điều gì? [Đừng chuyển cho nơi khác] [Đừng gọi nữa] [Ngừng tin] [Ngừng nhắc]
          [Không, cứ để vậy]
        Lan: ngừng nhắc
        Bot: Dạ, hiện giờ Loa không nhắc cô chú đóng. [Nhắc tôi đóng] [Về đầu]
    """)


async def test_who_said_no_is_not_asked_again_within_a_month(stage: Stage) -> None:
    told = []
    for _each in range(2):
        await stage.say("Lan", "mức đóng thấp nhất là bao nhiêu")
        stage.heard("Lan")
        await stage.say("Lan", "[Có ích]")
        told.append(any("[Nhận tin]" in line for line in stage.heard("Lan")))
    assert told == [True, False]


async def test_a_new_meeting_is_told_in_the_morning_to_those_who_asked_and_to_nobody_else(stage: Stage) -> None:
    await wants(stage, "Lan", "báo hội nghị mới")
    await wants(stage, "Mai", "báo hội nghị mới")
    await wants(stage, "Tam", "báo hội nghị mới", "xã Vinh Kim")
    await wants(stage, "Bay", "nhận tin")
    await stage.say("Mai", "ngừng tin")
    stage.heard("Mai")
    stage.now = datetime(2026, 11, 23, 21, 0, tzinfo=VIET_NAM)
    await announced(stage)
    await stage.play("""
        ... 1 hour
        ... until 7:01 24/11/2026
        Lan hears: Dạ, gần chỗ cô chú sắp có buổi gặp mặt mới: Hội nghị 1: Hội nghị khách hàng tháng 12 thứ Bảy,
          05/12/2026, từ 14:00 đến 16:00 Nhà văn hóa ấp 3, xã Mỹ Long Còn 3 chỗ [Hội nghị 1] [Ngừng tin]
        ... 1 day
    """)


async def test_two_a_month_and_none_of_what_was_cancelled(stage: Stage) -> None:
    await wants(stage, "Lan", "báo hội nghị mới")
    for _each in range(3):
        await announced(stage)
    gone = await announced(stage)
    await stage.does(lambda context: planning.cancel(gone, context))
    await stage.db.run(stage.jobs.due)
    await stage.settle()
    assert [line[:47] for line in stage.heard("")] == ["Lan hears: Dạ, gần chỗ cô chú sắp có buổi gặp m"] * 2


async def test_blocked_and_back_nothing_is_told(stage: Stage) -> None:
    await wants(stage, "Lan", "báo hội nghị mới")
    for kind in ("blocked", "unblocked"):
        await stage.send(Incoming(kind, stage.address("Lan"), kind, sender="lan"))  # type: ignore[arg-type]
    await announced(stage)
    await stage.play("""
        ... 1 minute
        Lan: dữ liệu của tôi
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Cô chú sửa hay xóa lúc nào cũng được. [Xóa hết]
          [Về đầu]
    """)


async def test_the_family_says_it_and_everything_ends(stage: Stage) -> None:
    await announced(stage)
    await wants(stage, "Lan", "báo hội nghị mới")
    await asks(stage, "Lan")
    stage.heard("Minh")
    for said in ("đăng ký hội nghị 1", "một mình", "đồng ý"):
        await stage.say("Lan", said)
    stage.heard("Lan")
    await stage.play("""
        ... 1 minute
        Lan: mẹ tôi mới mất hôm qua, đừng nhắn nữa
        Bot: Loa xin chia buồn cùng gia đình Dạ, Loa thương gia đình mình lắm, chuyện giấy tờ thư thả lo sau cũng
          kịp. Người mất có đóng hay đang hưởng bảo hiểm xã hội (BHXH) thì thân nhân được tiền tuất; đã đóng từ 60
          tháng hoặc đang hưởng lương hưu thì thêm 25.300.000 đồng lo mai táng. Hồ sơ nộp trong 90 ngày. Muốn không
          ai gọi, nhắn tới đây nữa thì cô chú bấm nút dưới. Người mất có nhờ gọi ở số khác thì cán bộ ngưng giúp.
          [Đừng liên hệ nữa]
        Lan: [Đừng liên hệ nữa]
        Bot: Dạ, xong rồi. Từ giờ không ai gọi hay tự nhắn tới đây nữa; yêu cầu gọi lại, tin nhắc và chỗ ở hội
          nghị đều hủy. Ai nhắn hỏi thì Loa vẫn trả lời. [Xóa hết] [Về đầu]
        Minh hears: (edited) Yêu cầu số 1: người dân đã rút lại. Xin đừng gọi nữa.
        Lan: dữ liệu của tôi
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Yêu cầu số 1: người dân rút lại Nơi ở: xã Mỹ Long
          Cô chú sửa hay xóa lúc nào cũng được. [Xóa hết] [Về đầu]
        ... 1 day
    """)
    assert await stage.does(lambda context: planning.cancel(1, context)) is not None
    assert stage.heard("") == []


async def test_the_officer_who_called_hears_it_and_says_so(stage: Stage) -> None:
    await wants(stage, "Lan", "báo hội nghị mới")
    await asks(stage, "Lan")
    await stage.say("Minh", "nhận 1")
    stage.heard("Minh")
    await stage.say("Minh", "gọi 1 đừng liên hệ nữa")
    await stage.say("Minh", "không")
    stage.heard("Minh")
    await announced(stage)
    await stage.play("""
        ... 1 minute
        Lan: dữ liệu của tôi
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Yêu cầu số 1: không quan tâm Tên: Lan Số điện
          thoại: 0912 345 678 Nơi ở: xã Mỹ Long Đã đồng ý lúc 09:00 ngày 23/11/2026, bản đồng ý 2026-11-24. •
          cán bộ xã gọi lại tư vấn • chuyển cho BHXH cơ sở, bưu điện Cô chú sửa hay xóa lúc nào cũng được. [Đừng
          chuyển cho nơi khác] [Xóa hết] [Về đầu]
    """)
