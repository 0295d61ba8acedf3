"""Working hours of a posting: day, two or three shifts, night, or free."""

from __future__ import annotations

import re

from jobmatch.domain import numbers
from jobmatch.domain.kinds import Shift

_REFUSED = re.compile(
    r"(?:不(?:用|需|要|需要|安排|值)?|无需?|没有?|免)(?:上|倒|值|做|加)?(?:大?夜|晚|两班倒|三班倒|倒)班?(?:班|倒)?|无夜班|不倒班"
)
_THREE = re.compile(r"三班|3班|三倒|3shifts?|三运转", re.IGNORECASE)
_TWO = re.compile(r"[两二2]班|[两二]倒|2shifts?|双班|对班|白夜班?(?:轮|倒|两)", re.IGNORECASE)
_EARLY_LATE = re.compile(r"早晚班|早[、/]?中?[、/]?晚班|早班[、/和]?(?:中班)?[、/和]?晚班|早中晚")
_NIGHT = re.compile(r"夜班|晚班|夜晚|夜间|通宵|凌晨|night|^夜$|^晚上?$", re.IGNORECASE)
_DAY = re.compile(
    r"白班|日班|白天|早班|(?:^|[^a-z])day(?:shift)?s?$|行政班|正常班|朝[八九89]晚[五六56]|早[七八九789](?:点)?晚[五六56]",
    re.IGNORECASE,
)
_FLEXIBLE = re.compile(
    r"弹性|灵活|时间自由|工作自由|自由(?:安排|支配|时间|上下班)|不坐班|不定时|随到随走|时间不限|自由(?=$|[,，。;；])|flexible",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?P<from>\d{1,2})(?:[:：点时](?:\d{2}|半)?分?)[-到至](?:次日|第二天|凌晨)?(?:早上?|上午|下午|晚上?|中午)?"
    r"(?P<to>\d{1,2})(?:[:：点时](?:\d{2}|半)?)?"
)
_CLOCK_WORDS = re.compile(r"(?P<half>早上?|上午|下午|晚上?|中午|凌晨)(?P<hour>\d{1,2})")
_HOURS_LABEL = re.compile(r"(?:上班|工作|作息|上下班)时间(?:为|是)?[:：]?(?=[早上下午晚间]{0,3}\d)")
_DAY_FROM, _DAY_TO = 5, 22
_NOON = 12


def read_shift(text: str, *, in_sentence: bool = False) -> Shift | None:
    """Read the shift; 早晚班, 轮休, 单休 and refusals (不上夜班) tell none.

    Two or three shifts beat the halves they are made of (两班倒, 白班夜班轮换); a day and a night
    offered side by side are no single value. In a sentence clock times count only behind 上班时间:
    others may be those of an interview.
    """
    plain = numbers.flatten(text)
    kept = _REFUSED.sub("", plain)
    if _THREE.search(kept):
        return Shift.THREE_SHIFT
    if _TWO.search(kept):
        return Shift.TWO_SHIFT
    if _EARLY_LATE.search(kept):
        return None
    named = [
        shift
        for pattern, shift in (
            (_NIGHT, Shift.NIGHT),
            (_DAY, Shift.DAY),
            (_FLEXIBLE, Shift.FLEXIBLE),
        )
        if pattern.search(kept)
    ]
    if named:
        both = Shift.NIGHT in named and Shift.DAY in named
        return None if both else named[0]
    if in_sentence:
        told = _HOURS_LABEL.search(kept)
        return _by_clock(kept[told.end() :]) if told else None
    return _by_clock(kept)


def _by_clock(plain: str) -> Shift | None:
    found = _CLOCK.search(plain)
    if found is None:
        return None
    start, end = int(found["from"]), int(found["to"])
    before = plain[max(0, found.start() - 2) : found.start()]
    if re.search(r"晚上?|下午", before) and start < _NOON:
        start += _NOON
    if re.search(r"下午|晚", found[0]) and end < _NOON:
        end += _NOON
    if _DAY_FROM <= start < end <= _DAY_TO:
        return Shift.DAY
    return Shift.NIGHT if start >= _NOON + 5 and (end <= _NOON or end < start) else None
