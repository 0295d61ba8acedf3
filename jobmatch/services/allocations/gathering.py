"""Reads what a plan depends on: who seeks, which places are free, what households and clerks say.

Everything is put in an order of ids and told by a digest, so that the same district gives the same
plan, and a plan that stands is recognised.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jobmatch.domain import allocations as rules_of_allocation
from jobmatch.domain.allocations import LEAST_FIT, OPEN_PLACES, OverrideKind
from jobmatch.domain.errors import NotFoundError, RuleBrokenError
from jobmatch.domain.fairs import FairState
from jobmatch.domain.kinds import WorkRegion
from jobmatch.matching import allocation, facts, ranking, scoring
from jobmatch.matching.allocation import NOBODY, Array, Pairs, Task
from jobmatch.matching.frames import REGIONS, PostingFrame, WorkerFrame
from jobmatch.matching.households import HouseholdRules
from jobmatch.matching.regions import regions_seen
from jobmatch.queries import allocations as asked
from jobmatch.queries import profiles
from jobmatch.services import matching
from jobmatch.services.matches.districts import digest_of
from jobmatch.store.fairs import Fair

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.matching.facts import WorkerFacts
    from jobmatch.queries.allocations import Override, Seeker
    from jobmatch.services.indexes import Index

    Counting = Callable[[int, int], None]

ENGINE = f"flow-1+parts-{scoring.VERSION}"
BLOCK = 256
COUPLE = "couple"
"""Key of the wish to be placed together with wife or husband."""
PINNED_NAME = "经办人指定的人"
_NEAR = [REGIONS.index(region) for region in (WorkRegion.IN_COMMUNITY, WorkRegion.IN_COUNTY)]


class FairCancelledError(RuleBrokenError):
    """Nobody is allocated for a fair that does not take place."""

    message = "这场招聘会已取消，不能安排。"


@dataclass(frozen=True, slots=True)
class Scope:
    """What is planned: for a fair or the whole district, on which day.

    Attributes:
        on: the day that ages, employments and vacancies are taken of.
        fair_id: postings of this fair alone; None: all open ones.
        least: pairs that fit less (0 to 1) are left out.
        open_places: places counted where an employer names no number.
        changers: whether people with work who ask for another one take part.
    """

    on: date
    fair_id: int | None = None
    least: float = LEAST_FIT
    open_places: int = OPEN_PLACES
    changers: bool = True


@dataclass(frozen=True)
class Gathered:
    """Everything that a plan depends on, in rows of people and of postings.

    *fitting* are all pairs that break no limit and fit; *task* and *rules* have those of them that
    clerks and people allow. *forbidden* tells why the others are out, by (worker id, posting id).
    """

    scope: Scope
    title: str
    priorities: tuple[str, ...]
    people: tuple[Seeker, ...]
    workers: tuple[WorkerFacts, ...]
    index: Index
    postings: PostingFrame
    fitting: Pairs
    task: Task
    rules: HouseholdRules
    pins: dict[int, Override]
    forbidden: dict[tuple[int, int], str]
    idle_pins: tuple[Override, ...] = ()
    """Pins of people who do not take part: the plan does not depend on them, the report tells."""

    @property
    def rank_names(self) -> tuple[str, ...]:
        """Names of the ranks, those that come first first."""
        return (PINNED_NAME, *rules_of_allocation.rank_names(self.priorities))

    def digest(self) -> str:
        """Give a digest of all that decides the plan, and why it leaves somebody out.

        The sentences are kept with the plan, so what they tell counts too: reasons of clerks, and
        the facts by which the limits shut somebody out.
        """
        scope = self.scope
        said = [
            [ENGINE, scope.on.isoformat(), scope.fair_id, scope.least, scope.open_places],
            [self.title, self.priorities, self.rules.couples, self.rules.carers],
            [(each.worker_id, each.willing) for each in self.people],
            sorted((pin.worker_id, pin.posting_id, pin.reason) for pin in self.pins.values()),
            sorted((*pair, why) for pair, why in self.forbidden.items()),
            [digest_of(each) for each in self.postings.postings],
            [digest_of(self.workers[row]) for row in self._fitting_nowhere()],
        ]
        arrays = (self.postings.ids, self.task.places, self.task.ranks, self.rules.sites)
        pairs = [
            array
            for each in (self.fitting, self.task.pairs)
            for array in (each.workers, each.postings, each.fits)
        ]
        found = hashlib.sha256(json.dumps(said).encode())
        for array in (*arrays, *pairs, self.rules.far):
            found.update(np.ascontiguousarray(array).astype(np.int64).tobytes())
        return found.hexdigest()

    def _fitting_nowhere(self) -> list[int]:
        """Give the rows of the people for whom no posting fits: the limits tell them why."""
        anywhere = np.bincount(self.fitting.workers, minlength=len(self.people))
        rows: list[int] = np.flatnonzero(anywhere == 0).tolist()
        return rows


def gather(
    session: Session, scope: Scope, *, index: Index | None = None, progress: Counting | None = None
) -> Gathered:
    """Read what a plan of *scope* depends on; *progress* hears how many people are scored of all.

    Raises:
        NotFoundError: there is no such fair.
        FairCancelledError: the fair does not take place.
    """
    title = _title(session, scope)
    chosen = index or matching.open_index(session, today=scope.on)
    postings = _postings(session, scope, chosen)
    people = [s for s in asked.seekers(session, on=scope.on) if scope.changers or not s.employed]
    files = profiles.worker_files(session, on=scope.on, ids=[s.worker_id for s in people])
    read = chosen.readings
    heard = (read.hear(file.said).for_worker(file.profile).profile for file in files)
    workers = [facts.read_worker(profile, read.knowledge) for profile in heard]
    pins, forbidden = _decisions(session, people)
    fitting, far = _pairs(scope, chosen, workers, postings, pins, progress=progress)
    pinned = {(pin.worker_id, pin.posting_id) for pin in pins.values()}
    at_work = _present_work(session, scope, people, postings, fitting)
    forbidden |= {pair: why for pair, why in at_work.items() if pair not in pinned}
    allowed = _allowed(people, postings, fitting, pins, forbidden)
    priorities = asked.priorities(session)
    return Gathered(
        scope=scope,
        title=title,
        priorities=priorities,
        people=tuple(people),
        workers=tuple(workers),
        index=chosen,
        postings=postings,
        fitting=fitting,
        task=Task(
            pairs=fitting.where(allowed),
            places=_places(session, scope, people, postings),
            ranks=_ranks(session, scope, people, priorities, pins),
        ),
        rules=HouseholdRules(
            couples=_couples(session, scope, people, workers),
            carers=_carers(session, scope, people),
            far=far[allowed],
            sites=_sites(session, postings),
        ),
        pins=pins,
        forbidden=forbidden,
        idle_pins=_idle_pins(session, people),
    )


def _title(session: Session, scope: Scope) -> str:
    if scope.fair_id is None:
        return "全区"
    fair = session.get(Fair, scope.fair_id)
    if fair is None:
        raise NotFoundError(f"没有编号为 {scope.fair_id} 的招聘会。")
    if fair.state is FairState.CANCELLED:
        raise FairCancelledError
    return f"招聘会“{fair.name}”"


def _postings(session: Session, scope: Scope, index: Index) -> PostingFrame:
    if scope.fair_id is None:
        return index.postings
    shown = asked.fair_posting_ids(session, fair_id=scope.fair_id)
    return index.postings.take(
        [row for row, each in enumerate(index.postings.ids) if each in shown]
    )


def _decisions(
    session: Session, people: Sequence[Seeker]
) -> tuple[dict[int, Override], dict[tuple[int, int], str]]:
    """Give pins by row, and why pairs are out by (worker id, posting id)."""
    row_of = {each.worker_id: row for row, each in enumerate(people)}
    live = [each for each in asked.overrides(session) if each.worker_id in row_of]
    forbidden = {
        (each.worker_id, each.posting_id): f"经办人已排除：{each.reason}"
        for each in live
        if each.kind is OverrideKind.FORBID
    }
    refused = asked.refused_pairs(session)
    pins = {row_of[each.worker_id]: each for each in live if each.kind is OverrideKind.PIN}
    pinned = {(pin.worker_id, pin.posting_id) for pin in pins.values()}
    kept = {pair: why for pair, why in refused.items() if pair not in pinned}
    return pins, kept | forbidden


def _idle_pins(session: Session, people: Sequence[Seeker]) -> tuple[Override, ...]:
    here = {each.worker_id for each in people}
    pins = (each for each in asked.overrides(session) if each.kind is OverrideKind.PIN)
    return tuple(each for each in pins if each.worker_id not in here)


def _pairs(
    scope: Scope,
    index: Index,
    workers: Sequence[WorkerFacts],
    postings: PostingFrame,
    pins: dict[int, Override],
    *,
    progress: Counting | None,
) -> tuple[Pairs, Array]:
    """Give the pairs that fit, and per pair whether it is far from home."""
    column_of = {int(each): column for column, each in enumerate(postings.ids)}
    parts: list[tuple[int, Pairs]] = []
    far: list[Array] = [np.zeros(0, dtype=bool)]
    for start in range(0, len(workers), BLOCK):
        if progress is not None:
            progress(start, len(workers))
        block = WorkerFrame(tuple(workers[start : start + BLOCK]))
        scores = ranking.pair_scores(block, postings, conditions=index.conditions, today=scope.on)
        wanted = np.zeros(scores.shape, dtype=bool)
        for row in range(start, start + len(block)):
            if row in pins and pins[row].posting_id in column_of:
                wanted[row - start, column_of[pins[row].posting_id]] = True
        found = allocation.pairs_of(scores, least=scope.least, also=wanted)
        parts.append((start, found))
        far.append(~np.isin(regions_seen(block, postings)[found.workers, found.postings], _NEAR))
    return allocation.joined(parts), np.concatenate(far)


def _present_work(
    session: Session,
    scope: Scope,
    people: Sequence[Seeker],
    postings: PostingFrame,
    fitting: Pairs,
) -> dict[tuple[int, int], str]:
    """Give the pairs that would send somebody who wants a change to the present employer."""
    employers = asked.present_employers(session, on=scope.on)
    employer_of = asked.employers_of_postings(session)
    ids, found = [int(each) for each in postings.ids], {}
    for row, each in enumerate(people):
        present = employers.get(each.worker_id)
        if not present:
            continue
        for column in fitting.of(row).postings:
            if employer_of.get(ids[column]) in present:
                found[each.worker_id, ids[column]] = "现在就在这家单位上班"
    return found


def _allowed(
    people: Sequence[Seeker],
    postings: PostingFrame,
    fitting: Pairs,
    pins: dict[int, Override],
    forbidden: dict[tuple[int, int], str],
) -> Array:
    """Tell per fitting pair whether the person wants work, and no decision is against it."""
    row_of = {each.worker_id: row for row, each in enumerate(people)}
    column_of = {int(each): column for column, each in enumerate(postings.ids)}
    count = len(postings)
    out = [
        row_of[worker_id] * count + column_of[posting_id]
        for worker_id, posting_id in forbidden
        if worker_id in row_of and posting_id in column_of
    ]
    only = np.full(len(people), NOBODY)
    for row, pin in pins.items():
        only[row] = column_of.get(pin.posting_id, count)
    willing = np.array([each.willing for each in people], dtype=bool)
    pinned = only[fitting.workers]
    allowed: Array = willing[fitting.workers]
    allowed &= ~np.isin(fitting.workers * count + fitting.postings, out)
    allowed &= (pinned == NOBODY) | (pinned == fitting.postings)
    return allowed


def _places(
    session: Session, scope: Scope, people: Sequence[Seeker], postings: PostingFrame
) -> Array:
    """Give the free places, less those that people outside the plan have agreed to take."""
    planned = {each.worker_id for each in people}
    taken: dict[int, int] = {}
    for worker_id, posting_id in asked.intents(session):
        if worker_id not in planned:
            taken[posting_id] = taken.get(posting_id, 0) + 1
    free = [
        rules_of_allocation.places_of(f.profile.vacancies, open_places=scope.open_places)
        - taken.get(f.profile.id, 0)
        for f in postings.postings
    ]
    return np.maximum(np.array(free, dtype=np.int64), 0)


def _ranks(
    session: Session,
    scope: Scope,
    people: Sequence[Seeker],
    priorities: tuple[str, ...],
    pins: dict[int, Override],
) -> Array:
    own = asked.groups_of_people(session, on=scope.on)
    shared = asked.groups_of_households(session, on=scope.on)
    ranks = []
    for row, each in enumerate(people):
        held = own.get(each.person_id, set()) | shared.get(each.household_id or 0, set())
        rank = rules_of_allocation.rank_of(held, priorities, employed=each.employed)
        ranks.append(0 if row in pins else rank + 1)
    return np.array(ranks, dtype=np.int64)


def _couples(
    session: Session, scope: Scope, people: Sequence[Seeker], workers: Sequence[WorkerFacts]
) -> tuple[tuple[int, int], ...]:
    """Give the couples of whom one asked to be together and both seek work."""
    row_of = {each.person_id: row for row, each in enumerate(people) if each.willing}
    asking = {
        people[row].household_id
        for row, worker in enumerate(workers)
        if COUPLE in worker.profile.wishes.conditions
    }
    if not asking:
        return ()
    members = asked.relations(session, on=scope.on)
    found = []
    for household_id in sorted(each for each in asking if each is not None):
        for one, other in rules_of_allocation.couples_of(members.get(household_id, [])):
            rows = [row_of[each] for each in (one, other) if each in row_of]
            wishes = [workers[row].profile.wishes.conditions for row in rows]
            if len(rows) > 1 and any(COUPLE in each for each in wishes):
                found.append((min(rows), max(rows)))
    return tuple(sorted(found))


def _carers(
    session: Session, scope: Scope, people: Sequence[Seeker]
) -> tuple[tuple[int, ...], ...]:
    """Give the groups of people of whom one must not go far.

    Somebody who cannot leave home is a group alone. The carers of a household are one, unless one
    of them is near anyhow: works near, wants no work, or cannot leave.
    """
    row_of = {each.worker_id: row for row, each in enumerate(people)}
    near = asked.near_workers(session, on=scope.on)
    groups: list[tuple[int, ...]] = [(row,) for row, each in enumerate(people) if each.stays_home]
    for members in asked.carers(session, on=scope.on).values():
        rows = [row_of[each] for each in members if each in row_of]
        stays = any(people[row].stays_home or not people[row].willing for row in rows)
        if rows and not stays and not any(each in near for each in members if each not in row_of):
            groups.append(tuple(sorted(rows)))
    return tuple(sorted(groups))


def _sites(session: Session, postings: PostingFrame) -> Array:
    """Number the postings so that those of one employer at one place have the same number."""
    employer_of = asked.employers_of_postings(session)
    numbers: dict[tuple[object, ...], int] = {}
    sites = []
    for each in postings.postings:
        profile = each.profile
        employer = employer_of.get(profile.id)
        key: tuple[object, ...] = (
            ("alone", profile.id)
            if employer is None
            else (employer, profile.region_code, profile.workplace)
        )
        sites.append(numbers.setdefault(key, len(numbers)))
    return np.array(sites, dtype=np.int64)
