from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.domain.kinds import (
    EmployerKind,
    LabourCapacity,
    PayUnit,
    Schooling,
    Shift,
    WorkRegion,
)
from jobmatch.matching import answers, facts
from jobmatch.matching.facts import read_want
from jobmatch.matching.limits import Limit
from jobmatch.matching.profiles import PostingProfile, Wishes, WorkerProfile
from jobmatch.matching.ranking import LEAST
from jobmatch.matching.reasons import FIT_FROM, Side
from jobmatch.matching.scoring import Part
from jobmatch.matching.standings import stand
from tests import matchmaking

INDEX_POSTINGS = (
    matchmaking.posting("叉车司机", 1, certificates=("叉车证",), pay=(5000, 6000)),
    matchmaking.posting("叉车工（白班）", 2, certificates=("叉车证",), ages=(18, 40)),
    matchmaking.posting("缝纫工", 3, shift=Shift.TWO_SHIFT),
    matchmaking.posting("缝纫工", 4, region=WorkRegion.OUT_OF_PROVINCE, workplace="东莞市"),
    matchmaking.posting("保洁员", 5),
)
PERSON = WorkerProfile(id=1, age=45, certificates=())


def test_a_near_miss_names_the_one_thing_that_is_missing() -> None:
    index = matchmaking.index_of(*INDEX_POSTINGS)
    answer = matchmaking.say(index, "开叉车", PERSON)
    assert not answer.fits
    assert [answers.near_miss_text(miss) for miss in answer.misses] == ["缺叉车证，其余都合适"]
    assert answer.misses[0].posting.profile.id == 1


def test_nothing_fits_is_said_with_the_limit_that_would_help() -> None:
    index = matchmaking.index_of(*INDEX_POSTINGS)
    answer = matchmaking.say(index, "开叉车", PERSON)
    assert answer.sentence == "现在没有合适的岗位。如果有叉车证，就有1个合适的岗位。"
    assert [(each.limit, each.count) for each in answer.loosenings] == [(Limit.CERTIFICATE, 1)]


def test_work_that_nobody_offers_is_not_dressed_up() -> None:
    index = matchmaking.index_of(*INDEX_POSTINGS)
    answer = matchmaking.say(index, "想跑船，当船员")
    assert not answer.fits
    assert answer.sentence == "现在没有合适的岗位。还没有单位招“跑船、船员”这样的活。"
    assert answer.loosenings == ()


def test_where_age_alone_decides_it_is_said() -> None:
    index = matchmaking.index_of(matchmaking.posting("缝纫工", ages=(18, 30)))
    answer = matchmaking.say(index, "缝纫", PERSON)
    assert answer.sentence == "现在没有合适的岗位。有1个岗位活对口，但是年龄不在招聘范围里。"


def test_a_place_that_offers_nothing_may_be_widened() -> None:
    index = matchmaking.index_of(*INDEX_POSTINGS)
    answer = matchmaking.say(index, "去新疆扫地")
    assert answer.sentence == "现在没有合适的岗位。如果不限定在这个地方，就有1个合适的岗位。"


def test_a_near_miss_with_other_faults_is_not_called_fitting_otherwise() -> None:
    posting = matchmaking.posting("叉车司机", certificates=("叉车证",), lodging=False)
    index = matchmaking.index_of(posting)
    answer = matchmaking.say(index, "开叉车，要包住", PERSON)
    assert [answers.near_miss_text(miss) for miss in answer.misses] == [
        "缺叉车证，没有别的硬性冲突"
    ]


def test_what_fits_comes_without_an_apology() -> None:
    index = matchmaking.index_of(*INDEX_POSTINGS)
    answer = matchmaking.say(index, "扫地")
    assert answer.fits
    assert answer.sentence == ""
    assert matchmaking.titles(answer)[0] == "保洁员"


def test_each_limit_that_a_person_can_loosen_is_counted() -> None:
    index = matchmaking.index_of(*INDEX_POSTINGS)
    answer = matchmaking.say(index, "缝纫，不上夜班，想在家附近", PERSON)
    assert {each.limit: each.count for each in answer.loosenings} == {
        Limit.NIGHT: 1,
        Limit.REGION: 1,
    }


def test_each_certificate_is_counted_by_itself() -> None:
    index = matchmaking.index_of(
        matchmaking.posting("厨师", 1, certificates=("健康证",)),
        matchmaking.posting("帮厨", 2, certificates=("健康证",)),
        matchmaking.posting("厨师长", 3, certificates=("厨师证",)),
    )
    answer = matchmaking.say(index, "煮饭", PERSON)
    assert [each.sentence for each in answer.loosenings] == [
        "如果有健康证，就有2个合适的岗位",
        "如果有厨师证，就有1个合适的岗位",
    ]


def test_skills_bound_what_is_nearly_missed() -> None:
    index = matchmaking.index_of(
        matchmaking.posting("叉车工", 1, certificates=("叉车证",)),
        matchmaking.posting("厨师", 2, certificates=("健康证",)),
    )
    answer = matchmaking.ask(index, replace(PERSON, skills=("煮饭",)))
    assert [miss.posting.profile.id for miss in answer.misses] == [2]


def test_law_and_age_are_no_near_misses() -> None:
    index = matchmaking.index_of(matchmaking.posting("缝纫工", ages=(18, 30)))
    assert matchmaking.say(index, "缝纫", PERSON).misses == ()


def test_a_place_asked_for_must_be_the_place() -> None:
    index = matchmaking.index_of(matchmaking.posting("采茶工", 1), matchmaking.posting("摘菜工", 2))
    assert not matchmaking.say(index, "去新疆采茶").fits
    assert matchmaking.say(index, "采茶").fits


def test_the_explanation_is_that_of_the_ranking() -> None:
    index = matchmaking.index_of(*INDEX_POSTINGS)
    answer = matchmaking.ask(index, replace(PERSON, skills=("打扫",)))
    assert [match.score for match in answer.matches] == sorted(
        (match.score for match in answer.matches), reverse=True
    )
    assert all(match.barriers == () for match in answer.matches)


def test_nothing_on_offer() -> None:
    index = matchmaking.index_of()
    answer = matchmaking.say(index, "会缝纫，想坐着上班，要包住")
    assert answer.matches == ()
    assert not answer.fits


@st.composite
def _pairs(draw: st.DrawFn) -> tuple[WorkerProfile, PostingProfile]:
    """Draw a worker with any wishes and a posting with any offers, much of it unknown."""
    titles = ("缝纫工", "电焊工", "保洁员", "叉车工", "装卸工", "普工")
    conditions = [each.key for each in matchmaking.knowledge().conditions]
    maybe = st.sampled_from((None, True, False))
    asked = draw(st.lists(st.sampled_from(titles), max_size=2, unique=True))
    wishes = Wishes(
        wants=tuple(read_want(title, matchmaking.knowledge()) for title in asked),
        conditions=tuple(draw(st.lists(st.sampled_from(conditions), max_size=2, unique=True))),
        min_pay=draw(st.sampled_from((None, Decimal(3000), Decimal(6000)))),
        no_night=draw(st.booleans()),
        night_only=draw(st.booleans()),
        lodging=draw(st.booleans()),
        board=draw(st.booleans()),
        near_home=draw(st.booleans()),
        regions=draw(st.sampled_from((frozenset(), frozenset({WorkRegion.IN_COUNTY})))),
        places=draw(st.sampled_from(((), ("万山",)))),
        kinds=draw(st.sampled_from((frozenset(), frozenset({EmployerKind.WORKSHOP})))),
    )
    worker = WorkerProfile(
        id=1,
        age=draw(st.sampled_from((None, 15, 17, 30, 62))),
        capacity=draw(st.sampled_from((None, *LabourCapacity))),
        schooling=draw(st.sampled_from((None, *Schooling))),
        skills=tuple(draw(st.lists(st.sampled_from(titles), max_size=2, unique=True))),
        certificates=draw(st.sampled_from((None, (), ("叉车证",)))),
        wishes=wishes,
    )
    low = draw(st.sampled_from((None, Decimal(100), Decimal(3000), Decimal(5000))))
    posting = PostingProfile(
        id=1,
        title=draw(st.sampled_from(titles)),
        description=draw(st.sampled_from(("", "兼做保洁", "两班倒，扛包", "可学"))),
        pay_min=low,
        pay_max=None if low is None else draw(st.sampled_from((None, low + 2000))),
        pay_unit=draw(st.sampled_from(tuple(PayUnit))),
        certificates=draw(st.sampled_from(((), ("叉车证",), ("叉车证", "电工证")))),
        shift=draw(st.sampled_from((None, *Shift))),
        schooling=draw(st.sampled_from((None, Schooling.JUNIOR, Schooling.BACHELOR))),
        board=draw(maybe),
        lodging=draw(maybe),
        workplace=draw(st.sampled_from(("", "铜仁市万山区", "东莞市"))),
        region=draw(st.sampled_from((None, *WorkRegion))),
        kind=draw(st.sampled_from((None, EmployerKind.WORKSHOP, EmployerKind.ENTERPRISE))),
    )
    return worker, posting


@settings(max_examples=60, deadline=None)
@given(_pairs())
def test_no_sentence_contradicts_score_or_limits(
    pair: tuple[WorkerProfile, PostingProfile],
) -> None:
    worker, posting = pair
    index = matchmaking.index_of(posting)
    read = facts.read_worker(worker, index.knowledge)
    match = answers.explain(read, index.postings, [0], knowledge=index.knowledge)[0]
    told = answers.answer(read, index.postings, knowledge=index.knowledge, top=1)
    standing = stand(read, index.postings, conditions=index.conditions)
    # What is said to break is what keeps the pair out of every list, and nothing else does.
    broken = {limit for limit, pairs in standing.broken.items() if pairs[0]}
    assert {barrier.limit for barrier in match.barriers} == broken
    # Conditions that no posting names are told so, and others are offered without fitting.
    if told.heading != answers.UNWRITTEN:
        assert bool(told.matches) == (not broken and match.score >= LEAST)
    # What is said to fit is what is counted.
    assert match.fits == told.fits == bool(standing.found[0]) == (told.sentence == "")
    if match.fits:
        unfit = {Part.WORK, Part.PLACE, Part.KIND}
        assert not unfit & {r.part for r in match.reasons if r.side is Side.MISSING}
    for reason in match.reasons:
        assert reason.value == float(standing.parts[reason.part][0])
        if reason.side is Side.MISSING:
            assert reason.value < 1, reason
        if reason.side is Side.MATCHED and reason.part not in (Part.WORK, Part.CONDITIONS):
            assert reason.value >= FIT_FROM, reason
    said = {(reason.part, reason.side) for reason in match.reasons}
    for part in set(Part) - {Part.CONDITIONS}:
        assert len({side for told_part, side in said if told_part is part}) <= 1
    # A summary says only what the lists say.
    for sentence in (barrier.sentence for barrier in match.barriers):
        assert sentence in match.summary
    assert match.summary.count("。") <= 2


PLAIN = (
    matchmaking.posting("保洁员", 1),
    matchmaking.posting("模板木工", 2),
    matchmaking.posting("月嫂", 3, pay=(9000, 12000)),
    matchmaking.posting("保洁员", 4, region=WorkRegion.OUT_OF_PROVINCE),
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("hello job", answers.UNHEARD),
        ("老汉六十五咯", answers.UNSAID),
        ("老汉六十五咯，硬朗得很", answers.UNSAID),
        ("没有证", answers.UNSAID),
    ],
)
def test_a_question_without_a_wish_is_told_so_and_shown_plain_work(
    text: str, sentence: str
) -> None:
    answer = matchmaking.say(matchmaking.index_of(*PLAIN), text)
    assert (answer.fits, answer.count) == (False, 0)
    assert answer.sentence == sentence
    assert answer.heading == answers.PLAIN_WORK
    assert [each.posting.profile.id for each in answer.matches] == [1]
    assert not any(each.fits for each in answer.matches)


def test_a_limit_alone_is_understood() -> None:
    answer = matchmaking.say(matchmaking.index_of(*PLAIN), "不上夜班")
    assert answer.sentence != answers.UNHEARD


def test_conditions_that_no_posting_names_shut_nothing_out() -> None:
    answer = matchmaking.say(matchmaking.index_of(*PLAIN), "要双休，买社保")
    assert not answer.fits
    assert "没有岗位写明：周末休息、缴社保。" in answer.sentence
    assert matchmaking.titles(answer)
    missing = answer.matches[0].sentences(Side.MISSING)
    assert any("没有写：" in sentence for sentence in missing)


def test_one_condition_offered_is_enough() -> None:
    offered = matchmaking.posting("收银员", 9, description="买五险")
    answer = matchmaking.say(matchmaking.index_of(*PLAIN, offered), "要双休，八小时，买社保")
    assert answer.fits
    assert answer.matches[0].posting.profile.id == 9


def test_who_can_bear_little_is_shown_light_work_where_nothing_is_written() -> None:
    answer = matchmaking.say(matchmaking.index_of(*PLAIN), "左手残疾，能做点啥")
    assert "不写明不等于不行" in answer.sentence
    assert [each.posting.profile.id for each in answer.matches] == [1]


def test_ages_that_may_be_stretched_are_told_where_they_are_exceeded() -> None:
    offered = matchmaking.posting("保洁员", 1, ages=(18, 55))
    soft = replace(offered, ages=(replace(offered.ages[0], soft=True),))
    index = matchmaking.index_of(soft)
    told = matchmaking.say(index, "58岁，保洁")
    assert told.fits
    assert "招聘年龄18-55岁（可放宽），本人58岁，要问能不能放宽" in told.matches[0].summary
    assert "放宽" not in matchmaking.say(index, "50岁，保洁").matches[0].summary
    beyond = matchmaking.say(index, "六十五咯，保洁")
    assert "写明可放宽，可以打电话问一问" in beyond.sentence or not beyond.fits


def test_no_postings_are_asked_for() -> None:
    index = matchmaking.index_of(*PLAIN)
    read = facts.read_worker(index.hear("保洁").for_worker(None).profile, index.knowledge)
    told = answers.answer(read, index.postings, knowledge=index.knowledge, top=0)
    assert (told.matches, told.fits, told.count) == ((), True, 2)


@pytest.mark.parametrize(
    "said",
    ["缝纫", "保洁", "缝纫，家附近", "开叉车", "有叉车证，开叉车", "跑船", "管住", "嗯嗯", ""],
)
def test_a_screen_finds_the_fitting_ones_in_their_order_without_explaining(said: str) -> None:
    index = matchmaking.index_of(*INDEX_POSTINGS)
    read = facts.read_worker(index.hear(said).for_worker(None).profile, index.knowledge)
    told = answers.answer(read, index.postings, knowledge=index.knowledge, top=9)
    found = answers.find(read, index.postings, knowledge=index.knowledge, most=9)
    assert [index.postings.postings[row].profile.id for row in found.rows] == [
        match.posting.profile.id for match in told.matches if match.fits
    ]
    assert (found.answer.count, found.answer.sentence) == (told.count, told.sentence)
    assert found.answer.misses == (() if told.count else told.misses)
    assert found.rows[:1] == tuple(
        answers.find(read, index.postings, knowledge=index.knowledge, most=1).rows
    )
