from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint

from jobmatch.store import base, tables
from jobmatch.store.types import UtcDateTime

if TYPE_CHECKING:
    from sqlalchemy import Constraint, Table


def _parts(table: Table) -> list[Constraint | Index]:
    return [*table.constraints, *table.indexes]


def test_every_constraint_and_index_has_its_name() -> None:
    for table in tables.METADATA.sorted_tables:
        for constraint in table.constraints:
            assert constraint.name is not None, table.name
            if isinstance(constraint, CheckConstraint | ForeignKeyConstraint | UniqueConstraint):
                assert re.match(rf"(ck|fk|uq)_{table.name}_\w+$", str(constraint.name))
        for index in table.indexes:
            assert re.match(rf"(ix|uq)_{table.name}_\w+$", str(index.name))


def test_names_fit_into_postgresql() -> None:
    names = [str(part.name) for table in tables.METADATA.sorted_tables for part in _parts(table)]
    assert [name for name in names if len(name) > 63] == []


def test_names_are_unique_in_the_whole_schema() -> None:
    names = [str(index.name) for table in tables.METADATA.sorted_tables for index in table.indexes]
    assert len(names) == len(set(names))


def test_tables_are_singular_and_columns_tell_their_unit() -> None:
    for table in tables.METADATA.sorted_tables:
        for column in table.columns:
            if column.type.__class__.__name__ == "Date":
                assert re.search(r"_(on|until|from|as_of)$", column.name), (
                    f"{table.name}.{column.name}"
                )
            if isinstance(column.type, UtcDateTime):
                known = r"(_at|_until|^at|_after)$"
                assert re.search(known, column.name), f"{table.name}.{column.name}"


def test_every_foreign_key_that_is_followed_back_has_an_index() -> None:
    indexed = {
        (table.name, next(iter(part.columns)).name)
        for table in tables.METADATA.sorted_tables
        for part in _parts(table)
        if isinstance(part, Index | UniqueConstraint)
    }
    for name in ("worker_id", "person_id", "household_id", "posting_id", "batch_id"):
        for table in tables.METADATA.sorted_tables:
            if name in table.columns:
                assert (table.name, name) in indexed, f"{table.name}.{name}"


def test_a_row_name_is_random_and_hexadecimal() -> None:
    names = {base.new_uuid() for _ in range(100)}
    assert len(names) == 100
    assert all(re.fullmatch(r"[0-9a-f]{32}", name) for name in names)
