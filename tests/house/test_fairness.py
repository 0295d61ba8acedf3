"""Fairness: no trait of a person enters a score; a lawful limit is all that a trait can change.

Three ways to look: flipping traits of profiles, telling them in words, and flipping them in the
rows of a whole small district. A fourth test reads the sources, so that a trait cannot slip in by
a path that no example takes.
"""

from __future__ import annotations

import ast
from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, update

from jobmatch.domain.kinds import EmployerKind, LabourCapacity, LegalFlag, Sex
from jobmatch.domain.monitoring import MonitoringState
from jobmatch.domain.workers import TargetGroup
from jobmatch.matching import facts, limits, ranking
from jobmatch.matching.frames import WorkerFrame
from jobmatch.matching.limits import Limit
from jobmatch.matching.profiles import AgeLimit, PostingProfile, Wishes, WorkerProfile
from jobmatch.queries import profiles
from jobmatch.services import matching
from jobmatch.store.households import Household, MonitoringCase
from jobmatch.store.people import Person, TargetGroupMember
from jobmatch.store.workers import Worker
from tests import matchmaking
from tests.house import source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from jobmatch.matching.factors import Array
    from jobmatch.matching.frames import PostingFrame
    from jobmatch.services.indexes import Index

TODAY = date(2026, 3, 15)
DAY = date(2023, 6, 30)
TITLES = ("缝纫工", "电焊工", "保洁员", "搬运工", "护林员", "普工", "育婴员", "保安", "司机")
WORDS = (
    "坐着做，大龄可以",
    "扛包，体力活",
    "残疾人优先，无障碍",
    "限女性，已婚已育",
    "只招男工，苗族、侗族均可",
    "脱贫户优先",
    "夜班",
    "",
)
BY_SEX = (AgeLimit(sex=Sex.MALE, min=18, max=55), AgeLimit(sex=Sex.FEMALE, min=18, max=45))
PROTECTED: dict[str, list[Any]] = {
    "sex": [Sex.MALE, Sex.FEMALE, None],
    "capacity": [*LabourCapacity, None],
    "target_groups": [None, frozenset(), *(frozenset({group}) for group in TargetGroup)],
}
LAWFUL: dict[str, set[Limit]] = {
    "sex": {Limit.AGE},
    "capacity": {Limit.CAPACITY_LOST, Limit.DEMAND},
    "target_groups": {Limit.WELFARE_GROUP},
}
"""The only limits that each trait may change: ages by sex, heavy work, public-welfare groups."""
TOLD = (
    *("我是女的", "我是男的", "苗族", "我是侗族", "汉族", "回族", "少数民族", "信教", "信佛教"),
    *("离婚了", "未婚", "已婚", "单身", "丧偶", "结婚了", "怀孕", "有乙肝", "高血压", "糖尿病"),
    *("慢性病", "身体健康", "贫困户", "建档立卡户", "低保户", "脱贫户", "监测户", "党员"),
)

postings_drawn = st.lists(
    st.builds(
        PostingProfile,
        id=st.just(0),
        title=st.sampled_from(TITLES),
        description=st.sampled_from(WORDS),
        kind=st.sampled_from([None, EmployerKind.ENTERPRISE, EmployerKind.PUBLIC_WELFARE]),
        ages=st.sampled_from([(), BY_SEX, (AgeLimit(min=18, max=50),)]),
        sex_demand=st.sampled_from([None, Sex.MALE, Sex.FEMALE]),
    ),
    min_size=1,
    max_size=6,
)
workers_drawn = st.builds(
    WorkerProfile,
    id=st.just(1),
    age=st.sampled_from([None, 17, 30, 48, 58]),
    sex=st.sampled_from(PROTECTED["sex"]),
    capacity=st.sampled_from(PROTECTED["capacity"]),
    target_groups=st.sampled_from(PROTECTED["target_groups"]),
    skills=st.sampled_from([(), ("电焊",), ("打扫", "煮饭")]),
    certificates=st.sampled_from([None, (), ("叉车证",)]),
)
texts_drawn = st.sampled_from(["", "想做缝纫", "轻松点，坐着做的", "不上夜班", "带娃的活"])


def index_of(postings: Sequence[PostingProfile]) -> Index:
    return matchmaking.index_of(*(replace(each, id=n) for n, each in enumerate(postings, 1)))


def read(index: Index, worker: WorkerProfile, text: str = "") -> WorkerFrame:
    profile = index.hear(text).for_worker(worker).profile
    return WorkerFrame((facts.read_worker(profile, index.knowledge),))


def scores(index: Index, worker: WorkerFrame) -> Array:
    return ranking.pair_scores(worker, index.postings, conditions=index.conditions, today=TODAY)


def changed_limits(postings: PostingFrame, one: WorkerFrame, other: WorkerFrame) -> set[Limit]:
    shape = (len(one), len(postings))
    before, after = limits.broken_limits(one, postings), limits.broken_limits(other, postings)
    return {
        each
        for each in Limit
        if (np.broadcast_to(before[each], shape) != np.broadcast_to(after[each], shape)).any()
    }


def disagree(before: Array, after: Array) -> Array:
    """Tell which pairs are permitted both times and scored differently."""
    both = (before != ranking.EXCLUDED) & (after != ranking.EXCLUDED)
    found: Array = both & (before != after)
    return found


@pytest.mark.parametrize("trait", PROTECTED)
@given(postings=postings_drawn, worker=workers_drawn, text=texts_drawn, data=st.data())
@settings(max_examples=40, deadline=None)
def test_flipping_a_trait_changes_lawful_limits_alone(
    trait: str,
    postings: list[PostingProfile],
    worker: WorkerProfile,
    text: str,
    data: st.DataObject,
) -> None:
    index = index_of(postings)
    flipped = replace(worker, **{trait: data.draw(st.sampled_from(PROTECTED[trait]))})
    one, other = read(index, worker, text), read(index, flipped, text)
    before, after = scores(index, one), scores(index, other)
    assert not disagree(before, after).any()
    assert changed_limits(index.postings, one, other) <= LAWFUL[trait]
    opened = np.nonzero((before == ranking.EXCLUDED) != (after == ranking.EXCLUDED))[1]
    for column in opened:
        posting = postings[column]
        # Sex matters where ages are by sex, a status where the posting is public welfare.
        assert trait != "sex" or posting.ages == BY_SEX
        assert trait != "target_groups" or posting.kind is EmployerKind.PUBLIC_WELFARE


@given(postings=postings_drawn, worker=workers_drawn, text=texts_drawn, data=st.data())
@settings(max_examples=40, deadline=None)
def test_an_unlawful_demand_is_never_applied(
    postings: list[PostingProfile], worker: WorkerProfile, text: str, data: st.DataObject
) -> None:
    flags = data.draw(st.sampled_from([(), tuple(LegalFlag)]))
    demand = data.draw(st.sampled_from(PROTECTED["sex"]))
    unlawful = [replace(each, sex_demand=demand, legal_flags=flags) for each in postings]
    plain, asked = index_of(postings), index_of(unlawful)
    before, after = (scores(index, read(index, worker, text)) for index in (plain, asked))
    assert (before == after).all()


@pytest.mark.parametrize("told", TOLD)
def test_telling_a_trait_in_words_changes_nothing(told: str) -> None:
    index = index_of(
        [PostingProfile(id=0, title=t, description=w) for t, w in zip(TITLES, WORDS, strict=False)]
    )
    worker = WorkerProfile(id=1)
    plain = scores(index, read(index, worker, "想做缝纫"))
    for text in (f"{told}，想做缝纫", f"想做缝纫，{told}"):
        assert (scores(index, read(index, worker, text)) == plain).all(), text


def district_scores(session: Session) -> tuple[Index, Array, WorkerFrame]:
    """Score every worker of the small district against all its open postings."""
    index = matching.open_index(session, today=DAY)
    ids = session.scalars(select(Worker.id)).all()
    read_ = [
        facts.read_worker(index.hear(each.said).for_worker(each.profile).profile, index.knowledge)
        for each in profiles.worker_files(session, on=DAY, ids=ids)
    ]
    frame = WorkerFrame(tuple(read_))
    return (
        index,
        ranking.pair_scores(frame, index.postings, conditions=index.conditions, today=DAY),
        frame,
    )


def test_rows_that_tell_health_and_monitoring_change_no_pair(small_session: Session) -> None:
    _, before, _ = district_scores(small_session)
    small_session.execute(update(Worker).values(health="残疾"))
    small_session.execute(
        update(MonitoringCase).values(state=MonitoringState.WATCHED, cleared_on=None)
    )
    _, after, _ = district_scores(small_session)
    assert (before == after).all()


def test_rows_that_tell_sex_or_poverty_change_lawful_limits_alone(small_session: Session) -> None:
    index, before, workers = district_scores(small_session)
    other = {Sex.MALE: Sex.FEMALE, Sex.FEMALE: Sex.MALE}
    for person in small_session.scalars(select(Person)):
        person.sex = None if person.sex is None else other[person.sex]
    small_session.flush()
    _, after, turned = district_scores(small_session)
    assert not disagree(before, after).any()
    assert changed_limits(index.postings, workers, turned) == {Limit.AGE}

    small_session.execute(update(Household).values(is_formerly_poor=False))
    small_session.execute(delete(TargetGroupMember))
    assert small_session.scalar(select(func.count(TargetGroupMember.id))) == 0
    _, without, bare = district_scores(small_session)
    assert not disagree(after, without).any()
    assert changed_limits(index.postings, turned, bare) <= {Limit.WELFARE_GROUP}


KNOWN_OF_A_WORKER = {
    *("id", "age", "sex", "capacity", "schooling", "skills", "certificates"),
    *("more_certificates", "lacked", "worked", "occupations", "target_groups", "community"),
    "wishes",
}
UNREAD = {"sex", "sex_demand", "age", "capacity", "target_groups", "groups", "legal_flags"}
"""What is read for limits and told to operators, and by none of the modules that score."""
LIMITING = {"frames", "limits", "profiles", "facts"}
"""Modules that hold traits for limits; those that score may import them."""


def test_matching_is_given_no_trait_beyond_those_of_lawful_limits() -> None:
    assert {each.name for each in fields(WorkerProfile)} == KNOWN_OF_A_WORKER
    hidden = ("health", "ethnic", "religio", "marri", "marital", "monitor", "poor", "disab")
    told = {each.name for owner in (WorkerProfile, Wishes) for each in fields(owner)}
    assert [name for name in told if any(word in name for word in hidden)] == []


def scoring_modules() -> set[str]:
    """Give the modules of matching that scoring and ranking are made of, imports followed."""
    found, waiting = set(), {"scoring", "ranking"}
    while waiting:
        name = waiting.pop()
        found.add(name)
        for node in ast.walk(source.tree(source.PACKAGE / "matching" / f"{name}.py")):
            if isinstance(node, ast.ImportFrom) and node.module is not None:
                package, _, module = node.module.rpartition(".")
                named = {module} if package == "jobmatch.matching" else set()
                if node.module == "jobmatch.matching":
                    named = {each.name for each in node.names}
                waiting |= named - found - LIMITING
    return found


def test_nothing_that_scores_reads_a_trait() -> None:
    found = [
        f"{name}:{node.lineno} .{node.attr}"
        for name in sorted(scoring_modules())
        for node in ast.walk(source.tree(source.PACKAGE / "matching" / f"{name}.py"))
        if isinstance(node, ast.Attribute) and node.attr in UNREAD
    ]
    assert found == []
    assert {"scoring", "ranking"} <= scoring_modules()
