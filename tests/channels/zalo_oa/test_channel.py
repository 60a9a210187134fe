"""What is sent over a Zalo Official Account, what Zalo refuses, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.channels.interface import TryLater, Undeliverable
from bot.channels.media.forwarding import MOST_TRIES
from bot.channels.zalo_oa.channel import Rules
from bot.channels.zalo_oa.errors import ADVICE, MEANING, UNKNOWN_TRIES, meaning, morning, refusal
from bot.channels.zalo_oa.outgoing import ABILITIES, Manner, file
from bot.channels.zalo_oa.window import stage
from bot.domain.calendar import local
from bot.domain.message_fitting import fit
from bot.domain.messages import Button, Card, Message
from bot.store.statistics import plan_usage
from tests.channels.zalo_oa.emulator import OaEmulator
from tests.channels.zalo_oa.office import Office, hasty, office

CS = "/v3.0/oa/message/cs"
CARD = Card("Mỗi tháng đóng", "264.000 đồng", (("Nhà nước hỗ trợ", "66.000 đồng"),), "Hôm nay.", "Điều 36")
YES_NO = (Button("q7.yes", "Có"), Button("q7.no", "Không"))


async def test_text_and_buttons(box: OaEmulator, ours: Office) -> None:
    lan = box.person("Lan")
    await ours.hears(lan)
    id = await ours.send(
        lan, "Đồng ý không ạ?", *YES_NO, Button("https://bhxh.gov.vn", "Trang"), Button("tel:19009068", "Gọi")
    )
    seen = await lan.hears()
    assert (seen.id, str(seen)) == (id, "Đồng ý không ạ? [Có] [Không] [Trang] [Gọi]")
    assert [button["payload"] for button in seen.buttons] == [
        "#loa:q7.yes",
        "#loa:q7.no",
        {"url": "https://bhxh.gov.vn"},
        {"phone_code": "8419009068"},
    ]


async def test_whatever_fits_is_taken(box: OaEmulator, ours: Office) -> None:
    """Long texts, emoji that count twice, many options, endless labels: nothing of it is refused."""
    lan = box.person("Lan")
    await ours.hears(lan)
    options = tuple(Button(f">answer:{number}", f"Câu hỏi số {number} " * 20) for number in range(9))
    said = ("Đoạn văn dài. " * 300, "🧧" * 2500, "a\n\n" * 1500, "dừng")
    for text in said:
        for buttons in ((), options[:2], options[:5], options):
            for piece in fit(Message(text, buttons), ABILITIES):
                await ours.shows(lan, piece)
    assert any("9. Câu hỏi" in seen.text for seen in lan.screen)
    assert max(len(seen.buttons) for seen in lan.screen) == 5


@pytest.mark.parametrize("buttons", ["hide", "show", "text"])
async def test_ways_of_putting_options(box: OaEmulator, database_url: str, buttons: str) -> None:
    rules = Rules(Manner(buttons=buttons))  # type: ignore[arg-type]
    async with office(box, database_url, rules) as ours:
        await ours.consent()
        lan = box.person("Lan")
        await ours.hears(lan)
        for piece in fit(Message("Đồng ý?", YES_NO), ours.channel.abilities):
            await ours.shows(lan, piece)
        seen = await lan.hears()
        payloads = [button["payload"] for button in seen.buttons]
        assert payloads == {"hide": ["#loa:q7.yes", "#loa:q7.no"], "show": ["Có", "Không"], "text": []}[buttons]
        assert ("1. Có" in seen.text) == (buttons == "text")


async def test_a_picture_is_uploaded_once_a_week(box: OaEmulator, ours: Office) -> None:
    lan = box.person("Lan")
    await ours.hears(lan)
    ahead, words = fit(Message("Cô đóng 264.000 đồng.", YES_NO, picture=CARD), ABILITIES)
    await ours.shows(lan, ahead)
    await ours.shows(lan, words)
    shown, said = await lan.hears(), await lan.hears()
    assert (shown.text, bool(shown.picture), str(said)) == (CARD.title, True, "Cô đóng 264.000 đồng. [Có] [Không]")
    await ours.shows(lan, ahead)
    assert (await lan.hears()).picture == shown.picture
    assert len(box.called("/v2.0/oa/upload/image")) == 1
    box.lag = timedelta(days=6, minutes=1)
    await ours.consent()
    await ours.hears(lan)
    await ours.shows(lan, ahead)
    assert len(box.called("/v2.0/oa/upload/image")) == 2
    box.attachments.clear()
    await ours.shows(lan, ahead)
    assert len(box.called("/v2.0/oa/upload/image")) == 3, "what Zalo has forgotten is uploaded again"


async def test_a_picture_that_zalo_will_not_have_is_left_out(box: OaEmulator, ours: Office) -> None:
    lan = box.person("Lan")
    await ours.hears(lan)
    box.fail("/v2.0/oa/upload/image", error=-210)
    assert await ours.shows(lan, Message("Bảng", picture=CARD)) == ""
    box.fail(CS, error=-201)
    assert await ours.shows(lan, Message("Bảng", picture=CARD)) == ""
    assert lan.screen == []


async def test_when_no_more_uploads_are_allowed_words_go_on(box: OaEmulator, ours: Office) -> None:
    lan = box.person("Lan")
    await ours.hears(lan)
    box.fail("/v2.0/oa/upload/image", error=-211)
    assert await ours.shows(lan, Message("Bảng", picture=CARD)) == ""
    await ours.send(lan, "Cô đóng 264.000 đồng.")
    assert [seen.text for seen in lan.screen] == ["Cô đóng 264.000 đồng."]
    (told,) = ours.alarms.values()
    assert "khi tải hình lên" in told


async def test_an_upload_that_does_not_go_holds_words_up_for_a_while_only(box: OaEmulator, ours: Office) -> None:
    lan = box.person("Lan")
    await ours.hears(lan)
    parcel = ours.parcel(lan, message=Message("Bảng", picture=CARD))
    box.fail("/v2.0/oa/upload/image", 2, http=500)
    with pytest.raises(TryLater) as later:
        await ours.channel.send(parcel)
    assert not later.value.unsure, "no message has gone"
    assert await ours.channel.send(replace(parcel, attempts=MOST_TRIES)) == ""


async def test_a_pdf(box: OaEmulator, ours: Office) -> None:
    lan = box.person("Lan")
    await ours.hears(lan)
    pair = await ours.channel.oa.tokens.now()
    client = ours.channel.oa.tokens.client
    type = "application/pdf"
    token = (await client.upload("file", pair.access, "mau-don.pdf", b"%PDF-1.7", type)).text("token")
    assert (await client.post(CS, pair.access, file(lan.id, token))).error == 0
    assert (await lan.hears()).file == token
    assert (await client.upload("file", pair.access, "mau-don.pdf", b"%PDF" + bytes(6_000_000), type)).error == -210


async def test_the_phone_is_asked_for_with_a_card(box: OaEmulator, ours: Office) -> None:
    lan = box.person("Lan")
    await ours.hears(lan)
    await ours.shows(lan, Message("Cán bộ gọi số nào được?", (Button("back", "Quay lại"),), wants_contact=True))
    seen = await lan.hears()
    assert seen.card is not None
    assert seen.card["subtitle"] == "Cán bộ gọi số nào được?\n1. Quay lại"
    box.fail(CS, error=-233)
    await ours.shows(lan, Message("Cán bộ gọi số nào được?", wants_contact=True))
    assert (await lan.hears()).text == "Cán bộ gọi số nào được?", (
        "where Zalo will not have the card, the number is typed"
    )
    await ours.shows(lan, Message("Dài " * 200, wants_contact=True))
    assert (await lan.hears()).card is None


async def test_the_window(box: OaEmulator, ours: Office) -> None:
    lan = box.person("Lan")
    for ago, charged in ((timedelta(hours=47), 0), (timedelta(hours=49), 1), (timedelta(days=6, hours=23), 2)):
        await ours.hears(lan, ago)
        await ours.send(lan)
        today = local(ours.now()).date()
        assert await ours.db.read(lambda tx, d=today: plan_usage.used(tx, "zalo_oa", "", "sub_quota", d)) == charged
    await ours.hears(lan, timedelta(days=8))
    calls = len(box.called(CS))
    with pytest.raises(Undeliverable) as refused:
        await ours.send(lan)
    assert (refused.value.elsewhere, refused.value.closed) == (True, False)
    with pytest.raises(Undeliverable):
        await ours.send(box.person("Hoa"))
    assert len(box.called(CS)) == calls, "Zalo is not asked for what it would refuse"


async def test_where_zalo_says_that_the_window_is_shut(box: OaEmulator, ours: Office) -> None:
    lan = box.person("Lan")
    await ours.hears(lan)
    lan.last = ours.now() - timedelta(days=8)
    with pytest.raises(Undeliverable) as refused:
        await ours.send(lan)
    assert (str(refused.value), refused.value.elsewhere) == ("zalo: the reader wrote too long ago", True)


async def test_billed_messages_may_be_forbidden(box: OaEmulator, database_url: str) -> None:
    async with office(box, database_url, Rules(billed=False)) as ours:
        await ours.consent()
        lan = box.person("Lan")
        await ours.hears(lan, timedelta(hours=47))
        await ours.send(lan)
        await ours.hears(lan, timedelta(hours=49))
        with pytest.raises(Undeliverable):
            await ours.send(lan)


def test_stages() -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    assert [stage(now - timedelta(**ago), now) for ago in ({"hours": 1}, {"hours": 48}, {"days": 7}, {"days": 9})] == [
        *("free", "billed", "shut", "shut")
    ]
    assert stage(None, now) == "shut"


async def test_every_number_of_the_table(box: OaEmulator, ours: Office) -> None:
    lan = box.person("Lan")
    await ours.hears(lan)
    for code, verdict in MEANING.items():
        if verdict in ("sent", "token"):
            continue
        box.fail(CS, error=code)
        with pytest.raises((Undeliverable, TryLater)) as raised:
            await ours.send(lan)
        error = raised.value
        if verdict in ("never", "closed", "window"):
            assert isinstance(error, Undeliverable), code
            assert (error.closed, error.elsewhere) == (verdict == "closed", verdict != "never")
        else:
            assert isinstance(error, TryLater), code
            assert not error.unsure
            assert error.whole_channel == (verdict in ("busy", "operator", "paid"))
    told = " ".join(ours.alarms.values())
    assert all(str(code) in told for code in ADVICE)
    assert len(ours.alarms) == sum(verdict in ("operator", "paid") for verdict in MEANING.values()), (
        "once for each number"
    )


def test_numbers_that_nobody_has_told_us_of_are_tried_a_few_times() -> None:
    assert meaning(-99999) == "unknown"
    unknown = refusal(-99999, datetime.now(UTC))
    assert isinstance(unknown, TryLater)
    assert (unknown.tries, unknown.whole_channel, unknown.unsure) == (UNKNOWN_TRIES, False, False)
    night = datetime(2026, 11, 23, 16, tzinfo=UTC)  # 23:00 in Viet Nam
    told = refusal(-234, night)
    assert isinstance(told, TryLater)
    assert told.after == timedelta(hours=7, minutes=5)
    assert morning(night + timedelta(hours=6)).hour == 6


@pytest.mark.parametrize(
    ("fault", "unsure", "arrived"),
    [
        ({"http": 500}, True, 0),
        *(({"http": status}, False, 0) for status in (403, 404, 502, 503, 504)),
        ({"http": 500, "after": True}, True, 1),
        ({"nonsense": True, "after": True}, True, 1),
        ({"hang": 1, "after": True}, True, 1),
        ({"hang": 1}, True, 0),
        ({"http": 429}, False, 0),
        ({"body": {"error": "what?"}}, True, 0),
        ({"body": ["what?"]}, True, 0),
    ],
)
async def test_what_may_have_arrived_says_so(
    box: OaEmulator, ours: Office, monkeypatch: pytest.MonkeyPatch, fault: dict[str, object], unsure: bool, arrived: int
) -> None:
    hasty(monkeypatch)
    async with office(box, "sqlite:///unused.db") as quick:
        ours.channel.oa.tokens.client = quick.channel.oa.tokens.client
        lan = box.person("Lan")
        await ours.hears(lan)
        box.fail(CS, **fault)
        with pytest.raises(TryLater) as later:
            await ours.send(lan)
        assert (later.value.unsure, len(lan.screen)) == (unsure, arrived)


async def test_a_zalo_that_is_away(ours: Office, box: OaEmulator) -> None:
    lan = box.person("Lan")
    await ours.hears(lan)
    object.__setattr__(ours.channel.oa.tokens.client.app, "api", "http://127.0.0.1:9")
    with pytest.raises(TryLater) as later:
        await ours.send(lan)
    assert (later.value.unsure, later.value.whole_channel) == (False, True)


async def test_proof_of_the_app_secret(box: OaEmulator, database_url: str) -> None:
    box.proof = True
    async with office(box, database_url) as without:
        await without.consent()
        lan = box.person("Lan")
        await without.hears(lan)
        with pytest.raises(TryLater):
            await without.send(lan)
        assert "LOA_ZALO_OA_PROOF=true" in " ".join(without.alarms.values())
    async with office(box, database_url, proof=True) as ours:
        assert await ours.send(lan)


async def test_a_deletion_needs_nothing(ours: Office, box: OaEmulator) -> None:
    lan = box.person("Lan")
    assert await ours.send(lan, kind="delete", message_id="m1") == "m1"
    assert box.calls == []
