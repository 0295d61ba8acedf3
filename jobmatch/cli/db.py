"""jobmatch db: make and upgrade the database, and say how it stands."""

from __future__ import annotations

import click

from jobmatch.cli import stores
from jobmatch.config import Settings


@click.group()
def db() -> None:
    """数据库：升级与检查。"""


@db.command()
def upgrade() -> None:
    """建立数据库，或升级到本程序的版本（可以重复执行）。"""
    from jobmatch.store import migrate

    with stores.opened(must_be_current=False) as store:
        before = migrate.current(store.write_engine)
        migrate.upgrade(store.write_engine)
        after = migrate.current(store.write_engine)
    if before == after:
        click.echo(f"数据库已是最新版本（{after}）。")
    else:
        click.echo(f"数据库已从 {before or '空'} 升级到 {after}。")


@db.command()
def status() -> None:
    """显示数据库的位置、版本和各表的记录数。"""
    from jobmatch.services import dumps
    from jobmatch.store import migrate

    settings = Settings()
    with stores.opened(settings) as store, store.reads() as session:
        click.echo(f"数据库：{store.read_engine.url.render_as_string(hide_password=True)}")
        click.echo(f"版本：{migrate.current(store.read_engine)}（程序需要 {migrate.head()}）")
        for name, rows in dumps.row_counts(session).items():
            if rows:
                click.echo(f"  {name:<24}{rows:>10,}")
