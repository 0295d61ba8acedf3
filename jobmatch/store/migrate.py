"""Migrations: Alembic configured in Python, so that an installed wheel can upgrade itself."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from jobmatch import resources
from jobmatch.domain.errors import JobmatchError
from jobmatch.store import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine


class OldSchemaError(JobmatchError):
    """The database is older or newer than this program."""

    message = "数据库版本与程序不一致，请先执行 jobmatch db upgrade。"


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database up to *revision*, in one transaction; nothing to do costs nothing."""
    with _migrating(engine) as config:
        command.upgrade(config, revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Take the database back to *revision* ("base" drops every table)."""
    with _migrating(engine) as config:
        command.downgrade(config, revision)


def current(engine: Engine) -> str | None:
    """Give the revision that the database is at; None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head() -> str:
    """Give the newest revision of this program."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    if newest is None:
        raise FileNotFoundError("migrations/versions")
    return newest


def revisions() -> list[str]:
    """Give all revisions, oldest first."""
    scripts = ScriptDirectory.from_config(_config()).walk_revisions()
    return [script.revision for script in scripts][::-1]


def check_current(engine: Engine) -> None:
    """Raise OldSchemaError unless the database is at the newest revision."""
    if current(engine) != head():
        raise OldSchemaError


def differences(engine: Engine) -> list[object]:
    """Give what autogenerate would still change: models and migrations agree when empty."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, tables.METADATA))


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(resources.folder("migrations")))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _migrating(engine: Engine) -> Iterator[Config]:
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                # An index on a large table may take longer than a page may wait.
                connection.execute(text("SET LOCAL statement_timeout = 0"))
                yield _config(connection)
            return
        # Batch migrations rebuild tables; SQLite minds foreign keys only outside a transaction.
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield _config(connection)
                broken = connection.execute(text("PRAGMA foreign_key_check")).all()
                if broken:
                    raise OldSchemaError("升级后有记录失去了对应关系，已全部退回。")
        finally:
            driver.execute("PRAGMA foreign_keys=ON")
