"""Why the plan leaves somebody without a place: the reason that binds, one sentence per person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jobmatch.domain.allocations import UnplacedKind
from jobmatch.matching import allocation, households, shortfalls
from jobmatch.matching.allocation import NOBODY, SCALE, Array, Pairs
from jobmatch.matching.shortfalls import Shortfall

if TYPE_CHECKING:
    from jobmatch.services.allocations.gathering import Gathered


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the reasons look at: the plan, and who is bound to whom."""

    gathered: Gathered
    chosen: Array
    left: Array
    """Places that the plan leaves free, per posting."""
    partner: dict[int, int]
    group: dict[int, tuple[int, ...]]


def explain_unplaced(gathered: Gathered, chosen: Array) -> dict[int, Shortfall]:
    """Give for every row of people without a place what binds."""
    taken = allocation.taken_places(chosen, len(gathered.postings))
    couples = gathered.rules.couples
    ground = _Ground(
        gathered=gathered,
        chosen=chosen,
        left=gathered.task.places - taken,
        partner=dict(couples) | {other: one for one, other in couples},
        group={row: group for group in gathered.rules.carers for row in group},
    )
    found: dict[int, Shortfall] = {}
    nowhere: list[int] = []
    for row in (int(each) for each in np.flatnonzero(chosen == NOBODY)):
        told = _decided(ground, row)
        if told is None and len(gathered.fitting.of(row)) == 0:
            nowhere.append(row)
        else:
            found[row] = told or _crowded_out(ground, row)
    limits = shortfalls.find_shortfalls(
        [gathered.workers[row] for row in nowhere],
        gathered.postings,
        least=gathered.scope.least,
        knowledge=gathered.index.knowledge,
        today=gathered.scope.on,
    )
    return found | dict(zip(nowhere, limits, strict=True))


def _decided(ground: _Ground, row: int) -> Shortfall | None:
    """Give the reason where the person or a clerk decided: no work wanted, or a pin that fails."""
    gathered = ground.gathered
    if not gathered.people[row].willing:
        return Shortfall(UnplacedKind.NOT_WILLING, "登记为暂时不想找工作，没有参加安排。")
    pin = gathered.pins.get(row)
    if pin is None:
        return None
    columns = np.flatnonzero(gathered.postings.ids == pin.posting_id)
    sentence = f"指定了岗位[{pin.posting_id}]（{pin.reason}），但{_failure(ground, row, columns)}。"
    return Shortfall(UnplacedKind.PIN, sentence)


def _failure(ground: _Ground, row: int, columns: Array) -> str:
    gathered = ground.gathered
    if not len(columns):
        where = "不在这场招聘会上，或" if gathered.scope.fair_id else ""
        return f"这个岗位{where}已经招满或不再招聘"
    column = int(columns[0])
    if column not in gathered.fitting.of(row).postings:
        return "本人不符合它的硬性条件"
    if ground.left[column] <= 0:
        return "空缺都给了其他指定的人"
    return "家里要留人照顾或夫妻要在一起，去不了"


def _crowded_out(ground: _Ground, row: int) -> Shortfall:
    """Give the reason of somebody who fits somewhere."""
    gathered = ground.gathered
    fitting, allowed = gathered.fitting.of(row), gathered.task.pairs.of(row)
    if not len(allowed):
        return _forbidden(gathered, row, fitting)
    near = _without_far(ground, row, allowed)
    if not len(near):
        return Shortfall(
            UnplacedKind.CARE,
            f"家里要留人照顾，只能在附近；合适的{len(allowed)}个岗位都在外地或地点不清楚。",
        )
    if row in ground.partner:
        return _apart(ground, row, near)
    if row in ground.group and (ground.left[allowed.postings] > 0).any():
        return Shortfall(
            UnplacedKind.CARE,
            "家里要留一个人照顾，还有空缺的岗位都在外地，另一位家人已安排外出。",
        )
    return _full(ground, near)


def _without_far(ground: _Ground, row: int, allowed: Pairs) -> Pairs:
    """Leave out far work of somebody who alone must stay near."""
    if len(ground.group.get(row, ())) != 1:
        return allowed
    pairs, far = ground.gathered.task.pairs, ground.gathered.rules.far
    start, end = np.searchsorted(pairs.workers, (row, row + 1))
    return allowed.where(~far[start:end])


def _forbidden(gathered: Gathered, row: int, fitting: Pairs) -> Shortfall:
    worker_id = gathered.people[row].worker_id
    ids = gathered.postings.ids[fitting.postings]
    told = dict.fromkeys(gathered.forbidden.get((worker_id, int(each)), "") for each in ids)
    reasons = "；".join(why for why in told if why)
    sentence = f"合适的{len(fitting)}个岗位都排除了（{reasons}）。"
    return Shortfall(UnplacedKind.FORBIDDEN, sentence)


def _apart(ground: _Ground, row: int, mine: Pairs) -> Shortfall:
    gathered, other = ground.gathered, ground.partner[row]
    theirs = gathered.task.pairs.of(other)
    fitting = households.together(gathered.task, gathered.rules, mine.postings, theirs.postings)
    if not fitting.any():
        told = "没有一家单位同时有两个人都合适的空缺"
    else:
        told = "两个人都合适的单位，空缺已给了更靠前或更合适的人"
    return Shortfall(UnplacedKind.COUPLE, f"要和爱人在一起：{told}。")


def _full(ground: _Ground, mine: Pairs) -> Shortfall:
    gathered = ground.gathered
    places = int(gathered.task.places[mine.postings].sum())
    best = int(np.argmax(mine.fits))
    profile = gathered.postings.postings[int(mine.postings[best])].profile
    sentence = (
        f"合适的{len(mine)}个岗位共{places}个空缺，都给了更靠前或更合适的人；"
        f"最接近的是[{profile.id}]{profile.title}（匹配度{mine.fits[best] / SCALE:.0%}），"
        "其中任何一个多招一人就有机会。"
    )
    return Shortfall(UnplacedKind.FULL, sentence)
