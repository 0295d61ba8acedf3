"""A frame with some postings read anew, without putting everything else down again."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from jobmatch.matching.frames import PostingFrame

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobmatch.matching.facts import PostingFacts

FROM_READING = ("minor_hazard", "demand", "shift", "offers", "welfare", "groups", "skilled")
"""Columns that follow from reading a posting, not from its profile alone."""


def renewed(frame: PostingFrame, changed: Mapping[int, PostingFacts]) -> PostingFrame:
    """Give *frame* with other facts in the rows *changed*; profiles and texts stay the same.

    Only what reading tells of a posting is put down anew: its work, strain, shift, offers.
    """
    new = copy(frame)
    new.postings = tuple(changed.get(row, facts) for row, facts in enumerate(frame.postings))
    rows = np.array(list(changed), dtype=np.int64)
    part = PostingFrame(list(changed.values()), frame.synonyms)
    for name in FROM_READING:
        column = getattr(frame, name).copy()
        column[rows] = getattr(part, name)
        setattr(new, name, column)
    new.known = replace(frame.known, degrees={})
    new._occupations()  # noqa: SLF001 - of a copy that nobody else holds yet
    return new
