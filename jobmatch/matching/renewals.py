"""A frame with some postings read anew, without putting everything else down again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from jobmatch.matching.frames import PostingFrame

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jobmatch.matching.facts import PostingFacts

_KEPT = frozenset(
    {
        *("terms", "vocabulary", "by_term", "asked_papers", "papers", "community", "places"),
        *("trade", "readings", "codes", "known", "synonyms", "speller", "postings"),
    }
)
"""What texts, papers and places alone decide, and what is made anew below."""


def renewed(frame: PostingFrame, changed: Mapping[int, PostingFacts]) -> PostingFrame:
    """Give *frame* with other facts in the rows *changed*; profiles and texts stay the same.

    Only what reading tells of these postings is put down anew: their work, strain, shift, offers.
    """
    new = frame.bare()
    new.postings = tuple(changed.get(row, facts) for row, facts in enumerate(frame.postings))
    rows = list(changed)
    part = PostingFrame(list(changed.values()), frame.synonyms)
    for name, values in vars(part).items():
        if name not in _KEPT:
            setattr(new, name, _spliced(getattr(frame, name), rows, values))
    new.known = replace(frame.known, degrees={})
    new._occupations()  # noqa: SLF001 - of a copy that nobody else holds yet
    return new


def _spliced(column: Any, rows: Sequence[int], values: Any) -> Any:
    """Give a copy of *column*, an array or a tuple per posting, with *values* in *rows*."""
    if isinstance(column, tuple):
        changed = dict(zip(rows, values, strict=True))
        return tuple(changed.get(row, value) for row, value in enumerate(column))
    copied = column.copy()
    copied[np.asarray(rows, dtype=np.int64)] = values
    return copied
