from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.domain.kinds import EmployerKind, PhysicalDemand, Shift
from jobmatch.domain.workers import TargetGroup
from jobmatch.matching import facts
from jobmatch.matching.profiles import PostingProfile, WorkerProfile
from tests import matchmaking

if TYPE_CHECKING:
    from collections.abc import Sequence

SEWING, WELDING = "6-05-01-03", "6-18-02-04"


def read(title: str, **fields: Any) -> facts.PostingFacts:
    profile = PostingProfile(id=1, title=title, **fields)
    return facts.read_posting(profile, matchmaking.knowledge())


def test_phrases_are_remembered_up_to_a_number() -> None:
    asked: list[str] = []
    plain = matchmaking.knowledge()

    def find(text: str) -> Sequence[facts.Hit]:
        asked.append(text)
        return plain.find(text)

    knowledge = replace(plain, find=find, cache=facts.Phrases(2))
    texts = ("缝纫", "电焊", "想做缝纫工", "保洁")
    first = [knowledge.read(text) for text in texts]
    assert [knowledge.read(text) for text in reversed(texts)] == first[::-1]
    assert len(knowledge.cache) == 2
    assert asked == [*texts, "电焊", "缝纫"]


def test_nothing_remembers_all_that_is_typed() -> None:
    knowledge = replace(matchmaking.knowledge(), find=lambda _: (), cache=facts.phrases())
    for number in range(facts.MOST_PHRASES + 10):
        knowledge.read(f"打听{number}")
    assert len(knowledge.cache) == facts.MOST_PHRASES


def test_a_title_tells_the_occupation() -> None:
    assert read("缝纫工").occupations[0] == (SEWING, 1.0)


def test_a_clerk_knows_better_than_the_title() -> None:
    assert read("普工", occupations=(WELDING,)).occupations[0] == (WELDING, 1.0)


def test_the_description_adds_what_is_also_done() -> None:
    codes = dict(read("耳机组装工", description="打螺丝、贴标签").occupations)
    assert "6-25-04-07" in codes


def test_words_name_the_shift_where_no_field_does() -> None:
    assert read("分拣员", description="夜班分拣").shift is Shift.NIGHT
    assert read("普工（长白班）").shift is Shift.DAY
    assert read("普工").shift is None
    assert read("普工", description="分拣", shift=Shift.DAY).shift is Shift.DAY


@pytest.mark.parametrize(
    ("title", "description", "shift"),
    [
        ("值夜班门卫", "", Shift.DAY),
        ("门卫", "夜间守门", Shift.DAY),
        ("门卫", "白班、夜班都有", None),
    ],
)
def test_night_words_beside_a_day_shift_count_as_night_work(
    title: str, description: str, shift: Shift | None
) -> None:
    told = read(title, description=description, shift=shift)
    assert told.shift is Shift.NIGHT
    assert facts.is_shift_disputed(told.profile)


@pytest.mark.parametrize(
    "description", ["不上夜班", "没有夜班", "不用值夜班", "无夜班", "不安排晚班", "不需要上夜班"]
)
def test_night_work_that_is_denied_disputes_nothing(description: str) -> None:
    assert read("门卫", description=description, shift=Shift.DAY).shift is Shift.DAY


def test_a_demand_set_by_hand_wins() -> None:
    strain = read("搬运工", demand=PhysicalDemand.LIGHT).strain
    assert strain.demand is PhysicalDemand.LIGHT


@pytest.mark.parametrize(
    ("description", "urban"),
    [("城镇公益性岗位", True), ("乡村公益性岗位", False), ("公益性岗位", None)],
)
def test_welfare_postings_are_open_to_groups(description: str, *, urban: bool | None) -> None:
    groups = read("保洁员", description=description, kind=EmployerKind.PUBLIC_WELFARE).groups
    assert groups is not None
    assert (TargetGroup.RELOCATED in groups) is (urban is not True)
    assert TargetGroup.HARD_TO_EMPLOY in groups


def test_other_postings_are_open_to_all() -> None:
    assert read("保洁员", kind=EmployerKind.ENTERPRISE).groups is None


@pytest.mark.parametrize(
    ("title", "description", "skilled"),
    [
        ("砌砖师傅", "", True),
        ("电焊工", "", True),
        ("电焊工", "学徒也可，包教", False),
        ("保洁员", "", False),
        ("裁剪工", "三年以上经验", True),
    ],
)
def test_skilled_work_is_told_by_trade_and_words(
    title: str, description: str, *, skilled: bool
) -> None:
    assert read(title, description=description).skilled is skilled


def test_skills_and_earlier_work_become_wants() -> None:
    worker = WorkerProfile(id=1, skills=("缝纫",), worked=("焊工",), certificates=("A2驾照",))
    read_ = facts.read_worker(worker, matchmaking.knowledge())
    assert [want.phrase for want in read_.wants] == ["缝纫", "焊工"]
    assert not any(want.asked for want in read_.wants)
    assert read_.held is not None
    assert "drive:C1" in read_.held


def test_unasked_papers_are_unknown() -> None:
    assert facts.read_worker(WorkerProfile(id=1), matchmaking.knowledge()).held is None


def test_ambiguous_words_fan_out() -> None:
    codes = [code for code, _ in facts.read_want("车工", matchmaking.knowledge()).occupations]
    assert {"6-18-01-01", SEWING} <= set(codes)


@given(st.text(max_size=20), st.text(max_size=40))
@settings(max_examples=30)
def test_any_posting_is_read(title: str, description: str) -> None:
    found = read(title, description=description)
    assert all(0 <= degree <= 1 for _, degree in found.occupations)
    assert all(0 <= degree <= 1 for degree in found.offers)


@pytest.mark.parametrize(
    ("title", "code"), [("养老院厨师", "4-03-02-01"), ("养殖场兽医", "2-03-06-01")]
)
def test_after_a_place_the_last_word_of_a_title_says_the_work(title: str, code: str) -> None:
    read = facts.read_posting(matchmaking.posting(title), matchmaking.knowledge())
    assert read.occupations[0] == (code, 1.0)
