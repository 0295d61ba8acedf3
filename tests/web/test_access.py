"""The route table: every route, what it asks for, tried with every role and with nobody."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from jobmatch.domain.accounts import PERMISSIONS, Area, Permission, Role
from jobmatch.domain.fairs import FairState
from jobmatch.domain.service_records import ServiceKind
from jobmatch.store.check_ins import CheckIn
from jobmatch.store.fairs import Fair
from jobmatch.store.recommendations import Recommendation
from jobmatch.store.send_lists import SendList
from jobmatch.store.service_records import ServiceRecord
from jobmatch.web import access
from tests.factories import make_community, make_employer, make_posting, make_worker

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from sqlalchemy.orm import Session
    from werkzeug.routing import Rule

    from jobmatch.store.base import WithUuid
    from jobmatch.store.engine import Store
    from jobmatch.store.workers import Worker
    from tests.web.conftest import SignIn

# One line a route. A new route needs its line here, or the first test fails.
ROUTES: dict[str, Permission | str] = {
    "accounts.change": Permission.MANAGE_ACCOUNTS,
    "accounts.change_password": access.SIGNED_IN,
    "accounts.close": Permission.MANAGE_ACCOUNTS,
    "accounts.code": access.SIGNED_IN,
    "accounts.confirm": access.SIGNED_IN,
    "accounts.confirm_password": access.SIGNED_IN,
    "accounts.confirm_second_factor": access.SIGNED_IN,
    "accounts.create": Permission.MANAGE_ACCOUNTS,
    "accounts.drop_second_factor": access.SIGNED_IN,
    "accounts.end_login": access.SIGNED_IN,
    "accounts.end_logins": Permission.MANAGE_ACCOUNTS,
    "accounts.end_others": access.SIGNED_IN,
    "accounts.give_code": access.SIGNED_IN,
    "accounts.hand_out_password": Permission.MANAGE_ACCOUNTS,
    "accounts.index": Permission.MANAGE_ACCOUNTS,
    "accounts.new": Permission.MANAGE_ACCOUNTS,
    "accounts.new_password": access.SIGNED_IN,
    "accounts.own": access.SIGNED_IN,
    "accounts.renew_codes": access.SIGNED_IN,
    "accounts.reopen": Permission.MANAGE_ACCOUNTS,
    "accounts.reset_second_factor": Permission.MANAGE_ACCOUNTS,
    "accounts.second_factor": access.SIGNED_IN,
    "accounts.show": Permission.MANAGE_ACCOUNTS,
    "accounts.sign_in": access.PUBLIC,
    "accounts.sign_out": access.SIGNED_IN,
    "accounts.signed_out": access.PUBLIC,
    "accounts.start_second_factor": access.SIGNED_IN,
    "aliases.confirm": Permission.TEACH_WORDS,
    "aliases.correct": Permission.TEACH_WORDS,
    "aliases.index": Permission.TEACH_WORDS,
    "aliases.phrase": Permission.TEACH_WORDS,
    "aliases.posting": Permission.TEACH_WORDS,
    "aliases.undo": Permission.TEACH_WORDS,
    "allocations.create": Permission.RECOMMEND,
    "allocations.index": Permission.RECOMMEND,
    "allocations.show": Permission.RECOMMEND,
    "assets.font": access.PUBLIC,
    "booth_links.answer": access.PUBLIC,
    "booth_links.arrive": access.PUBLIC,
    "booth_links.booking": access.PUBLIC,
    "booth_links.note": access.PUBLIC,
    "booth_links.record": access.PUBLIC,
    "booth_links.withdraw": access.PUBLIC,
    "booths.fill": Permission.RUN_FAIRS,
    "booths.invite": Permission.RUN_FAIRS,
    "booths.place": Permission.RUN_FAIRS,
    "booths.renew": Permission.RUN_FAIRS,
    "booths.send": Permission.RUN_FAIRS,
    "booths.show": Permission.RUN_FAIRS,
    "booths.step": Permission.RUN_FAIRS,
    "calendars.index": Permission.PLACE_WORKERS,
    "calendars.set_day": Permission.PLACE_WORKERS,
    "calls.create": Permission.RECOMMEND,
    "calls.index": Permission.RECOMMEND,
    "calls.show": Permission.RECOMMEND,
    "check_ins.ask": Permission.RUN_FAIRS,
    "check_ins.choose": Permission.RUN_FAIRS,
    "check_ins.desk": Permission.RUN_FAIRS,
    "check_ins.walk_in": Permission.RUN_FAIRS,
    "employers.complain": Permission.EDIT_POSTINGS,
    "employers.confirm": Permission.SEARCH_POSTINGS,
    "employers.index": Permission.SEARCH_POSTINGS,
    "employers.reveal": Permission.EDIT_POSTINGS,
    "employers.settle": Permission.EDIT_POSTINGS,
    "employers.show": Permission.SEARCH_POSTINGS,
    "fair_papers.show": Permission.RUN_FAIRS,
    "fair_screens.show": access.PUBLIC,
    "exposures.create": Permission.SEE_FIGURES,
    "exposures.show": Permission.SEE_FIGURES,
    "fairs.change": Permission.RUN_FAIRS,
    "fairs.create": Permission.RUN_FAIRS,
    "fairs.edit": Permission.RUN_FAIRS,
    "fairs.index": Permission.RUN_FAIRS,
    "fairs.new": Permission.RUN_FAIRS,
    "fairs.report": Permission.RUN_FAIRS,
    "fairs.report_book": Permission.RUN_FAIRS,
    "fairs.show": Permission.RUN_FAIRS,
    "fairs.step": Permission.RUN_FAIRS,
    "figures.everything": Permission.SEE_FIGURES,
    "figures.index": Permission.SEE_FIGURES,
    "figures.show": Permission.SEE_FIGURES,
    "home.index": access.SIGNED_IN,
    "households.show": Permission.SEE_WORKERS,
    "import_drafts.columns": Permission.IMPORT_FILES,
    "import_drafts.correct_cells": Permission.IMPORT_FILES,
    "import_drafts.correct_columns": Permission.IMPORT_FILES,
    "import_drafts.decide": Permission.IMPORT_FILES,
    "import_drafts.duplicates": Permission.IMPORT_FILES,
    "import_drafts.problems": Permission.IMPORT_FILES,
    "import_drafts.row": Permission.IMPORT_FILES,
    "imports.bad_rows": Permission.IMPORT_FILES,
    "imports.commit": Permission.IMPORT_FILES,
    "imports.create": Permission.IMPORT_FILES,
    "imports.discard": Permission.IMPORT_FILES,
    "imports.index": Permission.IMPORT_FILES,
    "imports.new": Permission.IMPORT_FILES,
    "imports.show": Permission.IMPORT_FILES,
    "imports.withdraw": Permission.IMPORT_FILES,
    "imports.undo": Permission.UNDO_IMPORTS,
    "jobs.cancel": access.SIGNED_IN,
    "jobs.index": access.SIGNED_IN,
    "jobs.match": Permission.MANAGE_JOBS,
    "jobs.progress": access.SIGNED_IN,
    "jobs.requeue": access.SIGNED_IN,
    "jobs.show": access.SIGNED_IN,
    "bells.answer": Permission.RUN_FAIRS,
    "bells.index": Permission.RUN_FAIRS,
    "kiosk.card": access.PUBLIC,
    "kiosk.choose": access.PUBLIC,
    "kiosk.goodbye": access.PUBLIC,
    "kiosk.home": access.PUBLIC,
    "kiosk.mine": access.PUBLIC,
    "kiosk.number": access.PUBLIC,
    "kiosk.press": access.PUBLIC,
    "kiosk.read_card": access.PUBLIC,
    "kiosk.ring": access.PUBLIC,
    "kiosk.rung": access.PUBLIC,
    "kiosk.search": access.PUBLIC,
    "kiosk.show": access.PUBLIC,
    "kiosk.slip": access.PUBLIC,
    "kiosk.spell": access.PUBLIC,
    "kiosk.subsidies": access.PUBLIC,
    "match_slips.show": Permission.RUN_FAIRS,
    "match_slips.trial": Permission.RUN_FAIRS,
    "postings.confirm": Permission.SEARCH_POSTINGS,
    "postings.correct": Permission.EDIT_POSTINGS,
    "merges.choose": Permission.MERGE_PEOPLE,
    "merges.create": Permission.MERGE_PEOPLE,
    "merges.dismiss": Permission.MERGE_PEOPLE,
    "merges.index": Permission.MERGE_PEOPLE,
    "merges.new": Permission.MERGE_PEOPLE,
    "merges.show": Permission.MERGE_PEOPLE,
    "merges.undo": Permission.MERGE_PEOPLE,
    "postings.index": Permission.SEARCH_POSTINGS,
    "postings.show": Permission.SEARCH_POSTINGS,
    "postings.step": Permission.SEARCH_POSTINGS,
    "recommendations.choose": Permission.RECOMMEND,
    "recommendations.edit": Permission.RECOMMEND,
    "recommendations.from_posting": Permission.RECOMMEND,
    "recommendations.from_worker": Permission.RECOMMEND,
    "recommendations.index": Permission.RECOMMEND,
    "recommendations.note": Permission.RECOMMEND,
    "recommendations.send": Permission.RECOMMEND,
    "recommendations.sheet": Permission.RECOMMEND,
    "recommendations.step": Permission.RECOMMEND,
    "reveals.ask": Permission.REVEAL_IDENTITY,
    "reveals.show": Permission.REVEAL_IDENTITY,
    "searches.index": Permission.SEARCH_POSTINGS,
    "searches.suggest": Permission.SEARCH_POSTINGS,
    "send_lists.edit": Permission.RECOMMEND,
    "send_lists.note": Permission.RECOMMEND,
    "send_lists.read": Permission.RECOMMEND,
    "send_lists.show": Permission.RECOMMEND,
    "send_lists.workbook": Permission.RECOMMEND,
    "service_records.create": Permission.RECOMMEND,
    "service_records.index": Permission.RECOMMEND,
    "service_records.void": Permission.RECOMMEND,
    "talks.index": Permission.RUN_FAIRS,
    "talks.note": Permission.RUN_FAIRS,
    "talks.withdraw": Permission.RUN_FAIRS,
    "workers.add_skill": Permission.EDIT_WORKERS,
    "workers.edit": Permission.EDIT_WORKERS,
    "workers.find": Permission.SEE_WORKERS,
    "workers.index": Permission.SEE_WORKERS,
    "workers.save": Permission.EDIT_WORKERS,
    "workers.show": Permission.SEE_WORKERS,
}
FILES = {"static", "bootstrap.static"}
KEYED = {name for name in ROUTES if name.startswith(("booth_links.", "fair_screens."))}
"""The address is a key itself: a made-up one opens nothing, whoever asks."""
ENDS = {"accounts.sign_out", "kiosk.goodbye"}
"""Whoever was signed in is not after these."""
READ_ONLY = {"GET", "HEAD", "OPTIONS"}
UNKNOWN = "0" * 32
HIDDEN = re.compile(r'name="(?:csrf_token|once)" value="[^"]+"')


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
            opened = 404 if endpoint in KEYED else 200
            assert status == opened or (status, target) == (303, "/kiosk/"), endpoint
        else:
            assert (status, target.partition("?")[0]) == (302, "/sign-in"), endpoint


def test_a_route_that_declares_nothing_answers_nobody(app: Flask, sign_in: SignIn) -> None:
    client = sign_in(Role.CLERK)
    app.view_functions["home.index"] = lambda: "forgot to declare"
    assert client.get("/").status_code == 403


def test_the_page_asked_for_comes_after_the_sign_in(client: FlaskClient) -> None:
    answer = client.get("/workers/?q=%E7%8E%8B")
    assert answer.headers["Location"] == "/sign-in?next=/workers/?q%3D%25E7%258E%258B"


STRANGER = "欧阳外区人"
TAIL = "7788"


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A clerk of one community, and what belongs to somebody of another one.

    Attributes:
        client: signed in as the clerk.
        own: what the clerk may open, by the first part of the address.
        foreign: addresses (uuid) of rows that hang on the stranger.
    """

    client: FlaskClient
    own: dict[str, str]
    foreign: tuple[str, ...]


def _foreign(session: Session, stranger: Worker, fair: Fair) -> list[WithUuid]:
    """Make what hangs on a stranger: one line for each kind of row that has an address."""
    assert stranger.person.household is not None
    check_in = CheckIn(
        fair_id=fair.id,
        number=1,
        worker_id=stranger.id,
        came_at=datetime(2026, 3, 20, 2, tzinfo=UTC),
    )
    session.add(check_in)
    session.flush()
    return [
        *(stranger, stranger.person, stranger.person.household, check_in),
        *_advised(session, stranger),
    ]


def _advised(session: Session, stranger: Worker) -> list[WithUuid]:
    posting = make_posting(session, title="缝纫学徒")
    sent = SendList(posting_id=posting.id, made_on=date(2026, 3, 20))
    session.add(sent)
    session.flush()
    advice = Recommendation(worker_id=stranger.id, posting_id=posting.id, send_list=sent)
    advice.list_number = 1
    talk = ServiceRecord(worker_id=stranger.id, kind=ServiceKind.GUIDANCE, given_on=sent.made_on)
    session.add_all([advice, talk])
    session.flush()
    return [sent, advice, talk]


@pytest.fixture
def neighbours(store: Store, sign_in: SignIn) -> Neighbours:
    """Make two communities with a worker in each, a clerk of the first, and common things."""
    with store.writes.begin() as session:
        here, there = (make_community(session, name=name) for name in ("旺家社区", "龙生社区"))
        near = make_worker(session, name="杨秀英", community=here)
        known = {"phone": f"1380000{TAIL}", "id_number": "99000019850504123X"}
        far = make_worker(session, name=STRANGER, community=there, person=known, is_employed=False)
        employer = make_employer(session, name="旺家制衣厂")
        posting = make_posting(session, title="平车工", employer=employer)
        fair = Fair(name="春风行动", starts_on=date(2026, 3, 20), ends_on=date(2026, 3, 20))
        fair.state = FairState.OPEN
        session.add(fair)
        session.flush()
        own = {
            "workers": near.uuid,
            "postings": posting.uuid,
            "employers": employer.uuid,
            "fairs": fair.uuid,
        }
        foreign = tuple(row.uuid for row in _foreign(session, far, fair))
    return Neighbours(sign_in(Role.CLERK, Area(community_ids=frozenset({here.id}))), own, foreign)


def addresses(app: Flask, rule: Rule, first: str, rest: str) -> str:
    """Give the address of *rule* with *first* as its first argument and *rest* as all others."""
    named = re.findall(r"<(?:[^:<>]+:)?([^<>]+)>", rule.rule)
    with app.test_request_context():
        return app.url_for(rule.endpoint, **dict(zip(named, [first, *[rest] * 9], strict=False)))


def asked(app: Flask) -> list[Rule]:
    """Give the routes of the office that a clerk may open; a whole number is no argument."""
    return [
        rule
        for rule in rules(app)
        if ROUTES[rule.endpoint] not in (access.PUBLIC, access.SIGNED_IN)
        and ROUTES[rule.endpoint] in PERMISSIONS[Role.CLERK]
        and not re.search(r"<(int|float):", rule.rule)
    ]


def said(answer: Any) -> str:
    """Give the text of a page; of a workbook that of all its sheets."""
    content: bytes = answer.get_data()
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist())


def test_no_page_of_one_community_names_somebody_of_another(
    app: Flask, neighbours: Neighbours
) -> None:
    shown = {"q": TAIL, "text": TAIL, "name": TAIL, "employed": "no"}
    for rule in asked(app):
        if "GET" not in (rule.methods or ()):
            continue
        own = neighbours.own.get(rule.rule.split("/")[1], UNKNOWN)
        address = addresses(app, rule, own, own)
        for query in ({}, shown):
            with neighbours.client.get(address, query_string=query) as answer:
                assert STRANGER not in said(answer), rule.endpoint


def test_what_belongs_to_another_community_is_as_good_as_unknown(
    app: Flask, neighbours: Neighbours
) -> None:
    for rule in asked(app):
        for own in owned(rule, neighbours):
            told = {heard(app, rule, neighbours, own, UNKNOWN)}
            told |= {heard(app, rule, neighbours, own, uuid) for uuid in neighbours.foreign}
            assert len(told) == 1, rule.endpoint


def owned(rule: Rule, neighbours: Neighbours) -> list[str]:
    """Give what stands first in the address: one's own thing, and "" for what is tried itself."""
    own = neighbours.own.get(rule.rule.split("/")[1])
    posts = "POST" in (rule.methods or ())
    if not posts and not rule.arguments:
        return []  # nothing is tried there: the walk above looks at it
    first = [""] if len(rule.arguments) == 1 or own is None else []
    return first + ([own] if own and (posts or len(rule.arguments) > 1) else [])


def heard(
    app: Flask, rule: Rule, neighbours: Neighbours, own: str, tried: str
) -> tuple[int, str, str]:
    """Ask for *tried*, in the address or in the form; give status, target and text without it."""
    method = "GET" if "GET" in (rule.methods or ()) else "POST"
    names = ("worker", "workers", "worker_uuid", "uuid", "other")
    form = dict.fromkeys(names, tried) | {"typed": f"1380000{TAIL}"}
    address = addresses(app, rule, own or tried, tried)
    with neighbours.client.session_transaction() as kept:
        kept.pop("_flashes", None)  # what the last answer said belongs to the last answer
    with neighbours.client.open(
        address, method=method, data=form if method == "POST" else None
    ) as answer:
        text = HIDDEN.sub("", answer.get_data(as_text=True)).replace(tried, "")
        target = answer.headers.get("Location", "").replace(tried, "")
    with neighbours.client.session_transaction() as kept:
        text += str(kept.get("_flashes"))
    assert STRANGER not in text, rule.endpoint
    return answer.status_code, target, text
