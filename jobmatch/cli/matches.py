"""`jobmatch match all`: the best of everybody, stored for the pages, reports and allocation."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from jobmatch import clock
from jobmatch.cli import stores

if TYPE_CHECKING:
    from datetime import date, datetime

    from jobmatch.store.engine import Store


@click.command("all")
@click.option("--today", "day", type=click.DateTime(["%Y-%m-%d"]), help="按哪一天算；不写就是今天")
@click.option("--restart", is_flag=True, help="不接着上次没做完的，从头算起")
def match_all(day: datetime | None, *, restart: bool) -> None:
    """全区匹配：给每位劳动力找岗位，给每个岗位找人，结果存好备用。

    中途停下不要紧，再执行一次会接着做；名册、岗位或词表变了就从头算。
    """
    with stores.opened() as store:
        run(store, on=day.date() if day else clock.today(), restart=restart)


def run(store: Store, *, on: date, restart: bool = False) -> None:
    """Match the whole district in *store* as on the day *on*, and say how it goes."""
    from jobmatch.services.matches import districts, lists, runs

    began = time.monotonic()
    click.echo("读取名册和在招岗位 …")
    with store.reads() as session:
        district = districts.open_district(session, on=on)
    reading = time.monotonic() - began
    done = runs.run_through(
        district,
        transaction=store.writes.begin,
        now=clock.now(),
        restart=restart,
        tell=lambda line, _done, _total: click.echo(f"  {line}"),
    )
    tops = lists.TOPS
    click.echo(
        f"已存好 {done.workers} 位劳动力各自最合适的岗位（最多 {tops.worker} 个），"
        f"{done.postings} 个岗位各自最合适的人（最多 {tops.posting} 位）。"
    )
    click.echo(f"读取 {reading:.1f} 秒，计算 {done.computing:.1f} 秒，写入 {done.storing:.1f} 秒。")
