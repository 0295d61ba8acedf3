from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from jobmatch.domain.kinds import PayUnit, Schooling, Shift, WorkRegion
from jobmatch.matching.facts import read_want
from jobmatch.matching.profiles import Wishes, WorkerProfile
from jobmatch.matching.reasons import Side
from tests import matchmaking

POSTING = matchmaking.posting(
    "缝纫工",
    description="平车，早晚接送孩子可以调时间",
    pay=(3000, 4500),
    shift=Shift.DAY,
    lodging=False,
    schooling=Schooling.JUNIOR,
)


def worker(*phrases: str, **wishes: Any) -> WorkerProfile:
    wants = tuple(read_want(phrase, matchmaking.knowledge()) for phrase in phrases)
    return WorkerProfile(id=1, wishes=Wishes(wants=wants, **wishes))


def told(person: WorkerProfile, side: Side, posting: Any = POSTING) -> str:
    return "；".join(matchmaking.explain_one(person, posting).sentences(side))


def test_what_is_asked_and_what_it_is() -> None:
    assert "想找“踩缝纫机”的活，缝纫工正对口" in told(worker("踩缝纫机"), Side.MATCHED)


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("想做种菜", "想找“种菜”的活"),
        ("我会种菜", "想找“种菜”的活"),
        ("种菜", "想找“种菜”的活"),
    ],
)
def test_no_verb_is_said_twice(phrase: str, words: str) -> None:
    posting = matchmaking.posting("种菜工")
    assert words in told(worker(phrase), Side.MATCHED, posting)


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (WorkerProfile(id=1, skills=("缝纫",)), "会“缝纫”，正对口"),
        (WorkerProfile(id=1, skills=("踩缝纫机",)), "会“踩缝纫机”，缝纫工正对口"),
        (WorkerProfile(id=1, skills=("缝纫工",)), "能干“缝纫工”的活"),
        (WorkerProfile(id=1, skills=("进服装厂",)), "能干“进服装厂”的活"),
        (WorkerProfile(id=1, worked=("缝纫工",)), "做过“缝纫工”"),
        (WorkerProfile(id=1, occupations=("6-05-01-03",)), "登记的职业"),
    ],
)
def test_what_somebody_can_is_told_as_it_is_registered(person: WorkerProfile, words: str) -> None:
    posting = replace(POSTING, occupations=person.occupations)
    assert words in told(person, Side.MATCHED, posting)


def test_a_skill_behind_a_wish_is_told_beside_it() -> None:
    person = replace(worker("缝纫"), skills=("踩缝纫机",))
    matched = told(person, Side.MATCHED)
    assert "想找“缝纫”的活，正对口" in matched
    assert "会“踩缝纫机”，用得上" in matched


def test_pay_by_the_piece_is_never_called_enough() -> None:
    piece = replace(POSTING, pay_min=Decimal("0.5"), pay_max=None, pay_unit=PayUnit.PIECE)
    person = worker(min_pay=Decimal(3000))
    assert "0.5元/件起，不知有没有每月3000元" in told(person, Side.UNKNOWN, piece)


def test_pay_by_the_day_is_told_by_the_month_too() -> None:
    daily = replace(POSTING, pay_min=Decimal(150), pay_max=None, pay_unit=PayUnit.DAY)
    assert "满勤一个月约3262元" in told(worker(min_pay=Decimal(3000)), Side.MATCHED, daily)


def test_a_day_is_told_with_its_year() -> None:
    posting = replace(POSTING, fresh_on=date(2023, 5, 8))
    assert "2023年5月8日发布" in told(worker(), Side.FACT, posting)


def test_only_the_papers_held_are_called_useful() -> None:
    posting = replace(POSTING, certificates=("健康证", "电工证"))
    person = WorkerProfile(id=1, certificates=("健康证",), more_certificates=True)
    assert "证书用得上（要求健康证）" in told(person, Side.MATCHED, posting)


def test_what_does_not_fit_is_said() -> None:
    assert "不太对口" in told(worker("电焊"), Side.MISSING)


@pytest.mark.parametrize(
    ("asked", "side", "words"),
    [
        (3000, Side.MATCHED, "够每月3000元"),
        (4000, Side.MATCHED, "能到每月4000元"),
        (6000, Side.MISSING, "不到每月6000元"),
    ],
)
def test_pay_asked(asked: int, side: Side, words: str) -> None:
    assert words in told(worker(min_pay=Decimal(asked)), side)


def test_pay_that_nobody_told_is_unknown() -> None:
    untold = replace(POSTING, pay_min=None, pay_max=None)
    assert "工资没有写明" in told(worker(min_pay=Decimal(3000)), Side.UNKNOWN, untold)


@pytest.mark.parametrize(
    ("lodging", "side", "words"),
    [
        (True, Side.MATCHED, "包住"),
        (False, Side.MISSING, "不包住"),
        (None, Side.UNKNOWN, "没有写包住不包住"),
    ],
)
def test_lodging(*, lodging: bool | None, side: Side, words: str) -> None:
    assert words in told(worker(lodging=True), side, replace(POSTING, lodging=lodging))


def test_conditions_met_and_missing() -> None:
    assert "能顾家顾孩子" in told(worker(conditions=("child_care",)), Side.MATCHED)
    assert "夫妻一起" in told(worker(conditions=("couple",)), Side.MISSING)


@pytest.mark.parametrize(
    ("has", "side", "words"),
    [
        (Schooling.JUNIOR, Side.MATCHED, "文化程度够"),
        (Schooling.PRIMARY, Side.MISSING, "要求初中，登记是小学"),
        (None, Side.UNKNOWN, "文化程度没有登记"),
    ],
)
def test_schooling(has: Schooling | None, side: Side, words: str) -> None:
    assert words in told(WorkerProfile(id=1, schooling=has), side)


def test_place_and_distance() -> None:
    assert "在县内" in told(worker(near_home=True), Side.MATCHED)
    far = replace(POSTING, region=WorkRegion.OUT_OF_PROVINCE, workplace="东莞市")
    assert "在省外" in told(worker(near_home=True), Side.MISSING, far)
    assert "不是想去的地方" in told(worker(places=("5201",)), Side.MISSING, far)
    assert "工作地点没有写明" in told(worker(), Side.UNKNOWN, replace(POSTING, region=None))


def test_papers_and_nights() -> None:
    posting = replace(POSTING, certificates=("健康证",), shift=Shift.NIGHT)
    person = replace(worker(night_only=True), certificates=("健康证",))
    sentences = told(person, Side.MATCHED, posting)
    assert "证书用得上" in sentences
    assert "是夜班" in sentences


def test_no_sentence_speaks_of_sex_or_age() -> None:
    person = replace(worker("缝纫"), age=58, skills=("缝纫",))
    match = matchmaking.explain_one(person, POSTING)
    assert all("岁" not in reason.sentence for reason in match.reasons)
    assert all(0 <= reason.value <= 1 for reason in match.reasons)


def test_a_certificate_keeps_its_name() -> None:
    offered = matchmaking.posting("会计", certificates=("会计证",))
    told = matchmaking.say(matchmaking.index_of(offered), "有会计证")
    assert "有会计证" in told.matches[0].summary
