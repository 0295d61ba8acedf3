from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch.domain.figures import MEANINGS
from jobmatch.domain.kinds import EmployerKind
from jobmatch.domain.placements import PlacementState
from jobmatch.domain.postings import PostingState
from jobmatch.queries import figures
from jobmatch.store.employers import Employer
from jobmatch.store.fairs import BoothPosting
from jobmatch.store.housekeepers import Housekeeper
from jobmatch.store.placements import Placement
from jobmatch.store.postings import Posting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

DAY = date(2023, 6, 30)


def _count(session: Session, day: date = DAY) -> dict[str, float]:
    return {figure.key: figure.value for figure in figures.count_figures(session, day)}


def test_an_empty_database_counts_nothing(any_session: Session) -> None:
    assert set(_count(any_session).values()) == {0}


def test_every_meaning_is_counted(small_session: Session) -> None:
    counted = figures.count_figures(small_session, DAY)
    assert tuple(figure.meaning for figure in counted) == MEANINGS


def test_the_employed_split_by_region_and_channel_without_rest(small_session: Session) -> None:
    counted = _count(small_session)
    for start in ("employed_", "channel_"):
        parts = [value for key, value in counted.items() if key.startswith(start)]
        assert sum(parts) == counted["employed"]


def test_figures_of_the_small_district(small_session: Session) -> None:
    counted = _count(small_session)
    assert (counted["households"], counted["workers"], counted["employed"]) == (260, 644, 608)
    assert counted["employment_rate"] == 94.4
    assert (counted["monitored_households"], counted["monitored_people"]) == (7, 30)
    assert (counted["cleared_people"], counted["watched_people"]) == (13, 17)
    assert (counted["fairs"], counted["placed_at_fairs"]) == (2, 12)


def test_before_anything_happened_little_is_counted(small_session: Session) -> None:
    counted = _count(small_session, date(2010, 1, 1))
    assert counted["enterprise_places"] == 0
    assert counted["fairs"] == 0
    assert counted["placed_at_fairs"] == 0
    assert counted["monitored_households"] == 0
    assert counted["employed"] == 0


def test_a_draft_offers_no_places_and_an_expired_posting_did(small_session: Session) -> None:
    posting = _an_enterprise_posting(small_session)
    assert posting.places_min is not None
    before = _count(small_session)["enterprise_places"]
    posting.state = PostingState.EXPIRED
    small_session.flush()
    assert _count(small_session)["enterprise_places"] == before
    posting.state = PostingState.DRAFT
    small_session.flush()
    assert _count(small_session)["enterprise_places"] == before - posting.places_min


def test_a_posting_at_two_fairs_counts_once(small_session: Session) -> None:
    before = _count(small_session)
    shown = small_session.scalars(select(BoothPosting)).all()
    other = next(one for one in shown if one.booth_id != shown[0].booth_id)
    small_session.add(BoothPosting(booth_id=other.booth_id, posting_id=shown[0].posting_id))
    small_session.flush()
    assert _count(small_session) == before


@pytest.mark.parametrize(
    ("state", "fewer"), [(PlacementState.ENDED, 0), (PlacementState.NO_SHOW, 1)]
)
def test_who_began_counts_as_placed_and_who_never_came_does_not(
    small_session: Session, state: PlacementState, fewer: int
) -> None:
    before = _count(small_session)["placed_at_fairs"]
    placement = small_session.scalars(
        select(Placement).where(Placement.fair_id.is_not(None))
    ).first()
    assert placement is not None
    placement.state = state
    placement.ended_on = placement.started_on
    small_session.flush()
    assert _count(small_session)["placed_at_fairs"] == before - fewer


def test_grid_workers_are_no_housekeepers(small_session: Session) -> None:
    counted = _count(small_session)
    assert (counted["housekeepers"], counted["grid_workers"]) == (10, 9)


def test_a_housekeeper_who_left_is_not_counted(small_session: Session) -> None:
    keeper = small_session.scalars(select(Housekeeper)).first()
    assert keeper is not None
    before = _count(small_session)["housekeepers"]
    keeper.active_until = DAY
    small_session.flush()
    assert _count(small_session)["housekeepers"] == before - 1
    assert _count(small_session, DAY - timedelta(days=1))["housekeepers"] == before


def test_a_closed_enterprise_is_not_counted(small_session: Session) -> None:
    before = _count(small_session)["enterprises"]
    enterprise = small_session.scalars(
        select(Employer).where(Employer.kind == EmployerKind.ENTERPRISE)
    ).first()
    assert enterprise is not None
    enterprise.closed_on = DAY
    small_session.flush()
    assert _count(small_session)["enterprises"] == before - 1


def _an_enterprise_posting(session: Session) -> Posting:
    return session.scalars(
        select(Posting).where(
            Posting.kind == EmployerKind.ENTERPRISE, Posting.places_min.is_not(None)
        )
    ).all()[0]
