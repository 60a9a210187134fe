"""Reminders to pay, in people's own rhythm: set, told on their days, answered, changed and ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from bot.domain.calendar import VIET_NAM, local, quiet
from bot.store.staff import members
from bot.store.tables import due, payment_reminder
from tests.story import Stage


async def wants(stage: Stage, who: str, said: str) -> None:
    """Asks to be reminded, as the first story tells in full."""
    for line in ("nhắc tôi đóng", "đồng ý", said):
        await stage.say(who, line)
    stage.heard(who)


async def by_herself(stage: Stage) -> None:
    """Nobody works here, so that no report of staff comes between."""
    await stage.db.run(lambda tx: [members.remove(tx, one.id) for one in members.all_staff(tx)])


async def kept(stage: Stage) -> tuple[int, int]:
    """How many rhythms are kept, and how many rounds planned."""
    rows = [select(payment_reminder.c.id), select(due.c.about).where(due.c.what == "payment")]
    numbers = [len(await stage.db.read(lambda tx, one=one: tx.connection.execute(one).all())) for one in rows]
    return numbers[0], numbers[1]


async def test_half_a_year_is_told_three_times_and_moves_on(stage: Stage) -> None:
    await by_herself(stage)
    text = (await stage.does(lambda context: context.knowledge.library.subscribing))["payment"].text["vi"]
    stage.known[" ".join(text.split())] = "xin nhắc đóng"
    await stage.play("""
        Lan: nhắc tôi đóng
        Bot: (xin nhắc đóng) [Đồng ý] [Không đồng ý]
        Lan: [Đồng ý]
        Bot: Dạ, cô chú đóng mấy tháng một lần? Bấm nút, hoặc nói theo ý mình, ví dụ: đóng 6 tháng, tới hết
          tháng 3. [Hằng tháng] [3 tháng một lần] [6 tháng một lần] [Một năm một lần] [Đóng trước nhiều năm]
          [Đóng một lần cho năm còn thiếu]
        Lan: đóng 6 tháng tới hết tháng 12
        Bot: Dạ được. Cô chú đóng 6 tháng một lần, đã đóng tới hết tháng 12/2026. Lần đóng tới nộp chậm nhất
          ngày 30/04/2027. Loa sẽ nhắc cô chú ngày 15/04/2027. [Cho gọi nhắc] [Đổi cách] [Ngừng nhắc] [Về đầu]
        Lan: dữ liệu của tôi
        Bot: Dạ, Loa đang giữ những thông tin này của cô chú: Đã đồng ý lúc 09:00 ngày 23/11/2026, bản đồng ý
          dong-2026-11-30. • Loa nhắn cho cô chú khi sắp tới hạn đóng Loa nhắn cho cô chú khi sắp tới hạn đóng.
          Việc đóng: 6 tháng một lần, đã đóng tới hết tháng 12/2026. Cô chú sửa hay xóa lúc nào cũng được. [Đổi
          cách] [Ngừng nhắc] [Xóa hết] [Về đầu]
        ... until 8:01 15/4/2027
        Lan hears: Dạ, Loa nhắc cô chú: BHXH tự nguyện đã đóng tới hết tháng 12/2026; lần đóng tới nộp chậm nhất
          ngày 30/04/2027. Mức thấp nhất hôm nay: 330.000 đồng một tháng; từ 01/01/2027: 484.000 đồng (đã công
          bố, chờ xác nhận); chưa trừ phần Nhà nước hỗ trợ. Đóng xong, cô chú bấm hoặc nhắn “đã đóng” là được.
          [Đã đóng] [Nhắc sau] [Đổi cách] [Ngừng nhắc]
        Lan: [Nhắc sau]
        Bot: Dạ, ngày 18/04/2027 Loa nhắc lại cô chú nha. [Đổi cách] [Ngừng nhắc] [Về đầu]
        ... until 8:01 18/4/2027
        Lan hears: Dạ, Loa nhắc cô chú: BHXH tự nguyện đã đóng tới hết tháng 12/2026; lần đóng tới nộp chậm nhất
          ngày 30/04/2027. Mức thấp nhất hôm nay: 330.000 đồng một tháng; từ 01/01/2027: 484.000 đồng (đã công
          bố, chờ xác nhận); chưa trừ phần Nhà nước hỗ trợ. Đóng xong, cô chú bấm hoặc nhắn “đã đóng” là được.
          [Đã đóng] [Nhắc sau] [Đổi cách] [Ngừng nhắc]
        Lan: [Đã đóng]
        Bot: Dạ, cảm ơn cô chú, vậy là yên tâm rồi. Cô chú đóng 6 tháng một lần, đã đóng tới hết tháng 06/2027.
          Lần đóng tới nộp chậm nhất ngày 31/10/2027. Loa sẽ nhắc cô chú ngày 15/10/2027. [Đổi cách] [Ngừng
          nhắc] [Về đầu]
        ... until 8:01 8/5/2027
        Lan: ngừng nhắc
        Bot: Dạ, Loa ngừng nhắc và đã xóa những gì ghi về việc đóng. Nếu cô chú thôi đóng, cho Loa biết vì sao
          được không? Không ai thấy là ai nói. [Lúc này chưa có tiền đóng] [Đi làm có BHXH bắt buộc] [Lý do
          khác] [Về đầu]
        Lan: [Lúc này chưa có tiền đóng]
        Bot: Dạ, cảm ơn cô chú đã cho biết. Lúc nào đóng tiếp cũng được; phần đã đóng vẫn còn nguyên của cô chú.
          [Nhờ cán bộ gọi] [Về đầu]
    """)
    assert await kept(stage) == (0, 0)


async def test_what_is_announced_is_told_as_such_and_it_is_asked_step_by_step(stage: Stage) -> None:
    await by_herself(stage)
    await stage.say("Lan", "nhắc tôi đóng")
    await stage.say("Lan", "đồng ý")
    stage.heard("Lan")
    await stage.play("""
        Lan: [Hằng tháng]
        Bot: Dạ, cô chú đã đóng tới hết tháng nào? Ví dụ: 3/2027.
        Lan: tháng 12
        Bot: Dạ được. Cô chú đóng hằng tháng, đã đóng tới hết tháng 12/2026. Lần đóng tới nộp chậm nhất ngày
          31/01/2027. Loa sẽ nhắc cô chú ngày 15/01/2027. [Cho gọi nhắc] [Đổi cách] [Ngừng nhắc] [Về đầu]
        ... until 8:01 15/1/2027
        Lan hears: Dạ, Loa nhắc cô chú: BHXH tự nguyện đã đóng tới hết tháng 12/2026; lần đóng tới nộp chậm nhất
          ngày 31/01/2027. Mức thấp nhất hôm nay: 330.000 đồng một tháng; từ 01/01/2027: 484.000 đồng (đã công
          bố, chờ xác nhận); chưa trừ phần Nhà nước hỗ trợ. Đóng xong, cô chú bấm hoặc nhắn “đã đóng” là được.
          [Đã đóng] [Nhắc sau] [Đổi cách] [Ngừng nhắc]
        ... until 8:01 28/1/2027
        Lan hears: Dạ, Loa nhắc cô chú: BHXH tự nguyện đã đóng tới hết tháng 12/2026; lần đóng tới nộp chậm nhất
          ngày 31/01/2027. Mức thấp nhất hôm nay: 330.000 đồng một tháng; từ 01/01/2027: 484.000 đồng (đã công
          bố, chờ xác nhận); chưa trừ phần Nhà nước hỗ trợ. Đóng xong, cô chú bấm hoặc nhắn “đã đóng” là được.
          [Đã đóng] [Nhắc sau] [Đổi cách] [Ngừng nhắc]
        ... until 8:01 9/2/2027
        ... until 8:01 20/3/2027
        Lan hears: Dạ, BHXH tự nguyện của cô chú đã đóng tới hết tháng 12/2026, hạn lần đóng tới là ngày
          31/01/2027. Cô chú đóng chưa? Lúc nào đóng tiếp cũng được; tháng nào không đóng thì chỉ là không được
          tính. Mức thấp nhất hôm nay: 330.000 đồng một tháng; từ 01/01/2027: 484.000 đồng (đã công bố, chờ xác
          nhận); chưa trừ phần Nhà nước hỗ trợ. Đóng xong, cô chú bấm hoặc nhắn “đã đóng” là được. [Đã đóng]
          [Nhắc sau] [Đổi cách] [Ngừng nhắc]
        Lan: đã đóng
        Bot: Dạ, cảm ơn cô chú, vậy là yên tâm rồi. Cô chú đóng hằng tháng, đã đóng tới hết tháng 01/2027. Lần
          đóng tới nộp chậm nhất ngày 28/02/2027. Ngày đó đã qua: cô chú ra nơi thu sớm giúp nha. [Đổi cách]
          [Ngừng nhắc] [Về đầu]
        Lan: [Đổi cách]
        Bot: Dạ, cô chú đóng mấy tháng một lần? Bấm nút, hoặc nói theo ý mình, ví dụ: đóng 6 tháng, tới hết
          tháng 3. [Hằng tháng] [3 tháng một lần] [6 tháng một lần] [Một năm một lần] [Đóng trước nhiều năm]
          [Đóng một lần cho năm còn thiếu]
        Lan: mỗi năm một lần, tới hết tháng 12/2027
        Bot: Dạ được. Cô chú đóng một năm một lần, đã đóng tới hết tháng 12/2027. Lần đóng tới nộp chậm nhất
          ngày 31/07/2028. Loa sẽ nhắc cô chú ngày 14/07/2028. [Cho gọi nhắc] [Đổi cách] [Ngừng nhắc] [Về đầu]
    """)


async def test_none_after_stop_block_death_or_erasure(stage: Stage) -> None:
    for who, ends in (("Lan", "ngừng nhắc"), ("Mai", "đừng liên hệ nữa"), ("Tam", "xóa"), ("Bay", "")):
        await wants(stage, who, "đóng hằng tháng tới hết tháng 11")
        if ends:
            await stage.say(who, ends)
        if ends == "xóa":
            await stage.say(who, "có")
        stage.heard(who)
    assert await kept(stage) == (1, 1)
    await stage.play("""
        ... until 8:01 16/12/2026
        Bay hears: Dạ, Loa nhắc cô chú: BHXH tự nguyện đã đóng tới hết tháng 11/2026; lần đóng tới nộp chậm nhất
          ngày 31/12/2026. Mức thấp nhất hôm nay: 330.000 đồng một tháng, chưa trừ phần Nhà nước hỗ trợ. Đóng
          xong, cô chú bấm hoặc nhắn “đã đóng” là được. [Đã đóng] [Nhắc sau] [Đổi cách] [Ngừng nhắc]
    """)


async def test_as_the_months_pass_nobody_is_disturbed_and_each_round_is_told_once(stage: Stage) -> None:
    await wants(stage, "Lan", "đóng 3 tháng tới hết tháng 12")
    told: list[datetime] = []
    begun = stage.now = datetime(2026, 12, 1, 2, 30, tzinfo=VIET_NAM)
    while stage.now < begun + timedelta(days=150):
        stage.now += timedelta(hours=6)
        await stage.db.run(stage.jobs.due)
        await stage.settle()
        told += [stage.now for line in stage.heard("") if line.startswith("Lan hears: Dạ, ")]
    assert not any(quiet(at) for at in told)
    assert [local(at).strftime("%d/%m/%Y") for at in told] == ["16/03/2027", "26/03/2027", "07/04/2027"]
