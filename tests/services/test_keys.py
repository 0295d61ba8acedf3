from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, text

from jobmatch.services import keys
from jobmatch.store import engine, files, sealed
from jobmatch.store.files import StoredFile
from jobmatch.store.people import Person

if TYPE_CHECKING:
    from sqlalchemy.orm import Session, sessionmaker

    from jobmatch.store.crypto import KeyRing
    from jobmatch.store.engine import Store


def _fill(session: Session) -> None:
    for number in range(5):
        session.add(Person(name=f"人{number}", phone=f"1380000000{number}"))
    files.put(session, b"content", media_type="text/csv", purpose="import")


def _sessions(store: Store, ring: KeyRing) -> sessionmaker[Session]:
    return engine.make_sessions(store.write_engine, ring, files=store.writes.kw["info"]["files"])


def test_every_value_is_sealed_anew_chunk_by_chunk(any_store: Store) -> None:
    with any_store.writes.begin() as session:
        _fill(session)
        before = session.execute(select(Person.updated_at)).all()
    ring = any_store.keys.with_new_key("k2")
    columns = {column.name: column for column in keys.sealed_columns()}
    phone = columns["person.phone"]
    sizes = []
    while True:
        with _sessions(any_store, ring).begin() as session:
            sizes.append(keys.reseal_values(session, phone, most=2))
        if not sizes[-1]:
            break
    assert sizes == [2, 2, 1, 0]
    alone = ring.without("k1")
    with _sessions(any_store, alone)() as session:
        people = session.scalars(select(Person).order_by(Person.id)).all()
        assert [person.phone for person in people] == [f"1380000000{n}" for n in range(5)]
        assert [(person.updated_at,) for person in people] == [tuple(row) for row in before]
        wanted = sealed.is_value(session, Person, "phone", "13800000003")
        assert session.scalar(select(Person.name).where(wanted)) == "人3"


def test_what_is_stale_is_counted(store: Store) -> None:
    with store.writes.begin() as session:
        _fill(session)
        assert sum(keys.stale_values(session, one) for one in keys.sealed_columns()) == 0
    with _sessions(store, store.keys.with_new_key("k2"))() as session:
        found = {one.name: keys.stale_values(session, one) for one in keys.sealed_columns()}
    assert {name: count for name, count in found.items() if count} == {"person.phone": 5}


def test_files_are_sealed_anew_once(store: Store) -> None:
    with store.writes.begin() as session:
        _fill(session)
    ring = store.keys.with_new_key("k2")
    with _sessions(store, ring).begin() as session:
        assert keys.reseal_files(session) == 1
        assert keys.reseal_files(session) == 0
    with _sessions(store, ring.without("k1"))() as session:
        assert files.read(session, session.scalars(select(StoredFile)).one()) == b"content"


def test_what_does_not_open_is_named_without_its_content(store: Store) -> None:
    with store.writes.begin() as session:
        _fill(session)
        assert keys.unopenable(session) == []
        session.execute(text("UPDATE person SET phone_sealed = 'v1.k1.AAAA.AAAA' WHERE id = 3"))
        stored = session.scalars(select(StoredFile)).one()
        files.path_of(session, stored.sha256).unlink()
        assert keys.unopenable(session) == ["person.phone 3", f"stored_file {stored.id}"]


def test_every_sealed_column_is_known() -> None:
    names = [column.name for column in keys.sealed_columns()]
    assert names == sorted(names)
    assert {"person.id_number", "posting.contact_phone", "account.totp_secret"} <= set(names)
