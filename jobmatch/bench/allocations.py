"""How long an allocation takes: a sample as large as a fair, and the whole district."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Any

import numpy as np

from jobmatch.bench import districts
from jobmatch.bench.openings import SEED, Loaded, Plan, load
from jobmatch.matching import allocation, ranking
from jobmatch.matching.frames import WorkerFrame
from jobmatch.services.allocations import gathering, planning

if TYPE_CHECKING:
    from pathlib import Path


def measure_allocations(folder: Path, plan: Plan) -> dict[str, Any]:
    """Plan a sample of workers and postings, then everybody who seeks work."""
    loaded = load(folder, plan)
    return {"sample": _sampled(loaded, plan), "district": _whole(loaded, folder, plan)}


def _sampled(loaded: Loaded, plan: Plan) -> dict[str, Any]:
    """Place sampled workers in sampled postings at once, every permitted pair an arc."""
    rng = random.Random(SEED)  # noqa: S311 - a fixed sequence, no secret
    everybody, offered = loaded.workers, loaded.index.postings
    workers = rng.sample(everybody, min(plan.allocated[0], len(everybody)))
    rows = sorted(rng.sample(range(len(offered)), min(plan.allocated[1], len(offered))))
    postings = offered.take(rows)
    start = time.perf_counter()
    scores = ranking.pair_scores(WorkerFrame(tuple(workers)), postings, **loaded.asked)
    task = allocation.Task(
        allocation.pairs_of(scores, least=ranking.LEAST),
        np.array([max(f.profile.vacancies or 1, 1) for f in postings.postings], dtype=np.int64),
        np.zeros(len(workers), dtype=np.int64),
    )
    scored = time.perf_counter()
    found = allocation.allocate(task)
    return {
        "workers": len(workers),
        "postings": len(postings),
        "arcs": len(task.pairs),
        "placed": int((found.chosen != allocation.NOBODY).sum()),
        "scoring_seconds": scored - start,
        "solving_seconds": time.perf_counter() - scored,
        "seconds": time.perf_counter() - start,
        "is_proven": task.value(found.chosen) == found.bound,
    }


def _whole(loaded: Loaded, folder: Path, plan: Plan) -> dict[str, Any]:
    """Plan all without work and all who asked for other work over all open postings."""
    with (
        districts.scratch(folder, scale=plan.scale, rows=plan.rows) as store,
        store.reads() as session,
    ):
        start = time.perf_counter()
        gathered = gathering.gather(session, gathering.Scope(on=districts.DAY), index=loaded.index)
        read = time.perf_counter()
        made = planning.make_plan(gathered)
    return {
        "people": len(gathered.people),
        "postings": len(gathered.postings),
        "arcs": len(gathered.task.pairs),
        "placed": made.placed,
        "gathering_seconds": read - start,
        "planning_seconds": time.perf_counter() - read,
        "seconds": time.perf_counter() - start,
        "is_proven": made.worth == made.best.bound,
    }
