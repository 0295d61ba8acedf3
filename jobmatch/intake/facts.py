"""What the texts of a draft say beside their own column, and what may be taken from each.

A pay cell may tell a shift (3500-5000，两班倒) but never ages; duties tell board and papers but no
pay. Nearer and more particular sources come first; the first that says something is taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from jobmatch.domain import remarks, titles
from jobmatch.intake.column_names import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jobmatch.domain.remarks import Remark
    from jobmatch.domain.titles import Title
    from jobmatch.intake.drafts import Draft

T = TypeVar("T")

_CACHE = 20_000
_ALL = frozenset(
    {
        "pay",
        "ages",
        "headcount",
        "sex",
        "schooling",
        "certificates",
        "shift",
        "boarding",
        "insurance",
        "workplace",
        "contact",
        "deadline",
    }
)
_OFFERED = frozenset({"boarding", "insurance", "shift", "certificates"})
_ALLOWED: tuple[tuple[Role, frozenset[str]], ...] = (
    (Role.TITLE, _ALL - {"contact", "workplace", "deadline"}),
    (Role.PAY, _OFFERED - {"certificates"}),
    (Role.AGES, frozenset({"sex", "schooling", "certificates"})),
    (Role.SEX, frozenset({"ages"})),
    (Role.SCHOOLING, frozenset({"ages", "certificates"})),
    (Role.CERTIFICATES, frozenset({"schooling", "ages", "sex"})),
    (Role.SHIFT, frozenset({"boarding"})),
    (Role.BOARDING, _OFFERED),
    (Role.BOARD, _OFFERED),
    (Role.LODGING, _OFFERED),
    (Role.INSURANCE, _OFFERED),
    (Role.DEMANDS, _ALL),
    (Role.REMARK, _ALL),
    (Role.WELFARE, _ALL),
    (Role.DUTIES, frozenset({"boarding", "insurance", "certificates"})),
)


_TRIGGERS: dict[Role, re.Pattern[str]] = {
    Role.TITLE: re.compile(""),
    Role.DEMANDS: re.compile(""),
    Role.REMARK: re.compile(""),
    Role.WELFARE: re.compile(""),
    Role.AGES: re.compile(r"[男女性学中专科小证照文MFmf]"),
    Role.SEX: re.compile(r"岁|\d"),
    Role.SCHOOLING: re.compile(r"岁|证|照"),
    Role.CERTIFICATES: re.compile(r"岁|学|[初高]中|专|男|女"),
}
_OFFER_TRIGGER = re.compile(r"[班包管餐饭吃住宿食险保金证照夜时]")
"""A text without these signs says nothing that may be taken from it: it need not be read."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text, its column, what it says, and which of that counts."""

    role: Role
    column: int
    text: str
    remark: Remark
    allowed: frozenset[str]


@lru_cache(maxsize=_CACHE)
def read_remark(text: str) -> Remark:
    """Read a text's facts; the same sentence stands in many rows of a sheet."""
    return remarks.read_remark(text)


@lru_cache(maxsize=_CACHE)
def clean_title(text: str) -> Title:
    """Clean a title; the same one stands in many rows of a sheet."""
    return titles.clean_title(text)


class Facts:
    """The sources of one draft in the order of their weight."""

    def __init__(self, draft: Draft) -> None:
        self.title = clean_title(draft.text(Role.TITLE))
        self.sources = tuple(self._sources(draft))

    def _sources(self, draft: Draft) -> Iterator[Source]:
        for role, allowed in _ALLOWED:
            for cell in draft.cells.get(role, ()):
                text = self.title.remainder if role is Role.TITLE else cell.text
                if text and _TRIGGERS.get(role, _OFFER_TRIGGER).search(text):
                    yield Source(role, cell.column, text, read_remark(text), allowed)
        if draft.caption.offers:
            read = read_remark(draft.caption.offers)
            paid = Role.PAY in draft.cells or Role.PAY_MIN in draft.cells
            allowed = (_OFFERED - {"certificates"}) | (frozenset() if paid else {"pay"})
            yield Source(Role.WELFARE, 0, draft.caption.offers, read, allowed)
        if draft.caption.demands:
            read = read_remark(draft.caption.demands)
            allowed = frozenset({"ages", "schooling", "sex", "certificates"})
            yield Source(Role.DEMANDS, 0, draft.caption.demands, read, allowed)

    def all(self, field: str, take: Callable[[Remark], T | None]) -> Iterator[tuple[T, Source]]:
        """Yield what *take* finds in every source from which *field* may be taken."""
        for source in self.sources:
            if field in source.allowed:
                value = take(source.remark)
                if value is not None:
                    yield value, source

    def first(self, field: str, take: Callable[[Remark], T | None]) -> T | None:
        """Give the first thing that *take* finds for *field*, or None."""
        return next((value for value, _ in self.all(field, take)), None)
