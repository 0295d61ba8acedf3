"""Imports: upload, preview with problems, commit, result, undo.

A file is read with no transaction open. Nothing of it is written before the preview is confirmed;
what was written can be taken back as a whole.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from flask import Blueprint, flash, redirect, render_template, request, url_for

from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import InputError, JobmatchError, NotFoundError
from jobmatch.domain.imports import ImportState
from jobmatch.queries import batches
from jobmatch.services import imports
from jobmatch.services.imports import commit as write_batch
from jobmatch.web import access, indexes, previews, sessions
from jobmatch.web.forms.imports import UploadForm, corrections_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.services.imports.postings import OccupationFinder
    from jobmatch.store.imports import ImportBatch
    from jobmatch.web.forms.imports import Upload

bp = Blueprint("imports", __name__, url_prefix="/imports")

ROWS = 20
"""Rows of a preview: enough to see whether the columns were understood."""
BLANK = "这个文件里没有可导入的内容：是空表，或只有表头。请检查是否选错了文件或工作表。"


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
    if request.args.get("kind") in {"postings", "workers"}:
        form.kind.data = request.args["kind"]
    return render_template("imports/new.html", form=form)


@bp.post("/")
@access.requires(Permission.IMPORT_FILES)
def create() -> ResponseReturnValue:
    """Read the file and keep it as a preview."""
    form = UploadForm()
    if form.validate_on_submit():
        try:
            return redirect(url_for(".show", uuid=_preview(form.values())))
        except imports.AlreadyImportedError as earlier:
            flash(str(earlier), "warn")
            return redirect(url_for(".show", uuid=_uuid_of(earlier.batch_id)))
        except (InputError, imports.WrongFileError) as refusal:
            form.file.errors = [str(refusal)]
    return render_template("imports/new.html", form=form), HTTPStatus.UNPROCESSABLE_ENTITY


def _preview(upload: Upload, corrections: Mapping[str, str] | None = None) -> str:
    """Read and keep a file; give the uuid of the preview."""
    sender = imports.sender_of(upload["name"], employer=upload["employer"])
    with sessions.read() as session:
        remembered = imports.remembered_columns(session, sender=sender, kind=upload["kind"])
    incoming = imports.read_content(**upload, remembered=remembered, corrections=corrections)
    if incoming.is_blank:
        raise InputError(BLANK)
    with sessions.write() as session:
        return imports.preview(session, actor=access.actor(), incoming=incoming).uuid


def _uuid_of(batch_id: int) -> str:
    with sessions.read() as session:
        return batches.uuid_of(session, batch_id=batch_id)


@bp.get("/<uuid>")
@access.requires(Permission.IMPORT_FILES)
def show(uuid: str) -> ResponseReturnValue:
    """Show a preview or a result: counts, columns, problems, rows."""
    with sessions.read() as session:
        batch = _batch(session, uuid)
        groups = batches.problem_groups(session, batch_id=batch.id)
        rows = batches.rows_of(session, batch_id=batch.id, most=ROWS)
        flags = batches.flag_counts(session, batch_id=batch.id)
        names = batches.account_names(session, ids=[batch.account_id])
        is_open = batch.state is ImportState.PREVIEWED
        sheets = imports.reopen(session, batch.id).sheets if is_open else ()
    return render_template(
        "imports/show.html",
        batch=batch,
        groups=groups,
        flags=flags,
        sheets=sheets,
        table=previews.table_of(batch.kind, rows),
        roles=previews.roles_of(batch.kind),
        names=names,
        may_undo=access.actor().may(Permission.UNDO_IMPORTS),
    )


@bp.post("/<uuid>/columns")
@access.requires(Permission.IMPORT_FILES)
def correct(uuid: str) -> ResponseReturnValue:
    """Read the file again with the meanings of columns that the operator gave."""
    with sessions.read() as session:
        batch = _batch(session, uuid)
        kept = imports.reopen(session, batch.id)
    upload: Upload = {
        "content": kept.content,
        "name": kept.file_name,
        "kind": kept.kind,
        "employer": kept.employer,
        "sheet": kept.sheet,
    }
    corrections = {**kept.corrections, **corrections_of(request.form)}
    renewed = _preview(upload, corrections)
    with sessions.write() as session:
        imports.discard(session, actor=access.actor(), batch_id=batch.id)
    flash("已按您改的列重新读取，请再核对一次。", "good")
    return redirect(url_for(".show", uuid=renewed))


@bp.post("/<uuid>/commit")
@access.requires(Permission.IMPORT_FILES)
def commit(uuid: str) -> ResponseReturnValue:
    """Write a previewed batch; the file is read again before the transaction opens."""
    with sessions.read() as session:
        batch_id = _batch(session, uuid).id
        incoming = imports.reopen(session, batch_id)
        finder = cast("OccupationFinder", indexes.words(session).knowledge.find)
    with sessions.write() as session:
        write_batch(
            session,
            actor=access.actor(),
            batch_id=batch_id,
            incoming=incoming,
            find_occupations=finder,
        )
    flash("导入完成。下次收到同一家的表，会照这次认好的列来读。", "good")
    return redirect(url_for(".show", uuid=uuid))


@bp.post("/<uuid>/discard")
@access.requires(Permission.IMPORT_FILES)
def discard(uuid: str) -> ResponseReturnValue:
    """Put a preview away; nothing was written."""
    with sessions.read() as session:
        batch_id = _batch(session, uuid).id
    with sessions.write() as session:
        imports.discard(session, actor=access.actor(), batch_id=batch_id)
    flash("已放弃，没有导入任何内容。", "good")
    return redirect(url_for(".index"))


@bp.post("/<uuid>/undo")
@access.requires(Permission.UNDO_IMPORTS)
def undo(uuid: str) -> ResponseReturnValue:
    """Take a whole batch back, or say what stands on it."""
    with sessions.read() as session:
        batch_id = _batch(session, uuid).id
    try:
        with sessions.write() as session:
            imports.undo(session, actor=access.actor(), batch_id=batch_id)
    except JobmatchError as refusal:
        flash(str(refusal), "bad")
    else:
        flash("已撤销这次导入：新增的已删除，改动的已恢复原样。", "good")
    return redirect(url_for(".show", uuid=uuid))


def _batch(session: Session, uuid: str) -> ImportBatch:
    batch = batches.batch_by_uuid(session, actor=access.actor(), uuid=uuid)
    if batch is None:
        raise NotFoundError
    return batch
