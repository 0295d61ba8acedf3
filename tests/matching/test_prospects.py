"""What one more certificate or trade would open is what an answer then finds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.domain.kinds import Shift, WorkRegion
from jobmatch.matching import answers, facts
from jobmatch.matching.limits import Limit
from jobmatch.matching.profiles import Wishes, WorkerProfile
from jobmatch.matching.prospects import with_trade
from tests import matchmaking

if TYPE_CHECKING:
    from jobmatch.matching.answers import Answer
    from jobmatch.services.indexes import Index

PERSON = WorkerProfile(id=1, age=40, certificates=(), skills=("缝纫工",))
POSTINGS = (
    matchmaking.posting("缝纫工", 1),
    matchmaking.posting("裁剪工", 2),
    matchmaking.posting("裁剪工", 3, shift=Shift.NIGHT),
    matchmaking.posting("裁剪工", 4, ages=(18, 30)),
    matchmaking.posting("焊工", 5),
    matchmaking.posting("叉车司机", 6, certificates=("叉车证",)),
    matchmaking.posting("叉车工", 7, certificates=("叉车操作证",)),
    matchmaking.posting("货车司机", 8, certificates=("C1驾照",)),
    matchmaking.posting("货车司机", 9, certificates=("B2驾照",)),
)


def answer(index: Index, worker: facts.WorkerFacts) -> Answer:
    return answers.answer(worker, index.postings, knowledge=index.knowledge, top=10, prospects=True)


def told(worker: WorkerProfile) -> Answer:
    index = matchmaking.index_of(*POSTINGS)
    return answer(index, facts.read_worker(worker, index.knowledge))


def test_a_near_trade_is_told_with_what_it_opens() -> None:
    assert [each.sentence for each in told(PERSON).prospects] == [
        "如果学会“裁剪工”这类活，再多2个合适的岗位"
    ]


def test_limits_that_stay_are_not_promised_away() -> None:
    person = replace(PERSON, wishes=Wishes(no_night=True))
    assert [each.count for each in told(person).prospects] == [1]


def test_old_people_are_not_told_to_learn() -> None:
    assert told(replace(PERSON, age=60)).prospects != ()
    assert told(replace(PERSON, age=61)).prospects == ()


def test_a_trade_may_take_a_paper() -> None:
    person = replace(PERSON, skills=("开装载机",))
    assert [each.sentence for each in told(person).prospects] == [
        "如果学会“叉车工”这类活，并考到叉车证，就有2个合适的岗位"
    ]


def test_one_paper_is_counted_once_however_it_is_written() -> None:
    loosenings = told(replace(PERSON, skills=("叉车",))).loosenings
    assert [(each.limit, each.count, each.sentence) for each in loosenings] == [
        (Limit.CERTIFICATE, 2, "如果有叉车证，就有2个合适的岗位")
    ]


def test_a_higher_licence_opens_what_it_covers() -> None:
    loosenings = told(replace(PERSON, skills=("货车司机",))).loosenings
    assert [each.sentence for each in loosenings] == [
        "如果有B2驾照，就有2个合适的岗位",
        "如果有C1驾照，就有1个合适的岗位",
    ]


def test_who_tells_nothing_is_promised_nothing() -> None:
    assert told(WorkerProfile(id=1, certificates=())).prospects == ()


def test_a_question_costs_no_prospects_unless_they_are_asked_for() -> None:
    index = matchmaking.index_of(*POSTINGS)
    assert matchmaking.ask(index, PERSON).prospects == ()


TITLES = ("缝纫工", "裁剪工", "熨烫工", "焊工", "电工", "保洁员", "叉车工", "装载机司机")


@st.composite
def districts(draw: st.DrawFn) -> tuple[Index, WorkerProfile]:
    postings = [
        matchmaking.posting(
            draw(st.sampled_from(TITLES)),
            number,
            certificates=draw(st.sampled_from(((), (), ("叉车证",), ("电工证",)))),
            shift=draw(st.sampled_from((Shift.DAY, Shift.NIGHT, None))),
            region=draw(st.sampled_from((WorkRegion.IN_COUNTY, WorkRegion.OUT_OF_PROVINCE))),
            ages=draw(st.sampled_from(((18, 60), (18, 35)))),
        )
        for number in range(1, draw(st.integers(2, 9)))
    ]
    worker = replace(
        PERSON,
        skills=tuple(draw(st.lists(st.sampled_from(TITLES), max_size=2, unique=True))),
        wishes=Wishes(
            no_night=draw(st.booleans()),
            regions=draw(st.sampled_from((frozenset(), frozenset({WorkRegion.IN_COUNTY})))),
        ),
    )
    if draw(st.booleans()):
        asked = facts.read_want(draw(st.sampled_from(TITLES)), matchmaking.knowledge())
        worker = replace(worker, wishes=replace(worker.wishes, wants=(asked,)))
    return matchmaking.index_of(*postings), worker


@settings(max_examples=25, deadline=None)
@given(districts())
def test_what_is_promised_is_what_an_answer_then_finds(
    district: tuple[Index, WorkerProfile],
) -> None:
    index, worker = district
    read = facts.read_worker(worker, index.knowledge)
    now = answer(index, read)
    for each in now.prospects:
        then = with_trade(read, each.skill, each.paper, knowledge=index.knowledge)
        assert answer(index, then).count == now.count + each.count
    for loosening in now.loosenings:
        loosened = _loosened(worker, loosening.limit, loosening.sentence)
        then = facts.read_worker(loosened, index.knowledge)
        assert answer(index, then).count == now.count + loosening.count, loosening


def _loosened(worker: WorkerProfile, limit: object, sentence: str) -> WorkerProfile:
    if limit is Limit.CERTIFICATE:
        paper = sentence.removeprefix("如果有").partition("，")[0]
        return replace(worker, certificates=(*(worker.certificates or ()), paper))
    if limit is Limit.NIGHT:
        return replace(worker, wishes=replace(worker.wishes, no_night=False))
    if limit is Limit.REGION:
        return replace(worker, wishes=replace(worker.wishes, regions=frozenset()))
    return pytest.fail(f"{limit} was not drawn")
