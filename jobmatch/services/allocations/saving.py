"""Keeps a plan: once for the same inputs, with seats that the database numbers within places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import insert

from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import NotFoundError
from jobmatch.matching.allocation import NOBODY, SCALE
from jobmatch.queries import allocations as asked
from jobmatch.services import audit
from jobmatch.services.allocations import planning
from jobmatch.services.allocations.gathering import ENGINE
from jobmatch.store.allocations import (
    AllocationPlace,
    AllocationPlan,
    AllocationSeat,
    AllocationUnplaced,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.services.allocations.gathering import Gathered
    from jobmatch.services.allocations.planning import Plan


def same_plan(session: Session, gathered: Gathered) -> AllocationPlan | None:
    """Give the plan that was made of the same inputs before, or None."""
    return asked.plan_with_inputs(session, inputs=gathered.digest())


def save_plan(session: Session, plan: Plan, *, actor: Actor) -> tuple[AllocationPlan, bool]:
    """Keep *plan*; where it stands already, give that row and False."""
    actor.check(Permission.RECOMMEND)
    inputs = plan.gathered.digest()
    standing = asked.plan_with_inputs(session, inputs=inputs)
    if standing is not None:
        return standing, False
    row = AllocationPlan(
        fair_id=plan.gathered.scope.fair_id,
        planned_on=plan.gathered.scope.on,
        engine=ENGINE,
        inputs=inputs,
        people=len(plan.gathered.people),
        placed=plan.placed,
        worth=plan.worth,
        bound=plan.best.bound,
        figures=planning.figures(plan),
        account_id=actor.account_id,
    )
    session.add(row)
    session.flush()
    for table, rows in (
        (AllocationPlace, _places(plan, row.id)),
        (AllocationSeat, _seats(plan, row.id)),
        (AllocationUnplaced, _unplaced(plan, row.id)),
    ):
        if rows:
            session.execute(insert(table), rows)
    audit.record(
        session,
        actor=actor,
        action="allocation.planned",
        subject=row,
        changes={
            "people": row.people,
            "placed": row.placed,
            "inputs": inputs,
            "priorities": list(plan.gathered.priorities),
        },
    )
    return row, True


def plan_lines(
    session: Session,
    *,
    plan_id: int | None = None,
    worker_id: int | None = None,
    top: int,
    unplaced: bool = False,
) -> list[str]:
    """Give a plan that stands, one line per person by worker id; the newest one without a number.

    Raises:
        NotFoundError: there is no such plan, or the worker is not in it.
    """
    newest = asked.newest_plans(session, top=1)
    row = session.get(AllocationPlan, plan_id) if plan_id is not None else next(iter(newest), None)
    if row is None:
        which = f"编号为 {plan_id} 的方案" if plan_id is not None else "保存过的方案"
        raise NotFoundError(f"没有{which}。")
    told = {each.worker_id: each.sentence for each in row.unplaced}
    seats = {} if unplaced else {each.worker_id: each for each in row.seats}
    wanted = sorted(told.keys() | seats.keys())
    if worker_id is not None:
        wanted = [each for each in wanted if each == worker_id]
        if not wanted:
            raise NotFoundError(f"方案 {row.id} 里没有编号为 {worker_id} 的劳动力。")
    wanted = wanted[:top]
    names = asked.names_of_workers(session, wanted)
    titles = asked.titles_of_postings(session, [s.posting_id for s in seats.values()])
    lines = [f"方案 {row.id}（{row.figures['title']}，{row.planned_on}）：安排上 {row.placed} 人"]
    for each in wanted:
        who = f"{each} {names.get(each, '已不在登记中')}"
        seat = seats.get(each)
        if seat is None:
            lines.append(f"{who} → 没有安排上：{told[each]}")
            continue
        title = titles.get(seat.posting_id, "岗位已不在库中")
        pinned = "，经办人指定" if seat.is_pinned else ""
        together = f"，与{seat.partner_id}一起" if seat.partner_id else ""
        lines.append(f"{who} → [{seat.posting_id}]{title}，匹配度{seat.fit:.0%}{pinned}{together}")
    return lines


def _places(plan: Plan, plan_id: int) -> list[dict[str, object]]:
    """Give the postings that take somebody, or that more people want than there are places."""
    gathered, firsts = plan.gathered, plan.crowd.firsts
    used = np.zeros(len(gathered.postings), dtype=bool)
    used[plan.chosen[plan.chosen != NOBODY]] = True
    kept = used | (plan.best.prices > 0) | (firsts > gathered.task.places)
    return [
        {
            "plan_id": plan_id,
            "posting_id": int(gathered.postings.ids[row]),
            "places": int(gathered.task.places[row]),
            "firsts": int(firsts[row]),
            **planning.more_of(plan, int(row)),
        }
        for row in np.flatnonzero(kept)
    ]


def _seats(plan: Plan, plan_id: int) -> list[dict[str, object]]:
    gathered, fits = plan.gathered, plan.fits()
    couples = gathered.rules.couples
    partner = dict(couples) | {other: one for one, other in couples}
    given: dict[int, int] = {}
    seats: list[dict[str, object]] = []
    for row in (int(each) for each in np.flatnonzero(plan.chosen != NOBODY)):
        posting = int(plan.chosen[row])
        given[posting] = given.get(posting, 0) + 1
        seats.append(
            {
                "plan_id": plan_id,
                "worker_id": gathered.people[row].worker_id,
                "posting_id": int(gathered.postings.ids[posting]),
                "places": int(gathered.task.places[posting]),
                "seat_no": given[posting],
                "priority_rank": int(gathered.task.ranks[row]),
                "fit": round(float(fits[row]) * SCALE) / SCALE,
                "is_pinned": row in gathered.pins,
                "partner_id": gathered.people[partner[row]].worker_id if row in partner else None,
            }
        )
    return seats


def _unplaced(plan: Plan, plan_id: int) -> list[dict[str, object]]:
    return [
        {
            "plan_id": plan_id,
            "worker_id": plan.gathered.people[row].worker_id,
            "priority_rank": int(plan.gathered.task.ranks[row]),
            "kind": found.kind,
            "broken_limit": found.limit.value if found.limit else None,
            "sentence": found.sentence,
        }
        for row, found in sorted(plan.shortfalls.items())
    ]
