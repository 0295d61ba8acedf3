"""`jobmatch jobs`: what waits, what is stuck, and doing it here and now."""

from __future__ import annotations

import click

from jobmatch import clock
from jobmatch.cli import stores
from jobmatch.domain.jobs import MACHINE

_SHOWN = 50


@click.group()
def jobs() -> None:
    """后台任务：查看、立即执行、取消、重新排队。"""


@jobs.command("list")
def list_jobs() -> None:
    """列出没有完成的后台任务，卡住的在前。"""
    from jobmatch.queries import jobs as questions

    with stores.read() as session:
        rows = questions.unfinished_jobs(session, most=_SHOWN)
    if not rows:
        click.echo("没有等待或卡住的后台任务。")
    for row in rows:
        state = MACHINE.state_names[row.state]
        when = row.run_after.astimezone(clock.SHANGHAI).strftime("%m-%d %H:%M")
        click.echo(f"{row.id}\t{state}\t第{row.attempts}次\t{when}\t{row.name}\t{row.error or ''}")


@jobs.command()
def run() -> None:
    """立即执行所有到期的后台任务（没有打开网页服务时用）。"""
    from jobmatch.services import jobs as work
    from jobmatch.tasks import app, registry

    registry.load()
    done = 0
    with stores.opened() as store:
        disconnect = app.connect(store, broker_url="memory://")
        try:
            with store.reads() as session:
                waiting = work.due(session)
            for name, job_id in waiting:
                click.echo(f"{name} {job_id} …")
                app.celery.tasks[name].run(job_id)
                done += 1
        finally:
            disconnect()
    click.echo(f"执行了 {done} 个后台任务。")


@jobs.command()
@click.argument("number", type=int)
def requeue(number: int) -> None:
    """让卡住或取消了的第 NUMBER 号任务重新排队。"""
    from jobmatch.services import jobs as work

    with stores.write() as session:
        work.requeue(session, number)
    click.echo(f"第 {number} 号任务已重新排队。")


@jobs.command()
@click.argument("number", type=int)
def cancel(number: int) -> None:
    """取消第 NUMBER 号任务；正在做的，做完手上这一步就停。"""
    from jobmatch.services import jobs as work

    with stores.write() as session:
        work.cancel(session, number)
    click.echo(f"第 {number} 号任务已取消，或做完手上这一步就停。")
