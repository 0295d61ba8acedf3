from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, inspect, select, text, update

from jobmatch.domain import identity
from jobmatch.store import crypto, sealed
from jobmatch.store.imports import ImportRow
from jobmatch.store.people import Person
from tests.store.refusals import refused

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from jobmatch.store.engine import Store

ID = "99000019800101" + "001"
ID_NUMBER = ID + identity.check_character(ID)
PHONE = "13800001234"


def test_the_plain_value_is_seen_before_and_after_the_flush(any_session: Session) -> None:
    person = Person(name="张三", id_number=ID_NUMBER, phone=PHONE)
    assert person.id_number == ID_NUMBER
    any_session.add(person)
    any_session.flush()
    any_session.expire_all()
    assert (person.id_number, person.phone, person.bank_card) == (ID_NUMBER, PHONE, None)
    assert (person.id_number_last4, person.phone_last4) == (ID_NUMBER[-4:], "1234")


def test_the_table_holds_no_plain_value(any_session: Session) -> None:
    any_session.add(Person(name="张三", id_number=ID_NUMBER, phone=PHONE))
    any_session.flush()
    stored = str(any_session.execute(text("SELECT * FROM person")).one())
    assert ID_NUMBER not in stored
    assert PHONE not in stored
    assert ID_NUMBER[:14] not in stored


@pytest.mark.parametrize(
    "typed",
    [
        ID_NUMBER,
        f" {ID_NUMBER.lower()} ",
        "９" + ID_NUMBER[1:],
        ID_NUMBER[:6] + " " + ID_NUMBER[6:],
    ],
)
def test_a_person_is_found_by_any_writing_of_the_number(session: Session, typed: str) -> None:
    person = Person(name="张三", id_number=ID_NUMBER)
    session.add_all([person, Person(name="李四", id_number=None)])
    session.flush()
    found = session.scalars(
        select(Person).where(sealed.is_value(session, Person, "id_number", typed))
    )
    assert list(found) == [person]


def test_an_empty_value_equals_nobody(session: Session) -> None:
    session.add(Person(name="张三"))
    session.flush()
    condition = sealed.is_value(session, Person, "phone", "无")
    assert list(session.scalars(select(Person).where(condition))) == []


def test_the_same_id_number_twice_is_refused(any_session: Session) -> None:
    any_session.add(Person(name="张三", id_number=ID_NUMBER))
    any_session.flush()
    with refused(any_session, "uq_person_id_number_index"):
        any_session.add(Person(name="李四", id_number=ID_NUMBER.lower()))


def test_a_changed_value_is_sealed_anew_and_found_anew(any_session: Session) -> None:
    person = Person(name="张三", phone=PHONE)
    any_session.add(person)
    any_session.flush()
    before = person.phone_sealed
    person.phone = "13800005678"
    any_session.flush()
    any_session.expire_all()
    assert person.phone == "13800005678"
    assert person.phone_sealed != before
    wanted = select(Person.id).where(sealed.is_value(any_session, Person, "phone", "13800005678"))
    assert any_session.scalar(wanted) == person.id
    person.phone = None
    any_session.flush()
    any_session.expire_all()
    assert (person.phone, person.phone_index, person.phone_last4) == (None, None, None)


def test_a_value_copied_into_another_row_does_not_open(any_session: Session) -> None:
    first, second = Person(name="张三", phone=PHONE), Person(name="李四", phone="13800005678")
    any_session.add_all([first, second])
    any_session.flush()
    any_session.execute(
        update(Person).where(Person.id == second.id).values(phone_sealed=first.phone_sealed)
    )
    any_session.expire_all()
    with pytest.raises(crypto.SealError):
        _ = second.phone


def test_a_field_without_index_keeps_text_alone(any_session: Session) -> None:
    assert "cells_index" not in {column.key for column in inspect(ImportRow).columns}
    with pytest.raises(TypeError, match="takes text"):
        ImportRow(batch_id=1, seq=1, cells={"a": "b"})


def test_rows_in_bulk_read_like_single_ones(any_session: Session) -> None:
    rows = [
        {"name": f"人{i}", "id_number": f"9900001980010{i:04d}X", "phone": None} for i in range(50)
    ]
    keys = any_session.info["keys"]
    any_session.execute(insert(Person), sealed.seal_rows(keys, Person, rows))
    people = any_session.scalars(select(Person).order_by(Person.id)).all()
    assert [person.id_number for person in people] == [row["id_number"] for row in rows]
    assert len({person.uuid for person in people}) == 50
    assert people[0].phone_sealed is None


def test_outside_a_session_nothing_opens(session: Session) -> None:
    person = Person(name="张三", phone=PHONE)
    session.add(person)
    session.flush()
    session.expunge(person)
    with pytest.raises(RuntimeError, match="inside a session"):
        _ = person.phone


def test_the_database_file_holds_no_plain_number(store: Store, tmp_path: Path) -> None:
    numbers = [f"990000198{i:04d}01001X" for i in range(300)]
    rows = [
        {"name": "某人", "id_number": n, "phone": f"1380000{i:04d}"} for i, n in enumerate(numbers)
    ]
    with store.writes.begin() as session:
        session.execute(insert(Person), sealed.seal_rows(store.keys, Person, rows))
    store.close()
    content = b"".join(path.read_bytes() for path in tmp_path.glob("jobmatch.db*"))
    assert "某人".encode() in content
    assert [n for n in numbers if n.encode() in content] == []
    assert b"13800000001" not in content


@given(st.text(max_size=30))
@settings(max_examples=60)
def test_normalising_takes_any_text(value: str) -> None:
    assert set(sealed.plain_digits(value)) <= set("0123456789")
    assert not any(char.isspace() for char in sealed.plain_id(value))


def test_an_old_number_of_fifteen_digits_is_found_as_eighteen() -> None:
    assert sealed.plain_id("990000800101001") == ID_NUMBER


def test_short_values_show_nothing(session: Session) -> None:
    person = Person(name="张三", phone="1234")
    session.add(person)
    session.flush()
    assert person.phone_last4 is None
    assert person.phone == "1234"
