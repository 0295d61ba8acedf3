from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import configure_mappers

import jobmatch.store
from jobmatch.store import tables

NO_TABLES = {
    "__init__",
    "after_commit",
    "base",
    "crypto",
    "engine",
    "migrate",
    "sealed",
    "tables",
    "types",
    "upserts",
    "versions",
}


def test_every_module_with_tables_is_imported() -> None:
    folder = Path(jobmatch.store.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - NO_TABLES
    assert {module.__name__.rpartition(".")[2] for module in tables.MODULES} == modules


def test_every_relationship_resolves() -> None:
    configure_mappers()


def test_what_identifies_is_sealed() -> None:
    names = {
        f"{field.table}.{field.name}"
        for fields in tables.sealed_fields().values()
        for field in fields
    }
    assert {
        "person.id_number",
        "person.phone",
        "person.bank_card",
        "person.disability_certificate",
        "employer.contact_phone",
        "posting.contact_phone",
        "housekeeper.phone",
        "import_row.cells",
        "import_change.before",
    } <= names


def test_no_column_holds_an_identifying_value_in_the_open() -> None:
    bare = ("id_number", "phone", "bank_card", "card_number", "contact_phone")
    for table in tables.METADATA.sorted_tables:
        assert not set(bare) & set(table.columns.keys()), table.name


def test_sealed_columns_stand_beside_a_row_name() -> None:
    for model, fields in tables.sealed_fields().items():
        columns = set(tables.METADATA.tables[model.__tablename__].columns.keys())
        assert "uuid" in columns, model
        for field in fields:
            assert f"{field.name}_sealed" in columns
            assert (f"{field.name}_index" in columns) == field.searchable
