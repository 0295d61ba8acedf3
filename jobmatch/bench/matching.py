"""How fast the whole district is matched, beside its peers, in one run on one machine.

Every measure runs in a child of its own on the same scratch district (districts.py). Times depend
on the machine; what counts are the ratios of one run, in which engine and peers take turns.
"""

from __future__ import annotations

import os
import platform
import random
import time
from dataclasses import asdict
from statistics import mean, median
from typing import TYPE_CHECKING, Any

import numpy as np

from jobmatch.bench import allocations, children, districts, peers, suggestions
from jobmatch.bench.figures import figures_of
from jobmatch.bench.openings import FULL, QUICK, SEED, Plan, load, spread, timed
from jobmatch.bench.reference import Reference, agrees
from jobmatch.matching import facts, homophones, ranking
from jobmatch.matching.frames import PostingFrame, WorkerFrame
from jobmatch.services import indexes, lexicon
from jobmatch.services.matches.districts import settled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jobmatch.bench.figures import MatchFigure
    from jobmatch.bench.openings import Loaded
    from jobmatch.matching.facts import WorkerFacts

TOP, TOP_WORKERS = 20, 50
TIMES = (1, 4, 16)


def measure_matching(
    folder: Path, *, quick: bool, progress: Callable[[str], None]
) -> tuple[list[MatchFigure], dict[str, Any]]:
    """Measure everything on a scratch district in *folder*.

    Args:
        folder: an empty folder, or one that an earlier call filled.
        quick: a small district, for a first look and for tests.
        progress: called with a short Chinese line before each measure.

    Returns:
        The figures in the order in which they are printed, and what stands behind them.
    """
    plan = QUICK if quick else FULL
    details: dict[str, Any] = {"load_before": os.getloadavg(), "machine": machine()}
    steps: tuple[tuple[str, str, Callable[[Path, Plan], dict[str, Any]]], ...] = (
        ("prepare", "建立演示区并展开岗位", prepare),
        ("engine", "全区、单人、单岗", measure_engine),
        ("peers", "与 rapidfuzz、sparse_dot_topn 轮流比较", measure_peers),
        ("reference", "与逐对计算的参照比较", measure_reference),
        ("growth", "岗位 4 倍、16 倍", measure_growth),
        ("suggestions", "边输入边提示", measure_suggestions),
        ("allocations", "统筹安排", allocations.measure_allocations),
    )
    for key, line, step in steps:
        progress(line)
        measured = children.in_child(step, folder, plan)
        details[key] = {"peak_mb_of_child": round(measured.peak_mb), **measured.result}
    details["load_after"] = os.getloadavg()
    return list(figures_of(details)), details


def machine() -> dict[str, Any]:
    """Say what the figures were measured on."""
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "numpy": np.__version__,
    }


def prepare(folder: Path, plan: Plan) -> dict[str, Any]:
    """Make the district, read it for the first time, and keep the readings."""
    start = time.perf_counter()
    with districts.scratch(folder, scale=plan.scale, rows=plan.rows):
        made = time.perf_counter() - start
    start = time.perf_counter()
    indexes.load_words()
    words = time.perf_counter() - start
    loaded = load(folder, plan)
    with (
        districts.scratch(folder, scale=plan.scale, rows=plan.rows) as store,
        store.writes.begin() as session,
    ):
        kept = loaded.index.readings.keep(session)
    postings = loaded.index.postings
    return {
        "district_seconds": made,
        "words_seconds": words,
        "index_seconds_unread": loaded.index_seconds,
        "readings_kept": kept,
        "workers": len(loaded.workers),
        "postings": len(postings),
        "terms": len(postings.vocabulary),
        "mean_terms_per_posting": postings.terms.nnz / max(len(postings), 1),
        "mean_occupations_per_posting": mean(len(f.occupations) for f in postings.postings),
        "mean_wants_per_worker": mean(len(each.wants) for each in loaded.workers),
        "distinct_wants": len({want for each in loaded.workers for want in each.wants}),
    }


def measure_engine(folder: Path, plan: Plan) -> dict[str, Any]:
    """Measure opening, all pairs in both directions, one worker, one posting."""
    loaded = load(folder, plan)
    frame, postings = WorkerFrame(loaded.workers), loaded.index.postings
    rng = random.Random(SEED)  # noqa: S311 - a fixed sequence, no secret
    pairs = [timed(_all_postings, frame, loaded) for _ in range(plan.rounds)]
    peak = children.peak_mb()
    turned = timed(_all_workers, frame, loaded)
    singles = rng.sample(loaded.workers, min(plan.singles, len(loaded.workers)))
    alone = [timed(_one_worker, each, loaded) for each in singles]
    rows = rng.sample(range(len(postings)), max(1, plan.singles // 10))
    offered = [timed(_one_posting, row, frame, loaded) for row in rows]
    return {
        "index_seconds": loaded.index_seconds,
        "workers_seconds": loaded.workers_seconds,
        "pairs_seconds": pairs,
        "pairs_peak_mb": round(peak),
        "best_workers_seconds": turned,
        "worker_ms": spread(alone),
        "posting_ms": spread(offered),
    }


def measure_peers(folder: Path, plan: Plan) -> dict[str, Any]:
    """Let engine and peers take turns; ratios are taken from the medians of one child."""
    loaded = load(folder, plan)
    frame, postings = WorkerFrame(loaded.workers), loaded.index.postings
    fuzzy = peers.Fuzzy(
        loaded.workers,
        postings.postings,
        cut=lexicon.load_cutter().cut,
        segment=loaded.index.knowledge.segment,
    )
    bare = peers.Sparse(loaded.workers, postings)
    _all_postings(frame, loaded)
    engine, products, strings = list[float](), list[Any](), list[Any]()
    for _ in range(plan.rounds):
        engine.append(timed(_all_postings, frame, loaded))
        products.append(bare.measure())
        strings.append(fuzzy.measure())
    return {
        "engine_runs": engine,
        "engine_seconds": median(engine),
        "sparse_runs": [each.seconds for each in products],
        "sparse_seconds": median(each.seconds for each in products),
        "sparse_terms": (products[0].mean_worker_terms, products[0].mean_posting_terms),
        "cdist_runs": [each.seconds for each in strings],
        "cdist_sample": (strings[0].workers, strings[0].postings),
        "cdist_seconds": median(each.extrapolated_seconds for each in strings),
        "cdist_words": (strings[0].mean_worker_words, strings[0].mean_posting_words),
    }


def measure_reference(folder: Path, plan: Plan) -> dict[str, Any]:
    """Make the lists of some workers again, pair by pair, and count those that differ."""
    loaded = load(folder, plan)
    rng = random.Random(SEED)  # noqa: S311 - a fixed sequence, no secret
    chosen = rng.sample(loaded.workers, min(plan.sampled, len(loaded.workers)))
    frame = WorkerFrame(loaded.workers)
    found = {each.subject: each for each in _all_postings(frame, loaded)}
    reference = Reference(loaded.index.postings, **loaded.asked)
    start = time.perf_counter()
    differing = sum(
        not agrees(reference.ranked(each), found[each.profile.id], top=TOP) for each in chosen
    )
    return {
        "workers": len(chosen),
        "pairs": len(chosen) * len(loaded.index.postings),
        "seconds": time.perf_counter() - start,
        "differing": differing,
    }


def measure_growth(folder: Path, plan: Plan) -> dict[str, Any]:
    """Match the same workers against more and more postings."""
    loaded = load(folder, plan)
    rng = random.Random(SEED)  # noqa: S311 - a fixed sequence, no secret
    workers = rng.sample(loaded.workers, min(plan.grown, len(loaded.workers)))
    frame, plain = WorkerFrame(tuple(workers)), loaded.index.postings
    steps: list[dict[str, Any]] = []
    for times in TIMES:
        start = time.perf_counter()
        read = districts.multiply(plain.postings, times)
        postings = PostingFrame(read, plain.synonyms, plain.speller)
        built = time.perf_counter() - start
        runs = [timed(_sampled, frame, postings, loaded) for _ in range(max(plan.rounds, 2))]
        seconds = min(runs)
        linear = steps[0]["seconds"] * times if steps else seconds
        steps.append(
            {
                "times": times,
                "postings": len(postings),
                "frame_seconds": built,
                "runs": runs,
                "seconds": seconds,
                "beside_linear": seconds / linear,
                "peak_mb": round(children.peak_mb()),
            }
        )
    return {"workers": len(workers), "steps": steps}


def measure_suggestions(folder: Path, plan: Plan) -> dict[str, Any]:
    """Type sentences of ours, and titles of the district in Chinese and in pinyin."""
    loaded = load(folder, plan)
    rng = random.Random(SEED)  # noqa: S311 - a fixed sequence, no secret
    titles = sorted({each.profile.title for each in loaded.index.postings.postings})
    chosen = rng.sample(titles, min(plan.typed, len(titles)))
    half = len(chosen) // 2
    texts = [*chosen[:half], *("".join(homophones.syllables(each)) for each in chosen[half:])]
    with (
        districts.scratch(folder, scale=plan.scale, rows=plan.rows) as store,
        store.reads() as session,
    ):
        sentences = suggestions.time_keystrokes(session, loaded.index)
        offered = suggestions.time_keystrokes(session, loaded.index, texts=texts)
    return {"sentences": asdict(sentences), "titles": asdict(offered)}


def _all_postings(frame: WorkerFrame, loaded: Loaded) -> list[ranking.Ranking]:
    # A fresh frame each time: what it learns of its workers is part of the work.
    fresh = WorkerFrame(frame.workers)
    with settled():
        return list(ranking.best_postings(fresh, loaded.index.postings, top=TOP, **loaded.asked))


def _all_workers(frame: WorkerFrame, loaded: Loaded) -> None:
    postings = loaded.index.postings
    list(ranking.best_workers(frame, postings, top=TOP_WORKERS, **loaded.asked))


def _sampled(frame: WorkerFrame, postings: PostingFrame, loaded: Loaded) -> None:
    list(ranking.best_postings(frame, postings, top=TOP, **loaded.asked))


def _one_worker(worker: WorkerFacts, loaded: Loaded) -> None:
    list(ranking.best_postings((worker,), loaded.index.postings, top=TOP, **loaded.asked))


def _one_posting(row: int, frame: WorkerFrame, loaded: Loaded) -> None:
    """Read a posting as if it had just come, and rank all workers for it."""
    index = loaded.index
    read = facts.read_posting(index.postings.postings[row].profile, index.words.knowledge)
    alone = PostingFrame((read,), index.words.synonyms, index.postings.speller)
    list(ranking.best_workers(frame, alone, top=TOP_WORKERS, **loaded.asked))
