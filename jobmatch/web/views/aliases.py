"""Teaching: correct the occupation of a posting, confirm a phrase, see what was taught, undo.

What would change is shown before anything is saved.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from jobmatch import clock
from jobmatch.domain import typed_numbers
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import JobmatchError, NotFoundError
from jobmatch.matching.readings import ReadKind
from jobmatch.queries import aliases as questions
from jobmatch.queries import postings
from jobmatch.services import aliases, trials
from jobmatch.web import access, asked, indexes, sessions
from jobmatch.web.forms.aliases import ChoiceForm, LessonForm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.matching.readings import Read
    from jobmatch.services.trials import Trial
    from jobmatch.store.postings import Posting

bp = Blueprint("aliases", __name__, url_prefix="/aliases")

OFFERED = 8
"""Occupations to choose from: more than a person compares at once."""
_TAUGHT = frozenset({ReadKind.WORK, ReadKind.SKILL, ReadKind.LEFTOVER})


@bp.app_template_filter()
def teachable(reads: Iterable[Read]) -> list[str]:
    """Give the pieces of a question whose meaning can be taught, each once."""
    said = dict.fromkeys(read.words for read in reads if read.kind in _TAUGHT)
    return [
        words
        for words in said
        if aliases.title_text(words) and not typed_numbers.names_a_person(words)
    ]


@bp.get("/")
@access.requires(Permission.TEACH_WORDS)
def index() -> ResponseReturnValue:
    """List what was taught, by whom and how far it counts, the newest first."""
    with sessions.read() as session:
        page = questions.found_lessons(session, number=request.args.get("page", 1, type=int))
    return render_template(
        "aliases/index.html",
        page=page,
        name_of=aliases.occupation_name,
        standing_of=aliases.standing_of,
        may_undo={row.id for row in page.rows if aliases.may_undo(access.actor(), row)},
    )


@bp.get("/posting/<uuid>")
@access.requires(Permission.TEACH_WORDS)
def posting(uuid: str) -> ResponseReturnValue:
    """Ask which occupation a posting is; once chosen, show what would change."""
    with sessions.read() as session:
        found = _posting(session, uuid)

    def tried(session: Session, code: str) -> Trial:
        return trials.try_posting(
            session,
            actor=access.actor(),
            posting_id=found.id,
            title=found.title or "",
            code=code,
            today=clock.today(),
            holder=indexes.holder(),
        )

    return _choose(found.title or "", tried, posting=found)


@bp.get("/phrase")
@access.requires(Permission.TEACH_WORDS)
def phrase() -> ResponseReturnValue:
    """Ask which occupation a phrase means; once chosen, show what would change."""
    said = (request.args.get("phrase") or "").strip()
    if not said or typed_numbers.names_a_person(said):
        return redirect(url_for("searches.index"))

    def tried(session: Session, code: str) -> Trial:
        return trials.try_phrase(
            session,
            actor=access.actor(),
            phrase=said,
            code=code,
            today=clock.today(),
            holder=indexes.holder(),
        )

    return _choose(said, tried, posting=None)


def _choose(
    text: str, tried: Callable[[Session, str], Trial], *, posting: Posting | None
) -> ResponseReturnValue:
    form = ChoiceForm(request.args)
    shown: dict[str, Any] = {"text": text, "posting": posting, "trial": None, "chosen": None}
    fits = form.validate()
    words = (form.q.data or "").strip() if fits else ""
    with sessions.read() as session:
        hits = aliases.candidates(session, actor=access.actor(), text=words or text, top=OFFERED)
    if fits and form.code.data:
        asked.write()
        try:
            with sessions.read() as session:
                shown["trial"] = tried(session, form.code.data)
            shown["chosen"] = aliases.occupation_name(form.code.data)
        except JobmatchError as refusal:
            form.code.errors = [str(refusal)]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render_template("aliases/teach.html", form=form, hits=hits, **shown), status


@bp.post("/posting/<uuid>")
@access.requires(Permission.TEACH_WORDS)
def correct(uuid: str) -> ResponseReturnValue:
    """Save which occupation a posting is."""
    form = LessonForm()
    if not form.validate_on_submit():
        return redirect(url_for(".posting", uuid=uuid))
    with sessions.read() as session:
        posting_id = _posting(session, uuid).id
    with sessions.write() as session:
        taught = aliases.correct_posting(
            session, actor=access.actor(), posting_id=posting_id, **form.values()
        )
    flash(f"{taught.sentence}改错了可以在“教过的说法”里撤销。", "good")
    return redirect(url_for("postings.show", uuid=uuid))


@bp.post("/phrase")
@access.requires(Permission.TEACH_WORDS)
def confirm() -> ResponseReturnValue:
    """Save what a phrase means, and ask it again."""
    form = LessonForm()
    said = (form.phrase.data or "").strip()
    if typed_numbers.names_a_person(said):
        # A number of a person is no phrase, and an address with it would stand in every log.
        return redirect(url_for("searches.index"))
    if not said or not form.validate_on_submit():
        return redirect(url_for(".phrase", phrase=said))
    with sessions.write() as session:
        taught = aliases.confirm_phrase(session, actor=access.actor(), phrase=said, **form.values())
    flash(f"{taught.sentence}改错了可以在“教过的说法”里撤销。", "good")
    return redirect(url_for("searches.index", q=said))


@bp.post("/<int:lesson_id>/undo")
@access.requires(Permission.TEACH_WORDS)
def undo(lesson_id: int) -> ResponseReturnValue:
    """Take one lesson back."""
    with sessions.write() as session:
        aliases.undo(session, actor=access.actor(), lesson_id=lesson_id)
    flash("已撤销，恢复原样。", "good")
    return redirect(url_for(".index"))


def _posting(session: Session, uuid: str) -> Posting:
    found = postings.posting_by_uuid(session, area=access.actor().area, uuid=uuid)
    if found is None:
        raise NotFoundError
    return found
