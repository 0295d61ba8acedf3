"""Use cases of matching: postings for a worker, workers for a posting, an answer to a question.

Lists are stored packed, one row per worker; reasons are not stored: the same function that made
the score tells them again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from jobmatch import clock
from jobmatch.domain.errors import NotFoundError
from jobmatch.matching import answers, facts, ranking, scoring
from jobmatch.queries import aliases, profiles
from jobmatch.services import indexes, readings, teaching
from jobmatch.store.matches import MatchList, MatchRun, MatchSide, pack_ids, pack_scores

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area
    from jobmatch.matching.answers import Answer, Match
    from jobmatch.matching.facts import WorkerFacts
    from jobmatch.matching.profiles import PostingProfile, WorkerProfile
    from jobmatch.matching.ranking import Ranking
    from jobmatch.matching.searches import Understood
    from jobmatch.services.indexes import Index
    from jobmatch.services.lexicon import Aliases

STORED = 20
"""Postings kept per worker."""
ENGINE = f"parts-{scoring.VERSION}"
_CHUNK = 200
NOTHING = "现在没有合适的岗位"


@dataclass(frozen=True, slots=True)
class RunDone:
    """What a run of matching has stored."""

    workers: int
    postings: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """Lists that are computed and not stored yet."""

    scope: str
    lists: tuple[Ranking, ...]
    """One per worker, best posting first."""
    postings: int
    """How many postings were looked at."""


@dataclass(frozen=True, slots=True)
class WorkerMatches:
    """Postings for one worker: how the register was read, and the answer."""

    understood: Understood
    answer: Answer


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

    def build() -> Index:
        words = indexes.local_words((), profiles.community_names(session))
        before = None if holder is None else holder.readings(words)
        return indexes.build_index(
            profiles.posting_profiles(session, on=today),
            words,
            readings=before or readings.open_readings(session, words),
        )

    taught = tuple(sorted({*aliases.aliases_in_force(session, centre=centre), *more}))
    if holder is None:
        return teaching.teach_index(build(), taught)
    return holder.under(holder.current(version, build), taught, teaching.teach_index)


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
    return WorkerMatches(understood, _answer(chosen, understood, today=today, top=top))


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


def match_posting(
    session: Session,
    *,
    posting_id: int,
    today: date,
    top: int = 10,
    area: Area | None = None,
    index: Index | None = None,
) -> PostingMatches:
    """Rank the workers without work within *area* for one posting, open or not.

    Raises:
        NotFoundError: there is no such posting, or it has no title.
    """
    asked = profiles.posting_profiles(session, on=today, ids=(posting_id,))
    if not asked:
        raise NotFoundError
    whole = index or open_index(session, today=today)
    rows = [row for row, each in enumerate(whole.postings.ids) if int(each) == posting_id]
    # A posting that is not open is no part of the index: it stands alone then.
    chosen = whole if rows else indexes.build_index(asked, whole.words, readings=whole.readings)
    frame = chosen.postings.take(rows or [0])
    workers = _read_all(chosen, profiles.unemployed_files(session, on=today, area=area))
    best = next(
        ranking.best_workers(workers, frame, conditions=chosen.conditions, top=top, today=today)
    )
    by_id = {each.profile.id: each for each in workers}
    told = [
        Candidate(
            by_id[worker].profile,
            answers.explain(by_id[worker], frame, [0], knowledge=chosen.knowledge, today=today)[0],
        )
        for worker in best.ids
    ]
    permitted = ranking.count_permitted(workers, frame)
    return PostingMatches(asked[0], tuple(told), len(workers), permitted)


def rank_unemployed(
    session: Session, *, now: datetime, progress: Callable[[str], None] | None = None
) -> Ranked:
    """Rank all open postings for every worker without work; it takes seconds and writes nothing.

    A read session will do: nobody else waits for this.
    """
    today = clock.local_date(now)
    index = open_index(session, today=today)
    workers = _read_all(index, profiles.unemployed_files(session, on=today))
    return _rank(index, workers, scope="unemployed", today=today, progress=progress or _silent)


def store_ranked(session: Session, ranked: Ranked, *, now: datetime) -> RunDone:
    """Put the lists of a full run in the place of all lists of workers, at once."""
    session.execute(delete(MatchList).where(MatchList.side == MatchSide.WORKER))
    return _store(session, ranked, now=now)


def match_unemployed(
    session: Session, *, now: datetime, progress: Callable[[str], None] | None = None
) -> RunDone:
    """Match every worker without work against all open postings and store the lists."""
    return store_ranked(session, rank_unemployed(session, now=now, progress=progress), now=now)


def rematch_workers(session: Session, *, worker_ids: Collection[int], now: datetime) -> RunDone:
    """Match the workers with *worker_ids* anew, after their facts changed."""
    today = clock.local_date(now)
    index = open_index(session, today=today)
    workers = _read_all(index, profiles.worker_files(session, on=today, ids=worker_ids))
    ranked = _rank(index, workers, scope="workers", today=today, progress=_silent)
    session.execute(
        delete(MatchList).where(
            MatchList.side == MatchSide.WORKER, MatchList.subject_id.in_(worker_ids)
        )
    )
    return _store(session, ranked, now=now)


def rematch_postings(session: Session, *, now: datetime) -> RunDone:
    """Match again after postings changed.

    A posting that is gone may open a place for one that was not stored: every list is made anew,
    which takes seconds, so that the result is always that of a full run.
    """
    return match_unemployed(session, now=now)


def is_matched(session: Session) -> bool:
    """Tell whether a first matching is stored."""
    return bool(session.scalar(select(func.count(MatchList.id)).limit(1)))


def stored_matches(session: Session, *, worker_id: int) -> list[tuple[int, float]] | None:
    """Give the stored (posting id, score) of a worker, best first; None when never matched."""
    found = session.scalar(
        select(MatchList).where(
            MatchList.side == MatchSide.WORKER, MatchList.subject_id == worker_id
        )
    )
    return None if found is None else found.pairs()


def _answer(index: Index, understood: Understood, *, today: date, top: int) -> Answer:
    return answers.answer(
        facts.read_worker(understood.profile, index.knowledge),
        index.postings,
        knowledge=index.knowledge,
        top=top,
        today=today,
    )


def _read_all(index: Index, files: Sequence[profiles.WorkerFile]) -> list[WorkerFacts]:
    hear, knowledge = index.readings.hear, index.readings.knowledge
    return [
        facts.read_worker(hear(file.said).for_worker(file.profile).profile, knowledge)
        for file in files
    ]


def _rank(
    index: Index,
    workers: Sequence[WorkerFacts],
    *,
    scope: str,
    today: date,
    progress: Callable[[str], None],
) -> Ranked:
    best = ranking.best_postings(
        workers, index.postings, conditions=index.conditions, top=STORED, today=today
    )
    lists = []
    for number, each in enumerate(best, start=1):
        lists.append(each)
        if number % _CHUNK == 0:
            progress(f"已匹配 {number}/{len(workers)} 人")
    return Ranked(scope, tuple(lists), len(index.postings))


def _store(session: Session, ranked: Ranked, *, now: datetime) -> RunDone:
    done = RunDone(workers=len(ranked.lists), postings=ranked.postings)
    run = MatchRun(
        scope=ranked.scope,
        workers=done.workers,
        postings=done.postings,
        engine=ENGINE,
        finished_at=now,
    )
    session.add(run)
    session.flush()
    session.add_all([_packed(run, each) for each in ranked.lists])
    session.flush()
    return done


def _packed(run: MatchRun, each: Ranking) -> MatchList:
    return MatchList(
        run_id=run.id,
        side=MatchSide.WORKER,
        subject_id=each.subject,
        ids=pack_ids(each.ids),
        scores=pack_scores(each.scores),
        remark=None if each.ids else NOTHING,
    )


def _silent(line: str) -> None:
    del line
