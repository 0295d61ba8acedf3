from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.accounts import Actor, Area, Role
from jobmatch.domain.errors import ForbiddenError
from jobmatch.services import jobs
from jobmatch.services.matches import requests
from jobmatch.store.accounts import Account

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@pytest.fixture
def clerk(session: Session) -> Actor:
    account = Account(name="a", display_name="a", role=Role.CLERK)
    session.add(account)
    session.flush()
    return Actor(account.id, "a", Role.CLERK)


def test_asking_while_it_is_under_way_gives_the_same_job(session: Session, clerk: Actor) -> None:
    first = requests.ask_for_all(session, actor=clerk, key="1")
    assert (first.arguments, first.account_id) == ({"whole": True}, clerk.account_id)
    assert requests.ask_for_all(session, actor=clerk, key="2") is first
    jobs.cancel(session, first.id, actor=clerk)
    assert requests.ask_for_all(session, actor=clerk, key="2") is not first


@pytest.mark.parametrize(
    ("role", "area"),
    [(Role.HOUSEKEEPER, Area()), (Role.CLERK, Area(community_ids=frozenset({1})))],
)
def test_only_who_looks_after_the_whole_district_may_ask(
    session: Session, role: Role, area: Area
) -> None:
    with pytest.raises(ForbiddenError):
        requests.ask_for_all(session, actor=Actor(1, "b", role, area), key="1")
