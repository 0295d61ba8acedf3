"""Kiosk codes (自助号): six digits on a paper that open what fits its holder at a kiosk.

A kiosk has one pad for every number on a paper, so the two kinds tell themselves apart: the last
digit of a posting number is its check digit, and that of a kiosk code never is.
"""

from __future__ import annotations

from datetime import date, timedelta

from jobmatch.domain import posting_numbers
from jobmatch.domain.errors import InputError

DIGITS = posting_numbers.DIGITS
COUNT = 9 * 10 ** (DIGITS - 1)
"""How many codes there are."""
DAYS = 30
"""Days for which a code opens anything: a paper that is lost must not open it for long."""


class WrongCodeError(InputError):
    """No paper of these days has this code; whether one ever had it is not told."""

    message = "这个号码不对，或者过了日子。请对着纸条再按一次"


def code_of(place: int) -> str:
    """Give the code at *place*, 0 to COUNT - 1; each place has a code of its own."""
    body, turn = divmod(place, 9)
    check = int(posting_numbers.number_of(body)[-1])
    return f"{body:0{DIGITS - 1}d}{(check + turn + 1) % 10}"


def is_code(digits: str) -> bool:
    """Tell whether *digits* can be a kiosk code: as long as one, and no posting number."""
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        return False
    return posting_numbers.number_of(int(digits[:-1])) != digits


def last_day(on: date) -> date:
    """Give the last day of a code that is given out *on* a day."""
    return on + timedelta(days=DAYS)
