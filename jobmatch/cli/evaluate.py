"""``jobmatch evaluate``: the product over case files, in the shapes that their scorer reads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from datetime import datetime


@click.command()
@click.argument("kind", type=click.Choice(["titles", "phrases", "postings", "workers", "search"]))
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="写到哪个文件或文件夹")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="案例的日期，默认今天")
@click.option(
    "--folds", type=click.IntRange(min=0), default=0, help="titles、phrases 的交叉检验份数"
)
@click.option(
    "--learned",
    "aliases",
    type=click.Path(path_type=Path),
    help="把这个 TSV（说法、职业编码）当作教过的说法，与 --folds 同用时同份的不算",
)
@click.option(
    "--without-learned", is_flag=True, help="不用词表里已收的招工名称和大白话，看没学过时怎样"
)
def evaluate(
    kind: str,
    path: Path,
    out: Path,
    *,
    today: datetime | None,
    folds: int,
    aliases: Path | None,
    without_learned: bool,
) -> None:
    """在案例文件或文件夹 PATH 上运行，写出可评分的结果；不需要数据库。"""
    from jobmatch import clock
    from jobmatch.services import evaluation

    day = today.date() if today else clock.today()
    learned = evaluation.Learned(
        aliases=() if aliases is None else evaluation.read_aliases(aliases),
        listed=not without_learned,
    )
    count = evaluation.evaluate(
        evaluation.CaseKind(kind), path, out, today=day, folds=folds, learned=learned
    )
    click.echo(f"完成：{count} 项，写在 {out}")
