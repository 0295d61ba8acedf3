"""Whom a draft asks for: places, ages, sex, schooling, certificates, with contradictions found."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from jobmatch.domain import ages, certificates, headcounts, numbers, schooling, sexes
from jobmatch.domain.ages import AgeRange, Ages
from jobmatch.domain.headcounts import Headcount
from jobmatch.domain.kinds import Schooling, Sex
from jobmatch.intake.column_names import Role

if TYPE_CHECKING:
    from jobmatch.domain.remarks import Remark
    from jobmatch.intake.facts import Source
    from jobmatch.intake.readers import Reader

_CACHE = 5_000
_STRONG_TEXT = (Role.DEMANDS, Role.REMARK, Role.WELFARE, Role.TITLE)


@lru_cache(maxsize=_CACHE)
def _ages(text: str) -> Ages:
    return ages.read_ages(text)


@lru_cache(maxsize=_CACHE)
def _headcount(text: str) -> Headcount:
    return headcounts.read_headcount(text)


@lru_cache(maxsize=_CACHE)
def _sex(text: str) -> Sex | None:
    return sexes.read_sex_demand(text)


@lru_cache(maxsize=_CACHE)
def _schooling(text: str) -> Schooling | None:
    return schooling.read_schooling(text)


@lru_cache(maxsize=_CACHE)
def _certificates(text: str) -> tuple[str, ...]:
    return certificates.read_certificates(text)


def read_places(reader: Reader) -> None:
    """Set places_min, places_max and places_open."""
    text = reader.own(Role.PLACES)
    named = reader.facts.title.headcount
    if not text:
        parts = [_headcount(reader.own(role)) for role in (Role.PLACES_MALE, Role.PLACES_FEMALE)]
        known = [one.min for one in parts if one.min is not None]
        if known:
            role = Role.PLACES_MALE if parts[0].min is not None else Role.PLACES_FEMALE
            _set_places(reader, Headcount(sum(known), sum(known)), role)
            return
        _places_from_text(reader, named)
        return
    own = _headcount(text)
    if own.flaw is not None:
        reader.refuse("places_min", own.flaw, Role.PLACES)
        return
    if named is not None and _differs(own, named):
        reader.refuse_conflict(
            "places_min", Role.PLACES, "人数一栏与岗位名称里的人数不一致，请核实后只留一个。"
        )
        return
    _set_places(reader, own, Role.PLACES)


def _differs(own: Headcount, named: Headcount) -> bool:
    if None in (own.min, named.min):
        return False
    return (own.min, own.max) != (named.min, named.max)


def _set_places(reader: Reader, found: Headcount, role: Role) -> None:
    reader.set("places_min", found.min, role)
    reader.set("places_max", found.max, role)
    reader.set("places_open", found.open, role)


def _places_from_text(reader: Reader, named: Headcount | None) -> None:
    if named is not None and named.flaw is None:
        _set_places(reader, named, Role.TITLE)
        return
    for found, source in reader.facts.all("headcount", lambda remark: remark.headcount):
        if found.flaw is not None:
            continue
        reader.set_from("places_min", found.min, source)
        reader.set_from("places_max", found.max, source)
        reader.set_from("places_open", found.open, source)
        return


def read_ages(reader: Reader) -> Ages:
    """Set ages and ages_soft; a text that names other bounds than the column is a contradiction."""
    own, role = _own_ages(reader)
    others = [
        (found, source)
        for found, source in reader.facts.all("ages", lambda remark: _told(remark.ages))
        if source.role is not role
    ]
    if own is not None and own.flaw is not None:
        reader.refuse("ages", own.flaw, role)
        return own
    if own is not None and own.ranges:
        if any(_ages_differ(own, other) for other, source in others if source.column):
            reader.refuse_conflict(
                "ages", role, "年龄一栏与文字说明里的年龄不一致，请核实后只留一个。"
            )
            return Ages()
        reader.set("ages", own.ranges, role)
        reader.set("ages_soft", own.soft, role)
        return own
    for found, source in others:
        if found.flaw is not None:
            reader.refuse("ages", found.flaw, source.role)
            return found
        reader.set_from("ages", found.ranges, source)
        reader.set_from("ages_soft", found.soft, source)
        return found
    return own or Ages()


def _told(found: Ages) -> Ages | None:
    return found if found.ranges or found.flaw else None


def _own_ages(reader: Reader) -> tuple[Ages | None, Role]:
    male, female = reader.own(Role.AGES_MALE), reader.own(Role.AGES_FEMALE)
    low, high = reader.own(Role.AGE_MIN), reader.own(Role.AGE_MAX)
    if reader.own(Role.AGES):
        return _ages(reader.own(Role.AGES)), Role.AGES
    if low or high:
        return ages.join_ages(low, high), Role.AGE_MIN if low else Role.AGE_MAX
    if male or female:
        parts = ((Sex.MALE, _ages(male)), (Sex.FEMALE, _ages(female)))
        flaw = next((one.flaw for _, one in parts if one.flaw), None)
        ranges = tuple(
            AgeRange(sex, one.min, one.max) for sex, read in parts for one in read.ranges
        )
        return Ages(ranges, flaw=flaw), Role.AGES_MALE if male else Role.AGES_FEMALE
    return None, Role.AGES


def _ages_differ(own: Ages, other: Ages) -> bool:
    """Tell whether a bound that both name for the same people differs."""
    if own.soft or other.soft or other.flaw:
        return False
    return any(
        one.sex is two.sex and (_apart(one.min, two.min) or _apart(one.max, two.max))
        for one in own.ranges
        for two in other.ranges
    )


def _apart(one: int | None, two: int | None) -> bool:
    return one is not None and two is not None and one != two


def read_sex(reader: Reader, found_ages: Ages) -> Sex | None:
    """Set sex; give the sex that any text demands, for the law, also where it is contradicted."""
    text = reader.own(Role.SEX)
    own = _sex(text) if text else None
    named = [(reader.facts.title.sex, None)] if reader.facts.title.sex else []
    told: list[tuple[Sex, Source | None]] = [
        *named,
        *reader.facts.all("sex", _sex_of),
    ]
    limits = {sex for sex, _ in told if sex is not Sex.ANY}
    if own is not None:
        if limits - {own} or (own is not Sex.ANY and any(sex is Sex.ANY for sex, _ in told)):
            reader.refuse_conflict("sex", Role.SEX, "性别一栏与文字说明相反，请核实。")
            return next(iter(limits), own)
        reader.set("sex", own, Role.SEX)
        return own
    apart = _by_sex(found_ages)
    if told and not apart:
        sex, source = told[0]
        if source is None:
            reader.set("sex", sex, Role.TITLE)
        else:
            reader.set_from("sex", sex, source)
        return sex
    if apart:
        reader.set("sex", Sex.ANY, Role.AGES)
        return Sex.ANY
    return None


def _by_sex(found: Ages) -> bool:
    """Tell whether ages name men and women apart: both are asked for."""
    return {one.sex for one in found.ranges} >= {Sex.MALE, Sex.FEMALE}


def _sex_of(remark: Remark) -> Sex | None:
    return Sex.ANY if _by_sex(remark.ages) else remark.sex


def read_schooling(reader: Reader) -> None:
    """Set schooling: the column's, else the first text's."""
    text = reader.own(Role.SCHOOLING)
    own = _schooling(text) if text else None
    others = list(reader.facts.all("schooling", lambda remark: remark.schooling))
    levels = {level for level, source in others if level is not Schooling.NONE and source.column}
    if own is not None:
        if own is not Schooling.NONE and levels - {own}:
            reader.refuse_conflict(
                "schooling", Role.SCHOOLING, "学历一栏与文字说明里的学历不一致，请核实后只留一个。"
            )
            return
        reader.set("schooling", own, Role.SCHOOLING)
    elif others:
        reader.set_from("schooling", *others[0])


def read_certificates(reader: Reader) -> None:
    """Set certificates: those of the column and of every text, each once."""
    text = reader.own(Role.CERTIFICATES)
    found = list(_certificates(text)) if text else []
    if text and not found and _is_certificate(text):
        found = [part for part in re.split(r"[、，,；;/\s]+", text) if part]
    for more, _ in reader.facts.all("certificates", lambda remark: remark.certificates or None):
        found += more
    kept: list[str] = []
    for name in dict.fromkeys(found):
        if not any(name in other or other in name for other in kept):
            kept.append(name)
    if kept:
        reader.set("certificates", tuple(kept), Role.CERTIFICATES if text else Role.DEMANDS)


def _is_certificate(text: str) -> bool:
    return bool(re.search(r"[证照]", numbers.squeeze(text))) and not re.search(r"不|无|优先", text)
