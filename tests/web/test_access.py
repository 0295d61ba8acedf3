"""The route table: every route, what it asks for, tried with every role and with nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from jobmatch.domain.accounts import PERMISSIONS, Permission, Role
from jobmatch.web import access

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.routing import Rule

    from tests.web.conftest import SignIn

# One line a route. A new route needs its line here, or the first test fails.
ROUTES: dict[str, Permission | str] = {
    "accounts.sign_in": access.PUBLIC,
    "accounts.sign_out": access.SIGNED_IN,
    "accounts.signed_out": access.PUBLIC,
    "aliases.confirm": Permission.TEACH_WORDS,
    "aliases.correct": Permission.TEACH_WORDS,
    "aliases.index": Permission.TEACH_WORDS,
    "aliases.phrase": Permission.TEACH_WORDS,
    "aliases.posting": Permission.TEACH_WORDS,
    "aliases.undo": Permission.TEACH_WORDS,
    "assets.font": access.PUBLIC,
    "booths.fill": Permission.RUN_FAIRS,
    "booths.invite": Permission.RUN_FAIRS,
    "booths.place": Permission.RUN_FAIRS,
    "booths.send": Permission.RUN_FAIRS,
    "booths.show": Permission.RUN_FAIRS,
    "booths.step": Permission.RUN_FAIRS,
    "check_ins.ask": Permission.RUN_FAIRS,
    "check_ins.choose": Permission.RUN_FAIRS,
    "check_ins.desk": Permission.RUN_FAIRS,
    "check_ins.walk_in": Permission.RUN_FAIRS,
    "employers.index": Permission.SEARCH_POSTINGS,
    "employers.show": Permission.SEARCH_POSTINGS,
    "fairs.change": Permission.RUN_FAIRS,
    "fairs.create": Permission.RUN_FAIRS,
    "fairs.edit": Permission.RUN_FAIRS,
    "fairs.index": Permission.RUN_FAIRS,
    "fairs.new": Permission.RUN_FAIRS,
    "fairs.report": Permission.RUN_FAIRS,
    "fairs.show": Permission.RUN_FAIRS,
    "fairs.step": Permission.RUN_FAIRS,
    "home.index": access.SIGNED_IN,
    "imports.commit": Permission.IMPORT_FILES,
    "imports.correct": Permission.IMPORT_FILES,
    "imports.create": Permission.IMPORT_FILES,
    "imports.discard": Permission.IMPORT_FILES,
    "imports.index": Permission.IMPORT_FILES,
    "imports.new": Permission.IMPORT_FILES,
    "imports.show": Permission.IMPORT_FILES,
    "imports.undo": Permission.UNDO_IMPORTS,
    "kiosk.choose": access.PUBLIC,
    "kiosk.goodbye": access.PUBLIC,
    "kiosk.home": access.PUBLIC,
    "kiosk.number": access.PUBLIC,
    "kiosk.search": access.PUBLIC,
    "kiosk.show": access.PUBLIC,
    "kiosk.slip": access.PUBLIC,
    "kiosk.spell": access.PUBLIC,
    "kiosk.subsidies": access.PUBLIC,
    "match_slips.show": Permission.RUN_FAIRS,
    "postings.index": Permission.SEARCH_POSTINGS,
    "postings.show": Permission.SEARCH_POSTINGS,
    "searches.index": Permission.SEARCH_POSTINGS,
    "searches.suggest": Permission.SEARCH_POSTINGS,
    "workers.by_number": Permission.SEE_WORKERS,
    "workers.index": Permission.SEE_WORKERS,
    "workers.show": Permission.SEE_WORKERS,
}
FILES = {"static", "bootstrap.static"}
ENDS = {"accounts.sign_out", "kiosk.goodbye"}
"""Whoever was signed in is not after these."""
READ_ONLY = {"GET", "HEAD", "OPTIONS"}


def rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in FILES]


def test_every_route_declares_its_access_as_the_table_says(app: Flask) -> None:
    declared = {
        rule.endpoint: access.rule_of(app.view_functions[rule.endpoint]) for rule in rules(app)
    }
    assert declared == ROUTES


def test_what_changes_something_does_not_answer_get(app: Flask) -> None:
    both = [
        rule.endpoint
        for rule in rules(app)
        if rule.methods and rule.methods - READ_ONLY and "GET" in rule.methods
    ]
    # The sign-in form posts to its own address; its GET only shows the form.
    assert both == ["accounts.sign_in"]


def answers(client: FlaskClient, app: Flask) -> dict[str, Any]:
    """Ask every route as *client*; give endpoint → (status, where it leads)."""
    found = {}
    for rule in sorted(rules(app), key=lambda rule: rule.endpoint in ENDS):
        with app.test_request_context():
            parts: dict[str, Any] = dict.fromkeys(rule.arguments, "0" * 32)
            address = app.url_for(rule.endpoint, **parts)
        method = "GET" if "GET" in (rule.methods or ()) else "POST"
        with client.open(address, method=method) as answer:  # the font is an open file
            status, target = answer.status_code, answer.headers.get("Location", "")
        found[rule.endpoint] = (status, target)
    return found


@pytest.mark.parametrize("role", list(Role))
def test_each_role_reaches_what_the_table_grants_and_nothing_else(
    app: Flask, sign_in: SignIn, role: Role
) -> None:
    client = sign_in(role)
    for endpoint, (status, _) in answers(client, app).items():
        rule = ROUTES[endpoint]
        granted = not isinstance(rule, Permission) or rule in PERMISSIONS[role]
        assert (status != 403) == granted, f"{role} at {endpoint}: {status}"
        assert status < 500, f"{role} at {endpoint}: {status}"


def test_nobody_is_led_to_the_sign_in(client: FlaskClient, app: Flask) -> None:
    for endpoint, (status, target) in answers(client, app).items():
        if ROUTES[endpoint] == access.PUBLIC:
            # An address of a visit to the kiosk that is over leads to the first page.
            assert status == 200 or (status, target) == (303, "/kiosk/"), endpoint
        else:
            assert (status, target.partition("?")[0]) == (302, "/sign-in"), endpoint


def test_a_route_that_declares_nothing_answers_nobody(app: Flask, sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    app.view_functions["home.index"] = lambda: "forgot to declare"
    assert client.get("/").status_code == 403


def test_the_page_asked_for_comes_after_the_sign_in(client: FlaskClient) -> None:
    answer = client.get("/workers/?q=%E7%8E%8B")
    assert answer.headers["Location"] == "/sign-in?next=/workers/?q%3D%25E7%258E%258B"
