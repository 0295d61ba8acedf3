"""The 131 services (131 服务): one talk, three recommendations, one training per willing worker.

Counted for who is without work and willing, since the last work ended, at most a year back: what
was done for somebody before an earlier job says nothing about the help needed now.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class ServiceKind(StrEnum):
    """What is recorded by itself; recommendations are counted from their own rows."""

    GUIDANCE = "guidance"
    TRAINING = "training"


SERVICE_KIND_NAMES = {ServiceKind.GUIDANCE: "谈就业", ServiceKind.TRAINING: "介绍培训"}

TALKS, RECOMMENDATIONS, TRAININGS = 1, 3, 1
"""How many of each make the quota."""

_LONGEST = timedelta(days=365)

SERVICE_QUOTA_131 = (
    "没有工作、愿意就业的人，从上一份工作结束起（最多往前一年），"
    "至少谈 1 次就业、推荐 3 个不同的岗位、介绍 1 次培训；撤回的推荐不算。"
)
"""How it is counted (口径)."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What one worker has been given, in numbers."""

    talks: int = 0
    recommendations: int = 0
    trainings: int = 0

    @property
    def missing(self) -> tuple[int, int, int]:
        """Give how many talks, recommendations and trainings are still owed."""
        return (
            max(TALKS - self.talks, 0),
            max(RECOMMENDATIONS - self.recommendations, 0),
            max(TRAININGS - self.trainings, 0),
        )

    @property
    def is_done(self) -> bool:
        """Tell whether nothing is owed any more."""
        return not any(self.missing)

    @property
    def sentence(self) -> str:
        """Say what is owed, in words."""
        talks, recommendations, trainings = self.missing
        owed = [
            f"谈 {talks} 次就业" if talks else "",
            f"推荐 {recommendations} 个岗位" if recommendations else "",
            f"介绍 {trainings} 次培训" if trainings else "",
        ]
        return "还差：" + "、".join(filter(None, owed)) if any(owed) else "131 已经做齐"


def counts_since(last_work_ended_on: date | None, *, today: date) -> date:
    """Give the first day whose services count for somebody who is without work on *today*."""
    earliest = today - _LONGEST
    return earliest if last_work_ended_on is None else max(earliest, last_work_ended_on)
