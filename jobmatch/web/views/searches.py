"""Search by plain words: what was understood, what fits and why, what nearly fits."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, jsonify, render_template, request

from jobmatch import clock
from jobmatch.domain.accounts import Permission
from jobmatch.queries import postings
from jobmatch.services import matching, suggestions
from jobmatch.web import access, asked, indexes, sessions
from jobmatch.web.forms.searches import SearchForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.matching.answers import Answer
    from jobmatch.store.postings import Posting

bp = Blueprint("searches", __name__, url_prefix="/search")

SHOWN = 20
"""Matches of a page: more than a person reads at the counter."""


@bp.get("/")
@access.requires(Permission.SEARCH_POSTINGS)
def index() -> ResponseReturnValue:
    """Answer the words in the address; every answer has an address that reproduces it."""
    form = SearchForm(request.args)
    if not form.validate():
        return render_template("searches/index.html", form=form, found=None), (
            HTTPStatus.UNPROCESSABLE_ENTITY
        )
    if not form.values()["text"]:
        return render_template("searches/index.html", form=form, found=None)
    with sessions.read() as session:
        found = matching.match_text(
            session,
            **form.values(),
            today=clock.today(),
            top=SHOWN,
            index=indexes.current(session),
        )
        answer, cards = shown(session, found.answer)
    asked.note(form.values()["text"], found.understood.reads)
    return render_template(
        "searches/index.html",
        form=form,
        found=found,
        answer=answer,
        cards=cards,
        may_teach=access.actor().may(Permission.TEACH_WORDS),
    )


@bp.get("/suggestions")
@access.requires(Permission.SEARCH_POSTINGS)
def suggest() -> ResponseReturnValue:
    """Suggest words for the end of what is being typed, each with how many postings it finds."""
    form = SearchForm(request.args)
    if not form.validate():
        return jsonify(suggestions=[], errors=form.q.errors), HTTPStatus.UNPROCESSABLE_ENTITY
    text = form.values()["text"]
    if not text:
        return jsonify(suggestions=[])
    with sessions.read() as session:
        found = suggestions.complete(
            session,
            text=text,
            area=access.actor().area,
            index=indexes.current(session),
            holder=indexes.suggested(),
        )
    return jsonify(
        suggestions=[
            {
                "value": each.suggestion.value,
                "type": each.suggestion.kind.value,
                "occurrences": each.suggestion.occurrences,
                "pinyin": each.suggestion.pinyin,
                "text": each.text,
            }
            for each in found
        ]
    )


def shown(session: Session, answer: Answer) -> tuple[Answer, dict[int, Posting]]:
    """Give *answer* with the postings that the actor may open, and their cards by id."""
    every = (*answer.matches, *answer.misses)
    ids = [match.posting.profile.id for match in every]
    cards = postings.postings_by_id(session, area=access.actor().area, ids=ids)
    return (
        replace(
            answer,
            matches=tuple(each for each in answer.matches if each.posting.profile.id in cards),
            misses=tuple(each for each in answer.misses if each.posting.profile.id in cards),
        ),
        cards,
    )
