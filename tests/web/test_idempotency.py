from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from flask import Blueprint, render_template_string, request
from sqlalchemy import func, select

from jobmatch.store.districts import District
from jobmatch.web import access, idempotency

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from flask.typing import ResponseReturnValue
    from sqlalchemy.orm import Session

    from jobmatch.store.engine import Store
    from tests.web.conftest import SignIn

FORM = "{% from 'macros/forms.html' import once %}{{ once() }}"


@pytest.fixture
def clerk(app: Flask, sign_in: SignIn) -> FlaskClient:
    """Give a signed-in client of an application with a form that makes a district."""
    bp = Blueprint("trial", __name__)

    @bp.get("/trial")
    @access.signed_in
    def form() -> ResponseReturnValue:
        return render_template_string(FORM)

    @bp.post("/trial")
    @access.signed_in
    def make() -> ResponseReturnValue:
        def effect(session: Session) -> str:
            code = request.form["code"]
            if code == "bad":
                raise ValueError(code)
            district = District(code=f"{code}{request.form.get('n', '')}", name="某区")
            session.add(district)
            session.flush()
            return f"/districts/{district.id}"

        return idempotency.once(effect)

    app.register_blueprint(bp)
    return sign_in()


def key(client: FlaskClient) -> str:
    found = re.search(r'name="once" value="(\w+)"', client.get("/trial").get_data(as_text=True))
    assert found is not None
    return found[1]


def send(client: FlaskClient, **fields: str) -> tuple[int, str | None]:
    answer = client.post("/trial", data=fields)
    return answer.status_code, answer.headers.get("Location")


def districts(store: Store) -> int:
    with store.reads() as session:
        return session.scalar(select(func.count()).select_from(District)) or 0


def test_a_form_sent_twice_works_once_and_leads_to_the_same_place(
    clerk: FlaskClient, store: Store
) -> None:
    once = key(clerk)
    first = send(clerk, once=once, code="1")
    assert first == (303, "/districts/1")
    assert send(clerk, once=once, code="1") == first
    assert districts(store) == 1
    assert send(clerk, once=key(clerk), code="2") == (303, "/districts/2")


def test_the_same_form_with_other_content_is_a_conflict(clerk: FlaskClient, store: Store) -> None:
    once = key(clerk)
    send(clerk, once=once, code="1")
    assert send(clerk, once=once, code="2") == (409, None)
    assert districts(store) == 1


def test_a_form_that_failed_may_be_sent_again(clerk: FlaskClient, app: Flask) -> None:
    app.testing = False  # an accident becomes a page, as for a person
    once = key(clerk)
    assert send(clerk, once=once, code="bad")[0] == 500
    assert send(clerk, once=once, code="1") == (303, "/districts/1")


@pytest.mark.parametrize("once", ["", "x", "0" * 31, "0" * 33])
def test_a_form_without_a_key_works_unprotected(clerk: FlaskClient, once: str) -> None:
    assert [send(clerk, once=once, code=code)[1] for code in "12"] == [
        "/districts/1",
        "/districts/2",
    ]


def test_the_key_of_another_account_is_another_key(
    clerk: FlaskClient, sign_in: SignIn, store: Store
) -> None:
    once = key(clerk)
    send(clerk, once=once, code="1")
    assert send(sign_in(), once=once, code="2") == (303, "/districts/2")
    assert districts(store) == 2
