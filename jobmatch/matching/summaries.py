"""A match in one or two plain sentences: what speaks for it, then what stands in the way.

Nothing is said here that the lists of reasons, barriers and remarks do not say; a summary only
chooses, so that it can be read aloud at the counter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.matching.reasons import Side
from jobmatch.matching.scoring import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jobmatch.matching.barriers import Barrier, Remark
    from jobmatch.matching.reasons import Reason

MOST_MATCHED, MOST_MISSING, MOST_OPEN = 3, 2, 1
_FACTS = (Part.DISTANCE, Part.SHIFT, Part.PAY)
"""What anybody wants to hear besides, in the order in which it is told."""


def summarise(
    reasons: Sequence[Reason], barriers: Sequence[Barrier], remarks: Sequence[Remark]
) -> str:
    """Give one or two sentences: for the match, and what must be known against it."""
    speaking = [r.sentence for r in reasons if r.side is Side.MATCHED][:MOST_MATCHED]
    facts = {r.part: r.sentence for r in reasons if r.side is Side.FACT}
    told = "，".join(facts[part] for part in _FACTS if part in facts)
    first = _sentence([*speaking, *([told] if told else [])])
    return f"{first}{_against(reasons, barriers, remarks)}"


def _against(
    reasons: Sequence[Reason], barriers: Sequence[Barrier], remarks: Sequence[Remark]
) -> str:
    if barriers:
        head = "只差一条：" if len(barriers) == 1 else "不能推荐："
        return _sentence([f"{head}{'；'.join(each.sentence for each in barriers)}"])
    missing = [r.sentence for r in reasons if r.side is Side.MISSING][:MOST_MISSING]
    unsure = [r.sentence for r in remarks if r.open]
    unsure += [r.sentence for r in reasons if r.side is Side.UNKNOWN]
    return _sentence(
        [
            *([f"不足：{'；'.join(missing)}"] if missing else []),
            *([f"要先问清：{'；'.join(unsure[:MOST_OPEN])}"] if unsure else []),
        ]
    )


def _sentence(pieces: Iterable[str]) -> str:
    told = "；".join(pieces)
    return f"{told}。" if told else ""
