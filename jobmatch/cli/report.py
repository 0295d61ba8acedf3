"""`jobmatch report`: reports for those who answer for the centre; nothing personal, no names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from jobmatch import clock
from jobmatch.cli import stores

if TYPE_CHECKING:
    from datetime import datetime

    from jobmatch.services.exposure import ExposureReport, GroupLine


@click.group()
def report() -> None:
    """报告：只有分组数字，没有个人信息。"""


@report.command()
@click.option("--fair", "fair_id", type=int, help="只看某场招聘会的岗位（编号）")
@click.option("--today", "day", type=click.DateTime(["%Y-%m-%d"]), help="按哪一天算；不写就是今天")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def exposure(fair_id: int | None, day: datetime | None, *, as_json: bool) -> None:
    """各类人进入推荐名单和就业的情况，对照岗位条件允许的人。"""
    from jobmatch.services import exposure as services

    today = day.date() if day else clock.today()
    with stores.read() as session:
        found = services.report_exposure(session, today=today, fair_id=fair_id)
    if as_json:
        click.echo(json.dumps(services.plain(found), ensure_ascii=False, indent=1))
        return
    _tell(found)


def _tell(found: ExposureReport) -> None:
    from jobmatch.domain.exposure import DIMENSION_NAMES, LEAST_SHOWN

    where = f"招聘会“{found.fair}”" if found.fair else "全部在招岗位"
    click.echo(f"截至 {found.day}，{where}：{found.postings} 个岗位，{found.people} 名劳动力。")
    if found.matched_at is not None:
        stored = found.matched_at.astimezone(clock.SHANGHAI)
        click.echo(f"推荐名单存于 {stored:%Y-%m-%d %H:%M}，岗位名单共 {found.seats} 个名额。")
    if not found.seats:
        click.echo(
            "这些岗位还没有存好的推荐名单（只存了各人的名单），所以没有名额和比值。"
            "请先执行 jobmatch match all，再看本报告。"
        )
    if found.remark is not None:
        click.echo(found.remark)
    click.echo("“够条件”指至少有一个岗位的硬条件允许；“应有”按各岗位够条件的人平均分名额算。")
    click.echo("比值低于 0.80 的标 ▼，请看一看原因；它只是提醒，不作为推荐的依据。")
    for dimension, lines in found.dimensions.items():
        click.echo(f"\n{DIMENSION_NAMES[dimension]}")
        for line in lines:
            click.echo("  " + _sentence(line, found))
    click.echo(f"\n少于 {LEAST_SHOWN} 人的组不显示。民族、宗教、婚姻没有登记，也从不用于推荐。")


def _sentence(line: GroupLine, found: ExposureReport) -> str:
    from jobmatch.domain.exposure import needs_a_look

    if line.is_hidden:
        return f"{line.name}：人数太少，不显示"
    mark = " ▼" if needs_a_look(line.parity) else ""
    placed = "在这场招聘会上岗" if found.fair else "已安置"
    return (
        f"{line.name}：{line.people} 人，够条件 {line.qualified} 人"
        f"（人均可去 {line.mean_permitted:.0f} 个岗位），有推荐 {_percent(line, line.listed)}；"
        f"名单名额 {line.seats}，应有 {line.expected_seats:.0f}，比值 {_ratio(line.parity)}{mark}；"
        f"就业率 {_percent(line, line.employed)}，{placed} {_percent(line, line.placed)}"
    )


def _percent(line: GroupLine, count: int | None) -> str:
    share = line.share(count)
    return "-" if share is None else f"{share:.1%}"


def _ratio(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
