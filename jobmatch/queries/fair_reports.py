"""What an end-of-fair report counts: every number once, an intent is never a hire."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch import clock
from jobmatch.domain.booths import EXPECTED_STATES, BoothState, zone_of_codes
from jobmatch.domain.placements import PlacementState
from jobmatch.domain.recommendations import RecommendationState
from jobmatch.domain.talks import AGREED, TalkOutcome
from jobmatch.queries import check_ins, fairs, talks
from jobmatch.store.check_ins import CheckIn
from jobmatch.store.placements import Placement
from jobmatch.store.recommendations import Recommendation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from jobmatch.domain.booths import Zone
    from jobmatch.domain.recommendations import OutcomeReason
    from jobmatch.queries.fairs import Offer
    from jobmatch.queries.talks import Somebody, TalkLine
    from jobmatch.store.fairs import Booth, Fair
    from jobmatch.store.postings import Posting

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


@dataclass(slots=True)
class BoothLine:
    """One booth at the fair; people are counted once a booth."""

    booth: Booth
    places: int
    talks: int = 0
    intents: int = 0
    promised: int = 0
    hires: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """The numbers of one fair.

    Attributes:
        offer: employers, postings, places, vacancies, each once.
        invited: employers that were invited, whatever they answered.
        present, no_show: of those with a booth.
        unmarked: of those with a booth, nobody noted whether they came.
        came, walked_in: people at the check-in desk, and those of them not in the register.
        talks: people who talked at a booth, or to whom a posting was recommended at this fair.
        intents: people with at least one intent.
        promised: people of those whom an employer hired by word at its booth.
        hires: people who have started in a placement of this fair.
        by_hour: (hour of Shanghai, check-ins, talks at booths), in order.
        reasons: why talks came to nothing, the most frequent first.
        zones: by trade, for trades with a booth.
        booths: by booth in walking order, for booths that people were sent to.
    """

    offer: Offer
    invited: int
    present: int
    no_show: int
    unmarked: int
    came: int
    walked_in: int
    talks: int
    intents: int
    promised: int
    hires: int
    by_hour: tuple[tuple[int, int, int], ...]
    reasons: tuple[tuple[OutcomeReason, int], ...]
    zones: dict[Zone, ZoneLine] = field(default_factory=dict)
    booths: tuple[BoothLine, ...] = ()


@dataclass(frozen=True, slots=True)
class _Counted:
    """Who did what about which posting, each person once a posting."""

    talks: set[tuple[int, Somebody]]
    intents: set[tuple[int, Somebody]]
    promised: set[tuple[int, Somebody]]
    hires: set[tuple[int, Somebody]]


def report_of(session: Session, *, fair: Fair, booths: list[Booth] | None = None) -> Report:
    """Count what happened at *fair*, as the rows stand now; *booths* where they are at hand."""
    if booths is None:
        booths = fairs.booths_of(session, fair_id=fair.id)
    states = Counter(booth.state for booth in booths)
    came, walked_in = check_ins.count(session, fair_id=fair.id)
    lines = talks.lines_of(session, fair_id=fair.id)
    counted = _counted(session, fair, lines)
    return Report(
        offer=fairs.offer_of(session, fair=fair),
        invited=len(booths),
        present=states[BoothState.PRESENT],
        no_show=states[BoothState.NO_SHOW],
        unmarked=states[BoothState.BOOKED],
        came=came,
        walked_in=walked_in,
        talks=_people(counted.talks),
        intents=_people(counted.intents),
        promised=_people(counted.promised),
        hires=_people(counted.hires),
        by_hour=_by_hour(session, fair, lines),
        reasons=tuple(Counter(each.reason for each in lines if each.reason).most_common()),
        zones=_by_zone(booths, counted),
        booths=tuple(_by_booth(booths, counted)),
    )


def wanted_postings(report: Report) -> list[tuple[BoothLine, Posting]]:
    """Give the postings at the booths that still miss people, those that miss most first."""
    found = [
        (line, row.posting)
        for line in report.booths
        for row in line.booth.postings
        if row.posting.vacancies
    ]
    return sorted(found, key=lambda pair: (-(pair[1].vacancies or 0), pair[1].id))


def quiet_booths(report: Report) -> list[BoothLine]:
    """Give the booths that are there and where nobody has talked yet, once somebody has."""
    if not report.talks:
        return []
    present = (line for line in report.booths if line.booth.state is BoothState.PRESENT)
    return [line for line in present if not line.talks]


def _counted(session: Session, fair: Fair, lines: Iterable[TalkLine]) -> _Counted:
    """Put together what booths noted and what the office recommended and placed."""
    asked = select(Recommendation.posting_id, Recommendation.worker_id, Recommendation.state)
    recommended = [
        (posting, talks.somebody_of(worker, 0), state)
        for posting, worker, state in session.execute(
            asked.where(Recommendation.fair_id == fair.id)
        )
    ]
    at_booths = [(each.posting_id, each.somebody, each.outcome) for each in lines]
    placed = select(Placement.posting_id, Placement.worker_id).where(*_started(fair))
    return _Counted(
        talks={(posting, who) for posting, who, _ in (*recommended, *at_booths)},
        intents={(posting, who) for posting, who, state in recommended if state in INTENDED_STATES}
        | {(posting, who) for posting, who, outcome in at_booths if outcome in AGREED},
        promised={
            (posting, who) for posting, who, outcome in at_booths if outcome is TalkOutcome.HIRED
        },
        hires={
            (posting, talks.somebody_of(worker, 0)) for posting, worker in session.execute(placed)
        },
    )


def _people(pairs: Iterable[tuple[int, Somebody]]) -> int:
    return len({who for _, who in pairs})


def _started(fair: Fair) -> tuple[ColumnElement[bool], ...]:
    return (
        Placement.fair_id == fair.id,
        Placement.started_on.is_not(None),
        Placement.state.not_in(_NEVER_BEGUN),
    )


def _by_hour(
    session: Session, fair: Fair, lines: Iterable[TalkLine]
) -> tuple[tuple[int, int, int], ...]:
    came = session.scalars(select(CheckIn.came_at).where(CheckIn.fair_id == fair.id))
    # Databases cut hours by their own zone; the day of a fair is Shanghai's.
    guests = Counter(each.astimezone(clock.SHANGHAI).hour for each in came)
    talked = Counter(each.noted_at.astimezone(clock.SHANGHAI).hour for each in lines)
    return tuple((hour, guests[hour], talked[hour]) for hour in sorted(guests | talked))


def _by_zone(booths: Iterable[Booth], counted: _Counted) -> dict[Zone, ZoneLine]:
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
    for posting_id, _ in counted.intents:
        if posting_id in of_posting:
            of_posting[posting_id].intents += 1
    for posting_id, _ in counted.hires:
        if posting_id in of_posting:
            of_posting[posting_id].hires += 1
    return dict(sorted(zones.items()))


def _by_booth(booths: Iterable[Booth], counted: _Counted) -> Iterable[BoothLine]:
    for booth in booths:
        if booth.state in EXPECTED_STATES:
            shown = {row.posting_id for row in booth.postings}
            yield BoothLine(
                booth,
                places=sum(row.posting.places_min or 0 for row in booth.postings),
                talks=_people(pair for pair in counted.talks if pair[0] in shown),
                intents=_people(pair for pair in counted.intents if pair[0] in shown),
                promised=_people(pair for pair in counted.promised if pair[0] in shown),
                hires=_people(pair for pair in counted.hires if pair[0] in shown),
            )
