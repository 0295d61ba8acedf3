"""Look-ups of use cases: one's own area answers, all else does not exist."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.accounts import Actor, Area, Role
from jobmatch.domain.errors import NotFoundError
from jobmatch.services import areas
from tests.factories import make_community, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def clerk_of(area: Area) -> Actor:
    return Actor(account_id=1, name="jingban", role=Role.CLERK, area=area)


def test_a_worker_and_the_household_are_given_in_their_own_area_alone(any_session: Session) -> None:
    here, there = (make_community(any_session, name=name) for name in ("旺家社区", "龙生社区"))
    worker = make_worker(any_session, name="杨秀英", community=here)
    household = worker.person.household
    assert household is not None
    own = clerk_of(Area(community_ids=frozenset({here.id})))
    assert areas.lock_worker(any_session, actor=own, uuid=worker.uuid) is worker
    assert areas.lock_worker_of_id(any_session, actor=own, worker_id=worker.id) is worker
    assert areas.lock_household(any_session, actor=own, uuid=household.uuid) is household

    other = clerk_of(Area(community_ids=frozenset({there.id})))
    with pytest.raises(NotFoundError) as foreign:
        areas.lock_worker(any_session, actor=other, uuid=worker.uuid)
    with pytest.raises(NotFoundError) as unknown:
        areas.lock_worker(any_session, actor=other, uuid="0" * 32)
    assert str(foreign.value) == str(unknown.value)
    with pytest.raises(NotFoundError):
        areas.lock_worker_of_id(any_session, actor=other, worker_id=worker.id)
    with pytest.raises(NotFoundError):
        areas.lock_household(any_session, actor=other, uuid=household.uuid)


def test_who_has_left_the_district_is_not_worked_on(session: Session) -> None:
    left = make_worker(session, name="田茂林", person={"left_on": date(2026, 1, 1)})
    with pytest.raises(NotFoundError):
        areas.lock_worker(session, actor=clerk_of(Area()), uuid=left.uuid)
