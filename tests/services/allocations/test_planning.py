"""Plans of small districts: nobody over the places, families kept, gains counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobmatch.domain.accounts import SYSTEM
from jobmatch.domain.kinds import WorkRegion
from jobmatch.services import allocations
from tests.factories import make_employer
from tests.services.allocations import made

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FAR = WorkRegion.OUT_OF_PROVINCE


def test_nobody_is_placed_over_the_places_and_the_priority_comes_first(session: Session) -> None:
    posting = made.sewing(session)
    first, watched = made.sewer(session, "某甲"), made.sewer(session, "某乙")
    for worker, name in ((first, "某丙"), (watched, "某丁")):
        made.employ(session, made.spouse(session, worker, name))
    made.monitor(session, watched)
    plan = made.planned(session, changers=False)
    assert made.seats(plan) == {watched.id: posting.id}


def test_an_operator_sets_who_comes_first_and_the_report_shows_it(session: Session) -> None:
    posting = made.sewing(session)
    plain, watched = made.sewer(session, "某甲"), made.sewer(session, "某乙")
    for worker, name in ((plain, "某丙"), (watched, "某丁")):
        made.employ(session, made.spouse(session, worker, name))
    made.monitor(session, watched)
    allocations.set_priorities(session, actor=SYSTEM, keys=["none"], reason="区里要求")
    plan = made.planned(session, changers=False)
    assert list(made.seats(plan).values()) == [posting.id]
    names = [rank["name"] for rank in allocations.figures(plan)["ranks"]]
    assert names == ["其他未就业的人", "要求换工作的人"]


def test_who_has_no_work_comes_before_who_wants_another(session: Session) -> None:
    posting = made.sewing(session)
    changer = made.sewer(session, "某甲")
    made.employ(session, changer)
    idle = made.sewer(session, "某乙")
    assert made.seats(made.planned(session)) == {idle.id: posting.id}


def test_the_only_carer_stays_near_home(session: Session) -> None:
    made.sewing(session, places=9, work_region=FAR)
    near = made.sewing(session, places=1)
    carer = made.sewer(session, "某甲")
    made.care(session, carer)
    assert made.seats(made.planned(session)) == {carer.id: near.id}


def test_one_of_two_carers_stays_near_the_other_may_go(session: Session) -> None:
    far = made.sewing(session, places=9, work_region=FAR)
    near = made.sewing(session, places=1)
    one = made.sewer(session, "某甲")
    other = made.spouse(session, one, "某乙")
    for worker in (one, other):
        made.care(session, worker)
    found = made.seats(made.planned(session))
    assert sorted(found.values()) == sorted([far.id, near.id])


def test_a_couple_that_asks_is_placed_with_one_employer_or_not_at_all(session: Session) -> None:
    employer = make_employer(session, name="某制衣厂")
    for _ in range(2):
        made.sewing(session, employer=employer)
    made.sewing(session)
    asking = made.sewer(session, "某甲", said="想和老婆一起做缝纫工")
    partner = made.spouse(session, asking, "某乙")
    plan = made.planned(session)
    sites = dict(
        zip(plan.gathered.postings.ids.tolist(), plan.gathered.rules.sites.tolist(), strict=True)
    )
    found = made.seats(plan)
    assert sites[found[asking.id]] == sites[found[partner.id]]
    assert allocations.figures(plan)["couples"] == {"asking": 1, "together": 1}


def test_a_pin_holds_before_everybody_else_and_a_forbid_keeps_apart(session: Session) -> None:
    wanted, other = made.sewing(session), made.sewing(session)
    first, second = made.sewer(session, "某甲"), made.sewer(session, "某乙")
    pair = {"worker_id": second.id, "posting_id": wanted.id}
    allocations.pin(session, actor=SYSTEM, reason="师傅点名", on=made.TODAY, **pair)
    plan = made.planned(session)
    assert made.seats(plan) == {first.id: other.id, second.id: wanted.id}
    assert allocations.figures(plan)["pins"] == {
        "unmet": [],
        "pinned": 1,
        "placed": 1,
        "forbidden": 0,
    }
    allocations.withdraw(session, actor=SYSTEM, reason="不用了", on=made.TODAY, **pair)
    allocations.forbid(session, actor=SYSTEM, reason="原来吵过架", on=made.TODAY, **pair)
    assert made.seats(made.planned(session))[second.id] == other.id


def test_a_pin_of_somebody_who_found_work_since_is_told_as_unmet(session: Session) -> None:
    posting, worker = made.sewing(session), made.sewer(session, "某甲")
    pair = {"worker_id": worker.id, "posting_id": posting.id}
    allocations.pin(session, actor=SYSTEM, reason="师傅点名", on=made.TODAY, **pair)
    made.employ(session, worker)
    worker.willing_to_work = False
    session.flush()
    (unmet,) = allocations.figures(made.planned(session))["pins"]["unmet"]
    assert (unmet["worker_id"], unmet["posting_id"]) == (worker.id, posting.id)
    assert "不参加安排" in unmet["sentence"]


def test_a_posting_that_only_one_person_ranks_first_is_not_told_as_wanted(
    session: Session,
) -> None:
    made.sewing(session, places=0)
    made.sewer(session, "某甲")
    assert allocations.figures(made.planned(session))["wanted"] == []


def test_the_report_counts_what_the_plan_gains(session: Session) -> None:
    made.sewing(session), made.sewing(session)
    for name in ("某甲", "某乙", "某丙"):
        made.sewer(session, name)
    told = allocations.figures(made.planned(session))
    assert told["methods"]["plan"]["placed"] == 2
    assert told["methods"]["own_lists"]["placed"] == 1
    assert told["proven"]
    assert told["unplaced"] == [{"kind": "full", "name": "合适的岗位已满", "people": 1}]
    assert told["wanted"][0]["more_placed"] == 1


def test_a_district_without_people_or_postings_gives_an_empty_plan(session: Session) -> None:
    told = allocations.figures(made.planned(session))
    assert told["people"] == told["postings"] == told["methods"]["plan"]["placed"] == 0
    worker = made.sewer(session, "某甲")
    assert "没有可以安排的岗位" in made.told(made.planned(session), worker)


def test_the_order_of_the_rows_of_a_district_decides_nothing_twice(session: Session) -> None:
    for _ in range(3):
        made.sewing(session)
    for name in ("某甲", "某乙", "某丙", "某丁"):
        made.sewer(session, name)
    first, again = made.planned(session), made.planned(session)
    assert made.seats(first) == made.seats(again)
    assert first.gathered.digest() == again.gathered.digest()


@given(
    places=st.lists(st.integers(0, 2), min_size=1, max_size=4),
    people=st.lists(st.sampled_from(["", "far", "care", "couple", "pin"]), min_size=1, max_size=5),
)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_random_districts_keep_places_pins_and_families(
    session: Session, places: list[int], people: list[str]
) -> None:
    with session.begin_nested() as here:
        postings = [
            made.sewing(session, places=each, work_region=FAR if at % 2 else WorkRegion.IN_COUNTY)
            for at, each in enumerate(places)
        ]
        region = {each.id: each.work_region for each in postings}
        pinned: dict[int, int] = {}
        for at, kind in enumerate(people):
            said = "想和爱人一起做缝纫工" if kind == "couple" else "想做缝纫工"
            worker = made.sewer(session, f"某{at}", said=said)
            if kind == "couple":
                made.spouse(session, worker, f"某{at}二")
            if kind == "care":
                made.care(session, worker)
            if kind == "pin":
                pinned[worker.id] = postings[0].id
                allocations.pin(
                    session,
                    actor=SYSTEM,
                    worker_id=worker.id,
                    posting_id=postings[0].id,
                    reason="师傅点名",
                    on=made.TODAY,
                )
        plan = made.planned(session)
        found = made.seats(plan)
        for posting in postings:
            assert list(found.values()).count(posting.id) <= (posting.vacancies or 0)
        carers = [row for group in plan.gathered.rules.carers for row in group]
        for row in carers:
            seat = found.get(plan.gathered.people[row].worker_id)
            assert seat is None or region[seat] is WorkRegion.IN_COUNTY
        for one, other in plan.gathered.rules.couples:
            rows = [plan.gathered.people[row].worker_id for row in (one, other)]
            assert found.get(rows[0]) == found.get(rows[1])
        assert all(found.get(worker) in (None, posting) for worker, posting in pinned.items())
        assert len(found) + len(plan.shortfalls) == len(plan.gathered.people)
        assert plan.worth == plan.best.bound
        here.rollback()
