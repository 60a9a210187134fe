"""The functions of templates in one language on one day: money, shares, ages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal

from bot.law.benefits.pension_rate import Sex, pension_rate
from bot.law.calculator.calculations import AHEAD, BOUNDS, LATE, PENSION_RATE, SUPPORT
from bot.law.contributions.contribution import advance, contribution
from bot.law.contributions.missing_months import missing_months
from bot.law.figures.derived import SupportGroup, announcement, look_up
from bot.law.figures.figures import Content, Figures
from bot.law.refusal import Refusal, no_figure
from bot.law.rounding import whole_dong
from bot.library.answers.template_values import Quantity, Spoken, as_number, pair
from bot.words import FIRST, in_language

PHRASES: Mapping[str, Mapping[str, str]] = {
    FIRST: {
        "dong": "{} đồng",
        "times": "{} lần",
        "years": "{} tuổi",
        "years_months": "{} tuổi {} tháng",
        "both": "{}, hoặc {} (đã công bố, chờ xác nhận)",
        "announced": "{} từ ngày {} (đã công bố, chờ xác nhận)",
        "mark": " (đã công bố, chờ xác nhận)",
        "starred": "* Đã công bố, chờ xác nhận.",
        "not_yet": "Quy định này áp dụng từ ngày {}.",
        "updating": "Dạ, nội dung này đang được cập nhật theo quy định mới nên chưa thể nói con số chắc chắn"
        " (chưa có: {}). Cô chú hỏi lại sau ít tuần, có số mới là Loa nói ngay; cần gấp thì cán bộ giải đáp giúp ạ.",
        "part": "con số của phần này",
    },
    "en": {
        "dong": "{} dong",
        "times": "{} times",
        "years": "{} years",
        "years_months": "{} years {} months",
        "both": "{}, or {} (announced, to be confirmed)",
        "announced": "{} from {} (announced, to be confirmed)",
        "mark": " (announced, to be confirmed)",
        "starred": "* Announced, to be confirmed.",
        "not_yet": "This applies from {}.",
        "updating": "This is being updated to new rules, so no certain figure can be given now."
        " Please ask again in a few weeks; if it is urgent, a member of staff will help you.",
        "part": "",
    },
}
# Of a language that is not offered yet: what comes with a figure, its digits as in Vietnamese. A text in which an
# announced figure would need one of the other phrases is not sent.
UNITS: Mapping[str, Mapping[str, str]] = {
    "km": {"dong": "{} ដុង", "times": "{} ដង", "years": "{} ឆ្នាំ", "years_months": "{} ឆ្នាំ {} ខែ"}
}


@dataclass(frozen=True, eq=False)
class Formatter:
    """Words the figures of `day` in `language`; public methods are functions of the templates."""

    language: str
    figures: Figures
    day: date

    @property
    def phrases(self) -> Mapping[str, str]:
        return {**in_language(self.language, PHRASES), **UNITS.get(self.language, {})}

    def quantity(self, name: str) -> Quantity:
        """Raises Refusal("no_figure") where there is no value on the day."""
        standing = look_up(name, self.figures, self.day)
        if standing.value is None:
            raise no_figure(name)
        return Quantity(self.plain, standing.value, standing.announced, standing.unit)

    def functions(self, names: Iterable[str]) -> dict[str, Callable[..., Any]]:
        return {name: getattr(self, name) for name in names}

    def dong(self, amount: Spoken) -> str:
        return self._both(amount, lambda value: self._phrase("dong", self._digits(whole_dong(as_number(value)))))

    def percent(self, share: Spoken) -> str:
        return self._both(share, lambda value: f"{self._digits(as_number(value) * 100)}%")

    def number(self, number: Spoken) -> str:
        return self._both(number, lambda value: self._digits(as_number(value)))

    def times(self, number: Spoken) -> str:
        return self._both(number, lambda value: self._phrase("times", self._digits(as_number(value))))

    def age(self, months: Spoken) -> str:
        return self._both(months, self._age)

    def gross(self, income: Spoken) -> Quantity:
        """The contribution before support, a month, in đồng."""
        return self._money(
            income, lambda sum, new: contribution(sum, SupportGroup.OTHER, *self._at, assume_announced=new).gross
        )

    def pays(self, income: Spoken, group: str) -> Quantity:
        """The contribution after support, a month, in đồng."""
        return self._money(
            income, lambda sum, new: contribution(sum, SupportGroup(group), *self._at, assume_announced=new).pays
        )

    def advance(self, income: Spoken, years: int, group: str) -> Quantity:
        """What is paid at once for `years` to come, after support, in đồng."""
        months = years * 12
        return self._money(
            income, lambda sum, new: advance(months, sum, SupportGroup(group), *self._at, assume_announced=new).pays
        )

    def missing_payment(self, income: Spoken, months: Spoken) -> Quantity:
        """What is paid at once for missing months at retirement age, before support, in đồng."""
        count = int(as_number(pair(months)[0]))
        return self._money(income, lambda sum, new: missing_months(count, sum, *self._at, assume_announced=new).gross)

    def pension_rate(self, years: Spoken, sex: str) -> Quantity:
        months = int(as_number(pair(years)[0]) * 12)
        return Quantity(self.plain, pension_rate(months, Sex(sex), self.figures.on(self.day)), None, "percent")

    def pension(self, income: Spoken, years: Spoken, sex: str) -> Quantity:
        """A month's pension on an average income, in đồng, without the coefficients of inflation."""
        income = (
            income if isinstance(income, Quantity) else Quantity(self.plain, as_number(pair(income)[0]), None, "dong")
        )
        return income * self.pension_rate(years, sex)

    def announced(self, name: str) -> str:
        """The value that is announced for a figure, with its day, marked; "" where there is none."""
        coming = announcement(str(name), self.figures, self.day)
        if coming is None:
            return ""
        spoken = self.plain(Quantity(self.plain, coming.value, None, coming.unit))
        return self.mark(spoken, coming.since)

    def since(self, name: str) -> str:
        """The day from which a figure's value in force holds. Raises Refusal where there is none."""
        return self.figures.on(self.day).value(str(name)).since.strftime("%d/%m/%Y")

    def mark(self, spoken: str, since: date) -> str:
        return self._phrase("announced", spoken, since.strftime("%d/%m/%Y"))

    def starred(self, text: str) -> str:
        """The text with a mark that occurs more than once explained once, below."""
        mark = self.phrases["mark"]
        if text.count(mark) < 2:
            return text
        return f"{text.replace(mark, '*')}\n\n{self.phrases['starred']}"

    def plain(self, quantity: Quantity) -> str:
        """A quantity as its unit asks for."""
        if isinstance(quantity.value, str):
            return self._both(quantity, str)
        speak = {"dong": self.dong, "percent": self.percent}.get(quantity.unit, self.number)
        return speak(quantity)

    @property
    def _at(self) -> tuple[Figures, date]:
        return self.figures, self.day

    def _money(self, income: Spoken, owed: Callable[[int, bool], int]) -> Quantity:
        """`owed` of an income, by the figures in force and by the announced ones if they allow it."""
        value, later = pair(income)
        now = Decimal(owed(int(as_number(value)), False))
        try:
            then = Decimal(owed(int(as_number(value if later is None else later)), True))
        except Refusal:
            then = now
        return Quantity(self.plain, now, None if then == now else then, "dong")

    def _both(self, spoken: Spoken, speak: Callable[[Content], str]) -> str:
        value, later = pair(spoken)
        if later is None or later == value:
            return speak(value)
        return self._phrase("both", speak(value), speak(later))

    def _age(self, months: Content) -> str:
        years, odd = divmod(int(as_number(months)), 12)
        return self._phrase("years_months", years, odd) if odd else self._phrase("years", years)

    def _phrase(self, phrase: str, *values: object) -> str:
        return self.phrases[phrase].format(*values)

    def _digits(self, number: Decimal | int) -> str:
        plain = number.normalize() if isinstance(number, Decimal) else number
        locale = FIRST if self.language in UNITS else self.language
        return str(format_decimal(plain, locale=locale, decimal_quantization=False))


FUNCTIONS: Mapping[str, tuple[str, ...]] = {
    "dong": (),
    "percent": (),
    "number": (),
    "times": (),
    "age": (),
    "gross": (*BOUNDS, *SUPPORT),
    "pays": (*BOUNDS, *SUPPORT),
    "advance": (*BOUNDS, *SUPPORT, *AHEAD),
    "missing_payment": (*BOUNDS, *LATE),
    "pension_rate": PENSION_RATE,
    "pension": PENSION_RATE,
    "announced": (),
    "since": (),
}
# Those that take the name of a figure, in quotes.
BY_NAME = ("announced", "since")
