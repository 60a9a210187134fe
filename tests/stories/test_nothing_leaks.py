"""Nothing personal gets where it has no business: no log at any level, and no table once a dialogue is over."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.domain.messages import Incoming, Message
from bot.logs import set_up_logs
from bot.store.leads import queries as leads
from bot.store.messages import chat_lines as chatlines
from tests.sealed import everything
from tests.story import Stage

TOLD = ("Nguyễn Thị Lan", "Thị Lan", "912345678", "0912", "987654321", "cạnh chợ", "tâm sự", "Mỹ Long", "Minh")
MAIN_STORY = (
    ("Lan", "Mức đóng thấp nhất là bao nhiêu? tâm sự chút"),
    ("Lan", "0"),
    ("Lan", "[Đồng ý cả hai]"),
    ("Lan", "Nguyễn Thị Lan"),
    ("Lan", "0912.345.678"),
    ("Lan", "xa my long cau ngang"),
    ("Lan", "có"),
    ("Minh", "nhận 1"),
    ("Minh", "ghi chú 1"),
    ("Minh", "nhà cạnh chợ"),
    ("Lan", "dữ liệu của tôi"),
    ("Lan", "[Sửa lại]"),
    ("Lan", "[Số điện thoại]"),
    ("Lan", "0987654321"),
    ("Minh", "xem 1"),
    ("Lan", "xóa"),
    ("Lan", "có"),
    ("Minh", "xem 1"),
)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that this program and its libraries would ever log, as it is written."""
    stream, before, handlers, level = (
        io.StringIO(),
        structlog.get_config(),
        logging.root.handlers[:],
        logging.root.level,
    )
    set_up_logs("debug", "json", stream)
    logging.root.setLevel(logging.DEBUG)
    yield stream
    structlog.configure(**before)
    logging.root.handlers = handlers
    logging.root.setLevel(level)


async def tell(stage: Stage, *told: tuple[str, str]) -> None:
    for who, said in told:
        await stage.say(who, said)
        stage.heard(who)


async def test_the_log_says_nothing_of_anybody(stage: Stage, log: io.StringIO) -> None:
    await tell(stage, *MAIN_STORY)
    assert await stage.db.read(lambda tx: leads.get(tx, 1)) is not None, "the story came to its end"
    structlog.get_logger().debug("the test ends")
    written = log.getvalue()
    assert "the test ends" in written
    for secret in TOLD:
        assert secret not in written


async def test_what_group_somebody_belongs_to_is_kept_nowhere(stage: Stage) -> None:
    """Ethnicity serves the one sum; when that is told, no table holds it, sealed or not."""
    await tell(stage, ("Lan", "tính mức đóng"), ("Lan", "2 triệu"))
    group, lan = "Người dân tộc thiểu số", stage.address("Lan")
    await stage.db.run(lambda tx: chatlines.add(tx, lan.chat, Message(group), stage.now, mine=True, message_id="hers"))
    await stage.send(Incoming("hers", lan, "text", group, sender=lan.chat))
    assert any("2.000.000" in line for line in stage.heard("Lan")), "the sum is told"
    await tell(stage, ("Lan", "menu"))
    kept = await stage.db.read(everything)
    for word in ("dân tộc", "dan toc", "ethnic"):
        assert word not in kept.lower()
