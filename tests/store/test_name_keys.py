"""Keys of names: noted as names come, once each, on both databases."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, text

from jobmatch.store import engine, migrate, name_keys
from jobmatch.store.name_keys import NameKey
from jobmatch.store.people import Person

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from jobmatch.store.crypto import KeyRing


def kept(session: Session) -> dict[str, str]:
    return {row.name: row.sounds for row in session.scalars(select(NameKey))}


def test_a_name_is_noted_when_somebody_of_that_name_comes(any_session: Session) -> None:
    any_session.add_all([Person(name="杨秀英"), Person(name="杨秀英"), Person(name="单晓梅")])
    any_session.flush()
    found = kept(any_session)
    assert {"杨秀英", "单晓梅"} <= found.keys()
    assert "^shanxiaomei." in found["单晓梅"]


def test_bulk_rows_are_noted_by_filling(any_session: Session) -> None:
    any_session.execute(insert(Person.__table__), [{"name": "覃长乐", "uuid": "0" * 32}])  # type: ignore[arg-type]  # a declarative table
    assert "覃长乐" not in kept(any_session)
    name_keys.fill(any_session)
    name_keys.fill(any_session)
    assert "^qinchangle." in kept(any_session)["覃长乐"]


def test_names_that_nobody_has_any_more_are_forgotten(any_session: Session) -> None:
    person = Person(name="杨秀英")
    any_session.add(person)
    any_session.flush()
    person.name = "杨秀"
    any_session.flush()
    name_keys.prune(any_session)
    assert "杨秀英" not in kept(any_session)
    assert "杨秀" in kept(any_session)


def test_names_of_an_older_database_are_noted_by_the_migration(
    tmp_path: Path, keys: KeyRing
) -> None:
    with closing(engine.open_store(f"sqlite:///{tmp_path / 'old.db'}", keys)) as store:
        migrate.upgrade(store.write_engine, "0014")
        with store.write_engine.begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO person (name, is_head, uuid)"
                    " VALUES ('曾凡', 0, 'a'), ('曾凡', 0, 'b')"
                )
            )
        migrate.upgrade(store.write_engine)
        with store.reads() as session:
            assert list(kept(session)) == ["曾凡"]
            assert "^zengfan." in kept(session)["曾凡"]
