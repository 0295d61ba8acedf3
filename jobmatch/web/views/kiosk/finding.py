"""From pictures or letters to cards, one posting and its slip."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import g, redirect, render_template, request
from flask import url_for as address_of

from jobmatch import clock
from jobmatch.domain import posting_numbers
from jobmatch.domain.errors import InputError
from jobmatch.queries import postings
from jobmatch.services import matching, suggestions
from jobmatch.services.accounts import WHOLE_DISTRICT
from jobmatch.web import access, asked, chips, indexes, keypads, security, sessions, slips, trades
from jobmatch.web.forms.kiosk import TypedForm, WordsForm
from jobmatch.web.views.kiosk import frame
from jobmatch.web.views.kiosk.frame import bp

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.matching.answers import Answer, Match
    from jobmatch.store.postings import Posting


@bp.get("/<visit>/trades")
@access.public
@security.limiter.limit(frame.OFTEN)
def choose() -> ResponseReturnValue:
    """Ask which work, by pictures; the ones with most postings come first."""
    with sessions.read() as session:
        every = trades.tiles(session, frame.open_index(session))
    page = frame.screen_of(every, frame.TILES)
    return render_template("kiosk/trades.html", page=page)


@bp.get("/<visit>/words")
@access.public
@security.limiter.limit(frame.OFTEN)
def spell() -> ResponseReturnValue:
    """Ask which work, by letters of its pinyin; words are suggested after each letter."""
    typed = keypads.only(TypedForm(request.args).text(), keypads.LETTERS)
    return _words(typed)


def _words(typed: str, wrong: str = "") -> str:
    found = []
    if typed:
        with sessions.read() as session:
            found = suggestions.complete(
                session,
                text=typed,
                area=WHOLE_DISTRICT,
                index=frame.open_index(session),
                holder=indexes.suggested(),
            )
    return render_template(
        "kiosk/words.html",
        typed=typed,
        wrong=wrong,
        keys=keypads.keys(typed, keypads.LETTERS),
        rubbed=keypads.rubbed(typed),
        most=keypads.MOST,
        found=found[: frame.WORDS],
        form=WordsForm(formdata=None),
    )


@bp.get("/<visit>/postings")
@access.public
@security.limiter.limit(frame.OFTEN)
def search() -> ResponseReturnValue:
    """Answer a question with cards, four a screen, and chips that change the question."""
    form = WordsForm(request.args)
    if not form.validate():
        return _words("", wrong=form.q.errors[0]), HTTPStatus.UNPROCESSABLE_ENTITY
    text = form.text()
    if not text:
        return redirect(address_of(".choose"), HTTPStatus.SEE_OTHER)
    with sessions.read() as session:
        index = frame.open_index(session)
        found = matching.match_text(
            session, text=text, today=clock.today(), top=frame.MOST, index=index
        )
        page = frame.screen_of(_fitting(found.answer), frame.CARDS)
        ids = [match.posting.profile.id for match in page.rows]
        cards = postings.postings_by_id(session, area=WHOLE_DISTRICT, ids=ids)
        loosening = [
            (chip, trades.count(session, index, chip.text))
            for chip in chips.loosening(text, found.understood.reads)
        ]
    if page.number == 1:  # turning pages asks nothing anew
        asked.note(text, found.understood.reads)
    return render_template(
        "kiosk/postings.html",
        text=text,
        answer=found.answer,
        page=page,
        cards=cards,
        loosening=loosening,
        tightening=chips.tightening(text),
    )


@bp.get("/<visit>/postings/<uuid>")
@access.public
@security.limiter.limit(frame.OFTEN)
def show(uuid: str) -> ResponseReturnValue:
    """Show one posting, and what speaks for it."""
    text = WordsForm(request.args).sound_text()
    with sessions.read() as session:
        posting, open_now = _posting(session, uuid)
        match = _match(session, text, posting) if posting and open_now and text else None
    if posting is None or not open_now:
        return render_template("kiosk/gone.html", text=text), HTTPStatus.NOT_FOUND
    return render_template("kiosk/show.html", posting=posting, match=match, text=text)


@bp.get("/<visit>/postings/<uuid>/slip")
@access.public
def slip(uuid: str) -> ResponseReturnValue:
    """Show the slip as it will be printed."""
    text = WordsForm(request.args).sound_text()
    with sessions.read() as session:
        posting, open_now = _posting(session, uuid)
    if posting is None or not open_now:
        return render_template("kiosk/gone.html", text=text), HTTPStatus.NOT_FOUND
    return render_template(
        "kiosk/slip.html",
        posting=posting,
        text=text,
        code=slips.code(posting),
        paper=g.paper,
        papers=slips.PAPER_NAMES,
        today=clock.today(),
    )


@bp.get("/<visit>/number")
@access.public
@security.limiter.limit(frame.OFTEN)
def number() -> ResponseReturnValue:
    """Ask for the number on a slip, and open its posting."""
    typed = keypads.only(TypedForm(request.args).text(), keypads.DIGITS)
    wrong = ""
    if len(typed) >= posting_numbers.DIGITS:
        try:
            posting_id = posting_numbers.id_of(typed)
        except InputError as refusal:
            wrong = str(refusal)
        else:
            with sessions.read() as session:
                found = postings.postings_by_id(session, area=WHOLE_DISTRICT, ids=[posting_id])
            if found:
                return redirect(
                    address_of(".show", uuid=found[posting_id].uuid), HTTPStatus.SEE_OTHER
                )
            wrong = "没有这个号码的岗位，请对着纸条再按一次"
    return render_template(
        "kiosk/number.html",
        typed=typed,
        wrong=wrong,
        keys=keypads.keys("" if wrong else typed, keypads.DIGITS),
        rubbed=keypads.rubbed(typed),
        digits=posting_numbers.DIGITS,
    )


def _fitting(answer: Answer) -> list[Match]:
    """Give what fits; where nothing does, what one condition alone keeps away."""
    return [match for match in answer.matches if match.fits] or list(answer.misses)


def _posting(session: Session, uuid: str) -> tuple[Posting | None, bool]:
    """Give the posting called *uuid*, and whether it is open today."""
    posting = postings.posting_by_uuid(session, area=WHOLE_DISTRICT, uuid=uuid)
    if posting is None:
        return None, False
    return posting, bool((frame.open_index(session).postings.ids == posting.id).any())


def _match(session: Session, text: str, posting: Posting) -> Match | None:
    """Give what speaks for *posting* where *text* asked for it; None when it was not among it."""
    found = matching.match_text(
        session,
        text=text,
        today=clock.today(),
        top=frame.MOST,
        index=frame.open_index(session),
    )
    every = (*found.answer.matches, *found.answer.misses)
    return next((match for match in every if match.posting.profile.id == posting.id), None)
