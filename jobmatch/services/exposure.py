"""The exposure report: who is shown to whom, group by group, against the qualified pool.

For every posting the limits tell whom it could take; that is its qualified pool. A group's share
of the pools says how many seats of the stored lists it would hold if lists were drawn blindly,
and the report puts the seats that it holds beside that number. Employment and placement rates are
given for the same pool, so that nobody is measured by work that the law keeps from them.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from jobmatch import clock
from jobmatch.domain import exposure as rules
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import ForbiddenError, NotFoundError, RuleBrokenError
from jobmatch.domain.exposure import Dimension
from jobmatch.domain.jobs import JobName
from jobmatch.matching.frames import PostingFrame, WorkerFrame
from jobmatch.matching.limits import permitted_pairs
from jobmatch.queries import exposure as queries
from jobmatch.queries import jobs as asked
from jobmatch.services import jobs, matching
from jobmatch.services.matches import districts, runs
from jobmatch.store.matches import MatchSide

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.matching.factors import Array
    from jobmatch.matching.facts import WorkerFacts
    from jobmatch.queries.exposure import WorkerTraits
    from jobmatch.services.indexes import Index
    from jobmatch.services.matches.districts import District
    from jobmatch.store.jobs import Job

HALF_RENEWED = "注意：全区匹配正在重算，或者上次没有算完，推荐名单有新有旧。请算完以后再看。"
STALE = "注意：名单存好以后，日期、名册、岗位或词表有变动，名单还没有跟上。请先重新匹配全区。"
BLOCK = 512
"""Workers whose limits are computed at once: a few megabytes over the open postings."""


class NotMatchedError(RuleBrokenError):
    """There is no stored list to report on."""

    message = "还没有全区匹配结果，请先执行 jobmatch match all。"


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group of one dimension; counts are None where the group is too small to be shown."""

    name: str
    people: int | None
    """Workers of the labour force for whom a list was computed."""
    qualified: int | None = None
    """Those of them whom at least one posting may take."""
    mean_permitted: float | None = None
    """Postings that may take one of the group, on average."""
    listed: int | None = None
    """Qualified workers whose own list holds at least one posting."""
    seats: int | None = None
    """Places that the group holds in the lists of postings."""
    expected_seats: float | None = None
    """Places that its share of each posting's qualified pool would give."""
    employed: int | None = None
    """Employed people among the qualified."""
    placed: int | None = None
    """Qualified people who started in a placement (at the fair, where one is named)."""

    @property
    def parity(self) -> float | None:
        """Give the seats as a multiple of the expected ones."""
        if self.seats is None or self.expected_seats is None:
            return None
        return rules.parity(self.seats, self.expected_seats)

    @property
    def is_hidden(self) -> bool:
        """Tell whether the group is too small to be shown."""
        return self.people is None

    def share(self, count: int | None) -> float | None:
        """Give *count* as a share of the qualified, None where they are too few to be shown."""
        if count is None or self.qualified is None or self.qualified < rules.LEAST_SHOWN:
            return None
        return count / self.qualified


@dataclass(frozen=True, slots=True)
class ExposureReport:
    """All groups of all dimensions, and what was looked at."""

    day: date
    matched_at: datetime | None
    remark: str | None
    """Where the stored lists are not those of the day and the rows that are reported."""
    fair: str | None
    postings: int
    people: int
    seats: int
    dimensions: dict[Dimension, tuple[GroupLine, ...]]


@dataclass(frozen=True, slots=True)
class _Pool:
    """Per worker (m): how many postings permit; per posting and group: how many are permitted."""

    permitted: Array
    by_posting: Array
    """Groups × postings; the last row is everybody."""


def report_exposure(
    session: Session,
    *,
    today: date,
    fair_id: int | None = None,
    progress: Callable[[str], None] | None = None,
) -> ExposureReport:
    """Report seats in stored lists, employment and placements by group on *today*.

    Args:
        session: a read session; nothing is written.
        today: the day of ages, employment and open postings.
        fair_id: report the postings shown at this fair alone; None reports all open ones.
        progress: called with a short Chinese line now and then.

    Raises:
        NotFoundError: there is no such fair.
        NotMatchedError: no list is stored.
    """
    fair = None if fair_id is None else _fair(session, fair_id)
    of_workers = queries.stored_lists(session, MatchSide.WORKER)
    of_postings = queries.stored_lists(session, MatchSide.POSTING)
    traits = _traits_of(session, of_workers, on=today)
    index = matching.open_index(session, today=today)
    postings = _postings_of(session, index, fair_id)
    district = districts.open_district(session, on=today, index=index)
    workers = _workers_of(district, [each.worker_id for each in traits])
    groups = _Groups(traits)
    pool = _pool(workers, postings, groups.members, progress or _silent)
    seats = _seats(of_postings, postings, groups)
    count = _Counted(
        pool=pool,
        listed=_listed(of_workers, groups.ids, {int(number) for number in postings.ids}),
        seats=seats,
        expected=_expected(of_postings, postings, pool),
        employed=np.array([each.is_employed for each in traits], dtype=bool),
        placed=_flag(groups.ids, queries.placed_workers(session, on=today, fair_id=fair_id)),
    )
    return ExposureReport(
        day=today,
        matched_at=queries.last_matched_at(session),
        remark=_remark(session, district),
        fair=fair,
        postings=len(postings),
        people=len(traits),
        seats=int(seats[-1]),
        dimensions={each: _lines(each, groups, count) for each in Dimension},
    )


def ask_for_report(session: Session, *, actor: Actor, key: str) -> Job:
    """Ask for the report on all open postings; one under way is given instead.

    Args:
        session: a write session.
        actor: who asks; the groups are those of the whole district.
        key: of the form, so that sending it twice asks once.
    """
    actor.check(Permission.SEE_FIGURES)
    if not actor.area.is_whole_district:
        raise ForbiddenError
    name, arguments = JobName.REPORT_EXPOSURE, {"day": clock.today().isoformat()}
    running = asked.under_way(session, name, arguments=dict(arguments))
    if running is not None:
        return running
    return jobs.enqueue(
        session, name, key=f"{name}:{key}", asked_by=actor, about="全部在招岗位", **arguments
    )


def plain(found: ExposureReport) -> dict[str, Any]:
    """Give a report as plain values: for JSON, and to keep it as the outcome of a job."""
    return {
        "day": found.day.isoformat(),
        "matched_at": None if found.matched_at is None else found.matched_at.isoformat(),
        "remark": found.remark,
        "fair": found.fair,
        "postings": found.postings,
        "people": found.people,
        "seats": found.seats,
        "dimensions": {
            dimension.value: [
                {
                    **asdict(line),
                    "parity": line.parity,
                    "listed_rate": line.share(line.listed),
                    "employment_rate": line.share(line.employed),
                    "placement_rate": line.share(line.placed),
                }
                for line in lines
            ]
            for dimension, lines in found.dimensions.items()
        },
    }


def _traits_of(session: Session, listed: Container[int], *, on: date) -> list[WorkerTraits]:
    traits = [each for each in queries.worker_traits(session, on=on) if each.worker_id in listed]
    if not traits:
        raise NotMatchedError
    return traits


class _Groups:
    """Membership of workers (m) in the groups of all dimensions, and in "everybody" at the end."""

    def __init__(self, traits: Sequence[WorkerTraits]) -> None:
        self.ids = np.array([each.worker_id for each in traits], dtype=np.int64)
        self.names = [
            (dimension, name)
            for dimension in Dimension
            for name in sorted({each.groups[dimension] for each in traits})
        ]
        column = {key: number for number, key in enumerate(self.names)}
        self.members: Array = np.zeros((len(traits), len(self.names) + 1), dtype=np.float32)
        self.members[:, -1] = 1
        for row, each in enumerate(traits):
            for key in each.groups.items():
                self.members[row, column[key]] = 1


@dataclass(frozen=True, slots=True)
class _Counted:
    pool: _Pool
    listed: Array
    seats: Array
    expected: Array
    employed: Array
    placed: Array


def _fair(session: Session, fair_id: int) -> str:
    name = queries.fair_name(session, fair_id)
    if name is None:
        raise NotFoundError(f"没有编号为 {fair_id} 的招聘会。")
    return name


def _postings_of(session: Session, index: Index, fair_id: int | None) -> PostingFrame:
    if fair_id is None:
        return index.postings
    shown = queries.fair_posting_ids(session, fair_id)
    return index.postings.take([r for r, n in enumerate(index.postings.ids) if int(n) in shown])


def _workers_of(district: District, ids: Sequence[int]) -> list[WorkerFacts]:
    """Give workers as matching reads them: the same limits, the person's refusals included."""
    read = {each.profile.id: each for each in district.workers.workers}
    return [read[number] for number in ids]


def _remark(session: Session, district: District) -> str | None:
    whole = queries.newest_run(session, scope=runs.WHOLE)
    if whole is None or whole.finished_at is None:
        return HALF_RENEWED
    newest = queries.newest_run(session)
    same = newest is not None and newest.content == district.content
    return None if same else STALE


def _pool(
    workers: Sequence[WorkerFacts],
    postings: PostingFrame,
    members: Array,
    progress: Callable[[str], None],
) -> _Pool:
    permitted = np.zeros(len(workers), dtype=np.int64)
    by_posting = np.zeros((members.shape[1], len(postings)))
    for start in range(0, len(workers), BLOCK):
        stop = start + BLOCK
        allowed = permitted_pairs(WorkerFrame(tuple(workers[start:stop])), postings)
        permitted[start:stop] = allowed.sum(axis=1)
        by_posting += members[start:stop].T @ allowed.astype(np.float32)
        progress(f"已核对 {min(stop, len(workers))}/{len(workers)} 人的条件")
    return _Pool(permitted, by_posting)


def _seats(lists: Mapping[int, Sequence[int]], postings: PostingFrame, groups: _Groups) -> Array:
    row = {int(number): at for at, number in enumerate(groups.ids)}
    seats = np.zeros(groups.members.shape[1])
    for number in postings.ids:
        held = [row[worker] for worker in lists.get(int(number), ()) if worker in row]
        seats += groups.members[held].sum(axis=0)
    return seats


def _expected(lists: Mapping[int, Sequence[int]], postings: PostingFrame, pool: _Pool) -> Array:
    """Give the seats of each group if every posting drew its list blindly from its pool."""
    lengths = np.array([len(lists.get(int(number), ())) for number in postings.ids])
    everybody = pool.by_posting[-1]
    shares = pool.by_posting / np.maximum(everybody, 1)
    expected: Array = shares @ lengths
    return expected


def _listed(lists: Mapping[int, Sequence[int]], ids: Array, shown: set[int]) -> Array:
    return np.array(
        [not shown.isdisjoint(lists.get(int(number), ())) for number in ids], dtype=bool
    )


def _flag(ids: Array, chosen: frozenset[int]) -> Array:
    return np.array([int(number) in chosen for number in ids], dtype=bool)


def _lines(dimension: Dimension, groups: _Groups, count: _Counted) -> tuple[GroupLine, ...]:
    columns = [at for at, (each, _) in enumerate(groups.names) if each is dimension]
    sizes = [int(groups.members[:, at].sum()) for at in columns]
    hidden = rules.hidden_groups(sizes)
    return tuple(
        GroupLine(groups.names[at][1], None)
        if number in hidden
        else _line(groups.names[at][1], at, groups, count)
        for number, at in enumerate(columns)
    )


def _line(name: str, at: int, groups: _Groups, count: _Counted) -> GroupLine:
    mine = groups.members[:, at] > 0
    qualified = mine & (count.pool.permitted > 0)
    return GroupLine(
        name=name,
        people=int(mine.sum()),
        qualified=int(qualified.sum()),
        mean_permitted=float(count.pool.permitted[mine].mean()),
        listed=int((qualified & count.listed).sum()),
        seats=int(count.seats[at]),
        expected_seats=float(count.expected[at]),
        employed=int((qualified & count.employed).sum()),
        placed=int((qualified & count.placed).sum()),
    )


def _silent(line: str) -> None:
    del line
