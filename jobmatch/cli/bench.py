"""``jobmatch bench``: figures of quality and speed, printed beside what is to be reached."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from datetime import datetime

_DAY_OF_CASES = "2026-03-15"


@click.group()
def bench() -> None:
    """性能与准确率基准。"""


@bench.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    default=_DAY_OF_CASES,
    show_default=True,
    help="案例的日期",
)
def cases(folder: Path, today: datetime) -> None:
    """在案例文件夹 FOLDER 上运行全部种类，打印各项数字和目标。"""
    import tempfile

    from jobmatch.bench import cases as bench_cases

    missed = 0
    with tempfile.TemporaryDirectory(prefix="jobmatch-cases-") as work:
        for figure in bench_cases.measure_cases(folder, Path(work), today=today.date()):
            click.echo(str(figure))
            missed += not figure.is_reached
    click.echo("全部达到目标。" if not missed else f"{missed} 项没有达到目标。")
    if missed:
        raise SystemExit(1)


@bench.command()
def intake() -> None:
    """读 300 行和 16,000 行的岗位表，打印时间、内存和与直接读单元格的比。"""
    import tempfile

    from jobmatch import clock
    from jobmatch.bench import intake as bench_intake

    with tempfile.TemporaryDirectory(prefix="jobmatch-bench-") as work:
        for figures in bench_intake.measure_intake(Path(work), today=clock.today()):
            click.echo(str(figures))
