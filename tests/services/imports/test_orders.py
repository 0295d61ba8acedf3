from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.domain.imports import Choice
from jobmatch.services.imports import orders
from jobmatch.services.imports.drafts import Decision, Draft
from tests.services.imports.made import roster, sheet

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_postings_have_keys_of_the_whole_file_and_people_none(session: Session) -> None:
    keys = session.info["keys"]
    order = orders.prepare(sheet(("某厂", "普工"), ("某厂", "普工")), keys=keys)
    assert len(set(order.keys)) == 2
    assert orders.prepare(roster(("张三",)), keys=keys).keys == ()


def test_a_decision_is_found_by_the_number_of_the_reading(session: Session) -> None:
    skipped = Decision(Choice.SKIP)
    incoming = sheet(
        ("某厂", "普工"), ("某厂", "电工"), draft=Draft(decisions={(None, 3, 1): skipped})
    )
    order = orders.prepare(incoming, keys=session.info["keys"])
    assert [order.decision(number) for number in (0, 1)] == [None, skipped]
