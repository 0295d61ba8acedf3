"""``jobmatch occupations``: look an occupation up by what people call it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import click


@click.group()
def occupations() -> None:
    """查职业（2022 年版职业分类大典）。"""


@occupations.command()
@click.argument("text")
@click.option("--top", type=click.IntRange(1, 50), default=10, show_default=True, help="最多几个")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def find(text: str, *, top: int, as_json: bool) -> None:
    """按岗位名称或大白话 TEXT 找最合适的职业，并说明理由。"""
    from jobmatch.services import lexicon

    hits = lexicon.load_index().find(text, top=top)
    if as_json:
        rows = [
            {"code": hit.code, "name": hit.name, "score": hit.score, "reason": hit.reason}
            for hit in hits
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if not hits:
        click.echo("没有找到相近的职业，请换个说法，例如“打螺丝”“带娃”“开叉车”。")
        return
    for place, hit in enumerate(hits, 1):
        click.echo(f"{place:>2}. {hit.code}  {hit.name}  {hit.score:.2f}  {hit.reason}")


@occupations.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="写到哪个 CSV 文件")
def clean(source: Path, out: Path) -> None:
    """把原始职业表 SOURCE（level,code,name,aliases）清理成本程序用的表。"""
    from jobmatch.matching import classification

    with source.open(encoding="utf-8-sig", newline="") as file:
        cleaned = classification.clean_rows(csv.DictReader(file))
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "level", "name", "green", "digital", "aliases"])
        for each in cleaned:
            flags = (int(each.green), int(each.digital))
            writer.writerow([each.code, each.level, each.name, *flags, "|".join(each.aliases)])
    click.echo(f"完成：{len(cleaned)} 行，写在 {out}")
