"""Rows that two processes may put in at the same moment: the database settles who was first.

Looking first and inserting then lets both find nothing, and the second one fails. Both databases
understand the same ON CONFLICT.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import InstrumentedAttribute, Session

    from jobmatch.store.base import Base


def put_if_absent(session: Session, model: type[Base], row: dict[str, Any]) -> bool:
    """Insert *row* of *model* unless one with the same unique values is there; tell which."""
    statement = _insert(session, model).values(row).on_conflict_do_nothing().returning(model.id)
    return session.execute(statement).first() is not None


def put_all_if_absent(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert those of *rows* of *model* whose unique values are not there; all name one set."""
    if rows:
        session.execute(_insert(session, model).on_conflict_do_nothing(), list(rows))


def add_up(
    session: Session,
    count: InstrumentedAttribute[int],
    rows: Sequence[dict[str, Any]],
    *,
    keys: Sequence[str],
) -> None:
    """Add each row's *count* to the row that has the same *keys*; insert where there is none.

    Args:
        session: for writing.
        count: the column that counts, of the model to write to.
        rows: values of that model, *count* among them; no two with the same *keys*.
        keys: names of the columns that are unique together.
    """
    # Always in one order: two processes with the same rows must not wait for each other.
    ordered = sorted(rows, key=lambda row: [str(row[key]) for key in keys])
    if not ordered:
        return
    statement = _insert(session, count.class_).values(ordered)
    added = count + statement.excluded[count.key]
    session.execute(statement.on_conflict_do_update(index_elements=keys, set_={count.key: added}))


def _insert(session: Session, model: Any) -> Any:
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return (sqlite if is_sqlite else postgresql).insert(model)
