"""Skills and certificates as people list them: one a line, with years or a last day beside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jobmatch.domain import numbers
from jobmatch.domain.errors import InputError

MOST, LONGEST = 30, 60
"""Entries of one list, and signs of one entry."""
_YEARS = re.compile(
    r"^(?P<name>.+?)[(（\s:：]*(?:干了|做了|做过|有)?(?P<years>\d{1,2}(?:\.\d)?)年(?:多|经验)?[)）]?$"
)
_UNTIL = re.compile(
    r"^(?P<name>.+?)[(（\s:：]*(?:有效期)?[至到]?\s*(?P<year>20\d\d)\s*[-年./]\s*(?P<month>\d{1,2})"
    r"(?:\s*[-月./]\s*(?P<day>\d{1,2}))?\s*[日号月]?(?:止|到期)?[)）]?$"
)
_ENDS = " 、,，;；。.　"


class ListTooLongError(InputError):
    """More was listed than anybody reads."""

    message = f"写得太多了：最多 {MOST} 行，每行最多 {LONGEST} 个字。"


class WrongDayError(InputError):
    """A day that no calendar has."""

    message = "证书的有效期写错了，请写成“健康证 2027-3-1”。"


@dataclass(frozen=True, slots=True)
class SaidSkill:
    """A skill and the years that somebody has done it, if told."""

    name: str
    years: Decimal | None = None

    @property
    def line(self) -> str:
        """Write it as read_skills() reads it."""
        return self.name if self.years is None else f"{self.name} {self.years:f}年"


@dataclass(frozen=True, slots=True)
class SaidCertificate:
    """A certificate and the last day that it is good for, if told."""

    name: str
    valid_until: date | None = None

    @property
    def line(self) -> str:
        """Write it as read_certificates() reads it."""
        return self.name if self.valid_until is None else f"{self.name} {self.valid_until}"


def read_skills(text: str) -> tuple[SaidSkill, ...]:
    """Read skills listed in lines or with commas (电焊 5年，缝纫); the same name counts once."""
    found: dict[str, SaidSkill] = {}
    for entry in _entries(text):
        told = _YEARS.fullmatch(entry)
        name = told["name"].strip(_ENDS) if told else entry
        skill = SaidSkill(name, Decimal(told["years"]) if told else None)
        found.setdefault(skill.name, skill)
    return tuple(found.values())


def read_certificates(text: str) -> tuple[SaidCertificate, ...]:
    """Read certificates listed in lines or with commas (健康证 2027-3-1，C1驾照).

    Raises:
        WrongDayError: a day that no calendar has.
    """
    found: dict[str, SaidCertificate] = {}
    for entry in _entries(text):
        told = _UNTIL.fullmatch(entry)
        if told is None:
            paper = SaidCertificate(entry)
        else:
            paper = SaidCertificate(told["name"].strip(_ENDS), _last_day(told))
        found.setdefault(paper.name, paper)
    return tuple(found.values())


def _last_day(told: re.Match[str]) -> date:
    """Give the day; of a month alone its last one."""
    year, month = int(told["year"]), int(told["month"])
    try:
        if told["day"]:
            return date(year, month, int(told["day"]))
        following = date(year + month // 12, month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)
    except ValueError as error:
        raise WrongDayError from error


def _entries(text: str) -> list[str]:
    """Give the entries of a list; ListTooLongError for more than anybody reads."""
    parts = re.split(r"[\n、,，;；]+", numbers.tidy(text))
    entries = [entry for part in parts if (entry := part.strip(_ENDS))]
    if len(entries) > MOST or any(len(entry) > LONGEST for entry in entries):
        raise ListTooLongError
    return entries
