"""Plans as an operator sees them: asked for once, reported, with the people of one's area."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch import clock
from jobmatch.domain.accounts import SYSTEM, Area, Role
from jobmatch.domain.fairs import FairState
from jobmatch.services import allocations
from jobmatch.store.fairs import Fair
from jobmatch.store.households import Household
from jobmatch.store.jobs import Job
from jobmatch.store.workers import Worker
from tests.factories import make_community
from tests.services.allocations import made

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn


def page(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


@dataclass(frozen=True)
class Standing:
    """A plan with one of two people placed, and the community where that one lives."""

    address: str
    placed: str
    left: str
    community_id: int


@pytest.fixture
def plan(store: Store) -> Standing:
    with store.writes.begin() as session:
        made.sewing(session)
        for name in ("某甲", "某乙"):
            made.sewer(session, name)
        community = make_community(session, name="旺家社区")
        home = Household(household_no="1", community_id=community.id)
        session.add(home)
    with store.writes.begin() as session:
        gathered = allocations.gather(session, allocations.Scope(on=clock.today()))
        row, _ = allocations.save_plan(session, allocations.make_plan(gathered), actor=SYSTEM)
        placed = session.get_one(Worker, row.seats[0].worker_id).person
        left = session.get_one(Worker, row.unplaced[0].worker_id).person
        placed.household_id = home.id
        return Standing(f"/allocations/{row.uuid}", placed.name, left.name, community.id)


def test_a_plan_tells_what_it_comes_to_and_who_is_left_why(sign_in: SignIn, plan: Standing) -> None:
    operator = sign_in(Role.FAIR_OPERATOR)
    assert plan.address in page(operator, "/allocations/")
    shown = page(operator, plan.address)
    for words in ("2</strong>人参加安排", "1</strong>人安排上", "已验证", plan.placed, "缝纫工"):
        assert words in shown
    left = page(operator, f"{plan.address}?view=unplaced")
    assert plan.left in left
    assert "合适的岗位已满" in left
    assert operator.get("/allocations/0").status_code == 404


def test_whom_the_plan_names_is_limited_to_ones_area(sign_in: SignIn, plan: Standing) -> None:
    near = sign_in(Role.CLERK, Area(community_ids=frozenset({plan.community_id})))
    assert plan.placed in page(near, plan.address)
    assert plan.left not in page(near, f"{plan.address}?view=unplaced")
    assert "做一份新方案" not in page(near, "/allocations/")
    assert near.post("/allocations/").status_code == 409


def test_a_plan_is_asked_for_once_per_form(sign_in: SignIn, store: Store) -> None:
    with store.writes.begin() as session:
        fair = Fair(
            name="春风行动",
            starts_on=clock.today(),
            ends_on=clock.today(),
            state=FairState.PLANNED,
        )
        session.add(fair)
    operator = sign_in(Role.FAIR_OPERATOR)
    shown = page(operator, "/allocations/")
    assert "为“春风行动”安排" in shown
    key = re.findall(r'name="once" value="(\w+)"', shown)[1]
    answers = [
        operator.post("/allocations/", data={"once": key, "fair": fair.uuid}) for _ in range(2)
    ]
    assert {answer.headers["Location"] for answer in answers} == {"/jobs/1"}
    assert operator.post("/allocations/", data={"fair": "0"}).status_code == 404
    assert "春风行动" in page(operator, "/jobs/1")
    with store.reads() as session:
        assert session.scalars(select(Job.name)).all() == ["allocations.plan"]
