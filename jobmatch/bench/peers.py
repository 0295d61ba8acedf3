"""The peers that the engine is measured beside: fuzzy strings for all pairs, and bare products.

rapidfuzz and sparse_dot_topn are opened here as peers, whole, on purpose: what is measured is the
library's own road, not ours with the library's name.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from rapidfuzz import fuzz, process
from scipy import sparse
from sparse_dot_topn import sp_matmul_topn

from jobmatch.matching import wants

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jobmatch.matching.facts import PostingFacts, WorkerFacts
    from jobmatch.matching.frames import PostingFrame
    from jobmatch.matching.profiles import Want

SAMPLED, SEED, THREADS, TOP = 500, 1, 2, 20


@dataclass(frozen=True, slots=True)
class FuzzyTime:
    """rapidfuzz over a sample of workers and all postings, and what all workers would take."""

    seconds: float
    workers: int
    postings: int
    extrapolated_seconds: float
    mean_worker_words: float
    mean_posting_words: float


@dataclass(frozen=True, slots=True)
class SparseTime:
    """sparse_dot_topn over W·E and P, without limits or typed parts."""

    seconds: float
    mean_worker_terms: float
    mean_posting_terms: float
    columns: int


class Fuzzy:
    """All pairs by rapidfuzz.process.cdist: title and skills cut into words, token_set_ratio.

    A posting is its title, the words for trades in its description and its certificates; a worker
    is what was asked for, skills and earlier work. Cutting is not measured, comparing is.
    """

    def __init__(
        self,
        workers: Sequence[WorkerFacts],
        postings: Sequence[PostingFacts],
        *,
        cut: Callable[[str], Iterable[str]],
        segment: Callable[[str], Sequence[str]],
    ) -> None:
        self._all = len(workers)
        chosen = random.Random(SEED).sample(  # noqa: S311 - a fixed sequence, no secret
            list(workers), min(SAMPLED, len(workers))
        )
        self._workers = [_words(_said(each), cut) for each in chosen]
        self._postings = [_words(_offered(each, segment), cut) for each in postings]

    def measure(self) -> FuzzyTime:
        """Compare the sampled workers with all postings."""
        start = time.perf_counter()
        process.cdist(
            self._workers,
            self._postings,
            scorer=fuzz.token_set_ratio,
            dtype=np.uint8,
            workers=THREADS,
        )
        seconds = time.perf_counter() - start
        return FuzzyTime(
            seconds,
            len(self._workers),
            len(self._postings),
            seconds * self._all / max(len(self._workers), 1),
            _mean_words(self._workers),
            _mean_words(self._postings),
        )


class Sparse:
    """All pairs by sparse_dot_topn over the engine's own W·E and P.

    Columns are occupations and terms. W·E of a worker holds, for each, the most that any of the
    worker's wants gives (E spread out: neighbouring occupations, other spellings); P holds the
    degrees of a posting's readings and the weights of its terms. That is the text part of a score
    with sums in the place of the best reading, as a plain product has it.
    """

    def __init__(self, workers: Sequence[WorkerFacts], postings: PostingFrame) -> None:
        offered = postings.readings[0]
        for reading in postings.readings[1:]:
            offered = offered.maximum(reading)
        self.offered = sparse.hstack([offered[postings.trade], postings.terms]).tocsr()
        self.offered = self.offered.astype(np.float32)
        self._transposed = self.offered.T.tocsr()
        self.asked = _asked(workers, postings, self.offered.shape[1])

    def measure(self) -> SparseTime:
        """Give the best postings of every worker."""
        start = time.perf_counter()
        sp_matmul_topn(self.asked, self._transposed, top_n=TOP, sort=True, n_threads=THREADS)
        return SparseTime(
            time.perf_counter() - start,
            self.asked.nnz / max(self.asked.shape[0], 1),
            self.offered.nnz / max(self.offered.shape[0], 1),
            self.offered.shape[1],
        )


def _said(worker: WorkerFacts) -> str:
    profile = worker.profile
    asked = [want.phrase for want in profile.wishes.wants]
    return "，".join(dict.fromkeys((*asked, *profile.worked, *profile.skills)))


def _offered(posting: PostingFacts, segment: Callable[[str], Sequence[str]]) -> str:
    profile = posting.profile
    skills = segment(profile.description)
    return "，".join(dict.fromkeys((profile.title, *skills, *profile.certificates)))


def _words(text: str, cut: Callable[[str], Iterable[str]]) -> str:
    return " ".join(word for word in cut(text) if word.strip("，,。；;（）() "))


def _mean_words(texts: Sequence[str]) -> float:
    return sum(len(text.split()) for text in texts) / max(len(texts), 1)


def _asked(workers: Sequence[WorkerFacts], postings: PostingFrame, width: int) -> Any:
    rows: dict[Want, dict[int, float]] = {}
    cells: dict[tuple[Want, ...], dict[int, float]] = {}
    indptr, indices, data = [0], list[int](), list[float]()
    for worker in workers:
        if worker.wants not in cells:
            merged: dict[int, float] = {}
            for want in worker.wants:
                if want not in rows:
                    rows[want] = _want_row(want, postings)
                for column, value in rows[want].items():
                    merged[column] = max(merged.get(column, 0.0), want.weight * value)
            cells[worker.wants] = merged
        mine = cells[worker.wants]
        indices += sorted(mine)
        data += [mine[column] for column in sorted(mine)]
        indptr.append(len(indices))
    return sparse.csr_matrix(
        (np.array(data, dtype=np.float32), np.array(indices, dtype=np.int32), np.array(indptr)),
        shape=(len(workers), width),
    )


def _want_row(want: Want, postings: PostingFrame) -> dict[int, float]:
    row: dict[int, float] = {}
    for code, weight in want.occupations:
        degrees = postings.degrees(code)
        for column in np.flatnonzero(degrees).tolist():
            value = wants.OCCUPATION_SHARE * weight * float(degrees[column])
            row[column] = max(row.get(column, 0.0), value)
    terms = postings.synonyms.meant("，".join(want.terms))
    rarity = {term: postings.synonyms.rarity.of(term) for term in terms}
    total = sum(rarity.values())
    share = wants.LETTERS_SHARE if want.known else wants.UNKNOWN_LETTERS_SHARE
    for term, spelt in zip(terms, postings.spellings(terms), strict=True):
        for place, degree in spelt:
            column = len(postings.codes) + place
            row[column] = row.get(column, 0.0) + share * rarity[term] / total * degree
    return row
