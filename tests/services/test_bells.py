from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch import clock
from jobmatch.domain.accounts import SYSTEM, Actor, Role
from jobmatch.domain.errors import ForbiddenError, NotFoundError
from jobmatch.queries import bells as questions
from jobmatch.services import accounts, bells
from jobmatch.store.audit import AuditRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def clerk(session: Session, name: str) -> Actor:
    row = accounts.add_account(
        session,
        actor=SYSTEM,
        name=name,
        role=Role.CLERK,
        password="梯田-雨伞-三轮车-豆腐干",  # noqa: S106 - of an invented account
        area=accounts.WHOLE_DISTRICT,
    )
    return Actor(account_id=row.id, name=name, role=Role.CLERK)


def test_pressing_again_rings_the_same_bell_and_one_goes(any_session: Session) -> None:
    first = bells.ring(any_session, place="大厅")
    assert bells.ring(any_session, place="大厅") is first
    assert questions.waiting(any_session, now=clock.now()) == [first]
    one, other = clerk(any_session, "one"), clerk(any_session, "other")
    bells.answer(any_session, actor=one, bell_id=first.id)
    assert bells.answer(any_session, actor=other, bell_id=first.id).account_id == one.account_id
    assert questions.waiting(any_session, now=clock.now()) == []
    rows = any_session.scalars(select(AuditRow).where(AuditRow.action == "bell.answered")).all()
    assert len(rows) == 1
    assert bells.ring(any_session, place="大厅") is not first


def test_only_who_serves_people_answers(session: Session) -> None:
    bell = bells.ring(session, place="大厅")
    director = Actor(account_id=1, name="d", role=Role.DIRECTOR)
    with pytest.raises(ForbiddenError):
        bells.answer(session, actor=director, bell_id=bell.id)
    one = clerk(session, "one")
    with pytest.raises(NotFoundError):
        bells.answer(session, actor=one, bell_id=999_999)
