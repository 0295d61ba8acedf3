"""Showing one whole number of a person, once, for a reason that stays on record."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.reveals import (
    NothingToRevealError,
    RevealField,
    RevealReason,
    check_may_reveal,
)
from jobmatch.queries import reveals as questions
from jobmatch.services import areas, audit

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor

_LONGEST = 100


def reveal(
    session: Session,
    *,
    actor: Actor,
    uuid: str,
    field: RevealField,
    reason: RevealReason,
    words: str = "",
) -> str:
    """Give the whole number of the worker with the address *uuid*, and note who looked and why.

    Raises:
        NotFoundError: there is no such worker in the actor's area.
        NothingToRevealError: no such number is known.
        TooManyRevealsError: the account has had its share of today.
    """
    actor.check(Permission.REVEAL_IDENTITY)
    person = areas.lock_worker(session, actor=actor, uuid=uuid).person
    now = clock.now()
    midnight = datetime.combine(clock.local_date(now), time(), tzinfo=clock.SHANGHAI)
    check_may_reveal(
        today=questions.count_since(session, account_id=actor.account_id, since=midnight)
    )
    number = person.phone if field is RevealField.PHONE else person.id_number
    if not number:
        raise NothingToRevealError
    audit.record(
        session,
        actor=actor,
        action="identity.revealed",
        subject=person,
        changes={"field": field.value, "reason": reason.value, "words": words[:_LONGEST]},
    )
    return number
