from __future__ import annotations

import re
import threading
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from jobmatch.domain.accounts import SYSTEM, Actor, Role
from jobmatch.services import audit
from tests import factories

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.engine import Store

CLERK = Actor(account_id=None, name="zhang", role=Role.CLERK)


def _some(session: Session, count: int) -> None:
    for number in range(count):
        audit.record(session, actor=CLERK, action="test.counted", changes={"number": number})


def _forge(session: Session, statement: str) -> None:
    """Change the table behind the program's back, as its owner could."""
    if session.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            session.execute(text(f"DROP TRIGGER IF EXISTS tr_audit_row_no_{verb}"))
    else:
        session.execute(text("ALTER TABLE audit_row DISABLE TRIGGER USER"))
    session.execute(text(statement))
    session.expire_all()


def test_a_row_says_who_did_what_to_which(any_session: Session) -> None:
    posting = factories.make_posting(any_session, title="普工")
    row = audit.record(
        any_session,
        actor=CLERK,
        action="test.published",
        subject=posting,
        changes={"state": ["draft", "published"], "on": date(2026, 3, 15), "pay": Decimal("0.5")},
    )
    any_session.expire_all()
    assert (row.seq, row.actor, row.action) == (1, "zhang", "test.published")
    assert (row.subject_table, row.subject_id) == ("posting", posting.id)
    assert row.changes == '{"on":"2026-03-15","pay":"0.5","state":["draft","published"]}'


def test_numbers_of_people_are_masked(session: Session) -> None:
    row = audit.record(
        session,
        actor=CLERK,
        action="test.changed",
        changes={
            "phone": ["13800001234", None],
            "note": "身份证990000198001010015，卡6222000011112222",
        },
    )
    assert not re.search(r"\d{11}", row.changes)
    assert "1234" in row.changes


def test_an_untouched_chain_is_whole(any_session: Session) -> None:
    assert audit.verify(any_session).is_whole
    _some(any_session, 20)
    report = audit.verify(any_session)
    assert (report.is_whole, report.rows) == (True, 20)
    assert audit.head(any_session) == (20, report.head)


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE audit_row SET actor = 'li' WHERE seq = 7", 7),
        ("UPDATE audit_row SET changes = '{}' WHERE seq = 7", 7),
        ("UPDATE audit_row SET account_id = NULL, action = 'test.countee' WHERE seq = 3", 3),
        ("UPDATE audit_row SET subject_id = 1 WHERE seq = 20", 20),
        ("DELETE FROM audit_row WHERE seq = 5", 5),
        ("DELETE FROM audit_row WHERE seq = 1", 1),
    ],
)
def test_a_changed_row_is_found(any_session: Session, statement: str, broken_at: int) -> None:
    _some(any_session, 20)
    _forge(any_session, statement)
    assert audit.verify(any_session).broken_at == broken_at


def test_every_flipped_byte_of_a_row_is_found(session: Session) -> None:
    _some(session, 3)
    columns = ("actor", "action", "changes", "link")
    values = {
        name: session.execute(text(f"SELECT {name} FROM audit_row WHERE seq = 2")).scalar_one()  # noqa: S608 - own names
        for name in columns
    }
    tried = 0
    for name, value in values.items():
        for at in range(len(value)):
            flipped = value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :]
            _forge_value(session, name, flipped)
            assert audit.verify(session).broken_at == 2, (name, at)
            tried += 1
        _forge_value(session, name, value)
    assert tried > 80
    assert audit.verify(session).is_whole


def _forge_value(session: Session, name: str, value: str) -> None:
    _forge(session, "SELECT 1")
    session.execute(
        text(f"UPDATE audit_row SET {name} = :value WHERE seq = 2"),  # noqa: S608 - own names
        {"value": value},
    )
    session.expire_all()


def test_a_cut_end_shows_against_the_anchor_alone(any_session: Session) -> None:
    _some(any_session, 10)
    anchor = audit.head(any_session)
    _forge(any_session, "DELETE FROM audit_row WHERE seq > 8")
    assert audit.verify(any_session).is_whole
    report = audit.verify(any_session, anchor=anchor)
    assert (report.broken_at, report.reason) == (9, "末尾的记录被删除")


def test_a_chain_written_anew_differs_from_the_anchor(session: Session) -> None:
    _some(session, 5)
    rows, _ = audit.head(session)
    report = audit.verify(session, anchor=(rows, "f" * 64))
    assert report.broken_at == rows


def test_an_anchor_of_the_past_still_fits_as_the_chain_grows(session: Session) -> None:
    _some(session, 5)
    anchor = audit.head(session)
    _some(session, 5)
    assert audit.verify(session, anchor=anchor).is_whole


def test_a_rollback_takes_the_row_along(any_store: Store) -> None:
    with any_store.writes() as session:
        _some(session, 1)
        session.rollback()
    with any_store.reads() as session:
        assert audit.head(session)[0] == 0


def test_writers_at_once_make_one_chain(any_store: Store) -> None:
    failures: list[Exception] = []

    def write() -> None:
        try:
            for _ in range(10):
                with any_store.writes.begin() as session:
                    _some(session, 1)
        except Exception as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with any_store.reads() as session:
        report = audit.verify(session)
    assert (report.is_whole, report.rows) == (True, 40)


def test_a_verification_anchors_itself(session: Session) -> None:
    _some(session, 3)
    head = audit.head(session)[1]
    audit.note_verification(session)
    row = session.execute(text("SELECT action, changes FROM audit_row WHERE seq = 4")).one()
    assert row.action == "audit.verified"
    assert head in row.changes


def test_a_broken_chain_is_not_noted_as_verified(session: Session) -> None:
    _some(session, 3)
    _forge(session, "UPDATE audit_row SET actor = 'li' WHERE seq = 2")
    with pytest.raises(audit.ChainBrokenError, match="第 2 条"):
        audit.note_verification(session)


@pytest.mark.parametrize("value", [1.5, object(), {1, 2}])
def test_what_is_no_plain_fact_is_refused_or_kept(session: Session, value: Any) -> None:
    if isinstance(value, float):
        row = audit.record(session, actor=SYSTEM, action="test.counted", changes={"score": value})
        assert row.changes == '{"score":1.5}'
        return
    with pytest.raises(TypeError, match="cannot hold"):
        audit.record(session, actor=SYSTEM, action="test.counted", changes={"x": value})
