"""jobmatch keys: show and rotate the keys of sealed values and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jobmatch.cli import stores
from jobmatch.config import Settings
from jobmatch.domain.errors import InputError

if TYPE_CHECKING:
    from jobmatch.store.crypto import KeyRing


@click.group()
def keys() -> None:
    """密钥：查看、轮换。"""


@keys.command("list")
def list_keys() -> None:
    """列出密钥编号（不显示密钥），以及各有多少内容还不是用当前密钥加密的。"""
    from jobmatch.services import keys as rotation

    with stores.opened() as store, store.reads() as session:
        click.echo(f"密钥组 {store.keys.fingerprint}，当前密钥 {store.keys.active}")
        click.echo(f"全部编号：{'、'.join(store.keys.data)}")
        for column in rotation.sealed_columns():
            stale = rotation.stale_values(session, column)
            if stale:
                click.echo(f"  {column.name}：{stale:,} 个值待重新加密")


@keys.command()
@click.option("--commit", is_flag=True, help="真正执行；不加只说会做什么")
def rotate(*, commit: bool) -> None:
    """换一个新密钥，把全部加密内容重新加密；中断后再执行一次即可继续。"""
    from jobmatch.domain.accounts import SYSTEM
    from jobmatch.services import audit
    from jobmatch.services import keys as rotation
    from jobmatch.store import crypto

    settings = Settings()
    path = settings.keys_path
    with stores.opened(settings) as store, store.reads() as session:
        unfinished = any(rotation.stale_values(session, one) for one in rotation.sealed_columns())
        ring = store.keys
    fresh = ring if unfinished else ring.with_new_key(_next_id(ring))
    if not commit:
        click.echo(f"将用密钥 {fresh.active} 重新加密全部内容；确认请加 --commit。")
        return
    if fresh is not ring:
        crypto.save_ring(fresh, path)
    total = 0
    with stores.opened(settings) as store:
        for column in rotation.sealed_columns():
            while True:
                with store.writes.begin() as session:
                    done = rotation.reseal_values(session, column)
                total += done
                if not done:
                    break
        with store.writes.begin() as session:
            files = rotation.reseal_files(session)
            changes = {"key": fresh.active, "values": total, "files": files}
            audit.record(session, actor=SYSTEM, action="key.rotated", changes=changes)
    click.echo(
        f"已用密钥 {fresh.active} 重新加密 {total:,} 个值、{files} 个文件。请重新备份 {path}。"
    )


@keys.command()
@click.argument("kid")
@click.option("--commit", is_flag=True, help="真正执行；不加只检查")
def drop(kid: str, *, commit: bool) -> None:
    """从密钥文件删除不再使用的旧密钥 KID；旧备份将打不开，请先想好。"""
    from jobmatch.services import keys as rotation
    from jobmatch.store import crypto

    settings = Settings()
    with stores.opened(settings) as store, store.reads() as session:
        if kid not in store.keys.data:
            raise InputError(f"没有编号为 {kid} 的密钥；有：{'、'.join(store.keys.data)}。")
        smaller = store.keys.without(kid)
        stale = sum(rotation.stale_values(session, one) for one in rotation.sealed_columns())
        if stale:
            raise InputError(f"还有 {stale:,} 个值没有用当前密钥加密，请先 jobmatch keys rotate。")
    if not commit:
        click.echo(f"可以删除密钥 {kid}；确认请加 --commit。用它加密的旧备份以后打不开。")
        return
    crypto.save_ring(smaller, settings.keys_path)
    click.echo(f"已删除密钥 {kid}。")


def _next_id(ring: KeyRing) -> str:
    numbers = [int(kid[1:]) for kid in ring.data if kid[1:].isdecimal()]
    return f"k{max(numbers, default=0) + 1}"
