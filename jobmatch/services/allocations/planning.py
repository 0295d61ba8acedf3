"""Makes a plan of what was gathered, and the figures that its report prints.

Pure: no session, no clock. Own lists and the best pair first are made beside it from the same
pairs, so that what the plan gains is its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from jobmatch.domain.allocations import NOT_TAKING_PART, UNPLACED_NAMES
from jobmatch.matching import allocation, baselines, households
from jobmatch.matching.allocation import NOBODY, SCALE, Allocation, Array
from jobmatch.services.allocations import explaining

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobmatch.matching.baselines import Congestion
    from jobmatch.matching.shortfalls import Shortfall
    from jobmatch.services.allocations.gathering import Gathered

MOST_WANTED = 8
"""Postings told as the ones that most people want."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan, beside it what own lists and the best pair first would do, and who is left why."""

    gathered: Gathered
    best: Allocation
    own_lists: Array
    best_pair_first: Array
    crowd: Congestion
    shortfalls: dict[int, Shortfall]
    """By row of the people whom the plan leaves without a place."""

    @property
    def chosen(self) -> Array:
        """Row of the posting per person, NOBODY for none."""
        return self.best.chosen

    @property
    def worth(self) -> int:
        """The value that was maximised."""
        return self.gathered.task.value(self.chosen)

    @property
    def placed(self) -> int:
        """How many people have a place."""
        return int((self.chosen != NOBODY).sum())

    def fits(self) -> Array:
        """Give the fit (0 to 1) of each person in the plan, 0 without a place."""
        fits: Array = allocation.fits_of(self.gathered.task.pairs, self.chosen) / SCALE
        return fits


def make_plan(gathered: Gathered, *, progress: Callable[[str], None] | None = None) -> Plan:
    """Make the best plan of *gathered*; the same input gives the same plan."""
    tell = progress or _silent
    task, rules = gathered.task, gathered.rules
    tell(f"正在安排：{len(gathered.people)}人、{len(gathered.postings)}个岗位、{len(task.pairs)}对")
    best = households.allocate(task, rules)
    tell("正在与各看各的名单、好的先配比较")
    own, greedy = baselines.own_lists(task), baselines.best_pair_first(task, rules)
    tell("正在写明没有安排上的原因")
    return Plan(
        gathered=gathered,
        best=best,
        own_lists=own,
        best_pair_first=greedy,
        crowd=baselines.congestion(task),
        shortfalls=explaining.explain_unplaced(gathered, best.chosen),
    )


def figures(plan: Plan) -> dict[str, Any]:
    """Give what the report prints, as plain values."""
    gathered, scope = plan.gathered, plan.gathered.scope
    return {
        "title": gathered.title,
        "on": scope.on.isoformat(),
        "fair_id": scope.fair_id,
        "least": scope.least,
        "open_places": scope.open_places,
        "people": len(gathered.people),
        "unemployed": sum(not each.employed for each in gathered.people),
        "changers": sum(each.employed for each in gathered.people),
        "postings": len(gathered.postings),
        "places": int(gathered.task.places.sum()),
        "pairs": len(gathered.task.pairs),
        "priorities": list(gathered.priorities),
        "ranks": _ranks(plan),
        "methods": {
            "plan": _method(plan, plan.chosen),
            "own_lists": _method(plan, plan.own_lists),
            "best_pair_first": _method(plan, plan.best_pair_first),
        },
        "proven": plan.best.bound == plan.worth,
        "may_gain": _gap(plan),
        "congestion": _congestion(plan),
        "wanted": _wanted(plan),
        "couples": _couples(plan),
        "carers": len(gathered.rules.carers),
        "pins": _pins(plan),
        "unplaced": _unplaced(plan),
    }


def _method(plan: Plan, chosen: Array) -> dict[str, Any]:
    fits = allocation.fits_of(plan.gathered.task.pairs, chosen)[chosen != NOBODY] / SCALE
    return {
        "placed": len(fits),
        "fit_sum": round(float(fits.sum()), 4),
        "fit_mean": round(float(fits.mean()), 4) if len(fits) else 0.0,
        "postings": len(np.unique(chosen[chosen != NOBODY])),
    }


def _ranks(plan: Plan) -> list[dict[str, Any]]:
    ranks = plan.gathered.task.ranks
    return [
        {
            "name": name,
            "people": int((ranks == rank).sum()),
            "plan": _placed(plan.chosen, ranks == rank),
            "own_lists": _placed(plan.own_lists, ranks == rank),
            "best_pair_first": _placed(plan.best_pair_first, ranks == rank),
        }
        for rank, name in enumerate(plan.gathered.rank_names)
        if rank or (ranks == rank).any()
    ]


def _placed(chosen: Array, people: Array) -> int:
    return int((chosen[people] != NOBODY).sum())


def _gap(plan: Plan) -> dict[str, float]:
    """Give what a better plan could at most add: people, and the sum of fits."""
    step = plan.gathered.task.step()
    steps, rest = divmod(plan.best.bound - plan.worth, step)
    return {"placed": int(steps), "fit_sum": round(rest / SCALE, 4)}


def _congestion(plan: Plan) -> dict[str, Any]:
    listed, used = plan.crowd.listed, np.unique(plan.chosen[plan.chosen != NOBODY])
    top = int(np.argmax(listed)) if len(listed) else NOBODY
    return {
        "listed": baselines.LISTED,
        "seen": int((listed > 0).sum()),
        "most": int(listed[top]) if top != NOBODY else 0,
        "most_posting": _posting(plan, top) if top != NOBODY else None,
        "most_firsts": int(plan.crowd.firsts.max(initial=0)),
        "used": len(used),
    }


def _wanted(plan: Plan) -> list[dict[str, Any]]:
    """Give the postings that most people want beyond their places, and what one more would do."""
    task, firsts = plan.gathered.task, plan.crowd.firsts
    over = firsts - task.places
    order = np.lexsort((plan.gathered.postings.ids, -over, -plan.best.prices))
    return [
        {
            **_posting(plan, int(row)),
            "places": int(task.places[row]),
            "firsts": int(firsts[row]),
            **more_of(plan, int(row)),
        }
        for row in order[:MOST_WANTED]
        if firsts[row] > 1 and (over[row] > 0 or plan.best.prices[row] > 0)
    ]


def more_of(plan: Plan, row: int) -> dict[str, float]:
    """Tell what one more place of the posting in *row* would add: a person, or fit."""
    price, step = int(plan.best.prices[row]), plan.gathered.task.step()
    placed = int(2 * price > step)
    return {"more_placed": placed, "more_fit": 0.0 if placed else round(price / SCALE, 4)}


def _posting(plan: Plan, row: int) -> dict[str, Any]:
    profile = plan.gathered.postings.postings[row].profile
    return {"posting_id": profile.id, "title": profile.title, "employer": profile.employer or ""}


def _couples(plan: Plan) -> dict[str, int]:
    couples = plan.gathered.rules.couples
    return {
        "asking": len(couples),
        "together": sum(bool(plan.chosen[one] != NOBODY) for one, _ in couples),
    }


def _pins(plan: Plan) -> dict[str, Any]:
    pins = plan.gathered.pins
    return {
        "unmet": _unmet_pins(plan),
        "pinned": len(pins),
        "placed": sum(bool(plan.chosen[row] != NOBODY) for row in pins),
        "forbidden": len(plan.gathered.forbidden),
    }


def _unmet_pins(plan: Plan) -> list[dict[str, Any]]:
    """Give the pins that the plan cannot keep, each with why."""
    unmet = [
        (pin, plan.shortfalls[row].sentence)
        for row, pin in plan.gathered.pins.items()
        if plan.chosen[row] == NOBODY
    ]
    unmet += [
        (pin, f"指定了岗位[{pin.posting_id}]（{pin.reason}），但本人{NOT_TAKING_PART}。")
        for pin in plan.gathered.idle_pins
    ]
    return [
        {"worker_id": pin.worker_id, "posting_id": pin.posting_id, "sentence": sentence}
        for pin, sentence in sorted(unmet, key=lambda each: each[0].worker_id)
    ]


def _unplaced(plan: Plan) -> list[dict[str, Any]]:
    kinds = [found.kind for found in plan.shortfalls.values()]
    return [
        {"kind": kind.value, "name": name, "people": kinds.count(kind)}
        for kind, name in UNPLACED_NAMES.items()
        if kind in kinds
    ]


def _silent(line: str) -> None:
    del line
