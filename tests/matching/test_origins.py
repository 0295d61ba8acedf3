"""Every sentence about a match is traced: changing a field that it names changes what is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

import pytest

from jobmatch.domain.kinds import (
    EmployerKind,
    LabourCapacity,
    LegalFlag,
    PayUnit,
    PhysicalDemand,
    Schooling,
    Sex,
    Shift,
    WorkRegion,
)
from jobmatch.domain.workers import TargetGroup
from jobmatch.matching import origins
from jobmatch.matching.facts import read_posting, read_want
from jobmatch.matching.limits import Limit
from jobmatch.matching.profiles import AgeLimit, PostingProfile, Want, Wishes, WorkerProfile
from jobmatch.matching.reasons import Side
from jobmatch.matching.scoring import Part
from tests import matchmaking

Pair = tuple[WorkerProfile, PostingProfile]


def want(phrase: str, **fields: Any) -> Want:
    return replace(read_want(phrase, matchmaking.knowledge()), **fields)


def person(*phrases: str, wishes: dict[str, Any] | None = None, **fields: Any) -> WorkerProfile:
    wants = tuple(want(phrase) for phrase in phrases)
    return WorkerProfile(id=1, wishes=Wishes(wants=wants, **(wishes or {})), **fields)


@lru_cache(maxsize=1)
def pairs() -> tuple[Pair, ...]:
    """Give pairs that together make every part, limit and remark speak."""
    sewing = matchmaking.posting(
        "缝纫工",
        description="平车，早晚接送孩子可以调时间",
        pay=(3000, 4500),
        shift=Shift.DAY,
        lodging=False,
        board=True,
        schooling=Schooling.JUNIOR,
        workplace="铜仁市万山区",
        kind=EmployerKind.WORKSHOP,
        fresh_on=date(2023, 5, 8),
    )
    plain = matchmaking.posting("普工", 2)
    forklift = matchmaking.posting("叉车工", 3, certificates=("叉车证",), ages=(18, 45))
    welfare = matchmaking.posting(
        "保洁员", 4, kind=EmployerKind.PUBLIC_WELFARE, description="城镇公益性岗位"
    )
    heavy = matchmaking.posting("装卸工", 5, description="扛包", sex_demand=Sex.MALE)
    unknown = PostingProfile(id=6, title="某某某", legal_flags=(LegalFlag.DEPOSIT_OR_FEE,))
    wishing = {
        "conditions": ("child_care", "couple"),
        "min_pay": Decimal(4000),
        "lodging": True,
        "board": True,
        "near_home": True,
        "places": ("万山",),
        "kinds": frozenset({EmployerKind.WORKSHOP}),
        "night_only": True,
    }
    weak = LabourCapacity.WEAK_OR_HALF
    return (
        (person("踩缝纫机", wishes=wishing, skills=("缝纫",), schooling=Schooling.PRIMARY), sewing),
        (person(skills=("踩缝纫机",)), sewing),
        (person(worked=("缝纫工",), wishes={"min_pay": Decimal(9000)}), sewing),
        (person("电焊"), sewing),
        (person(), replace(sewing, shift=None, title="缝纫工（两班倒）")),
        (person(wishes={"no_night": True}), replace(sewing, shift=Shift.NIGHT)),
        (person(wishes={"no_shifts": True}), replace(sewing, shift=Shift.TWO_SHIFT)),
        (person(wishes={"no_night": True}), plain),
        (person(wishes={"avoided": ("缝纫",), "required": ("包吃住",)}), sewing),
        (person(wishes={"regions": frozenset({WorkRegion.ABROAD})}), plain),
        (person(wishes={"regions": frozenset({WorkRegion.IN_COUNTY})}), unknown),
        (person(age=50, certificates=()), forklift),
        (person(certificates=("叉车证",), age=30), forklift),
        (person(), forklift),
        (person(), matchmaking.posting("焊工", 7, description="熟手")),
        (person(age=15), plain),
        (person(age=17), matchmaking.posting("锅炉工")),
        (person(capacity=LabourCapacity.LOST), plain),
        (person(capacity=weak), heavy),
        (person(), heavy),
        (person(capacity=weak), unknown),
        (person(target_groups=frozenset({TargetGroup.RELOCATED})), welfare),
        (person(), welfare),
    )


ALTERNATIVES: dict[str, tuple[Any, ...]] = {
    "worker.age": (None, 20, 80),
    "worker.sex": (None, Sex.FEMALE),
    "worker.capacity": (None, LabourCapacity.ORDINARY),
    "worker.schooling": (None, Schooling.COLLEGE),
    "worker.skills": ((), ("电焊",)),
    "worker.worked": ((), ("电焊工",)),
    "worker.certificates": (None, (), ("叉车证",)),
    "worker.lacked": ((),),
    "worker.occupations": ((),),
    "worker.target_groups": (None, frozenset(TargetGroup)),
    "worker.community": (None, "旺家"),
    "worker.wishes.wants": ((), "电焊"),
    "worker.wishes.avoided": ((),),
    "worker.wishes.conditions": ((),),
    "worker.wishes.min_pay": (None, Decimal(100), Decimal(3500)),
    "worker.wishes.no_night": (False,),
    "worker.wishes.no_shifts": (False,),
    "worker.wishes.night_only": (False,),
    "worker.wishes.lodging": (False,),
    "worker.wishes.board": (False,),
    "worker.wishes.regions": (frozenset(),),
    "worker.wishes.near_home": (False,),
    "worker.wishes.places": ((), ("5306",)),
    "worker.wishes.kinds": (frozenset(),),
    "worker.wishes.required": ((),),
    "posting.title": ("某某某", "普工，包教会", "夫妻一起包吃住"),
    "posting.description": ("", "夫妻一起包吃住"),
    "posting.employer": (None,),
    "posting.kind": (None, EmployerKind.PUBLIC_WELFARE),
    "posting.occupations": ((),),
    "posting.pay_min": (None, Decimal(9999), Decimal(1)),
    "posting.pay_max": (None, Decimal(9999)),
    "posting.pay_unit": (PayUnit.PIECE, PayUnit.YEAR),
    "posting.ages": ((), (AgeLimit(min=16, max=90),)),
    "posting.sex_demand": (None,),
    "posting.schooling": (None, Schooling.SENIOR),
    "posting.certificates": ((),),
    "posting.shift": (None, Shift.THREE_SHIFT, Shift.DAY),
    "posting.board": (None, False),
    "posting.lodging": (None, True),
    "posting.workplace": ("", "昆明市"),
    "posting.region": (None, WorkRegion.ABROAD, WorkRegion.IN_COUNTY),
    "posting.community": (None, "冠城"),
    "posting.demand": (None, PhysicalDemand.LIGHT),
    "posting.groups": (frozenset({TargetGroup.RELOCATED}),),
    "posting.fresh_on": (None, date(2022, 1, 1)),
    "posting.legal_flags": ((),),
}


def changed(pair: Pair, field: str, value: Any) -> Pair:
    worker, posting = pair
    side, _, name = field.partition(".")
    if side == "posting":
        return worker, replace(posting, **{name: value})
    if not name.startswith("wishes."):
        return replace(worker, **{name: value}), posting
    if value == "电焊":
        value = (want("电焊"),)
    name = name.removeprefix("wishes.")
    return replace(worker, wishes=replace(worker.wishes, **{name: value})), posting


def said(pair: Pair) -> dict[tuple[str, str], tuple[str, ...]]:
    """Give (kind, sentence) → fields of everything that is said of *pair*."""
    match = matchmaking.explain_one(*pair)
    told = {(f"{r.part} {r.side}", r.sentence): r.fields for r in match.reasons}
    told |= {(b.limit.value, b.sentence): b.fields for b in match.barriers}
    return told | {("remark", r.sentence): r.fields for r in match.remarks}


@pytest.mark.parametrize("number", range(23))
def test_changing_a_named_field_changes_or_removes_the_sentence(number: int) -> None:
    pair = pairs()[number]
    told = said(pair)
    assert told
    fields = {field for named in told.values() for field in named}
    others = {
        field: [said(changed(pair, field, value)) for value in ALTERNATIVES[field]]
        for field in fields
    }
    for sentence, named in told.items():
        assert named, sentence
        for field in named:
            assert any(sentence not in other for other in others[field]), (sentence, field)


def test_the_pairs_above_make_every_part_limit_and_remark_speak() -> None:
    matches = [matchmaking.explain_one(*pair) for pair in pairs()]
    assert {reason.part for match in matches for reason in match.reasons} == set(Part)
    assert {reason.side for match in matches for reason in match.reasons} == set(Side)
    assert {barrier.limit for match in matches for barrier in match.barriers} == set(Limit)


def test_every_field_that_can_be_named_has_a_name_and_exists() -> None:
    profiles = {"worker": WorkerProfile(id=1), "posting": PostingProfile(id=1, title="普工")}
    for path in origins.FIELD_NAMES:
        found: Any = profiles
        side, *rest = path.split(".")
        found = profiles[side]
        for name in rest:
            found = getattr(found, name)
    assert set(ALTERNATIVES) == set(origins.FIELD_NAMES)


@pytest.mark.parametrize(
    ("profile", "field"),
    [
        (PostingProfile(id=1, title="缝纫工"), "posting.title"),
        (PostingProfile(id=1, title="某某某", description="招缝纫工"), "posting.description"),
        (
            PostingProfile(id=1, title="某某某", occupations=("6-05-01-03",)),
            "posting.occupations",
        ),
    ],
)
def test_an_occupation_is_traced_to_the_text_that_says_it(
    profile: PostingProfile, field: str
) -> None:
    knowledge = matchmaking.knowledge()
    read = read_posting(profile, knowledge)
    sewing = knowledge.read("缝纫工")[0][0]
    assert origins.of_occupation(sewing, read, knowledge) == field


def test_words_are_traced_to_the_field_that_holds_them() -> None:
    profile = PostingProfile(id=1, title="普工", description="打包装箱", employer="旺家车间")
    assert origins.of_words("打包", profile) == "posting.description"
    assert origins.of_words("旺家", profile) == "posting.employer"
    assert origins.of_words("装箱子", profile) == "posting.description"
    assert origins.of_words("开飞机", profile) == "posting.title"
