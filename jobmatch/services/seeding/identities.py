"""Invented identities: names from our own lists, ID numbers of no region, phones of nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.domain.identity import check_character
from jobmatch.domain.kinds import Sex
from jobmatch.services.seeding.tables import Weighted, happens, rows

if TYPE_CHECKING:
    import random
    from datetime import date

NO_REGION = "990000"
"""A region code that does not exist: nobody can bear such an ID number."""
_PER_DAY = 500
_PER_PREFIX = 10_000
_PREFIXES = tuple(
    f"1{tens}{ones}"
    for tens, digits in (("3", "0123456789"), ("5", "01235789"), ("7", "35678"), ("8", "0235678"))
    for ones in digits
)


class Identities:
    """Hands out names, ID numbers and phones; a number is never given twice."""

    def __init__(self, rng: random.Random) -> None:
        """Take the generator that names are drawn with."""
        self._rng = rng
        self._surnames = Weighted((row["name"], int(row["weight"])) for row in rows("surnames"))
        self._given = [
            (Sex(row["sex"]), int(row["born_before"]), row["first"], row["second"])
            for row in rows("given_names")
        ]
        self._born: dict[tuple[date, Sex], int] = {}
        self._phones = 0

    def surname(self) -> str:
        """Give a surname, common ones more often."""
        return self._surnames.pick(self._rng)

    def given(self, sex: Sex, year: int) -> str:
        """Give a given name of one or two characters that fits *sex* and birth *year*."""
        first, second = next(
            (first, second)
            for named, before, first, second in self._given
            if named is sex and year < before
        )
        pick = self._rng.choice
        return pick(second) if happens(self._rng, 0.12) else pick(first) + pick(second)

    def id_number(self, sex: Sex, born_on: date) -> str:
        """Give an ID number with region 990000, the birth date, the sex and a valid check.

        Raises ValueError when more than 500 of one sex are born on one day.
        """
        count = self._born.get((born_on, sex), 0)
        if count >= _PER_DAY:
            raise ValueError(born_on)
        self._born[born_on, sex] = count + 1
        # Steps of 137 run through all 500 before one comes again (137 and 500 share no factor).
        place = (count * 137 + born_on.toordinal() * 31) % _PER_DAY
        first17 = f"{NO_REGION}{born_on:%Y%m%d}{place * 2 + (sex is Sex.MALE):03d}"
        return first17 + check_character(first17)

    def phone(self) -> str:
        """Give a mobile number of the shape 1XX0000NNNN, never the same twice.

        Raises ValueError when all are given out.
        """
        count, self._phones = self._phones, self._phones + 1
        turn, at = divmod(count, len(_PREFIXES))
        if turn >= _PER_PREFIX:
            raise ValueError(count)
        last4 = (turn * 7919 + at * 613) % _PER_PREFIX
        return f"{_PREFIXES[at]}0000{last4:04d}"
