from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from jobmatch.domain.accounts import Area
from jobmatch.domain.imports import AliasState
from jobmatch.domain.kinds import LegalFlag, PayUnit, Schooling, Sex, WorkRegion
from jobmatch.domain.postings import PostingState, SourceKind
from jobmatch.domain.workers import TargetGroup
from jobmatch.queries import profiles
from jobmatch.store.lexicon import LearnedAlias
from jobmatch.store.people import TargetGroupMember
from jobmatch.store.postings import (
    PostingAge,
    PostingCertificate,
    PostingFlag,
    PostingOccupation,
)
from jobmatch.store.workers import Employment, WorkerCertificate, WorkerSkill, WorkerWish
from tests.factories import make_community, make_employer, make_posting, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TODAY = date(2026, 3, 15)


def test_a_posting_is_read_with_its_parts(any_session: Session) -> None:
    session = any_session
    community = make_community(session, name="旺家社区")
    employer = make_employer(session, name="某制衣厂", community_id=community.id)
    posting = make_posting(
        session,
        title="缝纫工",
        employer=employer,
        pay_min=Decimal(3000),
        pay_max=Decimal(4500),
        pay_unit=PayUnit.MONTH,
        work_region=WorkRegion.IN_COMMUNITY,
        state=PostingState.PUBLISHED,
    )
    session.add_all(
        [
            PostingAge(posting_id=posting.id, seq=0, sex=Sex.MALE, min_age=18, max_age=55),
            PostingCertificate(posting_id=posting.id, seq=0, name="健康证"),
            PostingFlag(posting_id=posting.id, flag=LegalFlag.SEX_LIMIT),
            PostingOccupation(
                posting_id=posting.id, seq=0, code="6-05-01-03", score=1.0, source=SourceKind.TEXT
            ),
        ]
    )
    session.flush()
    [found] = profiles.posting_profiles(session, on=TODAY)
    assert (found.title, found.employer, found.community) == ("缝纫工", "某制衣厂", "旺家社区")
    assert found.region is WorkRegion.IN_COMMUNITY
    assert (found.ages[0].sex, found.ages[0].max) == (Sex.MALE, 55)
    assert found.certificates == ("健康证",)
    assert found.legal_flags == (LegalFlag.SEX_LIMIT,)
    assert found.occupations == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"state": PostingState.PAUSED},
        {"state": PostingState.PUBLISHED, "deadline_on": date(2026, 3, 14)},
        {"state": PostingState.PUBLISHED, "vacancies": 0},
        {"state": PostingState.PUBLISHED, "title": None},
    ],
)
def test_closed_postings_are_not_matched(session: Session, fields: dict[str, Any]) -> None:
    employer = make_employer(session, name="某厂")
    posting = make_posting(session, employer=employer, **({"title": "普工"} | fields))
    assert profiles.posting_profiles(session, on=TODAY) == []
    asked = profiles.posting_profiles(session, on=TODAY, ids=(posting.id,))
    assert len(asked) == (0 if fields.get("title", "普工") is None else 1)


def test_a_worker_is_read_with_skills_papers_work_and_wishes(any_session: Session) -> None:
    session = any_session
    community = make_community(session, name="旺家社区")
    worker = make_worker(
        session,
        name="甲",
        community=community,
        schooling=Schooling.JUNIOR,
        person={"birth_on": date(1980, 3, 16), "sex": Sex.FEMALE},
    )
    session.add_all(
        [
            WorkerSkill(worker_id=worker.id, name="缝纫"),
            WorkerCertificate(worker_id=worker.id, name="健康证"),
            Employment(
                worker_id=worker.id,
                title="车位",
                started_on=date(2020, 1, 1),
                ended_on=date(2021, 1, 1),
            ),
            Employment(
                worker_id=worker.id,
                title="保洁",
                started_on=date(2022, 1, 1),
                ended_on=date(2023, 1, 1),
            ),
            TargetGroupMember(person_id=worker.person_id, target_group=TargetGroup.RELOCATED),
            TargetGroupMember(
                person_id=worker.person_id,
                target_group=TargetGroup.DISABLED,
                until_on=date(2020, 1, 1),
            ),
            WorkerWish(
                worker_id=worker.id,
                words=["想做缝纫", "不上夜班"],
                regions=["in_community"],
                month_pay_min=Decimal(2500),
                no_night=True,
            ),
        ]
    )
    session.flush()
    [file] = profiles.unemployed_files(session, on=TODAY)
    profile = file.profile
    assert (profile.age, profile.sex, profile.community) == (45, Sex.FEMALE, "旺家社区")
    assert profile.skills == ("缝纫",)
    assert profile.certificates == ("健康证",)
    assert profile.worked == ("保洁", "车位")
    assert profile.target_groups == frozenset({TargetGroup.RELOCATED})
    assert profile.wishes.no_night
    assert profile.wishes.regions == {WorkRegion.IN_COMMUNITY}
    assert file.said == "想做缝纫，不上夜班"


def test_nothing_known_of_a_worker_is_unknown(session: Session) -> None:
    worker = make_worker(session, name="乙", person={"birth_on": None, "sex": None})
    [file] = profiles.worker_files(session, on=TODAY, ids=(worker.id,))
    assert file.profile.age is None
    assert file.profile.target_groups is None
    assert file.said == ""


def test_an_area_sees_its_own_workers(session: Session) -> None:
    here, there = (make_community(session, name=name) for name in ("甲社区", "乙社区"))
    mine = make_worker(session, name="丙", community=here)
    make_worker(session, name="丁", community=there)
    area = Area(community_ids=frozenset({here.id}))
    found = profiles.unemployed_files(session, on=TODAY, area=area)
    assert [file.profile.id for file in found] == [mine.id]


def test_only_live_aliases_are_in_force(session: Session) -> None:
    session.add_all(
        [
            LearnedAlias(text="捣鼓锅铲", occupation_code="4-03-02-01", state=AliasState.LIVE),
            LearnedAlias(text="瞎混", occupation_code="4-03-02-01", state=AliasState.CANDIDATE),
        ]
    )
    session.flush()
    assert profiles.learned_aliases(session) == (("捣鼓锅铲", "4-03-02-01"),)


def test_the_version_changes_with_a_posting(session: Session) -> None:
    before = profiles.postings_version(session)
    make_posting(session, title="普工", employer=make_employer(session, name="某厂"))
    assert profiles.postings_version(session) != before


def test_communities_are_named_as_people_say_them(session: Session) -> None:
    make_community(session, name="旺家社区")
    assert profiles.community_names(session) == ("旺家",)
