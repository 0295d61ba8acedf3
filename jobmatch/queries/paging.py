"""Lists in pages: which rows, how many in all, and whether there are more before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import func, select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

T = TypeVar("T")

SIZE = 30
"""Rows of a page on screen."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; *number* counts from 1."""

    rows: Sequence[T]
    number: int
    total: int
    size: int = SIZE

    @property
    def pages(self) -> int:
        """Give how many pages there are, at least one."""
        return max(1, -(-self.total // self.size))

    @property
    def previous(self) -> int | None:
        """Give the number of the page before, or None."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """Give the number of the page after, or None."""
        return self.number + 1 if self.number < self.pages else None


def page_of(session: Session, statement: Select[T], *, number: int, size: int = SIZE) -> Page[T]:
    """Give page *number* of the rows of *statement*; a number out of range is brought into it."""
    total, number = _place(session, statement, number, size)
    rows = session.scalars(statement.limit(size).offset((number - 1) * size)).unique().all()
    return Page(rows=rows, number=number, total=total, size=size)


def page_of_rows(session: Session, statement: Any, *, number: int, size: int = SIZE) -> Page[Any]:
    """Give page *number* of a *statement* of several columns, its rows with named values."""
    total, number = _place(session, statement, number, size)
    rows = session.execute(statement.limit(size).offset((number - 1) * size)).all()
    return Page(rows=rows, number=number, total=total, size=size)


def _place(session: Session, statement: Select[Any], number: int, size: int) -> tuple[int, int]:
    """Count the rows, and bring the number of the page into range."""
    counted = select(func.count()).select_from(statement.order_by(None).subquery())
    total = session.execute(counted).scalar_one()
    return total, min(max(1, number), max(1, -(-total // size)))
