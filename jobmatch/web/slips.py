"""The printed slip: what somebody takes away, on a roll of 58 or 80 mm or on A4 in large type."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from markupsafe import Markup

from jobmatch.domain import posting_numbers
from jobmatch.exchange import codes
from jobmatch.web import filters

if TYPE_CHECKING:
    from jobmatch.store.postings import Posting

LONGEST = 60
"""Characters of one line in a code: more makes its modules too small for a 58 mm roll."""


class Paper(StrEnum):
    """What the printer of a kiosk holds."""

    ROLL_58 = "58"
    ROLL_80 = "80"
    A4 = "a4"


PAPER_NAMES = {Paper.ROLL_58: "小票 58 毫米", Paper.ROLL_80: "小票 80 毫米", Paper.A4: "A4 大字"}


def paper_of(name: str | None) -> Paper:
    """Give the paper called *name* in an address; an unknown one is A4, which any printer has."""
    return Paper(name) if name in set(Paper) else Paper.A4


def raw_pay(posting: Posting) -> str:
    """Give the pay as the sheet wrote it, without telephone numbers that stand in the same cell."""
    cells = posting.cells or {}
    return filters.hide_numbers(filters.first_of(cells, ("pay", "pay_min", "pay_max")) or "")


def code(posting: Posting) -> Markup:
    """Draw a code that a telephone shows as text without any network: number, work, pay, place."""
    firm = posting.employer.name if posting.employer else ""
    lines = (
        f"岗位号 {posting_numbers.number_of(posting.id)}",
        posting.title or "",
        raw_pay(posting),
        firm,
        posting.workplace or "",
    )
    drawn = codes.qr_svg("\n".join(line[:LONGEST] for line in lines if line))
    return Markup(drawn)  # noqa: S704 - drawn by ourselves, of paths alone
