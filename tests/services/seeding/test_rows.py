from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch.domain.kinds import Sex
from jobmatch.services.seeding.rows import Rows
from jobmatch.store import sealed
from jobmatch.store.districts import District
from jobmatch.store.people import Person

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

PERSON = {"name": "杨某", "sex": Sex.FEMALE, "phone": "13000000001"}


def test_rows_have_the_ids_given_out_and_sealed_fields(any_session: Session) -> None:
    rows = Rows(any_session)
    numbers = [rows.add(Person, **PERSON) for _ in range(3)]
    rows.write(Person)
    rows.finish()
    people = any_session.scalars(select(Person).order_by(Person.id)).all()
    assert [person.id for person in people] == numbers
    assert people[0].phone == "13000000001"
    assert "13000000001" not in (people[0].phone_sealed or "")
    found = select(Person.id).where(sealed.is_value(any_session, Person, "phone", "13000000001"))
    assert len(any_session.scalars(found).all()) == 3


def test_the_database_goes_on_after_the_ids_used(any_session: Session) -> None:
    rows = Rows(any_session)
    last = [rows.add(District, code=f"99000{at}", name="某区") for at in range(5)][-1]
    rows.write(District)
    rows.finish()
    later = District(code="990009", name="另一区")
    any_session.add(later)
    any_session.flush()
    assert later.id > last


def test_ids_go_on_after_rows_that_are_there(session: Session) -> None:
    there = District(code="990009", name="某区")
    session.add(there)
    session.flush()
    assert Rows(session).add(District, code="990001", name="另一区") == there.id + 1


def test_rows_that_nobody_wrote_are_told(session: Session) -> None:
    rows = Rows(session)
    rows.add(District, code="990001", name="某区")
    with pytest.raises(RuntimeError, match="District"):
        rows.finish()
