"""What an end-of-fair report counts: every number once, an intent is never a hire."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import distinct, func, select

from jobmatch import clock
from jobmatch.domain.booths import EXPECTED_STATES, BoothState, zone_of_codes
from jobmatch.domain.placements import PlacementState
from jobmatch.domain.recommendations import RecommendationState
from jobmatch.queries import check_ins, fairs
from jobmatch.store.check_ins import CheckIn
from jobmatch.store.placements import Placement
from jobmatch.store.recommendations import Recommendation

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from jobmatch.domain.booths import Zone
    from jobmatch.queries.fairs import Offer
    from jobmatch.store.fairs import Booth, Fair

INTENDED_STATES = (RecommendationState.INTENDED, RecommendationState.PLACED)
"""Recommendations of which both sides said yes: nobody is placed without an intent before."""
_NEVER_BEGUN = (
    PlacementState.PROPOSED,
    PlacementState.CONFIRMED,
    PlacementState.DISPATCHED,
    PlacementState.DECLINED,
    PlacementState.NO_SHOW,
)


@dataclass(slots=True)
class ZoneLine:
    """One trade at the fair."""

    booths: int = 0
    postings: int = 0
    places: int = 0
    intents: int = 0
    hires: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """The numbers of one fair.

    Attributes:
        offer: employers, postings, places, vacancies, each once.
        invited: employers that were invited, whatever they answered.
        present, no_show: of those with a booth.
        came, walked_in: people at the check-in desk, and those of them not in the register.
        talks: people to whom a posting was recommended at this fair.
        intents: people with at least one intent.
        hires: people who have started in a placement of this fair.
        by_hour: (hour of Shanghai, people) of the check-ins, in order.
        zones: by trade, for trades with a booth.
    """

    offer: Offer
    invited: int
    present: int
    no_show: int
    came: int
    walked_in: int
    talks: int
    intents: int
    hires: int
    by_hour: tuple[tuple[int, int], ...]
    zones: dict[Zone, ZoneLine] = field(default_factory=dict)


def report_of(session: Session, *, fair: Fair) -> Report:
    """Count what happened at *fair*, as the rows stand now."""
    booths = fairs.booths_of(session, fair_id=fair.id)
    states = Counter(booth.state for booth in booths)
    came, walked_in = check_ins.count(session, fair_id=fair.id)
    people = select(func.count(distinct(Recommendation.worker_id))).where(
        Recommendation.fair_id == fair.id
    )
    intents = people.where(Recommendation.state.in_(INTENDED_STATES))
    hires = select(func.count(distinct(Placement.worker_id))).where(*_started(fair))
    return Report(
        offer=fairs.offer_of(session, fair=fair),
        invited=len(booths),
        present=states[BoothState.PRESENT],
        no_show=states[BoothState.NO_SHOW],
        came=came,
        walked_in=walked_in,
        talks=session.execute(people).scalar_one(),
        intents=session.execute(intents).scalar_one(),
        hires=session.execute(hires).scalar_one(),
        by_hour=_by_hour(session, fair),
        zones=_by_zone(session, fair, booths),
    )


def _started(fair: Fair) -> tuple[ColumnElement[bool], ...]:
    return (
        Placement.fair_id == fair.id,
        Placement.started_on.is_not(None),
        Placement.state.not_in(_NEVER_BEGUN),
    )


def _by_hour(session: Session, fair: Fair) -> tuple[tuple[int, int], ...]:
    came = session.scalars(select(CheckIn.came_at).where(CheckIn.fair_id == fair.id))
    # Databases cut hours by their own zone; the day of a fair is Shanghai's.
    hours = Counter(each.astimezone(clock.SHANGHAI).hour for each in came)
    return tuple(sorted(hours.items()))


def _by_zone(session: Session, fair: Fair, booths: list[Booth]) -> dict[Zone, ZoneLine]:
    zones: dict[Zone, ZoneLine] = {}
    of_posting: dict[int, ZoneLine] = {}
    for booth in booths:
        if booth.state not in EXPECTED_STATES:
            continue
        shown = [row.posting for row in booth.postings]
        line = zones.setdefault(zone_of_codes([each.occupation_code for each in shown]), ZoneLine())
        line.booths += 1
        line.postings += len(shown)
        line.places += sum(each.places_min or 0 for each in shown)
        of_posting |= {each.id: line for each in shown}
    intents = select(Recommendation.posting_id, func.count(distinct(Recommendation.worker_id)))
    intents = intents.where(
        Recommendation.fair_id == fair.id, Recommendation.state.in_(INTENDED_STATES)
    ).group_by(Recommendation.posting_id)
    for posting_id, count in session.execute(intents):
        if posting_id in of_posting:
            of_posting[posting_id].intents += count
    hires = select(Placement.posting_id, func.count(distinct(Placement.worker_id)))
    for posting_id, count in session.execute(
        hires.where(*_started(fair)).group_by(Placement.posting_id)
    ):
        if posting_id in of_posting:
            of_posting[posting_id].hires += count
    return dict(sorted(zones.items()))
