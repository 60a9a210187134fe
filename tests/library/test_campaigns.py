"""content/campaigns/: what many people are told at once is checked like an answer, and more strictly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.channels.telegram.outgoing import ABILITIES as TELEGRAM
from bot.channels.webchat import ABILITIES as WEBCHAT
from bot.channels.zalo_bot.outgoing import ABILITIES as ZALO_BOT
from bot.channels.zalo_oa.outgoing import ABILITIES as ZALO_OA
from bot.domain.message_fitting import fit
from bot.domain.messages import Button, Message, Say
from bot.library import Library, load
from bot.library.campaigns import CampaignText
from bot.library.files.campaigns import LONGEST
from bot.library.warnings import warnings
from bot.services.options_in_words import in_words
from bot.talk.library_answers import campaign
from bot.talk.understanding import told_actions
from bot.words import Language, languages
from tests.content import CONTENT, ROOT
from tests.library.conftest import CAMPAIGN, Folder

DAY, NEXT_YEAR = date(2026, 11, 30), date(2027, 1, 2)
FILE = "campaigns/tin.md"


@pytest.fixture
def news(folder: Folder) -> Folder:
    return folder.write(FILE, CAMPAIGN).write("campaigns/hosts.yaml", "hosts: [vinhlong.gov.vn]\n")


@pytest.fixture(scope="module")
def library() -> Library:
    return load(CONTENT)


def vi() -> Language:
    return languages(ROOT / "locales")["vi"]


def one(folder: Folder) -> tuple[CampaignText, Library]:
    held = load(folder.content)
    return held.campaigns["tin"], held


def test_a_campaign_is_read_with_its_words_buttons_and_basis(news: Folder) -> None:
    tin, held = one(news)
    assert (tin.name, tin.languages, tin.basis) == (
        "Đóng ít mà có",
        ("vi", "en"),
        ("Luật BHXH 41/2024/QH15, Điều 31 khoản 2",),
    )
    assert [button.written for button in tin.buttons] == ["answer: thap-nhat", "sum: estimate", "call"]
    assert tin.text("vi", DAY, held.figures) == (
        "Mỗi tháng góp từ bao nhiêu?\n\n"
        "Dạ, ít nhất 330.000 đồng. Xem trang này (https://vinhlong.gov.vn/bhxh), hỏi 1900 9068."
    )
    assert tin.text("en", DAY, held.figures).endswith("At least 330,000 dong.")
    assert tin.text("km", DAY, held.figures) == tin.text("vi", DAY, held.figures)
    assert tin.show("vi", DAY, held.figures).since == date(2025, 7, 1)


SLIPS = {
    "a sum typed out": ("{{ dong(floor_contribution) }}. Xem", "330.000 đồng. Xem", "4:13: “330.000 đồng” là số tiền"),
    "a figure misspelt": ("{{ dong(floor_contribution) }}. Xem", "{{ dong(flor_contribution) }}. Xem",
                          "4:21: Không có con số nào tên “flor_contribution”."
                          " Có phải ý là “floor_contribution” không?"),
    "a link to somebody else": ("https://vinhlong.gov.vn/bhxh", "https://vinhlong.gov.vn.evil.example/bhxh",
                                "4:61: “https://vinhlong.gov.vn.evil.example/bhxh”: trang "
                                "“vinhlong.gov.vn.evil.example” chưa có trong campaigns/hosts.yaml."),
    "a name before the host": ("https://vinhlong.gov.vn/bhxh", "https://vinhlong.gov.vn@evil.example/",
                               "“https://vinhlong.gov.vn@evil.example/” không gửi đi được."),
    "a link that is not safe": ("https://vinhlong.gov.vn/bhxh", "http://vinhlong.gov.vn/bhxh", "không gửi đi được"),
    "another port": ("https://vinhlong.gov.vn/bhxh", "https://vinhlong.gov.vn:8443/", "không gửi đi được"),
    "a short link": ("Xem [", "Xem bit.ly/abc hay [", "4:49: “bit.ly/abc”: trang “bit.ly” chưa có"),
    "an account of somebody": ("Xem [", "Nhắn @bao_hiem_uy_tin hay [", "“@bao_hiem_uy_tin” không gửi đi được"),
    "a letter box": ("Xem [", "Gửi thu@vinhlong.gov.vn hay [", "“thu@vinhlong.gov.vn” không gửi đi được"),
    "a link in a figure's place": ("{{ hotline }}", '{{ "https://evil.example" }}', "trang “evil.example” chưa có"),
    "a link put together": ("{{ hotline }}", '{{ "https://ev" }}{{ "il.example" }}', "chưa có trong"),
    "somebody's own phone": ("{{ hotline }}", "0912 345 678", "4:96: “0912 345 678” là số điện thoại viết thẳng"),
    "a phone in a figure's place": ("{{ hotline }}", '{{ "0912" }}{{ " 345 678" }}', "“0912 345 678” không phải là số"),
    "an unknown button": ("- call", "- cal", "15:3: Không có nút “cal”. Có phải ý là “call” không?"),
    "an answer that there is not": ("answer: thap-nhat", "answer: thap-nha", "13:3: Không có câu trả lời “thap-nha”."),
    "a sum that there is not": ("sum: estimate", "sum: estimat", "14:3: Không có phép tính “estimat”."),
    "a button with too much": ("- call", "- call: me", "15:3: Sau “call” không ghi gì thêm."),
    "a button twice": ("- call", "- sum: estimate", "15:3: Nút “sum: estimate” có hai lần."),
    "too many buttons": ("- call", "- call\n- meetings", "16:3: Nhiều nhất 3 nút."),
    "no button": ("- answer: thap-nhat\n- sum: estimate\n- call\n", "", "12:1: Câu trả lời {#buttons} đang để trống."),
    "words among the buttons": ("- call", "gọi tôi", "15:1: Phần này chỉ gồm các dòng"),
    "no Vietnamese": ("{#vi}", "{#km}", "1:1: Thiếu lời bằng tiếng Việt"),
    "a language that there is not": ("{#en}", "{#eng}", "6:1: Không có phần {#eng}. Có phải ý là “en” không?"),
    "no basis": ("## Căn cứ {#basis}\n- Luật BHXH 41/2024/QH15, Điều 31 khoản 2\n", "",
                 "4:1: Tin này nói con số của luật mà thiếu căn cứ"),
    "a figure in the basis": ("Điều 31 khoản 2", "Điều 31: 330.000 đồng", "10:1: “330.000 đồng” là số tiền"),
    "a detail": ("At least", "One.\n---\nAt least", "Tin gửi đi không có phần chi tiết"),
    "no name": ("# Đóng ít mà có\n", "", "Thiếu tên"),
    "too long": ("Dạ, ít nhất", "Dạ, cô chú đọc kỹ giùm. " * 60 + "ít nhất", "nhiều nhất 1400"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_at_its_place(news: Folder, slip: str) -> None:
    old, new, told = SLIPS[slip]
    news.change(FILE, old, new)
    mistakes = news.mistakes()
    assert any(mistake.startswith(f"{FILE}:") and told in mistake for mistake in mistakes), mistakes


def test_the_phone_of_an_office_may_be_typed(news: Folder) -> None:
    news.change("offices/my-long.yaml", "address:", 'phone: "0270 3822 165"\naddress:')
    news.change(FILE, "{{ hotline }}", "(0270) 3822 165")
    assert news.mistakes() == []


@pytest.mark.parametrize("host", ["https://vinhlong.gov.vn", "vinhlong", "Vinhlong.gov.vn", "*.gov.vn", "a.vn/x"])
def test_a_host_is_a_bare_name(news: Folder, host: str) -> None:
    news.write("campaigns/hosts.yaml", f'hosts: ["vinhlong.gov.vn", "{host}"]\n')
    assert news.mistakes() == [
        f"campaigns/hosts.yaml:1:28: “{host}” không phải là tên trang. Viết chữ thường, không https://, ví dụ: "
        "vinhlong.gov.vn."
    ]


def test_a_file_that_nobody_reads_is_told(news: Folder) -> None:
    news.write("campaigns/Tin Mới.md", CAMPAIGN).write("campaigns/tin-hai.yaml", "a: b\n")
    assert [mistake.partition(": ")[0] for mistake in news.mistakes()] == [
        "campaigns/Tin Mới.md:1:1",
        "campaigns/tin-hai.yaml:1:1",
    ]


def test_a_button_leads_to_an_answer_by_its_earlier_id(news: Folder) -> None:
    news.change("topics/paying/topic.yaml", "    practice: true", "    practice: true\n    aliases: [dong-som]")
    news.change(FILE, "answer: thap-nhat", "answer: dong-som")
    assert one(news)[0].buttons[0].target == "dong-truoc"


def test_the_hash_changes_with_whatever_is_said_and_with_nothing_else(news: Folder) -> None:
    tin, held = one(news)
    first = tin.hash(DAY, held.figures)
    assert first == tin.hash(DAY + timedelta(days=1), held.figures)
    assert tin.last_day(DAY, held.figures) == date(2026, 12, 31)
    assert first != tin.hash(NEXT_YEAR, held.figures), "both levels are told from that day on"
    for old, new in (
        ("At least", "From"),
        ("- call", "- meetings"),
        ("khoản 2", "khoản 3"),
        ("## From how much", "## How much"),
    ):
        news.write(FILE, CAMPAIGN).change(FILE, old, new)
        changed, _held = one(news)
        assert changed.hash(DAY, held.figures) != first, old
    news.write(FILE, CAMPAIGN).change("topics/paying/vi.md", "Mức đóng thấp nhất?", "Đóng ít nhất?")
    assert one(news)[0].hash(DAY, held.figures) != first, "the label of a button is read too"


def test_without_a_value_on_the_day_nothing_is_sent(news: Folder) -> None:
    news.change(FILE, "{{ dong(floor_contribution) }}. Xem", "{{ percent(fund_rate_r_monthly) }}. Xem")
    tin, held = one(news)
    assert campaign(tin, held, "vi", DAY) is not None
    assert tin.show("vi", NEXT_YEAR, held.figures).missing
    assert campaign(tin, held, "vi", NEXT_YEAR) is None


def test_a_figure_that_ends_soon_is_told_with_the_campaigns_that_say_it(news: Folder) -> None:
    held = load(news.content)
    told = {str(one.figure): str(one) for one in warnings(held, DAY)}
    assert "Đợt tin liên quan: tin." in told["rural_poverty_line"]


def pieces(say: Say) -> list[list[Message]]:
    told = replace(say, options=(*say.options, told_actions.STOP_NEWS.option()))
    made = []
    for can in (TELEGRAM, ZALO_OA, ZALO_BOT, WEBCHAT):
        said = in_words(told, can)
        buttons = tuple(Button(one.token, vi().say(one.label)) for one in said.options)
        made.append(fit(Message(vi().say(said.words), buttons), can))
    return made


def test_the_longest_is_one_message_on_every_channel(news: Folder) -> None:
    words, filler = "Dạ, ít nhất", "cô chú đọc kỹ nha, "
    count = 0
    while not news.mistakes():
        count += 1
        news.write(FILE, CAMPAIGN).change(FILE, words, f"Dạ, {filler * count}ít nhất")
    news.write(FILE, CAMPAIGN).change(FILE, words, f"Dạ, {filler * (count - 1)}ít nhất")
    tin, held = one(news)
    assert len(tin.text("vi", DAY, held.figures)) > LONGEST * 0.8
    say = campaign(tin, held, "vi", DAY)
    assert say is not None
    assert [len(messages) for messages in pieces(say)] == [1, 1, 1, 1]


def test_those_that_come_along_say_the_law_of_today_and_fit_everywhere(library: Library) -> None:
    assert len(library.campaigns) >= 3
    for text in library.campaigns.values():
        assert text.languages == ("vi", "en"), text.id
        for day in (DAY, NEXT_YEAR):
            say = campaign(text, library, "vi", day)
            assert say is not None
            assert [len(messages) for messages in pieces(say)] == [1, 1, 1, 1]
    said = library.campaigns["nha-nuoc-ho-tro"].text("vi", DAY, library.figures)
    for share in ("165.000", "132.000", "99.000", "66.000", "10 năm"):
        assert share in said
    both = library.campaigns["dong-truoc-muc-moi"].text("vi", DAY, library.figures)
    assert "330.000 đồng; mức mới là 484.000 đồng từ ngày 01/01/2027 (đã công bố, chờ xác nhận)." in both
