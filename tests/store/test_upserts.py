"""First rows that come twice at once; counts that add up whoever was first."""

from __future__ import annotations

import threading
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from jobmatch.domain.imports import AliasState
from jobmatch.store import upserts
from jobmatch.store.lexicon import LearnedAlias, PastSearch

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.engine import Store

DAY = date(2026, 3, 15)


def asked(**times: int) -> list[dict[str, Any]]:
    return [{"text": text, "asked_on": DAY, "times": count} for text, count in times.items()]


def counted(session: Session) -> dict[str, int]:
    return {row.text: row.times for row in session.scalars(select(PastSearch))}


def add(session: Session, rows: list[dict[str, Any]]) -> None:
    upserts.add_up(session, PastSearch.times, rows, keys=("text", "asked_on"))


def test_a_row_is_put_in_once_with_its_defaults(any_session: Session) -> None:
    row = {"text": "绣花大嫂", "occupation_code": "6-05-01-03"}
    for _ in range(2):
        upserts.put_if_absent(any_session, LearnedAlias, row)
    (made,) = any_session.scalars(select(LearnedAlias)).all()
    assert (made.state, made.times, made.text) == (AliasState.CANDIDATE, 1, "绣花大嫂")


def test_counts_add_up(any_session: Session) -> None:
    add(any_session, [])
    add(any_session, asked(电焊=2, 保洁=1))
    add(any_session, asked(保洁=3, 带娃=1))
    assert counted(any_session) == {"电焊": 2, "保洁": 4, "带娃": 1}


def test_counts_add_up_from_two_sides_at_once(any_store: Store) -> None:
    both = threading.Barrier(2)
    texts = [f"第{number}句" for number in range(40)]

    def write(order: list[str]) -> None:
        both.wait()
        for _ in range(5):
            with any_store.writes.begin() as session:
                add(session, asked(**dict.fromkeys(order, 1)))

    sides = [threading.Thread(target=write, args=(order,)) for order in (texts, texts[::-1])]
    for side in sides:
        side.start()
    for side in sides:
        side.join()
    with any_store.reads() as session:
        assert counted(session) == dict.fromkeys(texts, 10)
