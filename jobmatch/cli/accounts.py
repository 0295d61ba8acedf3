"""`jobmatch accounts`: add, list, close, reopen; passwords, and phones that were lost."""

from __future__ import annotations

import sys

import click

from jobmatch.cli import stores
from jobmatch.domain.accounts import ROLE_NAMES, SECOND_FACTOR_ROLES, SYSTEM, Role
from jobmatch.services import accounts as services

_ROLES = click.Choice([role.value for role in Role])
_FROM_INPUT = click.option(
    "--password-stdin", is_flag=True, help="从标准输入读密码（一行），不在屏幕上询问"
)


@click.group()
def accounts() -> None:
    """账号：新建、查看、改密码、停用、启用、清除两步验证。"""


@accounts.command()
@click.argument("name")
@click.option("--role", type=_ROLES, required=True, help="角色")
@click.option("--display-name", help="页面上显示的名字，默认同账号")
@click.option("--community", "communities", multiple=True, help="只管这个社区（名称，可多次）")
@click.option("--building", "buildings", multiple=True, help="只管这栋楼（社区/楼栋，可多次）")
@click.option("--employer", help="用人单位账号所属单位的名称")
@_FROM_INPUT
def add(
    *,
    name: str,
    role: str,
    display_name: str | None,
    communities: tuple[str, ...],
    buildings: tuple[str, ...],
    employer: str | None,
    password_stdin: bool,
) -> None:
    """新建账号 NAME；不写社区和楼栋就是全区。"""
    password = _password(from_input=password_stdin)
    with stores.write() as session:
        area = services.find_area(
            session, communities=communities, buildings=buildings, employer=employer
        )
        services.add_account(
            session,
            actor=SYSTEM,
            name=name,
            role=Role(role),
            password=password,
            display_name=display_name,
            area=area,
        )
    click.echo(f"已新建账号 {name}（{ROLE_NAMES[Role(role)]}）。")
    if Role(role) in SECOND_FACTOR_ROLES:
        click.echo("第一次登录时要用手机设置两步验证，大约 2 分钟。")


@accounts.command(name="list")
def list_accounts() -> None:
    """列出全部账号。"""
    with stores.read() as session:
        for account in services.all_accounts(session):
            state = "" if account.is_active else "（已停用）"
            state += "（两步验证）" if account.second_factor_at else ""
            click.echo(f"{account.name}\t{ROLE_NAMES[account.role]}\t{account.display_name}{state}")


@accounts.command()
@click.argument("name")
@_FROM_INPUT
def password(name: str, *, password_stdin: bool) -> None:
    """给账号 NAME 设新密码；已登录的电脑会退出。"""
    secret = _password(from_input=password_stdin)
    with stores.write() as session:
        services.set_password(session, actor=SYSTEM, name=name, password=secret)
    click.echo(f"账号 {name} 的密码已更换。")


@accounts.command()
@click.argument("name")
def close(name: str) -> None:
    """停用账号 NAME；历史记录保留。"""
    with stores.write() as session:
        services.close_account(session, actor=SYSTEM, name=name)
    click.echo(f"账号 {name} 已停用。")


@accounts.command()
@click.argument("name")
def reopen(name: str) -> None:
    """重新启用账号 NAME。"""
    with stores.write() as session:
        services.reopen_account(session, actor=SYSTEM, name=name)
    click.echo(f"账号 {name} 已重新启用。")


@accounts.command()
@click.argument("name")
def phone(name: str) -> None:
    """手机丢了：清除账号 NAME 的两步验证，下次登录重新设置。"""
    with stores.write() as session:
        services.reset_second_factor(session, actor=SYSTEM, name=name)
    click.echo(f"账号 {name} 的两步验证已清除，已登录的电脑会退出。")


def _password(*, from_input: bool) -> str:
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    return str(
        click.prompt("密码（至少 12 个字符）", hide_input=True, confirmation_prompt="再输一次")
    )
