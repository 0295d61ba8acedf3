"""What one more certificate or trade would open to a worker: the answer to "what if?".

Nothing is guessed: the worker is read again with the certificate or the skill, set against the
same postings, and what then fits and did not before is counted. Trades are looked for near what
somebody can, did or asks for: in the same group of the classification.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from jobmatch.matching import licences
from jobmatch.matching.barriers import missing_papers
from jobmatch.matching.facts import read_want, read_worker
from jobmatch.matching.limits import Limit
from jobmatch.matching.reasons import BY_TRADE_FROM
from jobmatch.matching.standings import stand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from jobmatch.matching.factors import Array
    from jobmatch.matching.facts import Knowledge, PostingFacts, WorkerFacts
    from jobmatch.matching.standings import Standing

SHOWN = 3
_TRIED = 6
"""Trades that are tried out; those with most postings that nothing else keeps away."""
_FIELD, _GROUP = 4, 7
"""Signs of a code that tell its field (中类) and its group (小类)."""
OLDEST_LEARNER = 60
"""Nobody older is told to learn a trade: few employers of learners take them."""
_SURE = 0.8
"""Weight from which a reading of what somebody can is taken for near trades."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """A trade to learn, with the paper that it takes, and how many postings more would fit."""

    code: str
    skill: str
    paper: str | None
    count: int
    example: str
    """The commonest title of what it would open: plainer than the official name of a trade."""
    beside: bool = True
    """Whether something fits already."""

    @property
    def sentence(self) -> str:
        """The prospect in plain Chinese."""
        paper = f"，并考到{self.paper}" if self.paper else ""
        more = "再多" if self.beside else "就有"
        return f"如果学会“{self.example}”这类活{paper}，{more}{self.count}个合适的岗位"


def find_prospects(
    standing: Standing, *, knowledge: Knowledge, today: date | None = None
) -> tuple[Prospect, ...]:
    """Give the trades near to the worker of *standing* that would open most, most first.

    Whoever is older than OLDEST_LEARNER is given none.

    Args:
        standing: the worker against all postings as things are.
        knowledge: the word tables with which the worker was read.
        today: the day of *standing*.
    """
    age = standing.worker.profile.age
    if age is not None and age > OLDEST_LEARNER:
        return ()
    barred = standing.broken[Limit.CERTIFICATE] & (standing.count == 1)
    alone = dict(opening_papers(standing, np.flatnonzero(barred & standing.asked())))
    found = []
    for code in _near_trades(standing):
        tried = [_try(standing, code, None, knowledge=knowledge, today=today)]
        paper = _paper_for(code, standing, barred)
        if paper is not None:
            with_it = _try(standing, code, paper, knowledge=knowledge, today=today)
            # What the paper opens by itself, the trade does not open.
            if with_it is not None and with_it.count > 2 * alone.get(paper, 0):
                tried.append(with_it)
        found.append(max((each for each in tried if each), key=_count, default=None))
    told = [each for each in found if each is not None]
    return tuple(sorted(told, key=lambda each: (-each.count, each.code))[:SHOWN])


def opening_papers(standing: Standing, rows: Iterable[int] | Array) -> list[tuple[str, int]]:
    """Give (certificate, how many of *rows* it opens) for each that alone opens some, most first.

    *rows* are postings that only the lack of certificates keeps away. One paper is counted once,
    however postings write it; it is named as most of them do.
    """
    worker = standing.worker
    held, more = worker.held or frozenset(), worker.profile.more_certificates
    asking = [standing.postings.postings[row] for row in rows]
    names: dict[str, Counter[str]] = {}
    for posting in asking:
        for text in missing_papers(worker, posting):
            for key in licences.read_keys(text):
                names.setdefault(key, Counter())[text] += 1
    counted: dict[str, int] = {}
    for key, written in names.items():
        with_it = held | licences.cover((key,))
        count = sum(
            all(
                licences.may_hold(keys, with_it, more=more, lacked=worker.lacked)
                for keys in posting.certificates
            )
            for posting in asking
        )
        if count:
            name = min(written, key=lambda text: (-written[text], len(text), text))
            counted[name] = max(count, counted.get(name, 0))
    return sorted(counted.items(), key=lambda each: (-each[1], each[0]))


def _near_trades(standing: Standing) -> list[str]:
    """Give trades beside those of the worker with most postings that only lack the trade."""
    mine = {
        code
        for want in standing.worker.wants
        for code, weight in want.occupations
        if weight >= _SURE
    }
    fields = {code[:_FIELD] for code in mine}
    groups = {code[:_GROUP] for code in mine}
    open_rows = np.flatnonzero(_open_but_for_papers(standing) & ~standing.work)
    counts = Counter(
        code
        for posting in (standing.postings.postings[row] for row in open_rows)
        for code in _main_trade(posting)
        if code not in mine and code[:_FIELD] in fields
    )
    ranked = sorted(counts, key=lambda code: (-counts[code], code[:_GROUP] not in groups, code))
    return ranked[:_TRIED]


def _open_but_for_papers(standing: Standing) -> Array:
    """Tell which postings break no limit, or that of certificates alone."""
    papers: Array = standing.broken[Limit.CERTIFICATE] & (standing.count == 1)
    return standing.permitted | papers


def _main_trade(posting: PostingFacts) -> Iterator[str]:
    """Yield the trade that a posting surely is, if any."""
    for code, degree in posting.occupations[:1]:
        if degree >= BY_TRADE_FROM:
            yield code


def _paper_for(code: str, standing: Standing, barred: Array) -> str | None:
    """Give the certificate that opens most postings of the trade *code*, if one is missing.

    A lower licence that opens half as many is the smaller step, and is taken first.
    """
    postings = standing.postings.postings
    rows = [row for row in map(int, np.flatnonzero(barred)) if code in _main_trade(postings[row])]
    papers = opening_papers(standing, rows)
    if not papers:
        return None
    best, most = papers[0]
    covered = licences.held_keys((best,))
    lower = [
        paper
        for paper, count in papers
        if 2 * count >= most and covered.issuperset(licences.read_keys(paper))
    ]
    return min(lower, key=lambda paper: len(licences.held_keys((paper,))), default=best)


def _count(prospect: Prospect) -> int:
    return prospect.count


def _try(
    standing: Standing, code: str, paper: str | None, *, knowledge: Knowledge, today: date | None
) -> Prospect | None:
    """Set the worker with the trade *code* and *paper* against the postings, and count."""
    skill = knowledge.names.get(code)
    if skill is None:
        return None
    worker = with_trade(standing.worker, skill, paper, knowledge=knowledge)
    keys = tuple(each.key for each in knowledge.conditions)
    then = stand(worker, standing.postings, conditions=keys, today=today)
    opened = then.found & ~standing.found
    titles = Counter(
        standing.postings.postings[row].profile.title for row in np.flatnonzero(opened)
    )
    if not titles:
        return None
    example = min(titles, key=lambda title: (-titles[title], len(title), title))
    beside = bool(standing.found.any())
    return Prospect(code, skill, paper, titles.total(), example, beside)


def with_trade(
    worker: WorkerFacts, skill: str, paper: str | None, *, knowledge: Knowledge
) -> WorkerFacts:
    """Read *worker* again as somebody who has learned *skill* and holds *paper*.

    Who asks for certain work would ask for this work too; else it is one more skill.
    """
    profile = worker.profile
    if paper is not None:
        profile = replace(profile, certificates=(*(profile.certificates or ()), paper))
    if any(want.asked for want in worker.wants):
        wants = (*profile.wishes.wants, read_want(skill, knowledge))
        profile = replace(profile, wishes=replace(profile.wishes, wants=wants))
    else:
        profile = replace(profile, skills=(*profile.skills, skill))
    return read_worker(profile, knowledge)
