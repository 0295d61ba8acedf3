"""Fields of postings written for people: ages, pay, days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.domain.kinds import PAY_UNIT_NAMES, SEX_NAMES, PayUnit, Sex

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from jobmatch.matching.profiles import AgeLimit, PostingProfile


def ages_text(profile: PostingProfile) -> str:
    """Write the ages of a posting: 18-45岁, 男22-45岁、女20-42岁, 60岁以下; "" for none."""
    told = (_age_text(limit) for limit in profile.ages)
    return "、".join(text for text in told if text)


def _age_text(limit: AgeLimit) -> str:
    sex = "" if limit.sex is Sex.ANY else SEX_NAMES[limit.sex]
    if limit.min is None and limit.max is None:
        return ""
    if limit.max is None:
        span = f"{limit.min}岁以上"
    elif limit.min is None:
        span = f"{limit.max}岁以下"
    else:
        span = f"{limit.min}-{limit.max}岁"
    return f"{sex}{span}{'（可放宽）' if limit.soft else ''}"


def pay_text(profile: PostingProfile) -> str:
    """Write the pay of a posting with its unit, or 工资面议."""
    low, high = profile.pay_min, profile.pay_max
    unit = PAY_UNIT_NAMES[profile.pay_unit or PayUnit.MONTH]
    if low is None and high is None:
        return "工资面议"
    if low is None or high is None:
        edge = "起" if high is None else "以内"
        return f"{amount_text(low if low is not None else high)}元/{unit}{edge}"
    if low == high:
        return f"{amount_text(low)}元/{unit}"
    return f"{amount_text(low)}-{amount_text(high)}元/{unit}"


def amount_text(value: Decimal | None) -> str:
    """Write an amount without exponent and trailing zeros; "" for None."""
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def day_text(day: date) -> str:
    """Write a day with its year, as people say it: 2023年6月30日."""
    return f"{day.year}年{day.month}月{day.day}日"
