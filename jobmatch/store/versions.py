"""Numbers that grow when postings or workers change, so that a cache can ask "still the same?".

Every statement that writes to a watched table is noticed at the engine, whoever sends it: nobody
can forget to count. The counter is raised in the same transaction, at its very end, where its lock
is held for the commit alone; a reader sees the new number together with the new rows, never before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, select

from jobmatch.store.lexicon import VersionCounter

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.orm import Session

POSTINGS, WORKERS = "postings", "workers"
WATCHED: dict[str, frozenset[str]] = {
    POSTINGS: frozenset(
        {
            "posting",
            "posting_age",
            "posting_certificate",
            "posting_flag",
            "posting_occupation",
            "employer",
            "settlement_community",
        }
    ),
    WORKERS: frozenset(
        {
            "worker",
            "worker_skill",
            "worker_certificate",
            "worker_wish",
            "employment",
            "person",
            "household",
            "target_group_member",
            "settlement_community",
        }
    ),
}
"""Name of the counter → tables that matching reads for it."""
_WRITES = re.compile(
    r"\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+\"?(?P<table>\w+)", re.IGNORECASE
)
_RAISE = (
    "INSERT INTO version_counter (name, number) VALUES ('{name}', 1)"
    " ON CONFLICT (name) DO UPDATE SET number = version_counter.number + 1"
)
_OPEN, _EDITS = "jobmatch.open_edits", "jobmatch.edits"


def watch(engine: Engine) -> None:
    """Count the changes that go through the write engine *engine*."""
    event.listen(engine, "after_cursor_execute", _notice)
    event.listen(engine, "commit", _count)
    event.listen(engine, "rollback", _forget)


def current(session: Session, name: str) -> str:
    """Give the number of the counter *name* as *session* sees it.

    What the session's own transaction has written and not committed counts too.
    """
    number = session.scalar(select(VersionCounter.number).where(VersionCounter.name == name))
    edits = session.connection().info.get(_OPEN, {}).get(name)
    return f"{number or 0}" if edits is None else f"{number or 0}+{edits}"


def _notice(connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
    found = _WRITES.match(statement)
    if found is None:
        return
    for name, tables in WATCHED.items():
        if found["table"] in tables:
            # Never the same number twice on one connection, or a rollback would hide an edit.
            edits = connection.info[_EDITS] = connection.info.get(_EDITS, 0) + 1
            connection.info.setdefault(_OPEN, {})[name] = edits


def _count(connection: Connection) -> None:
    # In a fixed order: two transactions that change both must not wait for each other.
    for name in sorted(connection.info.pop(_OPEN, {})):
        connection.exec_driver_sql(_RAISE.format(name=name))


def _forget(connection: Connection) -> None:
    connection.info.pop(_OPEN, None)
