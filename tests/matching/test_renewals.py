from __future__ import annotations

from dataclasses import replace

import numpy as np

from jobmatch.domain.kinds import Shift
from jobmatch.matching import facts
from jobmatch.matching.frames import PostingFrame
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
