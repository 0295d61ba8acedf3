"""The figures of matching, each beside the bound that it is held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class MatchFigure:
    """One figure beside the bound that it is held against and the aim behind the bound."""

    key: str
    name: str
    value: float
    unit: str
    least: float | None = None
    most: float | None = None
    aim: float | None = None

    @property
    def is_reached(self) -> bool:
        """Say whether the bound, if there is one, is kept."""
        return (self.least is None or self.value >= self.least) and (
            self.most is None or self.value <= self.most
        )

    def __str__(self) -> str:
        """Give the line that the command prints."""
        line = f"{self.name}：{self.value:,.2f} {self.unit}"
        if self.least is not None:
            line += f"（要求 ≥ {self.least:g}"
        elif self.most is not None:
            line += f"（要求 ≤ {self.most:g}"
        else:
            return line
        line += f"，力争 {self.aim:g}）" if self.aim is not None else "）"
        return line if self.is_reached else f"{line} 未达到"


def figures_of(details: dict[str, Any]) -> Iterator[MatchFigure]:
    """Give the figures that *details* holds, with their bounds."""
    engine, beside = details["engine"], details["peers"]
    pairs = beside["engine_seconds"]
    yield MatchFigure("all_pairs", "全部人岗配对（含硬条件）", pairs, "秒", most=10, aim=3)
    yield MatchFigure(
        "faster_than_cdist",
        "比 rapidfuzz cdist 快",
        beside["cdist_seconds"] / pairs,
        "倍",
        least=60,
        aim=150,
    )
    yield MatchFigure(
        "beside_sparse",
        "是 sparse_dot_topn（不含硬条件）的",
        pairs / beside["sparse_seconds"],
        "倍",
        most=3,
        aim=1.5,
    )
    peak = engine["pairs_peak_mb"]
    yield MatchFigure("peak", "全部配对的内存峰值", peak, "MB", most=1000)
    index = engine["index_seconds"]
    yield MatchFigure("index", "用存好的切词建索引", index, "秒", most=5)
    yield MatchFigure("worker_p50", "一人找岗，中位数", engine["worker_ms"][0], "毫秒")
    yield MatchFigure(
        "worker_p95", "一人找岗，95 百分位", engine["worker_ms"][1], "毫秒", most=5, aim=3
    )
    yield MatchFigure(
        "posting", "一个新岗位找全部人，95 百分位", engine["posting_ms"][1], "毫秒", most=200
    )
    differ = details["reference"]["differing"]
    yield MatchFigure("differing", "与逐对参照不同的名单", differ, "份", most=0)
    for step in details["growth"]["steps"][1:]:
        key, name = f"growth_{step['times']}", f"岗位 {step['times']} 倍时，时间与线性之比"
        yield MatchFigure(key, name, step["beside_linear"], "倍", most=1.1)
    typed = max(details["suggestions"][texts]["p95"] for texts in ("sentences", "titles"))
    yield MatchFigure("suggestion", "边输入边提示，95 百分位", typed, "毫秒", most=20)
    plans = details["allocations"]
    sample, district = plans["sample"], plans["district"]
    name = f"统筹安排 {sample['workers']:,} 人 × {sample['postings']:,} 岗"
    yield MatchFigure("allocation", name, sample["seconds"], "秒", most=10)
    name = f"统筹安排全区求职的 {district['people']:,} 人"
    yield MatchFigure("allocation_district", name, district["seconds"], "秒", most=60)
