"""The whole answer to "what fits?": matches with reasons, near misses, and plainly nothing.

One function answers for a worker of the register and for a typed question alike: both are a
worker's facts against a frame of postings.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from jobmatch.matching.barriers import (
    Barrier,
    Pair,
    Remark,
    find_remarks,
    tell_barrier,
)
from jobmatch.matching.frames import REGIONS, PostingFrame, WorkerFrame
from jobmatch.matching.limits import Limit, broken_limits
from jobmatch.matching.profiles import Wishes, WorkerProfile
from jobmatch.matching.prospects import Prospect, find_prospects, opening_papers
from jobmatch.matching.ranking import EXCLUDED, LEAST, order_of
from jobmatch.matching.reasons import Reason, Side, find_reasons, work_fits
from jobmatch.matching.regions import regions_seen
from jobmatch.matching.scoring import Part, score_pairs
from jobmatch.matching.standings import Standing, stand
from jobmatch.matching.summaries import summarise
from jobmatch.matching.wants import want_values

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jobmatch.domain.kinds import WorkRegion
    from jobmatch.matching.factors import Array
    from jobmatch.matching.facts import Knowledge, PostingFacts, WorkerFacts

MOST_MISSES, MOST_PAPERS = 5, 3
NOTHING = "现在没有合适的岗位。"
NEARLY = "相近的岗位"
UNHEARD = "没听懂，请说会做什么、想做什么。"
"""What is said where a question holds no wish at all."""
UNSAID = "还没说会做什么、想做什么。说了找得更准，比如“会做饭”“想扫地”。"
"""What is said where a question only tells who it is for: 六十五了, 没有证."""
PLAIN_WORK = "不用手艺、活不重、离家近的岗位，只供参考"
UNWRITTEN = "没有写明这些要求的岗位，要问清楚"
_NOBODY = 0
"""The id of a question that is asked for nobody of the register."""
_SPARING = {"light", "disabled_ok", "seated"}
"""Conditions of people who can bear little: where no posting names them, light work is shown."""
_LOOSENED = {
    Limit.CERTIFICATE: "有所缺的证",
    Limit.REGION: "愿意去远一点的地方",
    Limit.NIGHT: "能接受夜班或倒班",
    Limit.SHIFTS: "能接受倒班",
    Limit.AVOIDED: "不排除这些词",
    Limit.REQUIRED: "不要求必须写有这些词",
}
"""Limits that a person can loosen, and how that is said; law, age and strength are not."""
_WIDENED = {Part.PLACE: "不限定在这个地方", Part.KIND: "别的单位也可以"}
"""Wishes that narrow what counts as found, and how it is said that they are dropped."""
_FIRM = {
    Limit.AGE_LAW: "未满16周岁",
    Limit.MINOR_HAZARD: "未满18周岁不能做这类工作",
    Limit.CAPACITY_LOST: "登记为没有劳动能力",
    Limit.AGE: "年龄不在招聘范围里",
    Limit.DEMAND: "活太重，登记为弱劳动力或半劳动力",
    Limit.WELFARE_GROUP: "公益性岗位不面向本人这类人员",
}
"""Limits that nobody at the counter can loosen, and how it is said that they decide."""

_SAME_FACT = {Limit.REGION: (Part.NEAR, Part.PLACE)}
"""Parts that miss for the very fact for which the limit breaks."""


@dataclass(frozen=True, slots=True)
class Match:
    """One posting for one worker, with everything that speaks for and against it."""

    posting: PostingFacts
    score: float
    reasons: tuple[Reason, ...]
    barriers: tuple[Barrier, ...]
    remarks: tuple[Remark, ...]
    fits: bool = False
    """True when no limit breaks and it is the work, the place and the kind asked for."""

    def sentences(self, side: Side) -> tuple[str, ...]:
        """Give the sentences of one *side*."""
        return tuple(reason.sentence for reason in self.reasons if reason.side is side)

    @property
    def summary(self) -> str:
        """The match in one or two plain sentences."""
        return summarise(self.reasons, self.barriers, self.remarks)


@dataclass(frozen=True, slots=True)
class Loosening:
    """How many postings more fit when one limit, or one narrowing wish, is loosened."""

    limit: Limit | Part
    count: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Matches, best first; *fits* is False when nothing is what was asked for."""

    matches: tuple[Match, ...]
    fits: bool
    sentence: str
    misses: tuple[Match, ...]
    """Postings that one limit alone keeps away, best first."""
    loosenings: tuple[Loosening, ...]
    count: int = 0
    """How many postings fit, shown or not."""
    prospects: tuple[Prospect, ...] = ()
    """Trades that would open most when learned; only where they were asked for."""
    heading: str = NEARLY
    """What the matches are where none of them fits."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer for a screen that shows a few at a time: *rows* are the fitting postings.

    Its matches are left out: whoever shows some of the rows explains those. Near misses stand in
    it only where nothing fits.
    """

    worker: WorkerFacts
    rows: tuple[int, ...]
    answer: Answer


def find(
    worker: WorkerFacts,
    postings: PostingFrame,
    *,
    knowledge: Knowledge,
    most: int,
    today: date | None = None,
) -> Found:
    """Find what fits *worker* among *postings*, the best *most* rows, without explaining them."""
    keys = tuple(each.key for each in knowledge.conditions)
    standing = stand(worker, postings, conditions=keys, today=today)
    if says_nothing(worker) or not standing.found.any():
        told = answer(worker, postings, knowledge=knowledge, top=0, today=today)
        return Found(worker, (), told)
    rows = _order(standing, standing.found, most)
    count = int(standing.found.sum())
    told = Answer(matches=(), fits=True, sentence="", misses=(), loosenings=(), count=count)
    return Found(worker, tuple(int(row) for row in rows), told)


def answer(
    worker: WorkerFacts,
    postings: PostingFrame,
    *,
    knowledge: Knowledge,
    top: int,
    today: date | None = None,
    prospects: bool = False,
) -> Answer:
    """Answer what fits *worker* among *postings*, at most *top* matches.

    With *prospects* also which trade nearby would open most: as much work as some answers more.
    """
    keys = tuple(each.key for each in knowledge.conditions)
    standing = stand(worker, postings, conditions=keys, today=today)
    if says_nothing(worker):
        return _unheard(standing, knowledge=knowledge, top=top, today=today)
    if _asks_only_conditions(worker) and not standing.found.any():
        return _unwritten(standing, knowledge=knowledge, top=top, today=today)
    best = _order(standing, standing.permitted, top)
    missed = standing.asked() & (standing.count == 1) & _any_of(standing, _LOOSENED)
    near = _order(standing, missed, MOST_MISSES)
    loosenings = _loosenings(standing, missed)
    count = int(standing.found.sum())
    return Answer(
        matches=explain(worker, postings, best, knowledge=knowledge, today=today),
        fits=count > 0,
        sentence="" if count else _nothing(standing, loosenings),
        misses=explain(worker, postings, near, knowledge=knowledge, today=today),
        loosenings=loosenings,
        count=count,
        prospects=find_prospects(standing, knowledge=knowledge, today=today) if prospects else (),
    )


def says_nothing(worker: WorkerFacts) -> bool:
    """Tell whether a question names neither work nor a condition, kind, place or limit."""
    profile = worker.profile
    return profile.id == _NOBODY and not worker.wants and profile.wishes == Wishes()


def _asks_only_conditions(worker: WorkerFacts) -> bool:
    wishes = worker.profile.wishes
    return bool(wishes.conditions) and not (wishes.wants or wishes.kinds)


def _unheard(standing: Standing, *, knowledge: Knowledge, top: int, today: date | None) -> Answer:
    """Answer a question without a wish: nothing is called fitting, plain work is shown."""
    best = _order(standing, standing.permitted & standing.plain, top)
    told = replace(standing.worker.profile, wishes=Wishes()) != WorkerProfile(id=_NOBODY)
    sentence = UNSAID if told else UNHEARD
    return _offer(standing, best, sentence, PLAIN_WORK, knowledge=knowledge, today=today)


def _unwritten(standing: Standing, *, knowledge: Knowledge, top: int, today: date | None) -> Answer:
    """Answer for conditions that no posting names: they are told, and the best of the rest."""
    worker, keys = standing.worker, tuple(each.key for each in knowledge.conditions)
    asked = set(worker.profile.wishes.conditions)
    names = [each.name for each in knowledge.conditions if each.key in asked]
    wishes = replace(worker.profile.wishes, conditions=())
    other = replace(worker, profile=replace(worker.profile, wishes=wishes))
    rest = stand(other, standing.postings, conditions=keys, today=today)
    wanted = rest.found & rest.plain if asked & _SPARING else rest.found
    best = _order(rest, wanted, top)
    sentence = f"{NOTHING}没有岗位写明：{'、'.join(names)}。"
    if best.size:
        sentence += "不写明不等于不行，请工作人员帮忙问一问下面的单位。"
    return _offer(standing, best, sentence, UNWRITTEN, knowledge=knowledge, today=today)


def _offer(
    standing: Standing,
    rows: Array,
    sentence: str,
    heading: str,
    *,
    knowledge: Knowledge,
    today: date | None,
) -> Answer:
    """Show the postings in *rows* under an honest *heading*: none of them is called fitting."""
    worker, postings = standing.worker, standing.postings
    told = explain(worker, postings, rows, knowledge=knowledge, today=today)
    return Answer(
        matches=tuple(replace(each, fits=False) for each in told),
        fits=False,
        sentence=sentence,
        misses=(),
        loosenings=(),
        heading=heading,
    )


def explain(
    worker: WorkerFacts,
    postings: PostingFrame,
    rows: Sequence[int] | Array,
    *,
    knowledge: Knowledge,
    today: date | None = None,
) -> tuple[Match, ...]:
    """Explain *worker* against the postings in *rows*: the parts are those of the ranking."""
    if len(rows) == 0:
        return ()
    part = postings.take([int(row) for row in rows])
    frame = WorkerFrame((worker,))
    keys = tuple(each.key for each in knowledge.conditions)
    scores = score_pairs(frame, part, conditions=keys, today=today)
    met = want_values(worker.wants, part)
    broken = broken_limits(frame, part)
    seen = regions_seen(frame, part)[0]
    return tuple(
        _match(
            Pair(
                worker,
                part.postings[column],
                _region(int(seen[column])),
                knowledge,
                tuple(float(value) for value in met[:, column]),
            ),
            score=float(scores.total[0, column]),
            values={name: float(value[0, column]) for name, value in scores.parts.items()},
            limits=[limit for limit, pairs in broken.items() if pairs[0, column]],
        )
        for column in range(len(part))
    )


def near_miss_text(match: Match) -> str:
    """Say what alone keeps a near miss away: 缺叉车证，其余都合适."""
    if not match.barriers:
        return ""
    same = _SAME_FACT.get(match.barriers[0].limit, ())
    missing = [r for r in match.reasons if r.side is Side.MISSING and r.part not in same]
    rest = "没有别的硬性冲突" if missing else "其余都合适"
    return f"{match.barriers[0].sentence}，{rest}"


def _match(pair: Pair, *, score: float, values: dict[Part, float], limits: list[Limit]) -> Match:
    asked = values[Part.PLACE] >= 1 and values[Part.KIND] >= 1
    return Match(
        posting=pair.posting,
        score=score,
        reasons=find_reasons(pair, values),
        barriers=tuple(tell_barrier(limit, pair) for limit in limits),
        remarks=find_remarks(pair),
        fits=not limits and score >= LEAST and asked and work_fits(pair),
    )


def _region(index: int) -> WorkRegion | None:
    return REGIONS[index] if index >= 0 else None


def _order(standing: Standing, wanted: Array, top: int) -> Array:
    if top < 1:
        return np.zeros(0, dtype=np.int64)
    scores = np.where(wanted, standing.total, EXCLUDED)
    return order_of(scores, standing.postings.ids, standing.postings.fresh, top)


def _any_of(standing: Standing, limits: Sequence[Limit] | dict[Limit, str]) -> Array:
    broken: Array = np.any([standing.broken[limit] for limit in limits], axis=0)
    return broken


def _loosenings(standing: Standing, missed: Array) -> tuple[Loosening, ...]:
    """Count what each loosened limit or wish would open; certificates one by one."""
    found: list[tuple[Limit | Part, str, int]] = []
    for limit, words in _LOOSENED.items():
        opened = standing.broken[limit] & missed
        if limit is Limit.CERTIFICATE:
            papers = opening_papers(standing, np.flatnonzero(opened))[:MOST_PAPERS]
            counts = {f"有{paper}": count for paper, count in papers}
        else:
            counts = {words: int(opened.sum())}
        found += [(limit, what, count) for what, count in counts.items()]
    for part, words in _WIDENED.items():
        opened = standing.asked(but=part) & standing.permitted & ~standing.found
        found.append((part, words, int(opened.sum())))
    more = "再多" if standing.found.any() else "就有"
    loosenings = [
        Loosening(limit, count, f"如果{what}，{more}{count}个合适的岗位")
        for limit, what, count in found
        if count
    ]
    return tuple(sorted(loosenings, key=lambda each: -each.count))


def _nothing(standing: Standing, loosenings: tuple[Loosening, ...]) -> str:
    """Say plainly that nothing fits, and what one change would help, or what decides."""
    if loosenings:
        return f"{NOTHING}{loosenings[0].sentence}。"
    asked = standing.asked()
    firm = {limit: int((standing.broken[limit] & asked).sum()) for limit in _FIRM}
    limit = max(firm, key=lambda each: firm[each])
    if firm[limit]:
        return f"{NOTHING}有{firm[limit]}个岗位活对口，但是{_FIRM[limit]}。"
    phrases = list(dict.fromkeys(w.phrase for w in standing.worker.wants if w.asked))
    if phrases and not standing.work.any():
        return f"{NOTHING}还没有单位招“{'、'.join(phrases[:3])}”这样的活。"
    return NOTHING
