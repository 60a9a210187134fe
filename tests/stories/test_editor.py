"""An editor: hears what is wrong with the content, and nothing of anybody's request."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.content.versions import Folder, Refused
from bot.domain.messages import Incoming
from bot.domain.people import Role
from bot.services.staff.membership import code_hash
from bot.store.engine.database import Transaction
from bot.store.staff import invitations
from bot.talk.actions import BY_NAME
from tests.stories.conftest import asks, hire, opens
from tests.story import MONDAY, Stage

MISTAKES = tuple(f"content/topics/paying/vi.md:{line}:15: “tien” không có." for line in range(4, 11))


def invite(tx: Transaction) -> None:
    invitations.invite(tx, code_hash("ABCD-2345"), "Thu", Role.EDITOR, [], MONDAY + timedelta(days=1), MONDAY)


async def refuses(stage: Stage, *mistakes: str) -> None:
    """A folder is refused for these mistakes."""
    refused = Refused(Folder("f", "/srv/loa/content"), mistakes, stage.now, told=False)
    await stage.db.run(lambda tx: stage.jobs.content_refused(tx, refused, 3))
    await stage.settle()


async def test_an_editor_joins_and_hears_of_a_refused_content(stage: Stage) -> None:
    await stage.db.run(invite)
    await stage.db.run(lambda tx: hire(tx, stage.address("Nga"), "Nga", Role.ADMIN, []))
    await stage.play("""
        Thu: mã mời ABCD-2345
        Bot: Dạ chào Thu. Ở đây mình là biên tập viên.
        Bot: Biên tập viên không thấy yêu cầu nào của người dân. Nội dung lưu mà chưa dùng được thì được báo ở đây,
          kèm tệp, dòng, cột; nhắn “bảng” để mở bảng việc, xem các phiên bản đang dùng.
        Thu: hôm nay
        Bot: Biên tập viên không thấy yêu cầu nào của người dân. Nội dung lưu mà chưa dùng được thì được báo ở đây,
          kèm tệp, dòng, cột; nhắn “bảng” để mở bảng việc, xem các phiên bản đang dùng.
        Thu: nhận 1
        Bot: Không có yêu cầu đó trong địa bàn của mình. [Việc của tôi]
    """)
    await refuses(stage, *MISTAKES)
    said = (
        "Nội dung lưu lúc 09:00 ngày 23/11/2026 chưa được dùng vì có lỗi. Loa vẫn trả lời theo phiên bản 3. "
        + " ".join(MISTAKES[:5])
        + " … và 2 lỗi nữa; xem hết bằng lệnh: loa check Sửa xong và lưu lại là Loa tự dùng."
    )
    assert stage.heard("") == [f"Nga hears: {said}", f"Thu hears: {said}"], "officers and supervisors are not told"


async def test_an_editor_who_reads_english_hears_of_it_in_english(stage: Stage) -> None:
    await stage.db.run(invite)
    for said in ("mã mời ABCD-2345", "english", "[English]"):
        await stage.say("Thu", said)
        stage.heard("Thu")
    await refuses(stage, MISTAKES[0])
    assert stage.heard("") == [
        "Thu hears: The content saved at 09:00, 23 November 2026 is not used, for it has mistakes. Loa still speaks "
        f"from version 3. {MISTAKES[0]} Once the files are mended and saved, Loa uses them by itself."
    ]


@pytest.mark.parametrize("way", ["usual"])
@pytest.mark.parametrize("by", ["words", "taps"])
async def test_whatever_an_editor_says_they_see_nothing_of_anybodys_request(stage: Stage, by: str) -> None:
    """Every row of actions, typed or tapped, with the number of a request and of a live question that are there."""
    await stage.db.run(invite)
    await stage.say("Thu", "mã mời ABCD-2345")
    await asks(stage, "Lan")
    await opens(stage, "Cuc", "Tôi bị thương tật, hỏi về sổ của Nguyễn Thị Hoa")
    stage.heard("Thu")
    for row in BY_NAME.values():
        said = [f"{word} 1" if row.numbered else word for word in row.said if word] if by == "words" else [""]
        for number, words in enumerate(said):
            if words:
                await stage.say("Thu", words)
            else:
                token = row.token("1")
                tap = Incoming(f"{row.name}{number}", stage.address("Thu"), "tap", token=token, sender="thu")
                await stage.send(tap)
            told = " ".join(line for line in stage.heard("Thu") if line.startswith("Bot"))
            for secret in ("Lan", "0912", "Hoa", "thương tật", "Nhắn lúc"):
                assert secret not in told, (row.name, words, told)
