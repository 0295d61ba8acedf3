"""`jobmatch allocate`: a plan for a fair or the whole district, its report, pins and priorities."""

from __future__ import annotations

import json
from time import perf_counter
from typing import TYPE_CHECKING, Any, Literal

import click

from jobmatch import clock
from jobmatch.cli import stores

if TYPE_CHECKING:
    from datetime import date, datetime

    from jobmatch.services.allocations import Plan

_DAY = click.option(
    "--today", "day", type=click.DateTime(["%Y-%m-%d"]), help="按哪一天算；不写就是今天"
)
_WORKER = click.argument("worker_id", metavar="劳动力编号", type=int)
_POSTING = click.argument("posting_id", metavar="岗位编号", type=int)
_REASON = click.option("--reason", required=True, help="理由，写进记录")
_METHODS = {"plan": "统筹安排", "own_lists": "各看各的名单", "best_pair_first": "好的先配"}


@click.group(invoke_without_command=True)
@click.option("--fair", "fair_id", type=int, help="为哪一场招聘会安排（编号）")
@click.option("--all", "whole", is_flag=True, help="为全区所有招聘中的岗位安排")
@click.option("--least", type=click.FloatRange(0, 1), help="匹配度低于这个数的不安排（0到1）")
@click.option("--open-places", type=click.IntRange(0, 1000), help="人数写“若干”的岗位按几个空缺算")
@click.option("--unemployed-only", is_flag=True, help="只安排未就业的人，不管要求换工作的人")
@click.option("--list", "listed", type=click.IntRange(0), default=0, help="列出前几个人的安排")
@click.option("--dry-run", is_flag=True, help="只看结果，不保存方案")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@_DAY
@click.pass_context
def allocate(ctx: click.Context, /, **options: Any) -> None:
    """统筹安排：人和岗位一起算，谁都不超过空缺，没安排上的人说明原因。"""
    if ctx.invoked_subcommand is not None:
        return
    if options["whole"] == (options["fair_id"] is not None):
        raise click.UsageError("请写 --all（全区）或 --fair 编号（一场招聘会），只写一个。")
    _run(options)


def _run(options: dict[str, Any]) -> None:
    from jobmatch.domain.accounts import SYSTEM
    from jobmatch.services import allocations

    quiet = options["as_json"]
    started = perf_counter()
    with stores.opened() as store:
        with store.reads() as session:
            gathered = allocations.gather(session, _scope(options))
        read = perf_counter()
        plan = allocations.make_plan(gathered, progress=None if quiet else _progress)
        planned = perf_counter()
        number, new = None, False
        if not options["dry_run"]:
            with store.writes.begin() as session:
                row, new = allocations.save_plan(session, plan, actor=SYSTEM)
                number = row.id
        with store.reads() as session:
            people = _listed(session, plan, options["listed"])
    seconds = {"reading": read - started, "planning": planned - read}
    seconds["storing"] = perf_counter() - planned
    told = allocations.figures(plan) | {"plan": number, "new": new, "seconds": seconds}
    if options["as_json"]:
        click.echo(json.dumps(told | {"listed": people}, ensure_ascii=False, indent=1))
        return
    _tell(told)
    for line in people:
        click.echo(line)


def _scope(options: dict[str, Any]) -> Any:
    from jobmatch.services import allocations

    given = {key: options[key] for key in ("least", "open_places") if options[key] is not None}
    return allocations.Scope(
        on=_on(options["day"]),
        fair_id=options["fair_id"],
        changers=not options["unemployed_only"],
        **given,
    )


def _on(day: datetime | None) -> date:
    return day.date() if day else clock.today()


def _progress(line: str) -> None:
    click.echo(f"{line}…", err=True)


def _tell(told: dict[str, Any]) -> None:
    _tell_scope(told)
    _tell_ranks(told)
    _tell_gains(told)
    _tell_congestion(told)
    _tell_wanted(told["wanted"])
    _tell_households(told)
    _tell_unplaced(told)
    _tell_standing(told)


def _tell_scope(told: dict[str, Any]) -> None:
    plan = told["methods"]["plan"]
    click.echo(f"统筹安排：{told['title']}，按{told['on']}的登记")
    click.echo(
        f"参加安排 {told['people']} 人（未就业 {told['unemployed']} 人，"
        f"要求换工作 {told['changers']} 人）；"
        f"岗位 {told['postings']} 个，空缺 {told['places']} 个。"
    )
    click.echo(
        f"安排上 {plan['placed']} 人，用到 {plan['postings']} 个岗位，"
        f"平均匹配度 {plan['fit_mean']:.1%}。"
    )
    click.echo(
        f"匹配度 {told['least']:.0%} 以下的不安排；人数写“若干”的按 {told['open_places']} 人算；"
        f"有 {told['pins']['forbidden']} 对已排除、一方说过不行，或就是现在的单位。"
    )


def _tell_ranks(told: dict[str, Any]) -> None:
    click.echo("\n先后次序（只决定先安排谁，不影响匹配度）：")
    for number, rank in enumerate(told["ranks"], start=1):
        click.echo(
            f"  {number}. {rank['name']}：{rank['people']} 人，安排上 {rank['plan']} 人"
            f"（好的先配 {rank['best_pair_first']} 人，各看各的名单 {rank['own_lists']} 人）"
        )


def _tell_gains(told: dict[str, Any]) -> None:
    click.echo("\n和别的办法比：")
    plan = told["methods"]["plan"]
    for key, name in _METHODS.items():
        each = told["methods"][key]
        click.echo(
            f"  {name}：安排上 {each['placed']} 人，匹配度合计 {each['fit_sum']:.1f}，"
            f"平均 {each['fit_mean']:.1%}，用到 {each['postings']} 个岗位"
        )
    for key in ("own_lists", "best_pair_first"):
        each = told["methods"][key]
        more, fit = plan["placed"] - each["placed"], plan["fit_sum"] - each["fit_sum"]
        share = f"（{fit / each['fit_sum']:+.1%}）" if each["fit_sum"] else ""
        click.echo(f"  比“{_METHODS[key]}”：{more:+d} 人，匹配度合计 {fit:+.1f}{share}")
    if told["proven"]:
        click.echo("  已验证：在这些条件下没有更好的安排。")
    else:
        gap = told["may_gain"]
        click.echo(
            f"  最多还可能多安排 {gap['placed']} 人、匹配度合计多 {gap['fit_sum']:.1f}，没有算尽。"
        )


def _tell_congestion(told: dict[str, Any]) -> None:
    crowd = told["congestion"]
    if crowd["most_posting"] is None:
        return
    top = crowd["most_posting"]
    click.echo(
        f"\n拥挤：各人名单的前{crowd['listed']}名里只出现 {crowd['seen']} 个岗位，"
        f"最热的[{top['posting_id']}]{top['title']}在 {crowd['most']} 人的名单里；"
        f"统筹后分散到 {crowd['used']} 个岗位。"
    )


def _tell_wanted(wanted: list[dict[str, Any]]) -> None:
    if not wanted:
        return
    click.echo("最抢手的岗位（可以请单位多招人）：")
    for each in wanted:
        more = "多招1人，就能多安排1人" if each["more_placed"] else ""
        if each["more_fit"]:
            more = f"多招1人，匹配度合计多{each['more_fit']:.2f}"
        click.echo(
            f"  [{each['posting_id']}] {each['title']}（{each['employer'] or '单位未写明'}）"
            f"空缺 {each['places']} 个，{each['firsts']} 人把它排在第一"
            f"{'；' if more else ''}{more}"
        )


def _tell_households(told: dict[str, Any]) -> None:
    couples, pins = told["couples"], told["pins"]
    click.echo(
        f"\n家庭：{told['carers']} 户（人）要留一人在附近照顾家里，都照办；"
        f"要求在一起的夫妻 {couples['asking']} 对，一起安排上 {couples['together']} 对。"
    )
    if pins["pinned"] or pins["unmet"]:
        asked = pins["placed"] + len(pins["unmet"])
        click.echo(f"经办人指定 {asked} 人，安排上 {pins['placed']} 人。")
    for each in pins["unmet"]:
        click.echo(f"  没有照办：劳动力 {each['worker_id']}，{each['sentence']}")


def _tell_unplaced(told: dict[str, Any]) -> None:
    left = sum(each["people"] for each in told["unplaced"])
    click.echo(f"\n没有安排上 {left} 人，每人都记下了原因：")
    for each in told["unplaced"]:
        click.echo(f"  {each['name']} {each['people']} 人")


def _tell_standing(told: dict[str, Any]) -> None:
    seconds = told["seconds"]
    click.echo(
        f"\n用时：读取和打分 {seconds['reading']:.1f} 秒，安排 {seconds['planning']:.1f} 秒，"
        f"保存 {seconds['storing']:.1f} 秒。"
    )
    if told["plan"] is None:
        click.echo("只是试算，没有保存。")
    elif told["new"]:
        click.echo(f"已保存为方案 {told['plan']}。看全部：jobmatch allocate show {told['plan']}")
        click.echo(f"看某个人：jobmatch allocate show {told['plan']} --worker 劳动力编号")
    else:
        click.echo(f"与方案 {told['plan']} 完全相同（情况没有变），没有另存。")


def _listed(session: Any, plan: Plan, top: int) -> list[str]:
    """Give the first *top* people with their posting, or with what keeps them without one."""
    from jobmatch.matching.allocation import NOBODY
    from jobmatch.queries import allocations

    rows = range(min(top, len(plan.gathered.people)))
    people = [plan.gathered.people[row] for row in rows]
    names = allocations.names_of_workers(session, [each.worker_id for each in people])
    fits, lines = plan.fits(), []
    for row, each in zip(rows, people, strict=True):
        chosen = int(plan.chosen[row])
        if chosen == NOBODY:
            what = f"没有安排上：{plan.shortfalls[row].sentence}"
        else:
            profile = plan.gathered.postings.postings[chosen].profile
            employer = profile.employer or "单位未写明"
            what = f"[{profile.id}]{profile.title}（{employer}），匹配度{fits[row]:.0%}"
        lines.append(f"{each.worker_id} {names[each.worker_id]} → {what}")
    return lines


@allocate.command()
@click.argument("plan_id", metavar="方案编号", type=int, required=False)
@click.option("--worker", "worker_id", type=int, help="只看一个人（编号）")
@click.option("--unplaced", is_flag=True, help="只列没有安排上的人")
@click.option("--top", type=click.IntRange(1), default=50, show_default=True, help="最多列几人")
def show(plan_id: int | None, worker_id: int | None, top: int, *, unplaced: bool) -> None:
    """看一个保存的方案；不写编号就看最新的。"""
    from jobmatch.services import allocations

    with stores.read() as session:
        lines = allocations.plan_lines(
            session, plan_id=plan_id, worker_id=worker_id, top=top, unplaced=unplaced
        )
    for line in lines:
        click.echo(line)


@allocate.command()
@_WORKER
@_POSTING
@_REASON
@_DAY
def pin(worker_id: int, posting_id: int, reason: str, day: datetime | None) -> None:
    """指定：以后的方案都把这个人安排到这个岗位（不违反硬性条件时）。"""
    _decide("pin", worker_id, posting_id, reason, day)
    click.echo(f"已指定：劳动力 {worker_id} → 岗位 {posting_id}。")


@allocate.command()
@_WORKER
@_POSTING
@_REASON
@_DAY
def forbid(worker_id: int, posting_id: int, reason: str, day: datetime | None) -> None:
    """排除：以后的方案都不把这个人安排到这个岗位。"""
    _decide("forbid", worker_id, posting_id, reason, day)
    click.echo(f"已排除：劳动力 {worker_id} 不安排到岗位 {posting_id}。")


@allocate.command()
@_WORKER
@_POSTING
@_REASON
@_DAY
def withdraw(worker_id: int, posting_id: int, reason: str, day: datetime | None) -> None:
    """撤销一个指定或排除。"""
    _decide("withdraw", worker_id, posting_id, reason, day)
    click.echo(f"已撤销：劳动力 {worker_id}、岗位 {posting_id}。")


def _decide(
    decision: Literal["pin", "forbid", "withdraw"],
    worker_id: int,
    posting_id: int,
    reason: str,
    day: datetime | None,
) -> None:
    from jobmatch.domain.accounts import SYSTEM
    from jobmatch.services import allocations

    decide = {
        "pin": allocations.pin,
        "forbid": allocations.forbid,
        "withdraw": allocations.withdraw,
    }[decision]
    with stores.write() as session:
        decide(
            session,
            actor=SYSTEM,
            worker_id=worker_id,
            posting_id=posting_id,
            reason=reason,
            on=_on(day),
        )


@allocate.command()
@click.argument("keys", metavar="[优先对象]...", nargs=-1)
@click.option("--reason", help="理由；更改时必须写")
def priorities(keys: tuple[str, ...], reason: str | None) -> None:
    """看或改优先对象的次序，如：zero_employment monitored disabled；都不优先写 none。"""
    from jobmatch.domain.accounts import SYSTEM
    from jobmatch.domain.allocations import PRIORITY_NAMES
    from jobmatch.queries import allocations as asked
    from jobmatch.services import allocations

    if keys:
        with stores.write() as session:
            allocations.set_priorities(session, actor=SYSTEM, keys=keys, reason=reason or "")
    with stores.read() as session:
        present = asked.priorities(session)
    if not present:
        click.echo("现在没有优先对象；未就业的人先于要求换工作的人。")
    for number, key in enumerate(present, start=1):
        click.echo(f"{number}. {PRIORITY_NAMES[key]}（{key}）")
