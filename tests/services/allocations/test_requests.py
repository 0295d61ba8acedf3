from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobmatch import clock
from jobmatch.domain.accounts import Actor, Area, Role
from jobmatch.domain.errors import ForbiddenError, NotFoundError, RuleBrokenError
from jobmatch.domain.fairs import FairState
from jobmatch.services import allocations
from jobmatch.store.accounts import Account
from jobmatch.store.fairs import Fair

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@pytest.fixture
def operator(session: Session) -> Actor:
    account = Account(name="a", display_name="a", role=Role.FAIR_OPERATOR)
    session.add(account)
    session.flush()
    return Actor(account.id, "a", Role.FAIR_OPERATOR)


def make_fair(session: Session, *, state: FairState) -> Fair:
    fair = Fair(name="春风行动", starts_on=clock.today(), ends_on=clock.today(), state=state)
    session.add(fair)
    session.flush()
    return fair


def test_a_plan_is_asked_for_once_while_it_is_made(session: Session, operator: Actor) -> None:
    fair = make_fair(session, state=FairState.PLANNED)
    first = allocations.ask_for_plan(session, actor=operator, key="1", fair_id=fair.id)
    assert first.about == "春风行动"
    assert first.arguments == {"fair_id": fair.id, "day": clock.today().isoformat()}
    again = allocations.ask_for_plan(session, actor=operator, key="2", fair_id=fair.id)
    assert again is first
    assert allocations.ask_for_plan(session, actor=operator, key="3") is not first


def test_no_plan_is_made_for_a_fair_that_does_not_take_place(
    session: Session, operator: Actor
) -> None:
    fair = make_fair(session, state=FairState.CANCELLED)
    with pytest.raises(allocations.FairCancelledError):
        allocations.ask_for_plan(session, actor=operator, key="1", fair_id=fair.id)
    with pytest.raises(NotFoundError):
        allocations.ask_for_plan(session, actor=operator, key="1", fair_id=fair.id + 1)


@pytest.mark.parametrize(
    ("role", "area"),
    [(Role.AUDITOR, Area()), (Role.CLERK, Area(community_ids=frozenset({1})))],
)
def test_a_plan_is_about_everybody(session: Session, role: Role, area: Area) -> None:
    with pytest.raises((ForbiddenError, RuleBrokenError)):
        allocations.ask_for_plan(session, actor=Actor(1, "b", role, area), key="1")
