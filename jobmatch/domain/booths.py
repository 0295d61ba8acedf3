"""Booths (展位) of a fair: their states, their numbers, and the zones by trade they stand in."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from jobmatch.domain.errors import InputError
from jobmatch.domain.states import Machine

if TYPE_CHECKING:
    from collections.abc import Iterable


class BoothState(StrEnum):
    """What has become of an invitation to stand at a fair."""

    INVITED = "invited"
    BOOKED = "booked"
    DECLINED = "declined"
    PRESENT = "present"
    NO_SHOW = "no_show"


STANDING_STATES = (BoothState.BOOKED, BoothState.PRESENT, BoothState.NO_SHOW)
"""States in which a booth has its number and its place on the plan."""

EXPECTED_STATES = (BoothState.BOOKED, BoothState.PRESENT)
"""States in which people are sent to the booth."""

_S = BoothState
MACHINE = Machine(
    noun="展位",
    steps=(
        ("book", _S.INVITED, _S.BOOKED),
        ("decline", _S.INVITED, _S.DECLINED),
        ("decline", _S.BOOKED, _S.DECLINED),
        ("book", _S.DECLINED, _S.BOOKED),
        ("invite", _S.DECLINED, _S.INVITED),
        ("arrive", _S.BOOKED, _S.PRESENT),
        ("arrive", _S.NO_SHOW, _S.PRESENT),
        ("miss", _S.BOOKED, _S.NO_SHOW),
        ("miss", _S.PRESENT, _S.NO_SHOW),
    ),
    state_names={
        _S.INVITED: "已邀请，等答复",
        _S.BOOKED: "已订展位",
        _S.DECLINED: "不来参加",
        _S.PRESENT: "已到场",
        _S.NO_SHOW: "没有到场",
    },
    action_names={
        "book": "订下展位",
        "decline": "不来参加",
        "invite": "再次邀请",
        "arrive": "到场",
        "miss": "没有到场",
    },
)

ON_THE_DAY = frozenset({"arrive", "miss"})
"""Actions that are true only while a fair is on or after it."""


class Zone(StrEnum):
    """展区: a part of the square where one trade stands; its letter begins the booth's number."""

    CLOTHES = "A"
    MACHINES = "B"
    FOOD = "C"
    BUILDING = "D"
    HOMES = "E"
    TRADE = "F"
    FARMS = "G"
    OTHER = "H"


ZONE_NAMES = {
    Zone.CLOTHES: "制衣鞋包",
    Zone.MACHINES: "电子五金",
    Zone.FOOD: "食品餐饮",
    Zone.BUILDING: "建筑建材",
    Zone.HOMES: "家政物业",
    Zone.TRADE: "物流销售",
    Zone.FARMS: "种养手工",
    Zone.OTHER: "其他行业",
}

_PREFIXES = {
    Zone.CLOTHES: ("6-04", "6-05"),
    Zone.MACHINES: (
        *("6-14", "6-18", "6-19", "6-20", "6-21", "6-22", "6-23", "6-24", "6-25", "6-26"),
        *("6-27", "6-31"),
    ),
    Zone.FOOD: ("6-01", "6-02", "6-03", "4-03"),
    Zone.BUILDING: ("6-06", "6-15", "6-16", "6-17", "6-29", "6-30"),
    Zone.HOMES: ("3-02", "4-06", "4-07", "4-09", "4-10", "4-14"),
    Zone.TRADE: ("4-01", "4-02", "4-04", "4-12"),
    Zone.FARMS: ("5", "6-09"),
}
"""Beginnings of the codes of the 2022 classification of occupations."""

_NUMBER = re.compile(r"([A-Ha-hＡ-Ｈａ-ｈ])\s*-?\s*0*([1-9][0-9]?)")
_DIGITS = re.compile(r"(\d+)")


class BoothNumberError(InputError):
    """What was typed is no number of a booth."""

    message = "展位号写成“字母加数字”，比如 A3；字母从 A 到 H，数字从 1 到 99。"


def zone_of_code(code: str | None) -> Zone:
    """Give the zone of an occupation *code*; what is unknown stands among the others."""
    for zone, prefixes in _PREFIXES.items():
        if code is not None and code.startswith(prefixes):
            return zone
    return Zone.OTHER


def zone_of_codes(codes: Iterable[str | None]) -> Zone:
    """Give the zone of most of *codes*; of equals the first on the way from the entrance."""
    zones = [zone_of_code(code) for code in codes]
    return max(Zone, key=zones.count) if zones else Zone.OTHER


def zone_of_number(number: str) -> Zone | None:
    """Give the zone that a booth's *number* lies in; None for numbers without a letter."""
    return Zone(number[0]) if number[:1] in set(Zone) else None


def read_number(typed: str) -> str:
    """Read a booth's number as people type it: "a 03" → "A3".

    Raises:
        BoothNumberError: it is none.
    """
    found = _NUMBER.fullmatch(typed.strip())
    if found is None:
        raise BoothNumberError
    letter = found[1].upper()
    if not letter.isascii():
        letter = chr(ord(letter) - ord("Ａ") + ord("A"))
    return f"{letter}{int(found[2])}"


def next_number(zone: Zone, taken: Iterable[str]) -> str:
    """Give the first free number of *zone*, counted from the entrance."""
    used = set(taken)
    number = 1
    while f"{zone.value}{number}" in used:
        number += 1
    return f"{zone.value}{number}"


def walking_key(number: str | None) -> tuple[tuple[int, str], ...]:
    """Give the key that sorts booths in walking order: by zone, then A2 before A10."""
    parts = (part for part in _DIGITS.split(number or "") if part)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)
