"""Send lists: the paper for the employer, the same as a workbook, results line by line."""

from __future__ import annotations

import io
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import JobmatchError, NotFoundError
from jobmatch.domain.identity import age_on
from jobmatch.domain.list_answers import read_answers
from jobmatch.domain.recommendations import MACHINE, RESULTS
from jobmatch.exchange import workbooks
from jobmatch.exchange.workbooks import Column, ColumnKind, Sheet
from jobmatch.queries import recommendations as questions
from jobmatch.services import recommendations
from jobmatch.web import access, sessions
from jobmatch.web.forms.recommendations import WHYS
from jobmatch.web.forms.send_lists import AnswerForm, filled, results_of

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.store.recommendations import Recommendation
    from jobmatch.store.send_lists import SendList

bp = Blueprint("send_lists", __name__, url_prefix="/send-lists")

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_COLUMNS = (
    Column("编号", ColumnKind.NUMBER, 7),
    Column("姓名", width=12),
    Column("年龄", ColumnKind.NUMBER, 7),
    Column("会做的活", width=30),
    Column("证书", width=20),
    Column("来了没有", width=12),
    Column("结果（录用、没录用）", width=22),
    Column("没录用的原因", width=24),
)


@bp.get("/<uuid>")
@access.requires(Permission.RECOMMEND)
def show(uuid: str) -> ResponseReturnValue:
    """Show the list as it is printed, and what came of each line so far."""
    with sessions.read() as session:
        sent, lines = _found(session, uuid)
        return render_template("send_lists/show.html", sent=sent, lines=lines, today=clock.today())


@bp.get("/<uuid>/workbook")
@access.requires(Permission.RECOMMEND)
def workbook(uuid: str) -> ResponseReturnValue:
    """Give the list as a workbook that the employer fills in: names, no numbers of people."""
    today = clock.today()
    with sessions.read() as session:
        sent, lines = _found(session, uuid)
        title = sent.posting.title or "岗位"
        employer = sent.posting.employer.name if sent.posting.employer else ""
        rows = [_cells(line, today) for line in lines]
        notes = (f"单位：{employer}", f"日期：{sent.made_on:%Y-%m-%d}", "应聘不收钱、不押证件。")
    sheet = Sheet("推荐名单", _COLUMNS, rows, title=f"推荐名单：{title}", notes=notes)
    content = workbooks.write_workbook([sheet])
    return send_file(
        io.BytesIO(content),
        mimetype=_WORKBOOK,
        as_attachment=True,
        download_name=f"推荐名单-{title}-{sent.made_on:%Y%m%d}.xlsx",
    )


@bp.get("/<uuid>/results")
@access.requires(Permission.RECOMMEND)
def edit(uuid: str) -> ResponseReturnValue:
    """Ask for the result of every line that has none."""
    return _results(uuid, AnswerForm(formdata=None))


@bp.post("/<uuid>/answer")
@access.requires(Permission.RECOMMEND)
def read(uuid: str) -> ResponseReturnValue:
    """Read what the employer wrote back into the result form; nothing is saved yet."""
    form = AnswerForm()
    if not form.validate_on_submit():
        return _results(uuid, form), HTTPStatus.UNPROCESSABLE_ENTITY
    with sessions.read() as session:
        _, lines = _found(session, uuid)
        open_lines = [line for line in lines if line.is_live]
        told = read_answers(form.values(), {line.list_number or 0 for line in open_lines})
        given = filled(open_lines, told.answers)
    return _results(uuid, form, given=given, count=len(told.answers), unread=told.unread)


@bp.post("/<uuid>/results")
@access.requires(Permission.RECOMMEND)
def note(uuid: str) -> ResponseReturnValue:
    """Note the results that were chosen; lines without one go on waiting."""
    with sessions.read() as session:
        _, lines = _found(session, uuid)
        results, wrong = results_of(lines, request.form)
    if wrong or not results:
        problems = list(wrong.values()) or ["还没有选结果"]
        body = _results(uuid, AnswerForm(formdata=None), given=request.form, problems=problems)
        return body, HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        with sessions.write() as session:
            for each, result in results.items():
                recommendations.note_result(session, actor=access.actor(), uuid=each, **result)
    except JobmatchError as error:
        # All or nothing: what was typed comes back with the one reason why.
        body = _results(uuid, AnswerForm(formdata=None), given=request.form, problems=[str(error)])
        return body, HTTPStatus.CONFLICT
    flash(f"已登记 {len(results)} 人的结果。", "good")
    return redirect(url_for(".show", uuid=uuid))


def _found(session: Session, uuid: str) -> tuple[SendList, list[Recommendation]]:
    """Give a list with the lines of the actor's area; one without any is not found."""
    sent = questions.send_list_by_uuid(session, uuid=uuid)
    if sent is None:
        raise NotFoundError
    lines = questions.lines_of(session, area=access.actor().area, send_list_id=sent.id)
    if not lines:
        raise NotFoundError
    return sent, lines


def _results(
    uuid: str,
    form: AnswerForm,
    *,
    given: Any = None,
    count: int | None = None,
    unread: tuple[str, ...] = (),
    problems: list[str] | None = None,
) -> str:
    with sessions.read() as session:
        sent, lines = _found(session, uuid)
        return render_template(
            "send_lists/results.html",
            sent=sent,
            lines=lines,
            form=form,
            given=given or {},
            count=count,
            unread=unread,
            problems=problems or [],
            results={action: MACHINE.action_names[action] for action in RESULTS},
            whys=WHYS,
            today=clock.today(),
        )


def _cells(line: Recommendation, today: Any) -> tuple[Any, ...]:
    worker = line.worker
    born_on = worker.person.birth_on
    return (
        line.list_number,
        worker.person.name,
        None if born_on is None else age_on(born_on, today),
        "、".join(skill.name for skill in worker.skills),
        "、".join(paper.name for paper in worker.certificates),
        None,
        None,
        None,
    )
