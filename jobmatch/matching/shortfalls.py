"""Why nobody can be proposed to somebody: the limit that binds, or that nothing fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jobmatch.domain.allocations import UnplacedKind
from jobmatch.matching import answers
from jobmatch.matching.frames import PostingFrame, WorkerFrame
from jobmatch.matching.limits import Limit, broken_limits
from jobmatch.matching.scoring import score_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from jobmatch.matching.allocation import Array
    from jobmatch.matching.facts import Knowledge, WorkerFacts

BLOCK = 64
LIMIT_NAMES = {
    Limit.AGE_LAW: "未满16周岁",
    Limit.MINOR_HAZARD: "未满18周岁不能做的工作",
    Limit.CAPACITY_LOST: "没有劳动能力",
    Limit.AGE: "招聘年龄",
    Limit.DEMAND: "体力要求",
    Limit.CERTIFICATE: "证书",
    Limit.WELFARE_GROUP: "公益性岗位的对象",
    Limit.REGION: "本人能接受的工作地点",
    Limit.NIGHT: "本人不上夜班和倒班",
    Limit.SHIFTS: "本人不倒班",
    Limit.AVOIDED: "本人不想做的工作",
    Limit.REQUIRED: "本人一定要有的条件",
}


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What keeps somebody without a place, in one sentence; *limit* where a limit binds."""

    kind: UnplacedKind
    sentence: str
    limit: Limit | None = None


def find_shortfalls(
    workers: Sequence[WorkerFacts],
    postings: PostingFrame,
    *,
    least: float,
    knowledge: Knowledge,
    today: date | None = None,
) -> Iterator[Shortfall]:
    """Yield for each of *workers*, whom no permitted posting fits at *least* so much, what binds.

    The limit that binds is the one that alone keeps away most of the fitting postings; where each
    of them breaks several limits, the one that most of them break.
    """
    keys = tuple(each.key for each in knowledge.conditions)
    for start in range(0, len(workers), BLOCK):
        block = workers[start : start + BLOCK]
        frame = WorkerFrame(tuple(block))
        totals = score_pairs(frame, postings, conditions=keys, today=today).total
        shape = totals.shape
        broken = {
            limit: np.broadcast_to(pairs, shape)
            for limit, pairs in broken_limits(frame, postings).items()
        }
        for row, worker in enumerate(block):
            mine = {limit: pairs[row] for limit, pairs in broken.items()}
            yield _shortfall(worker, postings, totals[row], mine, (least, knowledge, today))


def _shortfall(
    worker: WorkerFacts,
    postings: PostingFrame,
    totals: Array,
    broken: dict[Limit, Array],
    rest: tuple[float, Knowledge, date | None],
) -> Shortfall:
    least, knowledge, today = rest
    count = np.sum([pairs.astype(np.int64) for pairs in broken.values()], axis=0)
    fitting = totals >= least
    if not len(postings):
        return Shortfall(UnplacedKind.NO_FIT, "这次没有可以安排的岗位。")
    if not fitting.any():
        return _nothing_fits(postings, totals)
    alone = {limit: pairs & fitting & (count == 1) for limit, pairs in broken.items()}
    counts = {limit: int(pairs.sum()) for limit, pairs in alone.items()}
    binding, number = max(counts.items(), key=lambda each: each[1])
    only = number > 0
    if not only:
        alone = {limit: pairs & fitting for limit, pairs in broken.items()}
        counts = {limit: int(pairs.sum()) for limit, pairs in alone.items()}
        binding, number = max(counts.items(), key=lambda each: each[1])
    best = int(np.argmax(np.where(alone[binding], totals, -1.0)))
    match = answers.explain(worker, postings, [best], knowledge=knowledge, today=today)[0]
    told = next((b.sentence for b in match.barriers if b.limit is binding), "")
    how = "只差这一条" if only else "差这一条，还差别的"
    sentence = (
        f"工作合适的岗位有{int(fitting.sum())}个，都过不了硬性条件；"
        f"最卡人的是{LIMIT_NAMES[binding]}：{number}个{how}，"
        f"比如{_named(postings, best)}：{told}。"
    )
    return Shortfall(UnplacedKind.LIMIT, sentence, binding)


def _nothing_fits(postings: PostingFrame, totals: Array) -> Shortfall:
    best = int(np.argmax(totals))
    sentence = (
        "没有一个岗位与本人的技能和愿望相合；"
        f"最接近的是{_named(postings, best)}，匹配度只有{totals[best]:.0%}。"
    )
    return Shortfall(UnplacedKind.NO_FIT, sentence)


def _named(postings: PostingFrame, row: int) -> str:
    profile = postings.postings[row].profile
    return f"[{profile.id}]{profile.title}"
