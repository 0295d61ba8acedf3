"""From pictures or letters to cards, one posting and its slip."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

import numpy as np
from flask import g, redirect, render_template, request
from flask import url_for as address_of

from jobmatch import clock
from jobmatch.queries import fairs, postings
from jobmatch.services import kiosk_codes, matching, suggestions
from jobmatch.services.accounts import WHOLE_DISTRICT
from jobmatch.web import access, asked, chips, indexes, keypads, security, sessions, slips, trades
from jobmatch.web.forms.kiosk import TypedForm, WordsForm
from jobmatch.web.views.kiosk import frame, people
from jobmatch.web.views.kiosk.frame import bp

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.matching.answers import Match
    from jobmatch.store.fairs import Booth
    from jobmatch.store.postings import Posting


@bp.get("/<visit>/trades")
@access.public
@security.limiter.limit(frame.OFTEN)
def choose() -> ResponseReturnValue:
    """Ask which work, by pictures; the ones with most postings come first."""
    with sessions.read() as session:
        every = trades.tiles(frame.open_index(session))
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
        asking = trades.ask(index, text)
        found, reads = asking.found, asking.understood.reads
        page = frame.screen_of(list(found.rows or found.answer.misses), frame.CARDS)
        if found.rows:
            page = replace(page, rows=list(trades.explained(index, text, page.rows)))
        ids = [match.posting.profile.id for match in page.rows]
        cards = postings.postings_by_id(session, area=WHOLE_DISTRICT, ids=ids)
        booths = fairs.booths_showing(session, posting_ids=ids)
        loosening = [
            (chip, trades.count(index, chip.text)) for chip in chips.loosening(text, reads)
        ]
    if page.number == 1:  # turning pages asks nothing anew
        asked.note(text, reads)
    return render_template(
        "kiosk/postings.html",
        text=text,
        answer=found.answer,
        page=page,
        cards=cards,
        booths=booths,
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
        match = _match(session, text, posting) if posting and open_now else None
        booth = _booth(session, posting)
    if posting is None or not open_now:
        return render_template("kiosk/gone.html", text=text), HTTPStatus.NOT_FOUND
    return render_template("kiosk/show.html", posting=posting, match=match, text=text, booth=booth)


@bp.get("/<visit>/postings/<uuid>/slip")
@access.public
def slip(uuid: str) -> ResponseReturnValue:
    """Show the slip as it will be printed."""
    text = WordsForm(request.args).sound_text()
    with sessions.read() as session:
        posting, open_now = _posting(session, uuid)
        booth = _booth(session, posting)
    if posting is None or not open_now:
        return render_template("kiosk/gone.html", text=text), HTTPStatus.NOT_FOUND
    return render_template(
        "kiosk/slip.html",
        posting=posting,
        booth=booth,
        text=text,
        code=slips.code(posting),
        paper=g.paper,
        papers=slips.PAPER_NAMES,
        today=clock.today(),
    )


def _posting(session: Session, uuid: str) -> tuple[Posting | None, bool]:
    """Give the posting called *uuid*, and whether it is open today."""
    posting = postings.posting_by_uuid(session, area=WHOLE_DISTRICT, uuid=uuid)
    if posting is None:
        return None, False
    return posting, bool((frame.open_index(session).postings.ids == posting.id).any())


def _booth(session: Session, posting: Posting | None) -> Booth | None:
    """Give the booth that shows *posting* at a fair that is going on."""
    if posting is None:
        return None
    return fairs.booths_showing(session, posting_ids=[posting.id]).get(posting.id)


def _match(session: Session, text: str, posting: Posting) -> Match | None:
    """Give what speaks for *posting*: for the question *text*, else for the person who is known.

    None where nobody asked, or where more than one condition keeps it away.
    """
    index, today = frame.open_index(session), clock.today()
    holder = people.holder_of(g.person)
    if text:
        found = trades.ask(index, text).found
    elif holder is not None:
        fitting = kiosk_codes.what_fits(session, holder, index=index, today=today, most=0)
        if fitting is None:
            return None
        found = fitting.found
    else:
        return None
    rows = [int(row) for row in np.flatnonzero(index.postings.ids == posting.id)]
    (match,) = matching.explained(found, rows, index=index, today=today)
    return match if match.fits or len(match.barriers) == 1 else None
