"""``jobmatch occupations``: look an occupation up by what people call it, and teach such words."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jobmatch import clock
from jobmatch.cli import stores
from jobmatch.domain.accounts import SYSTEM
from jobmatch.domain.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.services.trials import Trial
    from jobmatch.store.lexicon import AliasLesson

_LISTED = 30
_ONLY_TRIED = "只是试算，没有保存。"
_TEACHING = (
    click.option("--as", "account", help="以哪个账号的名义；不写就是系统（全区）"),
    click.option("--dry-run", is_flag=True, help="只看会改变什么，不保存"),
    click.option(
        "--today", "day", type=click.DateTime(["%Y-%m-%d"]), help="按哪一天算；不写就是今天"
    ),
)


def _teaching(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(_TEACHING):
        command = option(command)
    return command


@click.group()
def occupations() -> None:
    """查职业（2022 年版职业分类大典）；纠正岗位的职业、认定大白话的意思，随时可以撤销。"""


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


@occupations.command()
@click.argument("posting_id", metavar="岗位编号", type=int)
@click.argument("code", metavar="职业编码")
@_teaching
def correct(
    posting_id: int, code: str, account: str | None, day: datetime | None, *, dry_run: bool
) -> None:
    """纠正一个岗位的职业；它的名称以后也这样理解。先说明会改变什么。"""
    from jobmatch.services import aliases, trials
    from jobmatch.store.postings import Posting

    today = day.date() if day else clock.today()
    with stores.read() as session:
        posting = session.get(Posting, posting_id)
        if posting is None:
            raise NotFoundError(f"没有编号为 {posting_id} 的岗位。")
        trial = trials.try_posting(
            session,
            actor=_actor(session, account),
            posting_id=posting_id,
            title=posting.title or "",
            code=code,
            today=today,
        )
    named = f"{code} {aliases.occupation_name(code)}"
    click.echo(f"岗位 {posting_id} {'如果改为' if dry_run else '改为'} {named}：")
    _tell_trial(trial)
    if dry_run:
        click.echo(_ONLY_TRIED)
        return
    with stores.write() as session:
        taught = aliases.correct_posting(
            session, actor=_actor(session, account), posting_id=posting_id, code=code
        )
    click.echo(f"{taught.sentence}\n要撤销：jobmatch occupations undo {taught.lesson_id}")


@occupations.command()
@click.argument("phrase", metavar="说法")
@click.argument("code", metavar="职业编码")
@_teaching
def confirm(
    phrase: str, code: str, account: str | None, day: datetime | None, *, dry_run: bool
) -> None:
    """认定一个说法指哪个职业，如 confirm 捣鼓锅铲 4-03-02-01。先说明会改变什么。"""
    from jobmatch.services import aliases, trials

    today = day.date() if day else clock.today()
    with stores.read() as session:
        trial = trials.try_phrase(
            session, actor=_actor(session, account), phrase=phrase, code=code, today=today
        )
    named = f"{code} {aliases.occupation_name(code)}"
    click.echo(f"“{trial.text}”{'如果认定为' if dry_run else '认定为'} {named}：")
    _tell_trial(trial)
    if dry_run:
        click.echo(_ONLY_TRIED)
        return
    with stores.write() as session:
        taught = aliases.confirm_phrase(
            session, actor=_actor(session, account), phrase=phrase, code=code
        )
    click.echo(f"{taught.sentence}\n要撤销：jobmatch occupations undo {taught.lesson_id}")


@occupations.command()
@click.argument("lesson_id", metavar="编号", type=int)
@click.option("--as", "account", help="以哪个账号的名义；不写就是系统（全区）")
def undo(lesson_id: int, account: str | None) -> None:
    """撤销一次纠正或认定；一切恢复原样。"""
    from jobmatch.services import aliases

    with stores.write() as session:
        aliases.undo(session, actor=_actor(session, account), lesson_id=lesson_id)
    click.echo(f"已撤销第 {lesson_id} 条，恢复原样。")


@occupations.command("list")
@click.option("--page", type=click.IntRange(1), default=1, help="第几页")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="把在用的说法写成 TSV（说法、编码），可供 evaluate --learned 使用",
)
def list_lessons(page: int, out: Path | None, *, as_json: bool) -> None:
    """列出教过的说法：谁、什么时候、算不算数，最新的在前。"""
    from jobmatch.queries import aliases

    with stores.read() as session:
        found = aliases.found_lessons(session, number=page)
        lessons = [_plain_lesson(each) for each in found.rows]
        learned = [(each.text, each.occupation_code) for each in aliases.learned_aliases(session)]
    if out is not None:
        out.write_text("".join(f"{text}\t{code}\n" for text, code in learned), encoding="utf-8")
        click.echo(f"完成：{len(learned)} 条说法，写在 {out}")
        return
    if as_json:
        click.echo(json.dumps(lessons, ensure_ascii=False, indent=1))
        return
    click.echo(f"共 {found.total} 条，第 {found.number}/{found.pages} 页")
    for each in lessons:
        click.echo(
            f"{each['id']:>5}  {each['at']}  {each['author']}  {each['written']} → "
            f"{each['code']} {each['occupation']}  {each['standing']}"
        )


def _actor(session: Session, account: str | None) -> Actor:
    from jobmatch.services import accounts

    return SYSTEM if account is None else accounts.actor_named(session, account)


def _tell_trial(trial: Trial) -> None:
    from jobmatch.services import trials

    click.echo(trial.sentence)
    for each in trial.changes[: trials.SHOWN]:
        click.echo(
            f"  “{each.text}”（{each.times} 次）：{each.before or '没有合适的'} → "
            f"{each.after or '没有合适的'}"
        )


def _plain_lesson(lesson: AliasLesson) -> dict[str, Any]:
    from jobmatch.services import aliases

    return {
        "id": lesson.id,
        "at": clock.local_date(lesson.taught_at).isoformat(),
        "author": lesson.author,
        "written": lesson.written,
        "code": lesson.occupation_code,
        "occupation": aliases.occupation_name(lesson.occupation_code),
        "posting_id": lesson.posting_id,
        "standing": aliases.standing_of(lesson),
    }
