"""`jobmatch demo`: from an empty folder to a served demonstration district, in one command."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from jobmatch import clock
from jobmatch.cli import matches, stores
from jobmatch.config import Settings
from jobmatch.services import demonstrations
from jobmatch.services.matches import lists
from jobmatch.services.seeding import district
from jobmatch.services.seeding.scales import Scale
from jobmatch.store import migrate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobmatch.store.engine import Store


@click.command()
@click.option(
    "--scale",
    type=click.Choice([scale.value for scale in Scale]),
    default=Scale.DISTRICT.value,
    show_default=True,
    help="district：公布数字的规模；small：几百人",
)
@click.option("--port", default=8000, show_default=True, help="网页端口")
@click.option("--serve/--no-serve", default=True, show_default=True, help="完成后打开网页")
def demo(scale: str, port: int, *, serve: bool) -> None:
    """建立演示区、完成首次匹配并打开网页；再次运行不会重复装入。"""
    settings = Settings()
    click.echo(f"数据文件夹：{settings.home}")
    if serve:
        # A taken port is told before a minute of loading, not after it.
        from jobmatch.cli.serve import listen

        listen("127.0.0.1", port).close()
    with stores.opened(settings, must_be_current=False) as store:
        with _stage("准备数据库"):
            migrate.upgrade(store.write_engine)
        _load(store, Scale(scale))
        _match(store)
        with _stage("准备演示账号"), store.writes.begin() as session:
            people = demonstrations.add_accounts(session)
        _tell_accounts(people)
        if serve:
            _serve(settings, store, port)


def _load(store: Store, scale: Scale) -> None:
    """Load the district unless it stands; refuse a folder that holds another one."""
    with store.reads() as session:
        there = district.loaded_scale(session)
    if there is scale:
        click.echo("演示区已经在数据文件夹里，直接使用。")
        return
    with _stage("装入演示区"), store.writes.begin() as session:
        district.load_district(
            session,
            scale=scale,
            as_of=clock.today(),
            progress=lambda line: click.echo(f"  {line} …"),
        )


def _match(store: Store) -> None:
    with store.reads() as session:
        if lists.is_matched(session):
            return
    with _stage("首次匹配：全区劳动力 × 在招岗位"):
        matches.run(store, on=clock.today())


def _tell_accounts(people: tuple[demonstrations.DemonstrationAccount, ...]) -> None:
    click.echo(f"演示账号（密码都是 {demonstrations.PASSWORD}）：")
    for each in people:
        click.echo(f"  {each.name:<10}{each.role_name}：{each.purpose}")


def _serve(settings: Settings, store: Store, port: int) -> None:
    from jobmatch.cli import serve
    from jobmatch.tasks import embedded

    serve.end_on_sigterm()
    with embedded.running(store, broker_url=settings.broker_url):
        serve.run(settings, store, host="127.0.0.1", port=port, demonstration=True)


@contextmanager
def _stage(name: str) -> Iterator[None]:
    """Say what begins, and how long it took."""
    started = time.monotonic()
    click.echo(f"{name} …")
    yield
    click.echo(f"{name}：完成，用时 {time.monotonic() - started:.1f} 秒。")
