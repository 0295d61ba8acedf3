"""`jobmatch figures`: the district's numbers, counted from the rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from jobmatch import clock
from jobmatch.cli import stores

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from jobmatch.services.figures import ShownFigure


@click.command()
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="数哪一天（如 2023-06-30）；不写：演示区数公布数字的那一天，其他库数今天",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def figures(as_of: datetime | None, *, as_json: bool) -> None:
    """从数据逐条数出区县数字，写明口径；有公布数字的列在旁边。"""
    from jobmatch.services import figures as services

    with stores.read() as session:
        day = as_of.date() if as_of else services.usual_day(session, clock.today())
        shown = services.count_figures(session, day)
    if as_json:
        click.echo(json.dumps(_plain(day, shown), ensure_ascii=False, indent=1))
        return
    click.echo(f"截至 {day}，从数据逐条数出：")
    for one in shown:
        meaning, number = one.figure.meaning, _number(one.figure.value)
        click.echo(f"{meaning.name} {number} {meaning.unit}{_beside(one)}")
        click.echo(f"    口径：{meaning.basis}")


def _beside(one: ShownFigure) -> str:
    if one.published is None:
        return ""
    more = "以上" if one.published.at_least else ""
    verdict = "一致" if one.published.agrees(one.figure.value) else "不一致"
    return f"（公布数 {_number(one.published.value)}{more}，{verdict}）"


def _number(value: float) -> str:
    return f"{value:g}" if value != int(value) else str(int(value))


def _plain(day: date, shown: Sequence[ShownFigure]) -> dict[str, Any]:
    return {
        "as_of": day.isoformat(),
        "figures": [
            {
                "key": one.figure.key,
                "name": one.figure.meaning.name,
                "value": one.figure.value,
                "unit": one.figure.meaning.unit,
                "basis": one.figure.meaning.basis,
                "published": None if one.published is None else _json_number(one.published.value),
                "published_at_least": one.published is not None and one.published.at_least,
            }
            for one in shown
        ],
    }


def _json_number(value: float) -> float:
    return int(value) if value == int(value) else value
