from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import inspect

from jobmatch import resources
from jobmatch.store import engine, migrate, tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jobmatch.store.crypto import KeyRing


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path, keys: KeyRing) -> Iterator[engine.Store]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        url = request.getfixturevalue("empty_postgresql_url")
    with closing(engine.open_store(url, keys)) as opened:
        yield opened


def test_migrations_go_up_down_and_up_again(empty: engine.Store) -> None:
    assert migrate.current(empty.write_engine) is None
    migrate.upgrade(empty.write_engine)
    assert migrate.current(empty.write_engine) == migrate.head()
    migrate.downgrade(empty.write_engine, "base")
    assert inspect(empty.read_engine).get_table_names() == ["alembic_version"]
    migrate.upgrade(empty.write_engine)
    assert migrate.current(empty.write_engine) == migrate.head()


def test_each_migration_goes_down_by_itself(empty: engine.Store) -> None:
    migrate.upgrade(empty.write_engine)
    for revision in [*migrate.revisions()[-2::-1], "base"]:
        migrate.downgrade(empty.write_engine, revision)
        assert migrate.current(empty.write_engine) == (None if revision == "base" else revision)


def test_models_and_migrations_agree(empty: engine.Store) -> None:
    migrate.upgrade(empty.write_engine)
    assert migrate.differences(empty.read_engine) == []


def test_migrated_constraints_are_those_of_the_models(empty: engine.Store) -> None:
    migrate.upgrade(empty.write_engine)
    found = inspect(empty.read_engine)
    for table in tables.METADATA.sorted_tables:
        wanted = {str(one.name) for one in table.constraints if str(one.name).startswith("ck_")}
        assert {one["name"] for one in found.get_check_constraints(table.name)} == wanted
        indexes = {str(one.name) for one in table.indexes}
        assert indexes <= {one["name"] for one in found.get_indexes(table.name)}


def test_upgrading_twice_changes_nothing(empty: engine.Store) -> None:
    migrate.upgrade(empty.write_engine)
    migrate.upgrade(empty.write_engine)
    assert migrate.current(empty.write_engine) == migrate.head()


def test_an_old_database_is_refused(empty: engine.Store) -> None:
    migrate.upgrade(empty.write_engine, "0001")
    with pytest.raises(migrate.OldSchemaError, match="db upgrade"):
        migrate.check_current(empty.read_engine)
    migrate.upgrade(empty.write_engine)
    migrate.check_current(empty.read_engine)


def test_numbers_stand_without_gaps_and_there_is_one_head() -> None:
    files = sorted((resources.folder("migrations") / "versions").glob("[0-9]*.py"))
    numbers = [re.match(r"(\d{4})_[a-z_]+\.py$", path.name) for path in files]
    assert all(numbers)
    listed = [match[1] for match in numbers if match]
    assert listed == [f"{number:04d}" for number in range(1, len(files) + 1)]
    assert migrate.revisions() == listed
    assert migrate.head() == listed[-1]
