"""jobmatch audit: prove the chain, print its head."""

from __future__ import annotations

import click

from jobmatch.cli import stores
from jobmatch.domain.errors import InputError


@click.group()
def audit() -> None:
    """审计记录：校验、链头。"""


@audit.command()
@click.option("--rows", type=int, help="留存的链头：记录数")
@click.option("--head", "link", help="留存的链头：校验值")
def verify(rows: int | None, link: str | None) -> None:
    """重新计算整条审计链；可与打印留存的链头核对。"""
    from jobmatch.services import audit as trail

    if (rows is None) != (link is None):
        raise InputError("--rows 与 --head 要一起给。")
    anchor = (rows, link) if rows is not None and link is not None else None
    with stores.read() as session:
        report = trail.verify(session, anchor=anchor)
    if not report.is_whole:
        raise trail.ChainBrokenError(f"审计链在第 {report.broken_at} 条断开：{report.reason}。")
    click.echo(f"审计链完整：{report.rows:,} 条，链头 {report.head}")


@audit.command()
def head() -> None:
    """打印链头（记录数和校验值），用于留存。"""
    from jobmatch.services import audit as trail

    with stores.read() as session:
        rows, link = trail.head(session)
    click.echo(f"{rows} {link}")
