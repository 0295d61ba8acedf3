from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from jobmatch import clock
from jobmatch.domain.accounts import SYSTEM, Permission
from jobmatch.domain.errors import NotFoundError
from jobmatch.domain.fairs import FairState
from jobmatch.services import booth_links, fairs
from jobmatch.services.booth_links import LinkGoneError, LinkKind, NotTheDayError
from tests.fairgrounds import make_ground

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_a_link_opens_its_booth_for_its_purpose_alone(any_session: Session) -> None:
    ground = make_ground(any_session)
    book, record = (
        booth_links.token_of(any_session, booth=ground.tailor, kind=kind) for kind in LinkKind
    )
    opened = booth_links.booth_of(any_session, token=book, kind=LinkKind.BOOK)
    assert opened is ground.tailor
    number, _, signature = record.partition("-")
    for wrong in (
        book,
        "",
        "-",
        number,
        f"{ground.cook.id}-{signature}",
        f"{number}-{signature[:-1]}",
        f"{number}-{signature}é",
        f"{'9' * 40}-{signature}",
        f"999999-{signature}",
    ):
        with pytest.raises(LinkGoneError):
            booth_links.booth_of(any_session, token=wrong, kind=LinkKind.RECORD)


def test_new_links_end_the_old_ones(session: Session) -> None:
    ground = make_ground(session)
    old = booth_links.token_of(session, booth=ground.tailor, kind=LinkKind.RECORD)
    fairs.renew_links(session, actor=SYSTEM, fair_id=ground.fair.id, booth_id=ground.tailor.id)
    with pytest.raises(LinkGoneError):
        booth_links.booth_of(session, token=old, kind=LinkKind.RECORD)
    new = booth_links.token_of(session, booth=ground.tailor, kind=LinkKind.RECORD)
    assert booth_links.booth_of(session, token=new, kind=LinkKind.RECORD) is ground.tailor


@pytest.mark.parametrize("state", [each for each in FairState if each is not FairState.OPEN])
def test_talks_are_noted_by_link_on_the_day_alone(session: Session, state: FairState) -> None:
    fair, today = make_ground(session).fair, clock.today()
    booth_links.check_is_the_day(fair, today)
    for day in (today - timedelta(days=1), today + timedelta(days=1)):
        with pytest.raises(NotTheDayError):
            booth_links.check_is_the_day(fair, day)
    fair.state = state
    with pytest.raises(NotTheDayError):
        booth_links.check_is_the_day(fair, today)


def test_who_acts_by_a_link_may_tend_one_booth_and_see_nobody(session: Session) -> None:
    ground = make_ground(session)
    actor = booth_links.actor_of(ground.tailor)
    assert actor.may(Permission.TEND_OWN_BOOTH)
    assert not actor.may(Permission.SEE_WORKERS)
    assert not actor.may(Permission.RUN_FAIRS)
    assert not actor.area.holds(community_id=1, building_id=None)
    with pytest.raises(NotFoundError):
        fairs.step_booth(
            session,
            actor=actor,
            fair_id=ground.fair.id,
            booth_id=ground.cook.id,
            action="arrive",
            on=clock.today(),
        )
