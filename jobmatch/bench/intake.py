"""How fast and in how much memory a posting sheet is read, beside plain reading of its cells.

The sheet is made here: 20 columns of the kinds a bureau's list has, with titles, pay, places and
remarks that repeat as they do in real lists but are not all alike.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import xlsxwriter

from jobmatch.domain.minimum_wages import MinimumWages
from jobmatch.domain.places import Regions
from jobmatch.intake import postings, workbooks
from jobmatch.intake.readers import PostingTables
from jobmatch.services import seeds

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

SIZES: tuple[tuple[int, float], ...] = ((300, 3.0), (16_000, 20.0))
"""Rows, and the seconds within which they are to be read."""
MEMORY_MB = 600
HEADER = [
    *(
        "序号",
        "企业名称",
        "所属行业",
        "工作地点",
        "岗位名称",
        "招聘人数",
        "岗位职责",
        "性别",
        "年龄",
        "学历",
    ),
    *(
        "技能证书",
        "经验要求",
        "薪资待遇",
        "工作班次",
        "食宿",
        "社会保险",
        "联系人",
        "联系电话",
        "截止日期",
        "备注",
    ),
]
_TITLES = (
    "普工",
    "操作工",
    "缝纫工",
    "电焊工",
    "保洁员",
    "质检员",
    "叉车司机",
    "包装工",
    "服务员",
    "学徒",
)
_UNITS = 1024 if sys.platform != "darwin" else 1024 * 1024


@dataclass(frozen=True, slots=True)
class IntakeFigures:
    """One size measured: seconds of reading, seconds of plain reading, peak memory."""

    rows: int
    postings: int
    seconds: float
    limit_seconds: float
    plain_seconds: float
    peak_mb: float

    def __str__(self) -> str:
        """Say the figures beside their limits in one line."""
        ratio = self.seconds / self.plain_seconds if self.plain_seconds else 0.0
        return (
            f"岗位表 {self.rows} 行×{len(HEADER)} 列：读出 {self.postings} 个岗位，"
            f"{self.seconds:.2f} 秒（上限 {self.limit_seconds:g} 秒），"
            f"只读单元格 {self.plain_seconds:.2f} 秒，相差 {ratio:.1f} 倍；"
            f"内存峰值 {self.peak_mb:.0f} MB（上限 {MEMORY_MB} MB）"
        )


def measure_intake(folder: Path, *, today: date) -> list[IntakeFigures]:
    """Make and read a sheet of each size in *folder*, smallest first.

    Peak memory counts this process and its largest child together, which is more than was ever in
    use at once.
    """
    tables = PostingTables(
        Regions.from_rows(seeds.rows("regions.csv")),
        MinimumWages.from_rows(seeds.rows("wages.csv")),
    )
    return [
        _measure(folder / f"{rows}.xlsx", rows, limit, today=today, tables=tables)
        for rows, limit in SIZES
    ]


def _measure(
    path: Path, rows: int, limit: float, *, today: date, tables: PostingTables
) -> IntakeFigures:
    make_sheet(path, rows)
    start = time.perf_counter()
    workbooks.read_workbook(path)
    plain = time.perf_counter() - start
    start = time.perf_counter()
    sheet = postings.read_postings(path, today=today, tables=tables)
    seconds = time.perf_counter() - start
    used = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = sum(resource.getrusage(who).ru_maxrss for who in used) / _UNITS
    return IntakeFigures(rows, len(sheet.postings), seconds, limit, plain, peak)


def make_sheet(path: Path, rows: int) -> None:
    """Write a sheet of *rows* postings to *path*, the same for the same number."""
    chance = random.Random(rows)  # noqa: S311 - a fixed sequence, no secret
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("总表")
        sheet.write_row(0, 0, ["某区2026年大型招聘会岗位总表"])
        sheet.write_row(1, 0, HEADER)
        for number in range(rows):
            sheet.write_row(number + 2, 0, _row(number, chance))


def _row(number: int, chance: random.Random) -> list[str | int]:
    firm = number // 8
    low, pay = 18 + number % 8, 2800 + number % 37 * 100
    return [
        number + 1,
        f"贵州测试{firm}号有限公司",
        "制造业",
        f"万山区谢桥街道{firm % 97}号",
        chance.choice(_TITLES) + ("" if number % 3 else f"（{number % 40}车间）"),
        chance.choice(("若干", f"{number % 50 + 1}人", f"{number % 9 + 2}-{number % 9 + 6}")),
        f"负责第{number % 400}条线的操作、清洁和记录",
        chance.choice(("不限", "男", "女")),
        f"{low}-{low + 20 + number % 13}周岁",
        chance.choice(("不限", "初中及以上", "高中或中专")),
        chance.choice(("无", "持叉车证", "健康证", "低压电工证")),
        "不限",
        f"{pay}-{pay + 1500}元/月",
        chance.choice(("长白班", "两班倒", "三班倒")),
        chance.choice(("包吃住", "包吃", "住宿自理，提供工作餐")),
        chance.choice(("五险", "五险一金", "意外险")),
        f"{chance.choice('王李张杨吴田')}经理",
        f"1380000{firm % 10_000:04d}",
        f"2026-{number % 9 + 4:02d}-15",
        f"满{number % 12 + 1}个月有奖金，每月休{number % 5 + 1}天，{number % 700}路公交可到",
    ]
