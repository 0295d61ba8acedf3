"""Showing a whole number: within the area, for a reason, noted, so many a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch.domain import reveals as rules
from jobmatch.domain.accounts import Actor, Area, Role
from jobmatch.domain.errors import ForbiddenError, NotFoundError
from jobmatch.domain.reveals import RevealField, RevealReason
from jobmatch.queries import reveals as questions
from jobmatch.services import reveals
from jobmatch.store.audit import AuditRow
from tests.factories import make_community, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

PHONE, IDENTITY = "13800005678", "99000019850504123X"
CLERK = Actor(account_id=None, name="jingban", role=Role.CLERK)


def look(session: Session, uuid: str, actor: Actor = CLERK, **asked: object) -> str:
    given = {"field": RevealField.PHONE, "reason": RevealReason.CALL} | asked
    return reveals.reveal(session, actor=actor, uuid=uuid, **given)  # type: ignore[arg-type]  # any of them


def test_a_number_is_shown_and_noted_without_itself(any_session: Session) -> None:
    worker = make_worker(any_session, name="杨秀英", person={"phone": PHONE, "id_number": IDENTITY})
    assert look(any_session, worker.uuid) == PHONE
    words = f"核对{IDENTITY}"
    shown = look(
        any_session,
        worker.uuid,
        field=RevealField.ID_NUMBER,
        reason=RevealReason.OTHER,
        words=words,
    )
    assert shown == IDENTITY
    seen = questions.looks_at(any_session, person_id=worker.person_id, most=5)
    assert [(one.field, one.reason, one.actor) for one in seen] == [
        (RevealField.ID_NUMBER, RevealReason.OTHER, "jingban"),
        (RevealField.PHONE, RevealReason.CALL, "jingban"),
    ]
    rows = any_session.scalars(select(AuditRow.changes)).all()
    assert not any(PHONE in row or IDENTITY in row for row in rows)


def test_nothing_is_shown_outside_the_area_or_without_the_right(session: Session) -> None:
    here = make_community(session, name="旺家社区")
    worker = make_worker(session, name="杨秀英", community=here, person={"phone": PHONE})
    other = Actor(None, "other", Role.CLERK, Area(community_ids=frozenset({here.id + 1})))
    with pytest.raises(NotFoundError):
        look(session, worker.uuid, other)
    with pytest.raises(ForbiddenError):
        look(session, worker.uuid, Actor(None, "shenji", Role.AUDITOR))
    with pytest.raises(rules.NothingToRevealError):
        look(session, worker.uuid, field=RevealField.ID_NUMBER)
    assert questions.looks_at(session, person_id=worker.person_id, most=5) == []


def test_the_cap_of_a_day_holds(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_A_DAY", 2)
    worker = make_worker(session, name="杨秀英", person={"phone": PHONE})
    look(session, worker.uuid)
    look(session, worker.uuid)
    with pytest.raises(rules.TooManyRevealsError):
        look(session, worker.uuid)
