from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from jobmatch.domain.kinds import Shift
from jobmatch.matching import facts, ranking
from jobmatch.matching.frames import PostingFrame, WorkerFrame
from jobmatch.matching.profiles import WorkerProfile
from jobmatch.matching.renewals import renewed
from tests import matchmaking

TITLES = ("保洁员", "电焊工", "打包工，两班倒", "炒菜师傅")


def test_a_renewed_frame_is_one_that_was_built_so() -> None:
    read = [
        facts.read_posting(matchmaking.posting(title, number), matchmaking.knowledge())
        for number, title in enumerate(TITLES)
    ]
    frame = PostingFrame(read)
    other = replace(read[2], occupations=(("4-03-02-01", 1.0),), shift=Shift.DAY, skilled=True)
    made = renewed(frame, {2: other})
    built = PostingFrame([*read[:2], other, read[3]])
    for name in ("minor_hazard", "demand", "shift", "offers", "welfare", "skilled", "trade", "ids"):
        assert np.array_equal(getattr(made, name), getattr(built, name)), name
    assert made.codes == built.codes
    assert made.words == built.words
    assert np.array_equal(made.degrees("4-03-02-01"), built.degrees("4-03-02-01"))
    assert [(one != two).nnz for one, two in zip(made.readings, built.readings, strict=True)] == [
        0
    ] * len(built.readings)
    assert frame.postings[2] == read[2]


def test_what_a_frame_remembered_is_not_inherited() -> None:
    """A corrected posting scores anew in a process that has answered before."""
    known, today = matchmaking.knowledge(), date(2026, 3, 15)
    read = [
        facts.read_posting(matchmaking.posting(title, number), known)
        for number, title in enumerate(TITLES)
    ]
    people = [WorkerProfile(id=n, skills=(s,)) for n, s in enumerate(["打扫", "电焊"])]
    workers = WorkerFrame(tuple(facts.read_worker(each, known) for each in people))
    asked: dict[str, Any] = {
        "conditions": tuple(each.key for each in known.conditions),
        "today": today,
    }
    frame = PostingFrame(read)
    before = ranking.pair_scores(workers, frame, **asked)
    warmed = (frame.by_freshness, frame.trades, frame.papers, frame.by_term)
    other = replace(read[2], occupations=read[0].occupations)
    made, built = renewed(frame, {2: other}), PostingFrame([*read[:2], other, read[3]])
    for _ in range(2):
        after = ranking.pair_scores(workers, made, **asked)
        assert np.array_equal(after, ranking.pair_scores(workers, built, **asked))
        assert not np.array_equal(after, before)
        assert np.array_equal(ranking.pair_scores(workers, frame, **asked), before)
    assert made.by_freshness is not warmed[0]
    assert np.array_equal(made.trades[0], built.trades[0])
