"""What somebody types to find a person: a name, its sound, a number, a place to live.

One box takes them all, several with blanks between ("杨秀英 5678", "yxy 3栋"). Nothing is looked
up here; only the kind of each word is told, and whether it may stand in an address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from jobmatch.domain import numbers


class LookupKind(StrEnum):
    """What a word may be of a person."""

    CODE = "code"
    """The random name of a worker, from a printed code."""
    NUMBER = "number"
    """A whole ID number or phone."""
    TAIL = "tail"
    """The end of a phone or ID number."""
    HOUSEHOLD = "household"
    """A number of a household or a person in the national system."""
    ROOM = "room"
    """A number of a room alone."""
    HOME = "home"
    COMMUNITY = "community"
    NAME = "name"
    SOUND = "sound"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody lives, as typed; empty parts were not said.

    Attributes:
        community: its name or a part of it.
        building: its number or letter, without 栋.
        unit: its number.
        room: its number.
    """

    community: str = ""
    building: str = ""
    unit: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that was typed: its kind, its even text, and the place it names."""

    kind: LookupKind
    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Lookup:
    """All that was typed; who is meant fits every word."""

    words: tuple[Word, ...]

    @property
    def is_private(self) -> bool:
        """Tell whether a number of a person is part of it: then it may stand in no address."""
        return any(word.kind in _PRIVATE for word in self.words)

    @property
    def is_readable(self) -> bool:
        """Tell whether every word can be looked for."""
        kinds = {word.kind for word in self.words}
        return bool(kinds) and LookupKind.UNREADABLE not in kinds

    @property
    def holds_number(self) -> bool:
        """Tell whether a whole ID number or phone is part of it: no screen shows it again."""
        return any(word.kind in _WHOLE for word in self.words)

    @property
    def names_one(self) -> bool:
        """Tell whether it is a whole number or a printed code, which name one person for sure."""
        return len(self.words) == 1 and self.words[0].kind in {LookupKind.CODE, LookupKind.NUMBER}


_PRIVATE = frozenset(
    {LookupKind.NUMBER, LookupKind.TAIL, LookupKind.HOUSEHOLD, LookupKind.UNREADABLE}
)
_WHOLE = frozenset({LookupKind.NUMBER, LookupKind.UNREADABLE})
LONGEST = 60
_HAN = r"㐀-鿿豈-﫿\U00020000-\U0003ffff"
_COUNT = r"\d{1,3}|[一二三四五六七八九十]{1,3}"
_CODE = re.compile(r"[0-9a-f]{32}")
_IDENTITY = re.compile(r"\d{17}[\dX]|\d{15}")
_MOBILE = re.compile(r"1\d{10}")
_TAIL = re.compile(r"\d{4,10}|\d{3,9}X")
_LONG = re.compile(r"\d{11,20}")
_ROOM = re.compile(r"\d{1,3}")
_HOME = re.compile(
    rf"(?P<community>[{_HAN}]*?)第?(?P<building>[A-Z]?\d{{1,3}}|[A-Z]|[一二三四五六七八九十]{{1,3}})"
    rf"(?:号楼|号栋|栋|幢|座|[#-](?=\d)|#)"
    rf"(?:(?P<unit>{_COUNT})(?:单元|门|-(?=\d)))?-?(?:(?P<room>\d{{3,4}})(?:室|号|房)?)?"
)
_UNIT_ROOM = re.compile(rf"(?P<unit>{_COUNT})单元-?(?:(?P<room>\d{{3,4}})(?:室|号|房)?)?")
_ROOM_SIGN = re.compile(r"(?P<room>\d{3,4})(?:室|房)")
_COMMUNITY = re.compile(rf"[{_HAN}]{{1,12}}(?:社区|安置点|安置区|小区)")
_NAME = re.compile(rf"[{_HAN}a-zü·•‧・.'-]*[{_HAN}][{_HAN}a-zü·•‧・.'-]*", re.IGNORECASE)
_SOUND = re.compile(r"[a-zü]+(?:['-][a-zü]+)*", re.IGNORECASE)
_GROUPED = re.compile(r"(?<=\d)[\s-]+(?=\d)")
_NUMBER_ALONE = re.compile(r"[\dXx\s-]+")
_NUMERALS = dict(zip("一二三四五六七八九", range(1, 10), strict=True))


@lru_cache(maxsize=512)
def read_lookup(typed: str) -> Lookup:
    """Read what was *typed* into the box."""
    even = numbers.tidy(typed[:LONGEST]).replace("\n", " ").strip("　 ,，。;；")
    if not even:
        return Lookup(())
    return Lookup(_as_one(even) or tuple(_words(even)))


def _as_one(even: str) -> tuple[Word, ...]:
    """Read numbers that people write in groups (138 0000 5678) and places with blanks inside."""
    closed = _GROUPED.sub("", even).upper() if _NUMBER_ALONE.fullmatch(even) else ""
    if _IDENTITY.fullmatch(closed) or _MOBILE.fullmatch(closed):
        return (Word(LookupKind.NUMBER, closed),)
    place = _home("".join(even.split()))
    # With a name before it, what looks like a community may be somebody's name (杨 3栋).
    is_whole = place is not None and place.place is not None and not place.place.community
    return (place,) if place and is_whole else ()


def _words(even: str) -> list[Word]:
    found: list[Word] = []
    for part in re.split(r"[\s,，、;；]+", even):
        word = _word(part)
        before = found[-1] if found else None
        if before and before.kind is word.kind is LookupKind.SOUND:
            # yang xiu ying: syllables of one name.
            found[-1] = Word(LookupKind.SOUND, before.text + word.text)
        elif word.text:
            found.append(word)
    return found


def _word(part: str) -> Word:
    upper = part.upper()
    for kind, fits in _SHAPES:
        if fits.fullmatch(part.lower() if kind is LookupKind.CODE else upper):
            return Word(kind, part.lower() if kind is LookupKind.CODE else upper)
    home = _home(part)
    if home:
        return home
    if _COMMUNITY.fullmatch(part):
        return Word(LookupKind.COMMUNITY, part, Place(community=part))
    if _SOUND.fullmatch(part):
        letters = re.sub("[^a-z]", "", part.lower().replace("ü", "v"))
        return Word(LookupKind.SOUND, letters)
    if _NAME.fullmatch(part):
        return Word(LookupKind.NAME, part)
    return Word(LookupKind.UNREADABLE, part)


_SHAPES = (
    (LookupKind.CODE, _CODE),
    (LookupKind.NUMBER, _IDENTITY),
    (LookupKind.NUMBER, _MOBILE),
    (LookupKind.TAIL, _TAIL),
    (LookupKind.HOUSEHOLD, _LONG),
    (LookupKind.ROOM, _ROOM),
)


def _home(closed: str) -> Word | None:
    """Read an address of the district: 3栋2单元501, 3-2-501, 龙湾3栋, 2单元501, 501室."""
    plain = closed.upper()
    for shape in (_HOME, _UNIT_ROOM, _ROOM_SIGN):
        found = shape.fullmatch(plain)
        if found:
            told = {name: value or "" for name, value in found.groupdict().items()}
            for name in {"building", "unit"} & told.keys():
                told[name] = _counted(told[name])
            return Word(LookupKind.HOME, closed, Place(**told))
    return None


def _counted(text: str) -> str:
    """Give a number of a building or unit in digits (十二 → 12), without leading zeros."""
    if text and text[0] in "一二三四五六七八九十":
        tens, _, ones = text.rpartition("十")
        ten = "十" in text
        value = (_NUMERALS.get(tens, 1) * 10 if ten else 0) + _NUMERALS.get(ones, 0)
        return str(value)
    return text.lstrip("0") or text


def numeral(number: str) -> str:
    """Give a number below a hundred as Chinese writes it (12 → 十二); other texts as they are."""
    if not number.isdecimal() or not 0 < int(number) < 100:  # noqa: PLR2004 - buildings and units have no more
        return number
    signs = "零一二三四五六七八九"
    tens, ones = divmod(int(number), 10)
    first = "" if tens == 0 else "十" if tens == 1 else signs[tens] + "十"
    return first + (signs[ones] if ones else "")
