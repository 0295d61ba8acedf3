"""Use cases of matching: postings for a worker, workers for a posting, an answer to a question.

What is stored for the whole district stands in matches/; here each question is answered as it is
asked, by the same functions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jobmatch.domain.errors import NotFoundError
from jobmatch.matching import answers, facts, ranking
from jobmatch.matching.frames import PostingFrame, WorkerFrame
from jobmatch.matching.lots import lots
from jobmatch.queries import aliases, profiles
from jobmatch.services import collecting, indexes, readings, registers, renewals, teaching

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area
    from jobmatch.matching.answers import Answer, Found, Match
    from jobmatch.matching.facts import WorkerFacts
    from jobmatch.matching.profiles import PostingProfile, WorkerProfile
    from jobmatch.matching.searches import Understood
    from jobmatch.services.indexes import Index
    from jobmatch.services.lexicon import Aliases
    from jobmatch.services.registers import Register


@dataclass(frozen=True, slots=True)
class WorkerMatches:
    """Postings for one worker: how the register was read, and the answer."""

    understood: Understood
    answer: Answer


@dataclass(frozen=True, slots=True)
class Finding:
    """What a question found: how it was read, and the postings without their reasons."""

    understood: Understood
    found: Found


@dataclass(frozen=True, slots=True)
class Candidate:
    """One worker for a posting, with what speaks for and against it."""

    worker: WorkerProfile
    match: Match


@dataclass(frozen=True, slots=True)
class PostingMatches:
    """Workers without work for one posting, best first."""

    posting: PostingProfile
    candidates: tuple[Candidate, ...]
    asked: int
    """How many workers were looked at."""
    permitted: int
    """How many of them break no limit."""


def open_index(
    session: Session,
    *,
    today: date,
    holder: indexes.Holder | None = None,
    centre: str | None = None,
    more: Aliases = (),
) -> Index:
    """Give the index of all open postings; *holder* keeps it between requests.

    What people taught is laid over the word tables: what counts for all, and for *centre* what
    its own people said, and *more* aliases that somebody tries on.
    """
    version = f"{profiles.postings_version(session)}|{today.isoformat()}"
    taught = tuple(sorted({*aliases.aliases_in_force(session, centre=centre), *more}))
    if holder is None:
        asked = _open_postings(session, today)
        return teaching.teach_index(_build_index(session, asked), taught)

    def build(held: Index | None) -> Index:
        words = indexes.local_words((), profiles.community_names(session))
        same = held if held is not None and held.words.version == words.version else None
        if same is not None and same.readings.is_grown:
            same = None
        asked = _open_postings(session, today)
        kept = None if same is None else renewals.keep_up(same, asked)
        return kept or _build_index(session, asked, before=same)

    return holder.under(holder.current(version, build), taught, teaching.teach_index)


def _open_postings(session: Session, today: date) -> list[PostingProfile]:
    with collecting.paused():
        return profiles.posting_profiles(session, on=today)


def _build_index(
    session: Session, asked: Sequence[PostingProfile], *, before: Index | None = None
) -> Index:
    """Build the index of the word tables; what the index *before* has read is not read again."""
    words = indexes.local_words((), profiles.community_names(session))
    return indexes.build_index(
        asked,
        words,
        readings=before.readings if before else readings.open_readings(session, words),
    )


def match_worker(
    session: Session, *, worker_id: int, today: date, top: int = 10, index: Index | None = None
) -> WorkerMatches:
    """Match one worker of the register against all open postings.

    Raises:
        NotFoundError: there is no such worker.
    """
    files = profiles.worker_files(session, on=today, ids=(worker_id,))
    if not files:
        raise NotFoundError
    chosen = index or open_index(session, today=today)
    understood = chosen.readings.hear(files[0].said).for_worker(files[0].profile)
    told = _answer(chosen, understood, today=today, top=top, prospects=True)
    return WorkerMatches(understood, told)


def match_text(
    session: Session,
    *,
    text: str,
    today: date,
    top: int = 10,
    worker_id: int | None = None,
    index: Index | None = None,
) -> WorkerMatches:
    """Answer what somebody typed or said; for a worker of the register where one is named."""
    chosen = index or open_index(session, today=today)
    worker = None
    if worker_id is not None:
        files = profiles.worker_files(session, on=today, ids=(worker_id,))
        if not files:
            raise NotFoundError
        worker = files[0].profile
    understood = chosen.hear(text).for_worker(worker)
    return WorkerMatches(understood, _answer(chosen, understood, today=today, top=top))


def find_for_text(*, text: str, today: date, most: int, index: Index) -> Finding:
    """Find what fits a typed question, without explaining it: see explained()."""
    understood = index.hear(text).for_worker(None)
    worker = facts.read_worker(understood.profile, index.knowledge)
    found = answers.find(worker, index.postings, knowledge=index.knowledge, most=most, today=today)
    return Finding(understood, found)


def explained(found: Found, rows: Sequence[int], *, index: Index, today: date) -> tuple[Match, ...]:
    """Explain some of the *rows* of what was found in *index*."""
    return answers.explain(
        found.worker, index.postings, rows, knowledge=index.knowledge, today=today
    )


def match_posting(
    session: Session,
    *,
    posting_id: int,
    today: date,
    top: int = 10,
    area: Area | None = None,
    index: Index | None = None,
    register: Register | None = None,
) -> PostingMatches:
    """Rank the workers without work within *area* for one posting, open or not.

    Args:
        session: for reading.
        posting_id: the posting.
        today: the day of ages and freshness.
        top: how many candidates are told.
        area: whose workers.
        index: the postings that are open today; None builds it.
        register: the labour force as *index* reads it today; None reads the workers concerned.

    Raises:
        NotFoundError: there is no such posting, or it has no title.
    """
    asked = profiles.posting_profiles(session, on=today, ids=(posting_id,))
    if not asked:
        raise NotFoundError
    chosen = index or open_index(session, today=today)
    posting = _frame_of(chosen, asked[0])
    if register is None:
        files = profiles.unemployed_files(session, on=today, area=area)
        workers = WorkerFrame(tuple(registers.read_workers(files, chosen.readings)))
        rows = np.arange(len(workers))
    else:
        # All of them, because what their frame has classed once serves every posting.
        workers = register.frame
        rows = register.rows_of(profiles.unemployed_ids(session, on=today, area=area))
    scores = ranking.pair_scores(workers, posting, conditions=chosen.conditions, today=today)
    scores, ids = scores[rows, 0], workers.ids[rows]
    best = ranking.order_of(scores, ids, -lots(ids, posting_id), top)
    candidates = tuple(
        _candidate(workers.workers[row], posting, chosen, today) for row in rows[best]
    )
    permitted = int((scores > ranking.EXCLUDED).sum())
    return PostingMatches(asked[0], candidates, len(rows), permitted)


def _frame_of(index: Index, profile: PostingProfile) -> PostingFrame:
    """Give one posting as a frame; one that is not open is no part of the index."""
    rows = np.flatnonzero(index.postings.ids == profile.id)
    if rows.size:
        return index.postings.take(rows)
    read = index.readings.posting(profile)
    return PostingFrame([read], index.readings.synonyms(), index.words.speller)


def _candidate(worker: WorkerFacts, posting: PostingFrame, index: Index, today: date) -> Candidate:
    told = answers.explain(worker, posting, [0], knowledge=index.knowledge, today=today)
    return Candidate(worker.profile, told[0])


def _answer(
    index: Index, understood: Understood, *, today: date, top: int, prospects: bool = False
) -> Answer:
    return answers.answer(
        facts.read_worker(understood.profile, index.knowledge),
        index.postings,
        knowledge=index.knowledge,
        top=top,
        today=today,
        prospects=prospects,
    )
