"""Who seeks work, who must stay near, who comes first, what was decided."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jobmatch.domain.allocations import DEFAULT_PRIORITIES, OverrideKind
from jobmatch.domain.kinds import LabourCapacity, WorkRegion
from jobmatch.domain.monitoring import MonitoringState
from jobmatch.domain.placements import PlacementState
from jobmatch.domain.recommendations import RecommendationState
from jobmatch.domain.workers import CareKind, TargetGroup
from jobmatch.queries import allocations
from jobmatch.store.allocations import AllocationOverride, AllocationPlan, AllocationPriority
from jobmatch.store.fairs import Booth, BoothPosting, Fair
from jobmatch.store.households import MonitoringCase
from jobmatch.store.people import TargetGroupMember
from jobmatch.store.placements import Placement
from jobmatch.store.recommendations import Recommendation
from jobmatch.store.workers import CareDuty, Employment, Worker, WorkerWish
from tests.factories import make_employer, make_posting, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TODAY = date(2026, 3, 15)


def employ(session: Session, worker: Worker, **fields: Any) -> None:
    given = {"started_on": date(2025, 1, 1), "work_region": WorkRegion.OUT_OF_PROVINCE} | fields
    session.add(Employment(worker_id=worker.id, **given))
    session.flush()


def test_seekers_are_those_without_work_and_those_who_ask_for_another(any_session: Session) -> None:
    session = any_session
    idle = make_worker(session, name="某甲")
    make_worker(session, name="某乙", labour_capacity=LabourCapacity.LOST)
    content = make_worker(session, name="某丙", willing_to_work=True)
    changer = make_worker(session, name="某丁", willing_to_work=True)
    unwilling = make_worker(session, name="某戊", willing_to_work=False, cannot_leave_home=True)
    for worker in (content, changer):
        employ(session, worker)
    session.add(WorkerWish(worker_id=changer.id, text="想做缝纫工"))
    session.flush()
    found = {each.worker_id: each for each in allocations.seekers(session, on=TODAY)}
    assert list(found) == [idle.id, changer.id, unwilling.id]
    assert [found[w.id].employed for w in (idle, changer)] == [False, True]
    assert [found[w.id].willing for w in (idle, unwilling)] == [True, False]
    assert found[unwilling.id].stays_home


def test_whoever_has_an_agreed_placement_is_no_seeker_any_more(any_session: Session) -> None:
    worker = make_worker(any_session, name="某甲")
    posting = make_posting(any_session, title="缝纫工")
    placement = Placement(
        worker_id=worker.id, posting_id=posting.id, state=PlacementState.CONFIRMED
    )
    any_session.add(placement)
    any_session.flush()
    assert allocations.seekers(any_session, on=TODAY) == []
    placement.state = PlacementState.DECLINED
    any_session.flush()
    assert [each.worker_id for each in allocations.seekers(any_session, on=TODAY)] == [worker.id]
    assert allocations.refused_pairs(any_session) == {(worker.id, posting.id): "本人谢绝过"}


def test_carers_are_told_by_household_as_long_as_the_duty_lasts(any_session: Session) -> None:
    session = any_session
    carer, former = make_worker(session, name="某甲"), make_worker(session, name="某乙")
    session.add_all(
        [
            CareDuty(worker_id=carer.id, kind=CareKind.CHILD),
            CareDuty(worker_id=former.id, kind=CareKind.ELDER, until_on=date(2026, 1, 1)),
        ]
    )
    session.flush()
    household = carer.person.household_id
    assert allocations.carers(session, on=TODAY) == {household: [carer.id]}
    assert allocations.relations(session, on=TODAY)[household or 0] == [(carer.person_id, "户主")]


def test_near_workers_work_in_the_county_now(any_session: Session) -> None:
    session = any_session
    near, far, before = (make_worker(session, name=name) for name in ("某甲", "某乙", "某丙"))
    employ(session, near, work_region=WorkRegion.IN_COMMUNITY)
    employ(session, far)
    employ(session, before, work_region=WorkRegion.IN_COUNTY, ended_on=date(2026, 1, 1))
    assert allocations.near_workers(session, on=TODAY) == {near.id}


def test_present_employers_are_those_of_the_day(any_session: Session) -> None:
    session = any_session
    employer = make_employer(session, name="某服装厂")
    worker, before = make_worker(session, name="某甲"), make_worker(session, name="某乙")
    employ(session, worker, employer_id=employer.id)
    employ(session, before, employer_id=employer.id, ended_on=date(2026, 1, 1))
    assert allocations.present_employers(session, on=TODAY) == {worker.id: {employer.id}}


def test_keys_of_priorities_come_from_people_and_households(any_session: Session) -> None:
    session = any_session
    worker, other = make_worker(session, name="某甲"), make_worker(session, name="某乙")
    session.add(TargetGroupMember(person_id=worker.person_id, target_group=TargetGroup.DISABLED))
    household, at_work = worker.person.household_id, other.person.household_id
    employ(session, other)
    session.add_all(
        [
            MonitoringCase(household_id=household, state=MonitoringState.WATCHED),
            MonitoringCase(
                household_id=at_work, state=MonitoringState.CLEARED, cleared_on=date(2026, 1, 1)
            ),
        ]
    )
    session.flush()
    assert allocations.groups_of_people(session, on=TODAY) == {worker.person_id: {"disabled"}}
    assert allocations.groups_of_households(session, on=TODAY) == {
        household: {"monitored", "zero_employment"}
    }


def test_a_fair_shows_the_postings_of_its_booths(any_session: Session) -> None:
    employer = make_employer(any_session, name="某服装厂")
    shown = make_posting(any_session, title="缝纫工", employer=employer)
    hidden = make_posting(any_session, title="保洁员", employer=employer)
    fair = Fair(name="春风行动", starts_on=TODAY, ends_on=TODAY)
    booth = Booth(employer_id=employer.id, number="A1")
    booth.postings = [BoothPosting(posting_id=shown.id)]
    fair.booths = [booth]
    any_session.add(fair)
    any_session.flush()
    assert allocations.fair_posting_ids(any_session, fair_id=fair.id) == {shown.id}
    assert allocations.employers_of_postings(any_session)[hidden.id] == employer.id
    assert allocations.titles_of_postings(any_session, [shown.id]) == {shown.id: "缝纫工"}


def test_recommendations_tell_agreed_and_refused_pairs(any_session: Session) -> None:
    worker = make_worker(any_session, name="某甲")
    here, there, other = (make_posting(any_session, title=t) for t in ("缝纫工", "保安", "普工"))
    for posting, state in (
        (here, RecommendationState.INTENDED),
        (there, RecommendationState.REFUSED),
        (other, RecommendationState.MADE),
    ):
        any_session.add(Recommendation(worker_id=worker.id, posting_id=posting.id, state=state))
    any_session.flush()
    assert allocations.intents(any_session) == [(worker.id, here.id)]
    assert allocations.refused_pairs(any_session) == {(worker.id, there.id): "单位未录用"}
    assert allocations.names_of_workers(any_session, [worker.id]) == {worker.id: "某甲"}


def test_live_decisions_and_the_newest_priorities_hold(any_session: Session) -> None:
    session = any_session
    worker, posting = make_worker(session, name="某甲"), make_posting(session, title="缝纫工")
    session.add(
        AllocationOverride(
            worker_id=worker.id,
            posting_id=posting.id,
            kind=OverrideKind.PIN,
            reason="师傅点名",
            decided_on=TODAY,
            withdrawn_on=None,
            account_id=None,
        )
    )
    session.flush()
    (found,) = allocations.overrides(session)
    assert (found.worker_id, found.posting_id, found.reason) == (worker.id, posting.id, "师傅点名")
    assert allocations.priorities(session) == DEFAULT_PRIORITIES
    for keys in (["disabled"], []):
        session.add(AllocationPriority(criteria=keys, reason="区里要求", account_id=None))
        session.flush()
    assert allocations.priorities(session) == ()


def test_a_plan_is_found_by_its_inputs_and_the_newest_first(any_session: Session) -> None:
    for inputs in ("a" * 64, "b" * 64):
        any_session.add(
            AllocationPlan(
                planned_on=TODAY,
                engine="flow-1",
                inputs=inputs,
                people=0,
                placed=0,
                worth=0,
                bound=0,
                figures={},
            )
        )
        any_session.flush()
    found = allocations.plan_with_inputs(any_session, inputs="b" * 64)
    assert found is not None
    assert allocations.newest_plans(any_session, top=1) == [found]
    assert allocations.plan_with_inputs(any_session, inputs="c" * 64) is None
