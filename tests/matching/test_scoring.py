from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.domain.kinds import LabourCapacity, Schooling, Sex, Shift, WorkRegion
from jobmatch.domain.workers import TargetGroup
from jobmatch.matching import parts, scoring, wants
from jobmatch.matching.facts import read_want, read_worker
from jobmatch.matching.frames import WorkerFrame
from jobmatch.matching.profiles import PostingProfile, Wishes, WorkerProfile
from jobmatch.matching.scoring import Part, Scores
from tests import matchmaking

TODAY = date(2026, 3, 15)
PLAIN = matchmaking.posting("普工")


def score(worker: WorkerProfile, *postings: PostingProfile) -> Scores:
    index = matchmaking.index_of(*postings)
    frame = WorkerFrame((read_worker(worker, index.knowledge),))
    return scoring.score_pairs(frame, index.postings, conditions=index.conditions, today=TODAY)


def wanting(*phrases: str, **wishes: Any) -> WorkerProfile:
    wants = tuple(read_want(phrase, matchmaking.knowledge()) for phrase in phrases)
    return WorkerProfile(id=1, wishes=Wishes(wants=wants, **wishes))


def first(scores: Scores, part: Part) -> float:
    return float(scores.parts[part][0, 0])


def test_the_work_asked_for_comes_first() -> None:
    postings = [
        matchmaking.posting(title, number)
        for number, title in enumerate(["保洁员", "缝纫工", "电焊工"])
    ]
    total = score(wanting("踩缝纫机"), *postings).total[0]
    assert total.argmax() == 1
    assert total[1] > 2 * max(total[0], total[2])


def test_lathe_workers_are_not_sent_to_forklifts() -> None:
    postings = [matchmaking.posting("叉车工", 1), matchmaking.posting("车床工", 2)]
    total = score(wanting("车工"), *postings).total[0]
    assert total[1] > total[0]


def test_two_wants_are_alternatives() -> None:
    total = score(
        wanting("端盘子", "电焊"),
        matchmaking.posting("传菜员", 1),
        matchmaking.posting("电焊工", 2),
    ).total[0]
    assert total.min() > 0.5


def test_skills_speak_where_nothing_is_asked() -> None:
    worker = WorkerProfile(id=1, skills=("电焊",))
    total = score(worker, matchmaking.posting("保洁员", 1), matchmaking.posting("电焊工", 2)).total[
        0
    ]
    assert total[1] > total[0] > wants.UNASKED_FLOOR / 2


@pytest.mark.parametrize(
    ("pay", "value"),
    [((5000, 6000), 1.0), ((2000, 3000), parts.PAY_OUT_OF_REACH)],
)
def test_asked_pay(pay: tuple[int, int], value: float) -> None:
    scores = score(wanting(min_pay=5000), matchmaking.posting("普工", pay=pay))
    assert first(scores, Part.PAY_ASKED) == value


def test_asked_pay_in_the_upper_part_of_a_range_and_untold() -> None:
    worker = wanting(min_pay=5000)
    upper = first(score(worker, matchmaking.posting("普工", pay=(4000, 6000))), Part.PAY_ASKED)
    assert parts.PAY_UPPER[0] < upper < parts.PAY_UPPER[1]
    assert first(score(worker, PLAIN), Part.PAY_ASKED) == parts.PAY_NOT_TOLD


@pytest.mark.parametrize(("lodging", "value"), [(False, 0.3), (True, 1.0), (None, 0.6)])
def test_asked_lodging(*, lodging: bool | None, value: float) -> None:
    scores = score(wanting(lodging=True), replace(PLAIN, lodging=lodging))
    assert first(scores, Part.LODGING) == value
    assert first(score(wanting(), replace(PLAIN, lodging=lodging)), Part.LODGING) == 1.0


@pytest.mark.parametrize(
    ("asked", "has", "value"),
    [
        (Schooling.JUNIOR, Schooling.JUNIOR, 1.0),
        (Schooling.SENIOR, Schooling.JUNIOR, parts.SCHOOLING_FACTORS[1]),
        (Schooling.BACHELOR, Schooling.PRIMARY, parts.SCHOOLING_FACTORS[-1]),
        (None, Schooling.PRIMARY, 1.0),
        (Schooling.JUNIOR, None, 1.0),
        (Schooling.NONE, Schooling.ILLITERATE, 1.0),
    ],
)
def test_missing_schooling_lowers(
    asked: Schooling | None, has: Schooling | None, value: float
) -> None:
    worker = WorkerProfile(id=1, schooling=has)
    assert first(score(worker, replace(PLAIN, schooling=asked)), Part.SCHOOLING) == value


def test_near_beats_far_where_asked() -> None:
    near = first(
        score(wanting(near_home=True), replace(PLAIN, region=WorkRegion.IN_COMMUNITY)), Part.NEAR
    )
    far = first(
        score(wanting(near_home=True), replace(PLAIN, region=WorkRegion.OUT_OF_PROVINCE)), Part.NEAR
    )
    assert near == 1.0
    assert far < 0.5


def test_fresh_beats_stale_and_untold_stands_between() -> None:
    fresh, stale, untold = (
        first(score(wanting(), replace(PLAIN, fresh_on=day)), Part.FRESHNESS)
        for day in (TODAY, date(2025, 3, 15), None)
    )
    assert stale < untold < fresh


def test_night_asked_prefers_nights() -> None:
    night = score(wanting(night_only=True), replace(PLAIN, shift=Shift.NIGHT)).total[0, 0]
    day = score(wanting(night_only=True), replace(PLAIN, shift=Shift.DAY)).total[0, 0]
    assert night > 3 * day


def test_any_unskilled_work_meets_a_level() -> None:
    worker = wanting("打小工")
    level = replace(worker.wishes.wants[0], open_level=True)
    worker = replace(worker, wishes=Wishes(wants=(level,)))
    values = score(worker, matchmaking.posting("保洁员", 1), matchmaking.posting("电焊工", 2))
    assert values.parts[Part.WORK][0, 0] >= wants.OPEN_LEVEL_SHARE * 0.9
    assert values.parts[Part.WORK][0, 1] < values.parts[Part.WORK][0, 0]


def test_no_wants_and_no_postings() -> None:
    assert score(WorkerProfile(id=1)).total.shape == (1, 0)
    assert 0 < score(WorkerProfile(id=1), PLAIN).total[0, 0] <= 1


PROTECTED: dict[str, Any] = {
    "sex": [Sex.MALE, Sex.FEMALE, None],
    "age": [None, 17, 30, 45, 59, 70],
    "capacity": [*LabourCapacity, None],
    "target_groups": [None, frozenset(), frozenset(TargetGroup)],
}


@pytest.mark.parametrize("field", PROTECTED)
def test_flipping_a_protected_trait_changes_no_score(field: str) -> None:
    postings = [
        matchmaking.posting("缝纫工", 1, ages=(18, 45), description="坐着做，大龄可以"),
        matchmaking.posting("搬运工", 2, description="扛包，体力活"),
        matchmaking.posting("保洁员", 3, description="公益性岗位，残疾人优先"),
        matchmaking.posting("护林员", 4),
    ]
    worker = replace(wanting("缝纫"), skills=("打扫",), schooling=Schooling.PRIMARY)
    seen = [score(replace(worker, **{field: value}), *postings).total for value in PROTECTED[field]]
    assert all((each == seen[0]).all() for each in seen)


@given(st.lists(st.text(max_size=12), max_size=4), st.text(max_size=20))
@settings(max_examples=25)
def test_any_wants_give_scores_between_nothing_and_one(phrases: list[str], title: str) -> None:
    scores = score(wanting(*phrases), matchmaking.posting(title), matchmaking.posting("缝纫工", 2))
    assert np.isfinite(scores.total).all()
    assert ((scores.total >= 0) & (scores.total <= 1)).all()
    assert all(((part >= 0) & (part <= 1)).all() for part in scores.parts.values())
