from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from jobmatch.domain.exposure import Dimension
from jobmatch.domain.kinds import LabourCapacity, Sex
from jobmatch.domain.monitoring import MonitoringState
from jobmatch.domain.placements import PlacementState
from jobmatch.domain.workers import TargetGroup
from jobmatch.queries import exposure
from jobmatch.store.fairs import Booth, BoothPosting, Fair
from jobmatch.store.households import MonitoringCase
from jobmatch.store.matches import MatchList, MatchRun, MatchSide, pack_ids, pack_scores
from jobmatch.store.people import Person, TargetGroupMember
from jobmatch.store.placements import Placement
from jobmatch.store.workers import Employment
from tests.factories import make_community, make_employer, make_posting, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DAY = date(2026, 3, 15)


def test_traits_of_a_worker(any_session: Session) -> None:
    session = any_session
    community = make_community(session, name="旺家社区")
    worker = make_worker(session, name="甲", community=community, health="残疾")
    person = session.get_one(Person, worker.person_id)
    session.add(TargetGroupMember(person_id=worker.person_id, target_group=TargetGroup.DISABLED))
    session.add(
        MonitoringCase(
            household_id=person.household_id,
            state=MonitoringState.WATCHED,
            watched_on=date(2026, 1, 1),
        )
    )
    session.flush()
    (found,) = exposure.worker_traits(session, on=DAY)
    assert not found.is_employed
    assert found.groups == {
        Dimension.SEX: "女",
        Dimension.AGE: "35-44岁",
        Dimension.DISABILITY: "是",
        Dimension.HEALTH: "残疾",
        Dimension.FORMERLY_POOR: "未登记",
        Dimension.MONITORED: "是",
        Dimension.ZERO_EMPLOYMENT: "是",
        Dimension.COMMUNITY: "旺家社区",
    }


def test_unknown_stays_unknown_and_work_ends_zero_employment(session: Session) -> None:
    worker = make_worker(session, name="乙", person={"sex": None, "birth_on": None})
    make_worker(session, name="丙", labour_capacity=LabourCapacity.LOST)
    session.add(Employment(worker_id=worker.id, started_on=date(2026, 1, 1)))
    session.flush()
    (found,) = exposure.worker_traits(session, on=DAY)
    assert found.is_employed
    assert found.groups[Dimension.SEX] == found.groups[Dimension.AGE] == "未登记"
    assert found.groups[Dimension.ZERO_EMPLOYMENT] == "否"
    assert found.groups[Dimension.MONITORED] == "否"


def test_a_cleared_case_is_monitored_no_more(session: Session) -> None:
    worker = make_worker(session, name="丁", person={"sex": Sex.MALE})
    household = session.get_one(Person, worker.person_id).household_id
    session.add(
        MonitoringCase(
            household_id=household,
            state=MonitoringState.CLEARED,
            verified_on=date(2025, 1, 1),
            cleared_on=date(2026, 3, 1),
        )
    )
    session.flush()
    (now,) = exposure.worker_traits(session, on=DAY)
    (before,) = exposure.worker_traits(session, on=date(2026, 2, 1))
    assert (before.groups[Dimension.MONITORED], now.groups[Dimension.MONITORED]) == ("是", "否")


def test_lists_runs_fairs_and_placements(session: Session) -> None:
    employer = make_employer(session, name="某厂")
    posting = make_posting(session, title="普工", employer=employer)
    worker, declined = make_worker(session, name="戊"), make_worker(session, name="己")
    at = datetime(2026, 3, 14, 4, tzinfo=UTC)
    run = MatchRun(scope="all", finished_at=at)
    fair = Fair(name="某场招聘会", starts_on=DAY, ends_on=DAY)
    session.add_all([run, fair])
    session.flush()
    booth = Booth(fair_id=fair.id, employer_id=employer.id, number="1")
    session.add(booth)
    session.flush()
    session.add_all(
        [
            BoothPosting(booth_id=booth.id, posting_id=posting.id),
            MatchList(
                run_id=run.id,
                side=MatchSide.POSTING,
                subject_id=posting.id,
                ids=pack_ids([worker.id, 7]),
                scores=pack_scores([0.5, 0.4]),
            ),
            Placement(
                worker_id=worker.id,
                posting_id=posting.id,
                fair_id=fair.id,
                state=PlacementState.STARTED,
                started_on=DAY,
            ),
            Placement(worker_id=declined.id, posting_id=posting.id, state=PlacementState.DECLINED),
        ]
    )
    session.flush()
    assert exposure.stored_lists(session, MatchSide.POSTING) == {posting.id: (worker.id, 7)}
    assert exposure.stored_lists(session, MatchSide.WORKER) == {}
    assert exposure.last_matched_at(session) == at
    assert exposure.fair_name(session, fair.id) == "某场招聘会"
    assert exposure.fair_name(session, fair.id + 1) is None
    assert exposure.fair_posting_ids(session, fair.id) == {posting.id}
    assert exposure.placed_workers(session, on=DAY, fair_id=None) == {worker.id}
    assert exposure.placed_workers(session, on=DAY, fair_id=fair.id) == {worker.id}
    assert exposure.placed_workers(session, on=DAY, fair_id=fair.id + 1) == frozenset()
    assert exposure.placed_workers(session, on=date(2026, 3, 14), fair_id=None) == frozenset()
