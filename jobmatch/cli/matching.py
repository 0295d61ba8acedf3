"""`jobmatch match`: postings for a worker or a sentence, workers for a posting, with reasons."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from jobmatch import clock
from jobmatch.cli import stores
from jobmatch.cli.matches import match_all
from jobmatch.domain.errors import InputError

if TYPE_CHECKING:
    from datetime import datetime

    from jobmatch.matching.answers import Answer, Match
    from jobmatch.matching.profiles import WorkerProfile
    from jobmatch.matching.searches import Understood
    from jobmatch.services.matching import PostingMatches, WorkerMatches

MOST_SIGNS = 300
"""Signs of a question at most, as on the search page."""
_TOP = click.option(
    "--top", type=click.IntRange(1, 200), default=10, show_default=True, help="最多列几个"
)
_JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON")
_REASONS = click.option("--reasons", is_flag=True, help="逐条列出理由和依据的登记内容")
_DAY = click.option(
    "--today", "day", type=click.DateTime(["%Y-%m-%d"]), help="按哪一天算；不写就是今天"
)


@click.group()
def match() -> None:
    """人找岗、岗找人、按一句话找岗；每条结果都说明理由。"""


match.add_command(match_all)


@match.command()
@click.argument("worker_id", metavar="编号", type=int)
@_TOP
@_REASONS
@_JSON
@_DAY
def worker(worker_id: int, top: int, day: datetime | None, *, reasons: bool, as_json: bool) -> None:
    """给一位劳动力找岗位。"""
    from jobmatch.services import matching

    today = day.date() if day else clock.today()
    with stores.read() as session:
        found = matching.match_worker(session, worker_id=worker_id, today=today, top=top)
    _tell_worker(found, reasons=reasons, as_json=as_json)


@match.command(context_settings={"ignore_unknown_options": True})
@click.argument("words", metavar="一句话")
@click.option("--worker", "worker_id", type=int, help="为哪位劳动力找（编号）")
@_TOP
@_REASONS
@_JSON
@_DAY
def text(
    words: str,
    worker_id: int | None,
    top: int,
    day: datetime | None,
    *,
    reasons: bool,
    as_json: bool,
) -> None:
    """按一句平常话找岗位，如“会电焊，C1，想在家附近，不上夜班”。"""
    from jobmatch.services import matching

    asked = _asked(words)
    today = day.date() if day else clock.today()
    with stores.read() as session:
        found = matching.match_text(session, text=asked, today=today, top=top, worker_id=worker_id)
    _tell_worker(found, reasons=reasons, as_json=as_json)


def _asked(words: str) -> str:
    """Give *words* without blanks around; none at all and too many are refused."""
    asked = words.strip()
    if asked.startswith("--"):
        message = f"没有“{asked}”这个选项；jobmatch match text --help 列出有哪些。"
        raise InputError(message)
    if not asked:
        message = "没有写要找什么，请写一句话，比如“会缝纫，想在家附近”。"
        raise InputError(message)
    if len(asked) > MOST_SIGNS:
        message = f"写得太长了，请挑最要紧的几句，{MOST_SIGNS} 字以内。"
        raise InputError(message)
    return asked


@match.command()
@click.argument("posting_id", metavar="编号", type=int)
@_TOP
@_REASONS
@_JSON
@_DAY
def posting(
    posting_id: int, top: int, day: datetime | None, *, reasons: bool, as_json: bool
) -> None:
    """给一个岗位找未就业的劳动力。"""
    from jobmatch.services import matching

    today = day.date() if day else clock.today()
    with stores.read() as session:
        found = matching.match_posting(session, posting_id=posting_id, today=today, top=top)
    if as_json:
        click.echo(json.dumps(_plain_posting(found), ensure_ascii=False, indent=1))
        return
    asked = found.posting
    click.echo(f"岗位 {asked.id}：{asked.title}（{asked.employer or '单位未写明'}）")
    click.echo(f"看了 {found.asked} 位未就业劳动力，{found.permitted} 位符合硬性条件。")
    for number, each in enumerate(found.candidates, start=1):
        click.echo(f"{number}. {_person(each.worker)}  匹配度 {each.match.score:.0%}")
        _tell_match(each.match, reasons=reasons)


def _tell_worker(found: WorkerMatches, *, reasons: bool, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(_plain_worker(found), ensure_ascii=False, indent=1))
        return
    for read in found.understood.reads:
        click.echo(f"听懂：{read.words} → {read.meaning}")
    told = found.answer
    if told.sentence:
        click.echo(told.sentence)
        if told.matches:
            click.echo(f"{told.heading}：")
    for number, each in enumerate(told.matches, start=1):
        click.echo(f"{number}. {_heading(each)}  匹配度 {each.score:.0%}")
        _tell_match(each, reasons=reasons)
    _tell_near_misses(told)


def _tell_match(each: Match, *, reasons: bool) -> None:
    from jobmatch.matching.origins import FIELD_NAMES
    from jobmatch.matching.reasons import Side

    click.echo(f"   {each.summary}")
    if not reasons:
        return
    names = {Side.MATCHED: "合适", Side.MISSING: "差在", Side.UNKNOWN: "不清楚", Side.FACT: "情况"}
    told = [(names[reason.side], reason.sentence, reason.fields) for reason in each.reasons]
    told += [("冲突", barrier.sentence, barrier.fields) for barrier in each.barriers]
    told += [("提醒", remark.sentence, remark.fields) for remark in each.remarks]
    for name, sentence, fields in told:
        click.echo(f"   {name}：{sentence}（依据：{'、'.join(FIELD_NAMES[f] for f in fields)}）")


def _tell_near_misses(told: Answer) -> None:
    from jobmatch.matching import answers

    if told.misses:
        click.echo("只差一条的岗位：")
    for each in told.misses:
        click.echo(f"   {_heading(each)}：{answers.near_miss_text(each)}")
    for loosening in told.loosenings:
        click.echo(f"{loosening.sentence}。")
    for prospect in told.prospects:
        click.echo(f"{prospect.sentence}。")


def _heading(each: Match) -> str:
    from jobmatch.matching.phrasing import pay_text

    profile = each.posting.profile
    return (
        f"[{profile.id}] {profile.title}（{profile.employer or '单位未写明'}）{pay_text(profile)}"
    )


def _person(profile: WorkerProfile) -> str:
    age = "年龄未登记" if profile.age is None else f"{profile.age}岁"
    skills = "、".join(profile.skills) or "未登记技能"
    return f"劳动力 {profile.id}（{age}，{profile.community or '社区未登记'}，{skills}）"


def _plain_worker(found: WorkerMatches) -> dict[str, Any]:
    told = found.answer
    return {
        "understood": _plain_reads(found.understood),
        "fits": told.fits,
        "count": told.count,
        "sentence": told.sentence,
        "matches": [_plain_match(each) for each in told.matches],
        "near_misses": [_plain_match(each) for each in told.misses],
        "loosenings": [
            {"limit": each.limit.value, "postings": each.count, "sentence": each.sentence}
            for each in told.loosenings
        ],
        "prospects": [
            {
                "occupation": each.code,
                "paper": each.paper,
                "postings": each.count,
                "sentence": each.sentence,
            }
            for each in told.prospects
        ],
    }


def _plain_reads(understood: Understood) -> list[dict[str, str]]:
    return [
        {"kind": read.kind.value, "words": read.words, "meaning": read.meaning}
        for read in understood.reads
    ]


def _plain_match(each: Match) -> dict[str, Any]:
    profile = each.posting.profile
    return {
        "posting_id": profile.id,
        "title": profile.title,
        "employer": profile.employer,
        "score": each.score,
        "fits": each.fits,
        "summary": each.summary,
        "reasons": [
            {
                "part": reason.part.value,
                "value": round(reason.value, 4),
                "side": reason.side.value,
                "sentence": reason.sentence,
                "fields": list(reason.fields),
            }
            for reason in each.reasons
        ],
        "limits": [
            {
                "limit": barrier.limit.value,
                "sentence": barrier.sentence,
                "fields": list(barrier.fields),
            }
            for barrier in each.barriers
        ],
        "remarks": [remark.sentence for remark in each.remarks],
    }


def _plain_posting(found: PostingMatches) -> dict[str, Any]:
    return {
        "posting_id": found.posting.id,
        "title": found.posting.title,
        "asked": found.asked,
        "permitted": found.permitted,
        "candidates": [
            {"worker_id": each.worker.id, **_plain_match(each.match)} for each in found.candidates
        ],
    }
