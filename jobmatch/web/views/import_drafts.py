"""What a clerk corrects and decides on a file before it is written: columns, cells, rows."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for

from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import InputError, NotFoundError, RuleBrokenError
from jobmatch.domain.imports import ImportState
from jobmatch.domain.problems import ProblemKind
from jobmatch.queries import batches, twins
from jobmatch.services import imports
from jobmatch.services.imports import Draft
from jobmatch.services.imports.outlines import Outline
from jobmatch.web import access, import_grids, previews, sessions
from jobmatch.web.forms.imports import SenderForm, corrections_of, decisions_of
from jobmatch.web.views.imports import batch_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.store.imports import ImportBatch

bp = Blueprint("import_drafts", __name__, url_prefix="/imports")


@bp.get("/<uuid>/columns")
@access.requires(Permission.IMPORT_FILES)
def columns(uuid: str) -> ResponseReturnValue:
    """Show where the headers stand and what each column was taken for."""
    with sessions.read() as session:
        batch = _open_batch(session, uuid)
        if batch is None:
            return redirect(url_for("imports.show", uuid=uuid))
        outline, draft = Outline.from_text(batch.outline), Draft.from_text(batch.draft)
        known = imports.remembered_columns(session, sender=batch.sender or "", kind=batch.kind)
    form = SenderForm(formdata=None, data={"sender": batch.sender, "remember": draft.remember})
    return render_template(
        "imports/columns.html",
        batch=batch,
        outline=outline,
        form=form,
        roles=previews.roles_of(batch.kind),
        is_known=bool(known),
    )


@bp.post("/<uuid>/columns")
@access.requires(Permission.IMPORT_FILES)
def correct_columns(uuid: str) -> ResponseReturnValue:
    """Read the file again with the meanings of columns and the sender that were given."""
    with sessions.read() as session:
        batch = _previewed(session, uuid)
        before = Draft.from_text(batch.draft)
    form = SenderForm()
    if not form.validate_on_submit():
        flash(next(iter(form.errors.values()))[0], "bad")
        return redirect(url_for(".columns", uuid=uuid))
    corrections = corrections_of(request.form, batch.counts.get("columns") or {})
    sender = (form.sender.data or "").strip() or batch.sender
    after = Draft(before.fixes, before.decisions, bool(form.remember.data))
    if corrections or sender != batch.sender or after != before:
        try:
            _correct(batch, before, after, corrections=corrections, sender=sender)
        except (InputError, RuleBrokenError) as refusal:
            flash(str(refusal), "bad")
            return redirect(url_for(".columns", uuid=uuid))
    if corrections:
        flash("已按您改的列重新读取，请再核对一次。", "good")
        return redirect(url_for(".columns", uuid=uuid), HTTPStatus.SEE_OTHER)
    return redirect(url_for("imports.show", uuid=uuid), HTTPStatus.SEE_OTHER)


@bp.get("/<uuid>/problems")
@access.requires(Permission.IMPORT_FILES)
def problems(uuid: str) -> ResponseReturnValue:
    """Show the cells in which something is wrong, to be typed anew."""
    kind, field = request.args.get("kind"), request.args.get("field") or None
    with sessions.read() as session:
        batch = _open_batch(session, uuid)
        if batch is None:
            return redirect(url_for("imports.show", uuid=uuid))
        page = batches.problem_rows(
            session,
            batch_id=batch.id,
            kind=ProblemKind(kind) if kind in set(ProblemKind) else None,
            field=field,
            number=request.args.get("page", 1, type=int),
        )
        standing = batches.rows_standing(
            session, batch_id=batch.id, places=[(row.sheet, row.row) for row in page.rows]
        )
        groups = batches.problem_groups(session, batch_id=batch.id)
        rows = import_grids.grid_of(
            Outline.from_text(batch.outline), page.rows, standing, Draft.from_text(batch.draft)
        )
    return render_template(
        "imports/problems.html",
        batch=batch,
        page=page,
        rows=rows,
        groups=groups,
        kind=kind,
        field=field,
    )


@bp.get("/<uuid>/rows/<int:seq>")
@access.requires(Permission.IMPORT_FILES)
def row(uuid: str, seq: int) -> ResponseReturnValue:
    """Show one row with all its cells, to be typed anew."""
    with sessions.read() as session:
        batch = _open_batch(session, uuid)
        if batch is None:
            return redirect(url_for("imports.show", uuid=uuid))
        found = batches.row_at(session, batch_id=batch.id, seq=seq)
        if found is None:
            raise NotFoundError
        place = (found.sheet, found.row or 0)
        standing = batches.rows_standing(session, batch_id=batch.id, places=[place])
        shown = import_grids.whole_row(
            Outline.from_text(batch.outline), *place, standing, Draft.from_text(batch.draft)
        )
    return render_template(
        "imports/row.html",
        batch=batch,
        row=shown,
        seq=seq,
        table=previews.table_of(batch.kind, standing[place]),
    )


@bp.post("/<uuid>/cells")
@access.requires(Permission.IMPORT_FILES)
def correct_cells(uuid: str) -> ResponseReturnValue:
    """Keep the cells that were typed anew and the rows that were ticked off."""
    with sessions.read() as session:
        batch = _previewed(session, uuid)
        outline, before = Outline.from_text(batch.outline), Draft.from_text(batch.draft)
        standing = batches.rows_standing(
            session, batch_id=batch.id, places=import_grids.asked_rows(outline, request.form)
        )
        fixes = import_grids.fixes_of(outline, standing, request.form)
        skips = import_grids.skips_of(outline, standing, request.form, before)
    address = _address_back(uuid)
    if not fixes and not skips:
        flash("没有改动。", "warn")
        return redirect(address, HTTPStatus.SEE_OTHER)
    try:
        left = _correct(batch, before, before.with_fixes(fixes).with_decisions(skips))
    except (InputError, RuleBrokenError) as refusal:
        flash(str(refusal), "bad")
        return redirect(address, HTTPStatus.SEE_OTHER)
    flash(_told(len(fixes), len(skips), left), "good")
    return redirect(address if left else url_for("imports.show", uuid=uuid), HTTPStatus.SEE_OTHER)


@bp.get("/<uuid>/duplicates")
@access.requires(Permission.IMPORT_FILES)
def duplicates(uuid: str) -> ResponseReturnValue:
    """Show rows beside the records that they meet or look like."""
    with sessions.read() as session:
        batch = _open_batch(session, uuid)
        if batch is None:
            return redirect(url_for("imports.show", uuid=uuid))
        draft = Draft.from_text(batch.draft)
        page = batches.rows_to_decide(
            session,
            batch_id=batch.id,
            decided=draft.decisions,
            number=request.args.get("page", 1, type=int),
        )
        ids = {one for each in page.rows for one in (each.subject, *each.twins) if one is not None}
        values = twins.values_of(session, kind=batch.kind, ids=ids, area=access.actor().area)
    return render_template(
        "imports/duplicates.html",
        batch=batch,
        page=page,
        pairs=[previews.pair_of(batch.kind, each, values, draft) for each in page.rows],
    )


@bp.post("/<uuid>/decisions")
@access.requires(Permission.IMPORT_FILES)
def decide(uuid: str) -> ResponseReturnValue:
    """Keep what was decided on rows."""
    number = request.form.get("page", 1, type=int)
    with sessions.read() as session:
        batch = _previewed(session, uuid)
        before = Draft.from_text(batch.draft)
        page = batches.rows_to_decide(
            session, batch_id=batch.id, decided=before.decisions, number=number
        )
    said = decisions_of(request.form, page.rows)
    changed = {place: one for place, one in said.items() if before.decisions.get(place) != one}
    if changed:
        _correct(batch, before, before.with_decisions(changed))
        flash(f"已记下 {len(changed)} 行的处理办法。", "good")
    if page.next:
        return redirect(url_for(".duplicates", uuid=uuid, page=page.next), HTTPStatus.SEE_OTHER)
    return redirect(url_for("imports.show", uuid=uuid), HTTPStatus.SEE_OTHER)


def _correct(
    batch: ImportBatch,
    before: Draft,
    after: Draft,
    *,
    corrections: Mapping[str, str] | None = None,
    sender: str | None = None,
) -> int:
    """Read the file again as it is to be read from now on; give how many problems are left."""
    actor = access.actor()
    with sessions.read() as session:
        incoming = imports.reread(
            session, batch.id, draft=after, corrections=corrections, sender=sender
        )
        effects = imports.forecast(session, actor=actor, incoming=incoming)
    with sessions.write() as session:
        imports.correct(
            session,
            actor=actor,
            batch_id=batch.id,
            incoming=incoming,
            effects=effects,
            before=before,
        )
    return len(incoming.problems)


def _open_batch(session: Session, uuid: str) -> ImportBatch | None:
    """Give the batch while it can be corrected; None when its page tells what became of it."""
    batch = batch_of(session, uuid)
    return batch if batch.state is ImportState.PREVIEWED else None


def _previewed(session: Session, uuid: str) -> ImportBatch:
    batch = batch_of(session, uuid)
    if batch.state is not ImportState.PREVIEWED:
        raise RuleBrokenError("这份表已经不在核对这一步了，不能再改。请回到导入记录里看。")
    return batch


def _address_back(uuid: str) -> str:
    """Give the page of problems from which the form came."""
    kind, field = request.form.get("kind") or None, request.form.get("field") or None
    return url_for(".problems", uuid=uuid, kind=kind, field=field)


def _told(fixes: int, skips: int, left: int) -> str:
    done = [f"改了 {fixes} 格"] if fixes else []
    done += [f"跳过或恢复 {skips} 行"] if skips else []
    rest = f"还有 {left} 处问题" if left else "没有问题了"
    return f"已{'，'.join(done)}；{rest}。"
