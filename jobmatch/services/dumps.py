"""Copies of the database: VACUUM INTO for SQLite, pg_dump and pg_restore for PostgreSQL.

Both copy one moment while others go on writing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, text
from sqlalchemy.engine import make_url

from jobmatch.domain.errors import JobmatchError
from jobmatch.store import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Engine
    from sqlalchemy.orm import Session


class NoToolError(JobmatchError):
    """pg_dump or pg_restore is not installed."""

    message = "找不到 pg_dump，请先安装 postgresql-client。"


class ToolError(JobmatchError):
    """pg_dump or pg_restore failed."""

    message = "PostgreSQL 工具没有完成。"


def copy_sqlite(engine: Engine, target: Path) -> None:
    """Write a compact copy of one moment of the database to *target*, which must not exist."""
    # Outside a transaction, so not through a session: those say BEGIN.
    connection = engine.raw_connection()
    try:
        driver: Any = connection.driver_connection
        driver.execute("VACUUM INTO ?", (str(target),))
    finally:
        connection.close()
    target.chmod(0o600)


def export_snapshot(connection: Connection) -> str:
    """Give the name of the moment that *connection* (REPEATABLE READ, begun) sees."""
    name: str = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
    return name


def dump_postgresql(url: str, target: Path, *, snapshot: str) -> None:
    """Write the database of that *snapshot* to *target* in pg_dump's own compressed form."""
    arguments = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
    _run("pg_dump", [*arguments, f"--file={target}"], url)
    target.chmod(0o600)


def load_postgresql(url: str, source: Path) -> None:
    """Replace the tables of the database at *url* by those of a dump, whole or not at all."""
    arguments = ["--clean", "--if-exists", "--no-owner", "--no-privileges"]
    _run("pg_restore", [*arguments, "--single-transaction", "--exit-on-error", str(source)], url)


def row_counts(session: Session) -> dict[str, int]:
    """Count the rows of every table."""
    return {
        table.name: session.scalar(select(func.count()).select_from(table)) or 0
        for table in tables.METADATA.sorted_tables
    }


def find_tool(name: str) -> Path:
    """Give the program *name* from PATH or Debian's folder of the newest version."""
    found = shutil.which(name)
    if found:
        return Path(found)
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    if not places:
        raise NoToolError(f"找不到 {name}，请先安装 postgresql-client。")
    return places[0]


def _run(tool: str, arguments: list[str], url: str) -> None:
    address = make_url(url)
    where = {
        "PGHOST": address.host,
        "PGPORT": str(address.port) if address.port else None,
        "PGUSER": address.username,
        "PGPASSWORD": address.password,
        "PGDATABASE": address.database,
    }
    # In the environment: a command line would show the password to everybody on the machine.
    environment = {**os.environ, **_given(where), **_given(dict(_text_items(address.query)))}
    named = [f"--dbname={address.database}"] if tool == "pg_restore" else []
    done = subprocess.run(  # noqa: S603 - our own tool and arguments
        [str(find_tool(tool)), *named, *arguments],
        env=environment,
        capture_output=True,
        check=False,
        text=True,
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        raise ToolError(f"{tool} 没有完成：{lines[0] if lines else done.returncode}")


def _given(settings: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in settings.items() if value}


def _text_items(query: Mapping[str, Any]) -> list[tuple[str, str]]:
    known = {"host": "PGHOST", "port": "PGPORT", "sslmode": "PGSSLMODE"}
    return [(known[name], str(value)) for name, value in query.items() if name in known]
