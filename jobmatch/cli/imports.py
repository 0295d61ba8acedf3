"""`jobmatch import`: posting sheets and rosters in, what came in, and taking a batch back."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jobmatch.cli import stores
from jobmatch.config import Settings
from jobmatch.domain.accounts import SYSTEM
from jobmatch.domain.errors import InputError, JobmatchError
from jobmatch.domain.imports import MACHINE, ImportKind, ImportState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from jobmatch.services.imports import Incoming
    from jobmatch.services.imports.effects import Effect
    from jobmatch.services.imports.postings import OccupationFinder
    from jobmatch.store.engine import Store

BLANK = "这个文件里没有可导入的内容：是空表，或只有表头。"
_SHOWN = 20
_PART = 200
"""Rows of one transaction."""
_NOUNS = {ImportKind.POSTINGS: "岗位", ImportKind.WORKERS: "人"}
_MEASURES = {ImportKind.POSTINGS: "个岗位", ImportKind.WORKERS: "人"}


class WrongKindError(InputError):
    """The file holds something else; the sentence comes from the reader."""


class ColumnError(InputError):
    """A correction of a column that cannot be understood."""


class NoOutputError(InputError):
    """The place for the result cannot be written."""


@click.group(name="import")
def imports() -> None:
    """导入岗位表、花名册；查看与撤销导入。"""


def _options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that both kinds of files share."""
    for option in (
        click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="按哪一天读；默认今天"),
        click.option("--column", "columns", multiple=True, help="更正一列：表头=字段，可多次"),
        click.option("--sender", help="发来这张表的单位；记住的列按它来认"),
        click.option("--employer", help="表里没写用人单位时，用这个单位"),
        click.option("--sheet", help="只读这张工作表"),
        click.option(
            "--json",
            "target",
            type=click.Path(dir_okay=False, path_type=Path),
            help="把读到的内容写成 JSON",
        ),
        click.option("--dry-run", is_flag=True, help="只看会怎样，不写入数据库"),
        click.argument("file", type=click.Path(path_type=Path)),
    ):
        command = option(command)
    return command


@imports.command()
@_options
def postings(file: Path, **options: Any) -> None:
    """导入岗位表 FILE（.xlsx、.xls、.csv）。"""
    _import(ImportKind.POSTINGS, file, **options)


@imports.command()
@_options
def workers(file: Path, **options: Any) -> None:
    """导入劳动力花名册 FILE（.xlsx、.xls、.csv）。"""
    _import(ImportKind.WORKERS, file, **options)


@imports.command("list")
@click.option("--page", type=click.IntRange(min=1), default=1, show_default=True, help="第几页")
def list_imports(page: int) -> None:
    """列出导入过的文件，新的在前。"""
    from jobmatch import clock
    from jobmatch.queries import batches

    with stores.read() as session:
        found = batches.found_batches(session, actor=SYSTEM, number=page)
        if not found.rows:
            click.echo("还没有导入过文件。")
        for batch in found.rows:
            outcomes = batch.counts.get("outcomes", {})
            told = _tell_outcomes(outcomes)
            day = clock.local_date(batch.created_at).isoformat()
            state = MACHINE.state_names[batch.state]
            noun = _NOUNS[batch.kind]
            click.echo(f"{batch.id}\t{day}\t{noun}\t{state}\t{batch.file_name}\t{told}")
        if found.pages > 1:
            click.echo(f"第{found.number}页，共{found.pages}页；--page 看别的页。")


@imports.command()
@click.argument("number", type=int)
def undo(number: int) -> None:
    """撤销第 NUMBER 号导入：新增的删除，改动的恢复原样。"""
    from jobmatch.services import imports as services

    with stores.write() as session:
        if services.batch_of(session, number).state is ImportState.COMMITTING:
            # A writing that was cut off: nobody goes on with it.
            services.take_back(session, actor=SYSTEM, batch_id=number)
            services.discard(session, actor=SYSTEM, batch_id=number)
        else:
            services.undo(session, actor=SYSTEM, batch_id=number)
    click.echo(f"已撤销第{number}号导入：新增的已删除，改动的已恢复原样。")


def _import(
    kind: ImportKind,
    file: Path,
    *,
    dry_run: bool,
    target: Path | None,
    sheet: str | None,
    employer: str | None,
    sender: str | None,
    columns: tuple[str, ...],
    today: datetime | None,
) -> None:
    """Read a file; write it unless this is a dry run, which needs no database."""
    from jobmatch.intake import files
    from jobmatch.services import imports as services

    settings = Settings()
    chosen = sender or services.sender_of(file.name, employer=employer)
    may_look = not dry_run or not stores.is_missing(settings)
    corrections = dict(_correction(one, kind) for one in columns)
    try:
        incoming = services.read_file(
            file,
            kind=kind,
            sheet=sheet,
            employer=employer,
            sender=chosen,
            remembered=_remembered(settings, chosen, kind) if may_look else {},
            corrections=corrections,
            today=today.date() if today else None,
        )
    except (files.NotASheetError, files.WrongExtensionError):
        if target is not None:
            _write_json(target, services.unreadable_shape(file.name, kind))
        raise
    if target is not None:
        _write_json(target, incoming.shape())
    if incoming.is_wrong_kind:
        raise WrongKindError(incoming.problems[0].sentence)
    if incoming.is_blank:
        click.echo(BLANK)
        return
    if dry_run:
        _tell_read(incoming)
        _tell_forecast(settings, incoming)
        click.echo("这是试读，没有写入任何内容。")
        return
    _commit(incoming)


def _correction(text: str, kind: ImportKind) -> tuple[str, str]:
    """Read "header=field"; the field by its Chinese name or its code."""
    from jobmatch.intake.column_names import ROLE_NAMES
    from jobmatch.intake.columns import path_name
    from jobmatch.intake.rosters.headers import FIELD_NAMES

    header, found, wanted = text.partition("=")
    names: Mapping[Any, str] = FIELD_NAMES if kind is ImportKind.WORKERS else ROLE_NAMES
    for field, name in names.items():
        if found and wanted.strip() in {name, field.value}:
            return path_name(header.split("/")), field.value
    choices = "、".join(dict.fromkeys(names.values()))
    raise ColumnError(f"--column 要写成“表头=字段”，字段可以是：{choices}。")


def _remembered(settings: Settings, sender: str, kind: ImportKind) -> dict[str, str]:
    """Give the columns remembered for *sender*; none where no database can be read."""
    from jobmatch.services import imports as services

    try:
        with stores.read(settings) as session:
            return services.remembered_columns(session, sender=sender, kind=kind)
    except stores.NoDatabaseError:
        raise
    except JobmatchError:
        return {}


def _write_json(target: Path, shape: dict[str, Any]) -> None:
    try:
        target.write_text(json.dumps(shape, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise NoOutputError(f"写不了 {target}：{error.strerror}。") from error


def _tell_read(incoming: Incoming) -> None:
    """Say what was read and what was not guessed."""
    count, problems = len(incoming.readings), incoming.problems
    measure = _MEASURES[incoming.kind]
    told = f"，有 {len(problems)} 处没有猜、要人看" if problems else ""
    click.echo(f"{incoming.file_name}：读到 {count} {measure}{told}。")
    for problem in problems[:_SHOWN]:
        click.echo(f"  {problem.place}：{problem.sentence}")
    if len(problems) > _SHOWN:
        click.echo(f"  …… 另有 {len(problems) - _SHOWN} 处")
    for doubt in incoming.doubts[:_SHOWN]:
        click.echo(f"  请留意 {doubt}")


def _tell_forecast(settings: Settings, incoming: Incoming) -> None:
    """Say what an import would change, where there is a database to compare with."""
    from jobmatch.services import imports as services

    if stores.is_missing(settings):
        return
    try:
        with stores.read(settings) as session:
            earlier = services.same_file(session, incoming)
            effects = services.forecast(session, actor=SYSTEM, incoming=incoming)
    except JobmatchError:
        return
    if earlier is not None:
        click.echo(f"这个文件已经导入过（第{earlier}号导入）。")
    _tell_effects(effects)


def _commit(incoming: Incoming) -> None:
    from jobmatch.services import imports as services

    finder = _finder() if incoming.kind is ImportKind.POSTINGS else None
    with stores.opened() as store:
        try:
            number = _write(store, incoming, finder)
        except services.AlreadyImportedError as earlier:
            click.echo(str(earlier))
            return
        with store.reads() as session:
            batch = services.batch_of(session, number)
            rows = sorted(batch.rows, key=lambda row: row.seq)
            told = [json.loads(row.cells or "{}") | {"row": row.row} for row in rows]
    _tell_read(incoming)
    _tell_rows(told)
    click.echo(f"已导入，编号 {number}；要撤销：jobmatch import undo {number}")


def _write(store: Store, incoming: Incoming, finder: OccupationFinder | None) -> int:
    """Write a file part by part, so that a running server goes on; give the batch's number."""
    from jobmatch.services import imports as services
    from jobmatch.services.imports import orders

    with store.reads() as session:
        effects = services.forecast(session, actor=SYSTEM, incoming=incoming)
    with store.writes.begin() as session:
        number = services.preview(session, actor=SYSTEM, incoming=incoming, effects=effects).id
        services.begin(session, actor=SYSTEM, batch_id=number)
    order = orders.prepare(incoming, keys=store.keys, find_occupations=finder)
    total, done = len(incoming.readings), 0
    try:
        while done < total:
            with store.writes.begin() as session:
                done = services.write_part(session, batch_id=number, order=order, most=_PART)
        with store.writes.begin() as session:
            services.finish(session, actor=SYSTEM, batch_id=number, incoming=incoming)
    except BaseException:
        # Also when a person breaks it off: half a file is no import.
        with store.writes.begin() as session:
            services.take_back(session, actor=SYSTEM, batch_id=number)
        raise
    return number


def _finder() -> OccupationFinder:
    """Build the occupation index, before a transaction opens: it takes seconds."""
    from jobmatch.queries import profiles
    from jobmatch.services import lexicon

    with stores.read() as session:
        corrections = profiles.learned_aliases(session)
    index = lexicon.load_index(corrections)
    return lambda title: index.find(title, top=3)


def _tell_effects(effects: Sequence[Effect]) -> None:
    _tell_rows(
        [
            {
                "row": effect.row.row,
                "outcome": effect.outcome.value,
                "reason": effect.reason,
                "differences": [
                    {"name": one.name, "old": one.old, "new": one.new} for one in effect.differences
                ],
            }
            for effect in effects
        ]
    )


def _tell_rows(rows: Sequence[Mapping[str, Any]]) -> None:
    """Say how many rows do what, and what changes in those that are updated."""
    click.echo("  " + _tell_outcomes(Counter(row["outcome"] for row in rows)))
    reasons = Counter(row["reason"] for row in rows if row["reason"])
    for reason, count in reasons.most_common():
        click.echo(f"  {count} 行：{reason}")
    changed = [row for row in rows if row["differences"]]
    for row in changed[:_SHOWN]:
        told = "；".join(f"{one['name']} {one['old']} → {one['new']}" for one in row["differences"])
        click.echo(f"  第{row['row']}行：{told}")
    if len(changed) > _SHOWN:
        click.echo(f"  …… 另有 {len(changed) - _SHOWN} 行有变化")


def _tell_outcomes(counts: Mapping[str, int]) -> str:
    from jobmatch.services.imports.effects import OUTCOME_NAMES

    told = [
        f"{name} {counts[outcome.value]}"
        for outcome, name in OUTCOME_NAMES.items()
        if counts.get(outcome.value)
    ]
    return "、".join(told) or "没有内容"
