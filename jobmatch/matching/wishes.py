"""Wishes and facts in what people say: "C1，想在家附近，不上夜班，一个月三千五".

Everything found is taken out of the text and echoed with the words that said it; what is left is
the work itself, which searches.py reads. Negative wishes are limits, never words to search for.
No number is invented: pay and age come from digits or numerals of the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobmatch.domain import numbers
from jobmatch.domain.kinds import WorkRegion
from jobmatch.matching.circumstances import CIRCUMSTANCES
from jobmatch.matching.conditions import Condition, find_asked
from jobmatch.matching.experience import EXPERIENCE
from jobmatch.matching.readings import GAP, ReadKind, Rule, WishReading, claim
from jobmatch.matching.refusals import (
    AFTERWARDS,
    CANNOT,
    DENIED,
    LEARNING,
    REFUSED,
    TIRED,
    UNTAUGHT,
)
from jobmatch.matching.sayings import ABOUT_WORK, DAILY_HOME, NEAR, OPERATORS
from jobmatch.matching.selves import ABOUT_SELF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobmatch.domain.places import Region, Regions


_LIST_NUMBER = re.compile(
    r"(?:(?<=^)|(?<=[\s，。,;；]))[1-9][.、)）:：]?(?=[一-鿿])(?![个元块天月年点岁班千百万人小十来])"
)
"""Numbers of a wish list (1离家近 2能顾到娃娃) are no amounts."""
_MAY_I = re.compile(r"能不能够?|可不可以|能否|可否")
"""Particles of a question: 能不能找个近点的 asks, it denies nothing."""
_CONTACT: Rule = (
    re.compile(
        r"(?<![\dA-Za-z])(?:(?:电话|手机|微信|号码|联系)(?:号码|电话|号|是|[:：])*)?"
        r"(?:1[3-9](?:[ \-]?\d){9}|0\d{2,3}[ \-]?\d{7,8}|\d{17}[\dXx])(?![\dA-Za-z])"
    ),
    lambda reading, _: reading.note(ReadKind.PERSON, "号码", "电话或证件号码，不用来找工作"),
)
"""Numbers of telephones and identity cards, however they are grouped: no pay, and not repeated."""
_QUOTES = str.maketrans(dict.fromkeys("“”„‟〝〞「」『』‘’", '"'))
_REFUSED_PLACE = r"(?:不(?:想|要|愿意?|能|得)?|莫|别)(?:再|要|想)*(?:去|到|往|回|在|跑|进)+"
_WIDE = ("city", "province")
_LOCAL_LEVELS = {
    "township": NEAR,
    "county": NEAR,
    "city": DAILY_HOME,
    "province": DAILY_HOME | {WorkRegion.IN_PROVINCE},
}


@dataclass(frozen=True)
class Places:
    """The regions and the home county (a code), for places in what people say."""

    regions: Regions
    home: str
    words: tuple[str, ...] = ()
    """Further words of local addresses: communities, parks (旺家, 龙生)."""


def read_wishes(text: str, conditions: Sequence[Condition], places: Places | None) -> WishReading:
    """Read every wish, limit and fact of a person in *text*; ``rest`` is what is left."""
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(c for c in plain if unicodedata.category(c)[0] != "C" or c in "\n\t")
    reading = WishReading(rest=plain.translate(_QUOTES))
    for rule in (_CONTACT, *OPERATORS):
        claim(reading, rule)
    reading.rest = numbers.write_digits(_LIST_NUMBER.sub(GAP, _MAY_I.sub("", reading.rest)))
    first = (LEARNING, UNTAUGHT, *ABOUT_WORK[:1], *CIRCUMSTANCES)
    for rule in (*first, *EXPERIENCE, *ABOUT_SELF, *ABOUT_WORK[1:]):
        claim(reading, rule)
    _read_places(reading, places)
    claim(reading, AFTERWARDS)
    for condition, words in find_asked(reading.rest, conditions):
        asked = tuple(dict.fromkeys((*reading.wishes.conditions, condition.key)))
        reading.note(ReadKind.WISH, words, condition.name, conditions=asked)
    for condition in conditions:
        if condition.key in reading.wishes.conditions:
            reading.rest = condition.asked.sub(GAP, reading.rest)
    for rule in (CANNOT, TIRED, *DENIED, REFUSED):
        claim(reading, rule)
    return reading


def _read_places(reading: WishReading, places: Places | None) -> None:
    if places is None:
        return
    for word in places.words:
        if word in reading.rest:
            asked = (*reading.wishes.places, word)
            reading.note(ReadKind.PLACE, word, f"地点：{word}", places=asked)
            reading.rest = re.sub(rf"(?:想|要|去|在|到)*{re.escape(word)}", GAP, reading.rest)
    for piece in re.split(r"[，。,;；\s]+", reading.rest):
        _read_region(reading, piece, places)


def _read_region(reading: WishReading, piece: str, places: Places) -> None:
    region = None
    if len(piece) > 1:
        region = places.regions.find(piece, near=places.home) or places.regions.find(piece)
    if region is None:
        return
    above = places.regions.get(region.parent)
    if above is not None and above.name == region.name:
        region = above
    name = next((n for n in _ways(region.name) if n in piece), None)
    if name is None or not _is_meant(region, name, piece, places):
        return
    if refused := re.search(_REFUSED_PLACE + re.escape(name), reading.rest):
        _refuse(reading, region, name, places, refused.group())
        return
    reading.rest = re.sub(
        rf"(?:想|要|去|在|到|往)*{re.escape(name)}(?:城区|城里|城头|街上|县城|市里|那边|本地|当地|这边|上班|打工|附近)*",
        GAP,
        reading.rest,
    )
    home = places.regions.get(places.home)
    lineage = places.regions.lineage(home) if home else ()
    if region in lineage:
        regions = reading.wishes.regions | _LOCAL_LEVELS[region.level]
        near = reading.wishes.near_home and region.level not in _WIDE
        meaning = f"地点：{region.name}以内"
        reading.note(ReadKind.PLACE, name, meaning, regions=regions, near_home=near)
    else:
        asked = (*reading.wishes.places, region.code)
        reading.note(ReadKind.PLACE, name, f"地点：{region.name}", places=asked)


def _refuse(reading: WishReading, region: Region, name: str, places: Places, words: str) -> None:
    """Keep the refused *region* as words of addresses: its own name and those of its cities."""
    codes = (f"{region.code}{number:02d}" for number in range(1, 100))
    inside = [places.regions.get(code) for code in codes] if region.level == "province" else []
    names = (name, *(_ways(city.name)[-1] for city in inside if city is not None))
    avoided = tuple(dict.fromkeys((*reading.wishes.avoided, *names)))
    reading.rest = reading.rest.replace(words, GAP)
    reading.note(ReadKind.LIMIT, words, f"不去{region.name}", avoided=avoided)


def _is_meant(region: Region, name: str, piece: str, places: Places) -> bool:
    """Tell whether *name* is meant as a place: short names of far counties are also plain words."""
    if region.level != "county" or name == region.name or region.code[:2] == places.home[:2]:
        return True
    return re.search(rf"(?:去|在|到|往|回){re.escape(name)}", piece) is not None


def _ways(name: str) -> list[str]:
    """Give the ways in which *name* of a region may stand in a text, longest first."""
    short = re.sub(
        r"(?:壮族|回族|维吾尔|特别行政)?(?:自治区|自治州|自治县|行政区|省|市|区|县|街道|镇|乡|地区)$",
        "",
        name,
    )
    return [name, short] if len(short) > 1 else [name]
