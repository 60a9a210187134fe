"""The table of calculations: one row each, with inputs, function and the figures it reads.

Titles are for editors, in Vietnamese as the titles of figures are. The groups of figures serve answers' templates too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.law.calculator import benefits, contributions
from bot.law.calculator.inputs import Inputs
from bot.law.calculator.result import At, Result
from bot.law.figures.derived import SupportGroup

CAP = ("income_cap_times", "reference_level")
BOUNDS = ("rural_poverty_line", "contribution_rate", *CAP)
SUPPORT = (
    "rural_poverty_line",
    "contribution_rate",
    "support_max_months",
    *(f"support_rate_{group}" for group in SupportGroup),
)
AHEAD = ("advance_min_years", "advance_max_years", "fund_rate_r_monthly")
LATE = ("missing_max_months", "fund_rate_r_monthly")
PRICES = ("inflation_coefficients_voluntary",)
PENSION_RATE = (
    "pension_min_years",
    "pension_rate_start",
    "pension_rate_men_start",
    "pension_rate_step",
    "pension_rate_men_step",
    "pension_rate_max",
    "pension_start_years_women",
    "pension_start_years_men",
)
MIXED = ("compulsory_months", "compulsory_average", "voluntary_months", "voluntary_sum")


@dataclass(frozen=True)
class Calculation:
    """One row: its title for editors, the inputs it takes, how it runs, the figures it may read."""

    title: str
    inputs: tuple[str, ...]
    run: Callable[[Inputs, At], Result]
    figures: tuple[str, ...]


CALCULATIONS: Mapping[str, Calculation] = {
    "support": Calculation("tiền Nhà nước hỗ trợ", ("group",), contributions.support_result, SUPPORT),
    "local_support": Calculation(
        "tiền tỉnh hỗ trợ thêm",
        ("group", "commune"),
        contributions.local_support_result,
        ("rural_poverty_line", "contribution_rate", *(f"support_rate_{group}" for group in SupportGroup)),
    ),
    "contribution": Calculation(
        "mức đóng một tháng",
        ("income", "group", "supported_before", "commune"),
        contributions.contribution_result,
        (*BOUNDS, *SUPPORT, "support_counted_since"),
    ),
    "contributions_over": Calculation(
        "tiền đóng nhiều tháng",
        ("income", "months", "group", "supported_before", "commune"),
        contributions.contributions_over_result,
        (*BOUNDS, *SUPPORT, "support_counted_since"),
    ),
    "advance": Calculation(
        "đóng trước nhiều năm",
        ("income", "months", "group", "supported_before", "commune"),
        contributions.advance_result,
        (*BOUNDS, *SUPPORT, *AHEAD, "support_counted_since"),
    ),
    "prepaying": Calculation(
        "trả trước hay chờ",
        ("income", "months", "group", "supported_before", "commune"),
        contributions.prepaying_result,
        (*BOUNDS, *SUPPORT, *AHEAD, "support_counted_since"),
    ),
    "missing_months": Calculation(
        "đóng một lần cho tháng còn thiếu",
        ("income", "months"),
        contributions.missing_months_result,
        (*BOUNDS, *LATE),
    ),
    "refund": Calculation(
        "hoàn tiền đã đóng trước",
        ("income", "months", "remaining", "group", "supported_before", "commune"),
        contributions.refund_result,
        (*BOUNDS, *SUPPORT, *AHEAD, "quarter_months", "half_year_months", "year_months"),
    ),
    "pension": Calculation(
        "lương hưu",
        ("sex", "months", "average", "periods", *MIXED, "joined_before_reform"),
        benefits.pension_result,
        (*CAP, *PENSION_RATE, *PRICES, "missing_max_months", "pension_floor_compulsory_years"),
    ),
    "income_for_pension": Calculation(
        "thu nhập cần chọn để có lương hưu mong muốn",
        ("sex", "months", "target"),
        benefits.income_for_pension_result,
        (*BOUNDS, *PENSION_RATE, "missing_max_months"),
    ),
    "average": Calculation("bình quân thu nhập", ("periods",), benefits.average_result, (*CAP, *PRICES)),
    "mixed_average": Calculation("bình quân của hai loại thời gian", MIXED, benefits.mixed_average_result, CAP),
    "retirement": Calculation(
        "tuổi nghỉ hưu",
        ("sex", "birth", "months", "voluntary_months", "joined_before_2021"),
        benefits.retirement_result,
        (
            "retirement_age_men",
            "retirement_age_women",
            "retirement_first_birth_men",
            "retirement_first_birth_women",
            "retirement_age_legacy_men",
            "retirement_age_legacy_women",
            "legacy_min_voluntary_years",
            "pension_min_years",
        ),
    ),
    "retirement_lump": Calculation(
        "trợ cấp một lần khi nghỉ hưu",
        ("average", "months_over_before_age", "months_over_after_eligible"),
        benefits.retirement_lump_result,
        (*CAP, "retirement_lump_before_age", "retirement_lump_after"),
    ),
    "withdrawal": Calculation(
        "rút một lần",
        ("periods", "group", "reason"),
        benefits.withdrawal_result,
        (
            *CAP,
            *SUPPORT,
            *PRICES,
            "one_off_withdrawal_before_2014",
            "one_off_withdrawal_from_2014",
            "one_off_under_year_times",
            "one_off_gap_months",
            "one_off_under_years",
            "pension_min_years",
        ),
    ),
    "monthly_allowance": Calculation(
        "trợ cấp hằng tháng trước tuổi hưu trí xã hội",
        ("average", "years", "months_until_social_pension", "social_pension"),
        benefits.monthly_allowance_result,
        (
            *CAP,
            "social_pension",
            "social_pension_age",
            "retirement_age_legacy_women",
            "monthly_allowance_times",
            "pension_min_years",
        ),
    ),
    "death": Calculation(
        "tuất của người đang đóng",
        ("months_before_2014", "months_from_2014", "average", "paid", "compulsory_months"),
        benefits.death_result,
        (
            *CAP,
            "contribution_rate",
            "funeral_times",
            "funeral_min_months",
            "compulsory_funeral_months",
            "survivor_lump_before_2014",
            "survivor_lump_from_2014",
            "survivor_min_months",
            "survivor_mixed_floor",
            "survivor_monthly_years",
        ),
    ),
    "few_months_more": Calculation(
        "thêm vài tháng cho đủ 60 tháng",
        ("months", "average"),
        benefits.few_months_more_result,
        (
            *CAP,
            "contribution_rate",
            "funeral_times",
            "funeral_min_months",
            "compulsory_funeral_months",
            "survivor_lump_before_2014",
            "survivor_lump_from_2014",
            "survivor_min_months",
        ),
    ),
    "death_of_pensioner": Calculation(
        "tuất của người đang hưởng lương hưu",
        ("pension", "months_received"),
        benefits.death_of_pensioner_result,
        (
            *CAP,
            "funeral_times",
            "survivor_pension_months",
            "survivor_pension_free_months",
            "survivor_pension_step",
            "survivor_pension_floor_months",
        ),
    ),
    "emigration_lump": Calculation(
        "trợ cấp khi ra nước ngoài định cư",
        ("pension", "years_before_2014", "years_from_2014", "months_received"),
        benefits.emigration_lump_result,
        (
            *CAP,
            "emigration_lump_before_2014",
            "emigration_lump_from_2014",
            "emigration_lump_step",
            "emigration_lump_floor_months",
        ),
    ),
    "maternity": Calculation(
        "trợ cấp thai sản",
        ("children", "months_paid", "fetus_weeks"),
        benefits.maternity_result,
        ("maternity_allowance", "maternity_min_months", "maternity_window_months", "maternity_fetus_weeks"),
    ),
}
