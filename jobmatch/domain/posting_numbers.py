"""Posting numbers (岗位号): six digits on a slip, easy to type and to read out at the counter.

The number is the row's own number with one check digit behind it, filled up with zeros: 12 →
"000129". It names a posting, never a person, so it may stand on any paper and needs no store.
"""

from __future__ import annotations

from jobmatch.domain.errors import InputError

DIGITS = 6
"""Digits of a number; from the hundred-thousandth posting on it grows by one."""

# Damm's quasigroup of order 10: its check digit finds every single wrong digit and every swap of
# two neighbours, the two slips that people make when they copy a number.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


class WrongNumberError(InputError):
    """The digits are no posting number: one was mistyped, or some are missing."""

    message = "这个号码不对，请对着纸条再按一次"


def number_of(posting_id: int) -> str:
    """Give the number of the posting with the row number *posting_id* (1 or more)."""
    digits = str(posting_id)
    return f"{digits}{_check(digits)}".zfill(DIGITS)


def id_of(number: str) -> int:
    """Give the row number that *number* stands for; spaces between the digits do not matter.

    Raises:
        WrongNumberError: too few digits, other characters, or a check digit that does not fit.
    """
    digits = "".join(number.split())
    if len(digits) < DIGITS or not (digits.isascii() and digits.isdigit()) or _check(digits):
        raise WrongNumberError
    if not int(digits[:-1]):
        raise WrongNumberError
    return int(digits[:-1])


def _check(digits: str) -> int:
    """Give the check digit of *digits*; 0 when their last one is right already."""
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return interim
