from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch.queries.paging import Page, page_of
from jobmatch.store.districts import SettlementCommunity
from tests.factories import make_community

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@pytest.mark.parametrize(
    ("asked", "got", "names"),
    [(1, 1, ["a", "b"]), (3, 3, ["e"]), (9, 3, ["e"]), (-4, 1, ["a", "b"])],
)
def test_a_page_out_of_range_is_brought_into_it(
    session: Session, asked: int, got: int, names: list[str]
) -> None:
    for name in "abcde":
        make_community(session, name=name)
    statement = select(SettlementCommunity).order_by(SettlementCommunity.name)
    page = page_of(session, statement, number=asked, size=2)
    assert (page.number, page.total, page.pages) == (got, 5, 3)
    assert [row.name for row in page.rows] == names


def test_before_and_after() -> None:
    page: Page[int] = Page(rows=[], number=2, total=61)
    assert (page.previous, page.next, page.pages) == (1, 3, 3)
    alone: Page[int] = Page(rows=[], number=1, total=0)
    assert (alone.previous, alone.next, alone.pages) == (None, None, 1)
