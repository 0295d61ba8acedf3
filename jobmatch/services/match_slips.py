"""The match slip of a fair: three to five booths to walk to, in walking order, each with a reason.

Only booths that people are sent to count: a booth that stayed away, or changed its number, is
right on the very next slip.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobmatch.domain.booths import walking_key
from jobmatch.matching import answers, facts
from jobmatch.matching.profiles import WorkerProfile
from jobmatch.matching.reasons import Side
from jobmatch.queries import fair_plans, fairs, profiles

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.matching.answers import Match
    from jobmatch.matching.searches import Understood
    from jobmatch.services.indexes import Index
    from jobmatch.store.check_ins import CheckIn
    from jobmatch.store.fairs import Booth
    from jobmatch.store.postings import Posting

LEAST, MOST = 3, 5
"""Booths on a slip: fewer than three are filled up with what comes next, five are an afternoon."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One booth to walk to, and why.

    Attributes:
        booth, posting: where, and for what.
        reason: one sentence that speaks for it.
        fits: False for what only fills the slip up.
        first: the plan of the fair keeps a place there for this very person.
    """

    booth: Booth
    posting: Posting
    reason: str
    fits: bool
    first: bool = False


@dataclass(frozen=True, slots=True)
class MatchSlip:
    """What somebody takes along from the desk, the nearest booth to the entrance first."""

    check_in: CheckIn
    stops: tuple[Stop, ...]


def slip_of(session: Session, *, check_in: CheckIn, index: Index, today: date) -> MatchSlip:
    """Choose the booths for who has checked in: what fits best, sorted by the way to walk.

    Args:
        session: for reading.
        check_in: of a worker of the register, or of somebody who walked in.
        index: the postings that are open today.
        today: the day of ages and freshness.
    """
    there = fairs.shown_postings(session, fair_id=check_in.fair_id)
    rows = [row for row, posting_id in enumerate(index.postings.ids) if int(posting_id) in there]
    if not rows:
        return MatchSlip(check_in, ())
    worker = facts.read_worker(
        _understood(session, check_in, index, today).profile, index.knowledge
    )
    shown = index.postings.take(rows)
    told = answers.answer(worker, shown, knowledge=index.knowledge, top=MOST, today=today)
    fitting = [match for match in told.matches if match.fits]
    others = [match for match in told.matches if not match.fits]
    chosen = [*fitting, *others[: max(0, LEAST - len(fitting))]]
    first = fair_plans.first_posting(
        session, fair_id=check_in.fair_id, worker_id=check_in.worker_id
    )
    if first not in {match.posting.profile.id for match in chosen}:
        # The plan weighs everybody's chances: its booth is on the slip, whatever ranks before it.
        planned = [row for row, posting_id in enumerate(shown.ids) if int(posting_id) == first]
        told_first = answers.explain(worker, shown, planned, knowledge=index.knowledge, today=today)
        chosen = [*told_first, *chosen[: MOST - len(told_first)]]
    at = fairs.stands_of(
        session,
        fair_id=check_in.fair_id,
        posting_ids=[match.posting.profile.id for match in chosen],
    )
    stops = [
        Stop(
            at[match.posting.profile.id].booth,
            at[match.posting.profile.id].posting,
            reason=_reason(match),
            fits=match.fits or match.posting.profile.id == first,
            first=match.posting.profile.id == first,
        )
        for match in chosen
    ]
    return MatchSlip(
        check_in,
        tuple(sorted(stops, key=lambda stop: (walking_key(stop.booth.number), stop.posting.id))),
    )


def _understood(session: Session, check_in: CheckIn, index: Index, today: date) -> Understood:
    if check_in.worker_id is None:
        # Zero is no row of the register: a guest is matched by age and words alone.
        return index.hear(check_in.wish or "").for_worker(WorkerProfile(id=0, age=check_in.age))
    file = profiles.worker_files(session, on=today, ids=(check_in.worker_id,))[0]
    return index.readings.hear(file.said).for_worker(file.profile)


def _reason(match: Match) -> str:
    """Give the one sentence that speaks most for the booth; without one, what is to be asked."""
    for side in (Side.MATCHED, Side.FACT, Side.UNKNOWN):
        sentences = match.sentences(side)
        if sentences:
            return sentences[0]
    return match.summary
