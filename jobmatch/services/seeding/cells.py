"""Raw cells of a posting, in the many ways in which employers write them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from jobmatch.services.seeding import tables
from jobmatch.services.seeding.tables import Weighted, happens

if TYPE_CHECKING:
    import random

HEADER = (
    "岗位名称",
    "招聘人数",
    "岗位职责",
    "性别",
    "年龄",
    "学历",
    "技能证书",
    "薪资待遇",
    "工作班次",
    "食宿",
    "社会保险",
    "工作地点",
    "联系人",
    "联系电话",
    "备注",
)
"""The columns of a demonstration sheet."""
_DIGITS = "零一二三四五六七八九"
_PAID_DAYS = 26
_PAID_HOURS = 260
_HIGH_PAY = 6000
_SHORT_TITLE = 3
_DAMAGED = 0.004


@dataclass(slots=True)
class Draft:
    """What an employer has in mind before writing it down.

    *low* and *high* are yuan per month; *pay_case*, *shift*, *board*, *insurance* and *places_case*
    name cases of seeds/demo/cell_styles.csv.
    """

    title: str
    duty: str
    low: int
    high: int
    youngest: int | None
    oldest: int | None
    schooling: str
    certificate: str
    shift: str
    board: str
    insurance: str
    pay_case: str
    places: int
    places_case: str
    workplace: str
    contact: str
    phone: str
    is_careful: bool = False
    """True for those who know the law; others write unlawful demands now and then."""
    ages_raw: str | None = None
    """An age cell that stands in the tables as it is (public-welfare postings)."""


@lru_cache
def _styles() -> dict[tuple[str, str], list[tuple[str, float]]]:
    styles: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for row in tables.rows("cell_styles"):
        styles.setdefault((row["field"], row["case"]), []).append(
            (row["template"], float(row["weight"]))
        )
    return styles


@lru_cache
def _weighted(field: str, cases: tuple[str, ...]) -> Weighted[str]:
    """Give the templates of *field* in any of *cases*."""
    return Weighted(pair for case in cases for pair in _styles().get((field, case), []))


class Writer:
    """Writes drafts down, with a style drawn for every cell."""

    def __init__(self, rng: random.Random) -> None:
        """Take the generator."""
        self._rng = rng

    def write(self, draft: Draft) -> dict[str, str]:
        """Give the row of *draft*: a cell for every column of HEADER, "" where nothing is said."""
        cases = ("any",) if draft.is_careful else ("any", "unlawful")
        cells = {
            "岗位名称": self._title(draft),
            "招聘人数": self._places(draft),
            "岗位职责": draft.duty,
            "性别": self._cell("sex", *cases),
            "年龄": self._ages(draft),
            "学历": self._cell("schooling", draft.schooling),
            "技能证书": self._cell("certificate", "any").format(cert=draft.certificate)
            if draft.certificate
            else "",
            "薪资待遇": self._pay(draft),
            "工作班次": self._cell("shift", draft.shift),
            "食宿": self._cell("board", draft.board),
            "社会保险": self._cell("insurance", draft.insurance),
            "工作地点": draft.workplace,
            "联系人": draft.contact,
            "联系电话": draft.phone,
            "备注": self._cell("remark", *cases),
        }
        self._damage(cells)
        return cells

    def _cell(self, field: str, *cases: str) -> str:
        return _weighted(field, cases).pick(self._rng)

    def _title(self, draft: Draft) -> str:
        cases = ["any"]
        if draft.board == "far":
            cases.append("board")
        if draft.shift == "night":
            cases.append("night")
        if len(draft.title) <= _SHORT_TITLE and draft.title.isalpha():
            cases.append("short")
        template = self._cell("title", *cases)
        return template.format(title=draft.title, spaced=" ".join(draft.title))

    def _places(self, draft: Draft) -> str:
        more = draft.places + self._rng.randint(2, 6)
        return self._cell("places", draft.places_case).format(n=draft.places, m=more)

    def _ages(self, draft: Draft) -> str:
        if draft.ages_raw is not None:
            return draft.ages_raw
        low, high = draft.youngest or 18, draft.oldest or 60
        for_women = min(max(high - self._rng.choice((3, 5)), low + 5), high)
        return self._cell("ages", "any").format(
            min=low, max=high, max_w=for_women, near=(low + high) // 2 + 5
        )

    def _pay(self, draft: Draft) -> str:
        cases = [draft.pay_case]
        if draft.pay_case == "any" and draft.low >= _HIGH_PAY:
            cases.append("high")
        return self._cell("pay", *cases).format(**amounts(draft.low, draft.high))

    def _damage(self, cells: dict[str, str]) -> None:
        """Cut one cell in a hundred rows or so, as narrow columns and hurried hands do."""
        if happens(self._rng, _DAMAGED):
            cells["薪资待遇"] = f"{self._rng.randrange(40, 70)}00~{self._rng.randrange(10, 12)}00"
        elif happens(self._rng, _DAMAGED):
            cells["年龄"] = "18-5"
        elif happens(self._rng, _DAMAGED):
            cells["年龄"] = "45-18"


def amounts(low: int, high: int) -> dict[str, str]:
    """Give everything that pay templates may name for *low* to *high* yuan a month."""
    day, day_high = (round(value / _PAID_DAYS / 10) * 10 for value in (low, high))
    hour = max(round(low / _PAID_HOURS * 2) / 2, 18)
    tenths = (round(low / 1000, 1), round(high / 1000, 1))
    return {
        "low": str(low),
        "high": str(high),
        "mid": str(round((low + high) / 200) * 100),
        "base": str(max(2200, round(low * 0.55 / 100) * 100)),
        "trial": str(max(2200, round(low * 0.8 / 100) * 100)),
        "day": str(day),
        "day_high": str(day_high),
        "day_cn": _spoken_hundreds(day),
        "hour": f"{hour:g}",
        "low_k": f"{tenths[0]:g}",
        "high_k": f"{tenths[1]:g}",
        "low_w": f"{low / 10_000:g}",
        "high_w": f"{high / 10_000:g}",
        "low_cn": _spoken_thousands(low),
        "high_cn": _spoken_thousands(high),
        "low_short": _short_thousands(low),
        "year_low": f"{round(low * 12 / 10_000):g}",
        "year_high": f"{round(high * 12 / 10_000) + 1:g}",
    }


def _spoken_thousands(yuan: int) -> str:
    thousands, hundreds = yuan // 1000, yuan % 1000 // 100
    if thousands >= len(_DIGITS):
        return str(yuan)
    return f"{_DIGITS[thousands]}千{_DIGITS[hundreds] if hundreds else ''}"


def _spoken_hundreds(yuan: int) -> str:
    hundreds, tens = yuan // 100, yuan % 100 // 10
    return f"{_DIGITS[hundreds]}百{_DIGITS[tens] if tens else ''}"


def _short_thousands(yuan: int) -> str:
    thousands, hundreds = yuan // 1000, yuan % 1000 // 100
    return f"{thousands}千{hundreds}" if hundreds else f"{thousands}千"
