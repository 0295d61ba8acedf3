"""``jobmatch bench``: figures of quality and speed, printed beside what is to be reached."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from datetime import datetime
    from types import ModuleType

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
@click.option(
    "--append",
    "table",
    type=click.Path(path_type=Path, dir_okay=False),
    help="在这个 tsv 表后面加一行：日期、提交、各项数字",
)
def cases(folder: Path, today: datetime, table: Path | None) -> None:
    """在案例文件夹 FOLDER 上运行全部种类，打印各项数字和目标；“/5”是五折交叉检验。"""
    import tempfile

    from jobmatch import clock
    from jobmatch.bench import cases as bench_cases
    from jobmatch.bench import records

    missed = 0
    row = {"date": clock.today().isoformat(), "commit": records.commit_of()}
    with tempfile.TemporaryDirectory(prefix="jobmatch-cases-") as work:
        for figure in bench_cases.measure_cases(folder, Path(work), today=today.date()):
            click.echo(str(figure))
            row[figure.key] = f"{figure.value:.4f}"
            missed += not figure.is_reached
    if table is not None:
        records.append_row(table, row)
    click.echo("全部达到目标。" if not missed else f"{missed} 项没有达到目标。")
    if missed:
        raise SystemExit(1)


@bench.command()
@click.option("--quick", is_flag=True, help="小演示区，一两分钟看个大概；数字不作数")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="结果另存为这个 JSON 文件"
)
def match(out: Path | None, *, quick: bool, as_json: bool) -> None:
    """全区匹配的速度：演示区展开到 16,000 个岗位，与别的算法同场比较。"""
    import json
    import tempfile

    from jobmatch import clock
    from jobmatch.bench import records

    bench_matching = _matching()
    with tempfile.TemporaryDirectory(prefix="jobmatch-bench-") as work:
        figures, details = bench_matching.measure_matching(
            Path(work),
            quick=quick,
            progress=lambda line: click.echo(f"{line} …", err=as_json),
        )
    content = {"figures": {each.key: each.value for each in figures}, "details": details}
    if out is not None:
        command = "jobmatch bench match --json" + (" --quick" if quick else "")
        records.write_record(out, command=command, at=clock.now(), content=content)
    if as_json:
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))
        return
    for figure in figures:
        click.echo(str(figure))


def _matching() -> ModuleType:
    """Import the benchmark; its peers are not among what the product needs."""
    from importlib import import_module

    from jobmatch.domain.errors import InputError

    try:
        return import_module("jobmatch.bench.matching")
    except ModuleNotFoundError as error:
        raise InputError(
            f'缺少用来对照的程序 {error.name}，请先执行：pip install -c constraints.txt ".[bench]"'
        ) from error


@bench.command()
def intake() -> None:
    """读 300 行和 16,000 行的岗位表，打印时间、内存和与直接读单元格的比。"""
    import tempfile

    from jobmatch import clock
    from jobmatch.bench import intake as bench_intake

    with tempfile.TemporaryDirectory(prefix="jobmatch-bench-") as work:
        for figures in bench_intake.measure_intake(Path(work), today=clock.today()):
            click.echo(str(figures))


@bench.command()
@click.option("--quick", is_flag=True, help="小演示区，每项几秒；数字不作数")
@click.option("--seconds", default=20.0, show_default=True, help="每一项压多少秒")
@click.option("--rate", default=50.0, show_default=True, help="每秒查几次")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="结果另存为这个 JSON 文件"
)
def web(seconds: float, rate: float, out: Path | None, *, quick: bool, as_json: bool) -> None:
    """网页的快慢：另开一个服务，按固定的节奏去查，打印 p95 和没有答好的次数。"""
    import json
    import tempfile

    from jobmatch import clock
    from jobmatch.bench import records
    from jobmatch.bench import web as bench_web
    from jobmatch.services.seeding.scales import Scale

    def progress(line: str) -> None:
        click.echo(f"{line} …", err=as_json)

    with tempfile.TemporaryDirectory(prefix="jobmatch-bench-") as work:
        progress("建立演示区")
        bench_web.prepare(Path(work), Scale.SMALL if quick else Scale.DISTRICT)
        figures, details = bench_web.measure_web(
            Path(work), seconds=min(seconds, 3) if quick else seconds, rate=rate, progress=progress
        )
    content = {"figures": {each.key: each.value for each in figures}, "details": details}
    if out is not None:
        command = f"jobmatch bench web --json --seconds {seconds:g} --rate {rate:g}"
        records.write_record(
            out, command=command + (" --quick" if quick else ""), at=clock.now(), content=content
        )
    if as_json:
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))
        return
    for figure in figures:
        click.echo(str(figure))
