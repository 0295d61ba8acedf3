"""The end-of-fair report as a workbook: the numbers of the page, and nothing about a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.clock import SHANGHAI
from jobmatch.domain import booths
from jobmatch.domain.accounts import Permission
from jobmatch.domain.recommendations import REASON_NAMES
from jobmatch.exchange.workbooks import Column, ColumnKind, Sheet, write_workbook
from jobmatch.queries import fair_reports as questions

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.queries.fair_reports import Report
    from jobmatch.store.fairs import Fair

NUMBERS: tuple[tuple[str, str, str, str], ...] = (
    (
        *("参会单位", "employers", "家"),
        "有展位、没有被记为“没有到场”的单位；邀请过 {invited} 家，登记到场 {present} 家。",
    ),
    (
        *("没有登记来没来", "unmarked", "家"),
        "订了展位，还没有登记“到场”或“没有到场”；暂时算作参会，请补登记。",
    ),
    (*("没有到场", "no_show", "家"), "订了展位、当天没来的单位；它们的岗位不算。"),
    (
        *("展出岗位", "postings", "个"),
        "同一个岗位只算一次；其中 {shown_before} 个在以前的招聘会上展出过。",
    ),
    (*("招聘人数", "places", "人"), "表上写一个范围的，按少的算；没写人数的不算。"),
    (*("还缺人数", "vacancies", "人"), "上面的招聘人数里，现在还没有招满的。"),
    (
        *("进场求职", "came", "人"),
        "在签到台签到的人，一人算一次；其中现场登记 {walked_in} 人。",
    ),
    (
        *("推荐洽谈", "talks", "人"),
        "在展位上谈过、或在这场招聘会上推荐过岗位的人，一人算一次。",
    ),
    (
        *("达成意向", "intents", "人"),
        "双方都愿意的人：有意向、约好面试、当场录用，包括后来上岗的。意向不等于就业。",
    ),
    (
        *("当场录用", "promised", "人"),
        "单位在展位上说了录用的人；还没有上岗日期，不算就业。",
    ),
    (*("已经上岗", "hires", "人"), "从这场招聘会出去、已有上岗日期的人，一人算一次。"),
)
"""Name, attribute, unit and how it is counted, of each number in the order of the page."""


def counted(report: Report) -> list[tuple[str, int, str, str]]:
    """Give (name, number, unit, how it is counted) of each number of *report*."""
    values = {
        "employers": report.offer.employers,
        "postings": report.offer.postings,
        "places": report.offer.places,
        "vacancies": report.offer.vacancies,
        "shown_before": report.offer.shown_before,
    } | {name: getattr(report, name) for name in _OF_REPORT}
    return [(name, values[key], unit, how.format(**values)) for name, key, unit, how in NUMBERS]


_OF_REPORT = (
    *("invited", "present", "unmarked", "no_show", "came", "walked_in"),
    *("talks", "intents", "promised", "hires"),
)


def write_report(session: Session, *, actor: Actor, fair: Fair, now: datetime) -> bytes:
    """Write the report of *fair* as the rows stand at *now*, as an xlsx file."""
    actor.check(Permission.RUN_FAIRS)
    report = questions.report_of(session, fair=fair)
    days = f"{fair.starts_on:%Y-%m-%d}"
    if fair.ends_on != fair.starts_on:
        days += f" 至 {fair.ends_on:%Y-%m-%d}"
    notes = (
        f"时间：{days}　地点：{fair.address or '没有登记'}",
        f"数据截至：{now.astimezone(SHANGHAI):%Y-%m-%d %H:%M}　制表人：{actor.name}",
    )
    return write_workbook(
        (
            _numbers(report, fair, notes),
            _booths(report, fair),
            _zones(report, fair),
            _reasons(report, fair),
            _hours(report, fair),
        )
    )


def _count(heading: str) -> Column:
    return Column(heading, ColumnKind.NUMBER, 11)


def _numbers(report: Report, fair: Fair, notes: tuple[str, ...]) -> Sheet:
    return Sheet(
        name="情况统计",
        title=f"{fair.name}情况统计",
        notes=notes,
        columns=(
            Column("项目", width=18),
            _count("数"),
            Column("单位", width=6),
            Column("怎么数的", width=60),
        ),
        rows=counted(report),
    )


def _booths(report: Report, fair: Fair) -> Sheet:
    rows = [
        (
            line.booth.number,
            line.booth.employer.name,
            booths.MACHINE.state_names[line.booth.state],
            "、".join(row.posting.title or "（没写岗位名称）" for row in line.booth.postings),
            *(line.places, line.talks, line.intents, line.promised, line.hires),
        )
        for line in report.booths
    ]
    return Sheet(
        name="按展位",
        title=f"{fair.name}各展位情况",
        notes=("同一个人在一个展位谈几个岗位，在这个展位算一次。",),
        columns=(
            Column("展位", ColumnKind.CODE, 8),
            Column("单位", width=28),
            Column("到场", width=14),
            Column("岗位", width=40),
            *map(_count, ("招聘人数", "洽谈人数", "意向人数", "当场录用", "已经上岗")),
        ),
        rows=rows,
        # People who talked at two booths are two of them: a sum of these would count them twice.
        totals=("合计", None, None, None, sum(line.places for line in report.booths)),
    )


def _zones(report: Report, fair: Fair) -> Sheet:
    rows = [
        (booths.ZONE_NAMES[zone], line.booths, line.postings, line.places, line.intents, line.hires)
        for zone, line in report.zones.items()
    ]
    totals: tuple[str | int, ...] = (
        "合计",
        *(sum(int(row[at]) for row in rows) for at in range(1, 6)),
    )
    return Sheet(
        name="按行业",
        title=f"{fair.name}各行业情况",
        columns=(
            Column("行业", width=16),
            *map(_count, ("展位", "岗位", "招聘人数", "意向人次", "上岗人次")),
        ),
        rows=rows,
        totals=totals,
    )


def _reasons(report: Report, fair: Fair) -> Sheet:
    return Sheet(
        name="没谈成的原因",
        title=f"{fair.name}没有谈成的原因",
        columns=(Column("原因", width=24), _count("人次")),
        rows=[(REASON_NAMES[reason], count) for reason, count in report.reasons],
    )


def _hours(report: Report, fair: Fair) -> Sheet:
    return Sheet(
        name="几点来的人",
        title=f"{fair.name}签到和洽谈的时间",
        columns=(Column("时间", width=16), _count("签到人数"), _count("洽谈人次")),
        rows=[
            (f"{hour} 点到 {hour + 1} 点", came, talked) for hour, came, talked in report.by_hour
        ],
    )
