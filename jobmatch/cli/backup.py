"""jobmatch backup and jobmatch restore."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jobmatch import clock
from jobmatch.cli import stores
from jobmatch.config import Settings

if TYPE_CHECKING:
    from jobmatch.services.backups import Place, Proof

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("target", required=False, type=click.Path(path_type=Path))
def backup(target: Path | None) -> None:
    """备份数据库和存档文件到 TARGET（文件或文件夹，默认放进数据文件夹的 backups）。

    备份里没有密钥；密钥文件 keys.json 请另外保管。
    """
    from jobmatch.domain.accounts import SYSTEM
    from jobmatch.services import audit, backups

    settings = Settings()
    name = f"jobmatch-{clock.now():%Y%m%dT%H%M%SZ}.backup"
    path = settings.home / "backups" / name if target is None else target
    if path.is_dir():
        path /= name
    with stores.opened(settings) as store:
        with store.writes.begin() as session:
            audit.record(session, actor=SYSTEM, action="backup.made", changes={"file": path.name})
        manifest = backups.back_up(store, settings.files_folder, path)
    rows = sum(manifest.row_counts.values())
    click.echo(f"已备份 {rows:,} 条记录、{len(manifest.sha256) - 1} 个文件到 {path}")
    click.echo(f"密钥不在备份里，请另外保管 {settings.keys_path}（编号 {manifest.fingerprint}）。")


@click.command()
@click.argument("source", type=_FILE)
@click.option("--commit", is_flag=True, help="已有数据时也替换（原来的数据改名保留）")
@click.option("--drill", is_flag=True, help="只演练：恢复到临时位置，全部核对后删除")
def restore(source: Path, *, commit: bool, drill: bool) -> None:
    """从备份 SOURCE 恢复；先全部核对，再放到位。"""
    from jobmatch.services import backups
    from jobmatch.store import crypto

    settings = Settings()
    stores.make_home(settings)
    if not settings.keys_path.exists():
        raise crypto.KeyFileError(
            f"找不到密钥文件 {settings.keys_path}，请先把另外保管的 keys.json 放回这里。"
        )
    keys = crypto.load_ring(settings.keys_path)
    if drill:
        _say(backups.drill(source, keys, url=settings.database_url), "演练成功，没有改动任何数据")
        return
    _say(backups.restore(source, keys, _place(settings), commit=commit), "已恢复")


def _place(settings: Settings) -> Place:
    from jobmatch.services.backups import Place

    file = None
    if settings.url.startswith("sqlite"):
        file = stores.database_file(settings)
    return Place(settings.url, settings.files_folder, file)


def _say(proof: Proof, done: str) -> None:
    manifest = proof.manifest
    click.echo(
        f"{done}：{manifest.made_at} 的备份，{proof.rows:,} 条记录、{proof.files} 个文件，"
        f"审计链 {manifest.chain_rows:,} 条完整，用时 {proof.seconds:.1f} 秒。"
    )
