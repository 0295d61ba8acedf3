"""Imports: upload, what a file would do, writing it in the background, result, undo.

A file is read with no write transaction open. Nothing of it is written before the preview is
confirmed; what was written can be taken back as a whole. What is corrected before stands in
views/import_drafts.py.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for

from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import InputError, JobmatchError, NotFoundError
from jobmatch.domain.imports import ImportKind, ImportState
from jobmatch.domain.jobs import OVER, JobState
from jobmatch.queries import batches
from jobmatch.queries import jobs as work
from jobmatch.services import imports
from jobmatch.services.imports import bad_rows as bad
from jobmatch.services.imports.outlines import Outline
from jobmatch.web import access, previews, sessions
from jobmatch.web.forms.imports import BadRowsForm, UploadForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.services.imports import Incoming
    from jobmatch.store.imports import ImportBatch
    from jobmatch.web.forms.imports import Upload

bp = Blueprint("imports", __name__, url_prefix="/imports")

ROWS = 20
"""Rows of a preview: enough to see whether the columns were understood."""
BLANK = "这个文件里没有可导入的内容：是空表，或只有表头。请检查是否选错了文件或工作表。"
UNKNOWN = "没有认出这是招工表还是花名册。请选一种再试；还不行，请检查是否选错了文件。"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/")
@access.requires(Permission.IMPORT_FILES)
def index() -> ResponseReturnValue:
    """List imports, the newest first."""
    with sessions.read() as session:
        page = batches.found_batches(
            session, actor=access.actor(), number=request.args.get("page", 1, type=int)
        )
        names = batches.account_names(session, ids=[batch.account_id for batch in page.rows])
    return render_template("imports/index.html", page=page, names=names)


@bp.get("/new")
@access.requires(Permission.IMPORT_FILES)
def new() -> ResponseReturnValue:
    """Ask for a file and what it holds."""
    form = UploadForm(formdata=None)
    if request.args.get("kind") in set(ImportKind):
        form.kind.data = request.args["kind"]
    return render_template("imports/new.html", form=form)


@bp.post("/")
@access.requires(Permission.IMPORT_FILES)
def create() -> ResponseReturnValue:
    """Read the file and keep it as a preview."""
    form = UploadForm()
    if form.validate_on_submit():
        try:
            return redirect(url_for("import_drafts.columns", uuid=_preview(form.values())))
        except imports.AlreadyImportedError as earlier:
            flash(str(earlier), "warn")
            return redirect(url_for(".show", uuid=_uuid_of(earlier.batch_id)))
        except (InputError, imports.WrongFileError) as refusal:
            form.file.errors = [str(refusal)]
    return render_template("imports/new.html", form=form), HTTPStatus.UNPROCESSABLE_ENTITY


def _preview(upload: Upload) -> str:
    """Read and keep a file; give the uuid of the preview."""
    incoming = _read(upload)
    if incoming.is_blank:
        raise InputError(BLANK)
    actor = access.actor()
    with sessions.read() as session:
        effects = imports.forecast(session, actor=actor, incoming=incoming)
    with sessions.write() as session:
        return imports.preview(session, actor=actor, incoming=incoming, effects=effects).uuid


def _read(upload: Upload) -> Incoming:
    """Read a file as what it is said to be, or as the first kind that it can be."""
    asked = upload["kind"]
    if asked is not None:
        return _read_as(upload, asked)
    for kind in ImportKind:
        incoming = _read_as(upload, kind)
        if not incoming.is_wrong_kind:
            return incoming
    raise InputError(UNKNOWN)


def _read_as(upload: Upload, kind: ImportKind) -> Incoming:
    """Read a file as its sender's: who is named, whom every row names, or the file's name."""
    sender = imports.sender_of(upload["name"], employer=upload["employer"])
    incoming = _read_from(upload, kind, sender)
    if kind is ImportKind.WORKERS or upload["employer"]:
        return incoming
    named = imports.named_sender(incoming.readings)
    return incoming if named in {None, sender} else _read_from(upload, kind, str(named))


def _read_from(upload: Upload, kind: ImportKind, sender: str) -> Incoming:
    with sessions.read() as session:
        remembered = imports.remembered_columns(session, sender=sender, kind=kind)
    return imports.read_content(
        upload["content"],
        name=upload["name"],
        kind=kind,
        employer=upload["employer"],
        sheet=upload["sheet"],
        sender=sender,
        remembered=remembered,
    )


def _uuid_of(batch_id: int) -> str:
    with sessions.read() as session:
        return batches.uuid_of(session, batch_id=batch_id)


@bp.get("/<uuid>")
@access.requires(Permission.IMPORT_FILES)
def show(uuid: str) -> ResponseReturnValue:
    """Show what a file would do, how far its writing is, or what it did."""
    with sessions.read() as session:
        batch = batch_of(session, uuid)
        groups = batches.problem_groups(session, batch_id=batch.id)
        rows = batches.rows_of(session, batch_id=batch.id, most=ROWS)
        names = batches.account_names(session, ids=[batch.account_id])
        is_written = batch.state is ImportState.COMMITTING
        job = work.job_of(session, key=imports.job_key(batch.id)) if is_written else None
        outline = Outline.from_text(batch.outline)
    return render_template(
        "imports/show.html",
        batch=batch,
        job=job,
        is_over=job is not None and job.state in OVER,
        is_cancelled=job is None or job.state is JobState.CANCELLED,
        groups=groups,
        flags=batches.flag_counts(batch),
        outline=outline,
        table=previews.table_of(batch.kind, rows),
        names=names,
        form=BadRowsForm(formdata=None),
        may_undo=access.actor().may(Permission.UNDO_IMPORTS),
    )


@bp.post("/<uuid>/commit")
@access.requires(Permission.IMPORT_FILES)
def commit(uuid: str) -> ResponseReturnValue:
    """Let a previewed batch be written; the page shows how far that is."""
    with sessions.read() as session:
        batch_id = batch_of(session, uuid).id
    with sessions.write() as session:
        imports.confirm(session, actor=access.actor(), batch_id=batch_id)
    return redirect(url_for(".show", uuid=uuid), HTTPStatus.SEE_OTHER)


@bp.post("/<uuid>/withdraw")
@access.requires(Permission.IMPORT_FILES)
def withdraw(uuid: str) -> ResponseReturnValue:
    """Go back to the preview of a batch whose writing was called off before it began."""
    with sessions.read() as session:
        batch_id = batch_of(session, uuid).id
        job = work.job_of(session, key=imports.job_key(batch_id))
    if job is None or job.state is JobState.CANCELLED:
        with sessions.write() as session:
            imports.take_back(session, actor=access.actor(), batch_id=batch_id)
    return redirect(url_for(".show", uuid=uuid), HTTPStatus.SEE_OTHER)


@bp.post("/<uuid>/discard")
@access.requires(Permission.IMPORT_FILES)
def discard(uuid: str) -> ResponseReturnValue:
    """Put a preview away; nothing was written."""
    with sessions.read() as session:
        batch_id = batch_of(session, uuid).id
    with sessions.write() as session:
        imports.discard(session, actor=access.actor(), batch_id=batch_id)
    flash("已放弃，没有导入任何内容。", "good")
    return redirect(url_for(".index"))


@bp.post("/<uuid>/undo")
@access.requires(Permission.UNDO_IMPORTS)
def undo(uuid: str) -> ResponseReturnValue:
    """Take a whole batch back, or say what stands on it."""
    with sessions.read() as session:
        batch_id = batch_of(session, uuid).id
    try:
        with sessions.write() as session:
            imports.undo(session, actor=access.actor(), batch_id=batch_id)
    except JobmatchError as refusal:
        flash(str(refusal), "bad")
    else:
        flash("已撤销这次导入：新增的已删除，改动的已恢复原样。", "good")
    return redirect(url_for(".show", uuid=uuid))


@bp.post("/<uuid>/bad-rows")
@access.requires(Permission.IMPORT_FILES)
def bad_rows(uuid: str) -> ResponseReturnValue:
    """Give the rows that need a person again as a workbook; what for is put on record."""
    form = BadRowsForm()
    with sessions.read() as session:
        batch_id = batch_of(session, uuid).id
    if not form.validate_on_submit():
        flash("请先选这份表的用途，再下载。", "bad")
        return redirect(url_for(".show", uuid=uuid))
    with sessions.write() as session:
        name, content = bad.export(
            session, actor=access.actor(), batch_id=batch_id, reason=form.reason.data
        )
    answer = Response(content, mimetype=_XLSX)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def batch_of(session: Session, uuid: str) -> ImportBatch:
    """Give the batch that an address names, or raise NotFoundError."""
    batch = batches.batch_by_uuid(session, actor=access.actor(), uuid=uuid)
    if batch is None:
        raise NotFoundError
    return batch
