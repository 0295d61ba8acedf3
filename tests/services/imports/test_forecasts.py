from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from jobmatch.domain.accounts import SYSTEM, Actor, Role
from jobmatch.domain.errors import ForbiddenError
from jobmatch.services import imports
from jobmatch.store.base import Base
from tests.intake.rosters.made import MAN, WOMAN
from tests.services.imports.made import bring_in, roster, sheet

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.engine import Store

PEOPLE = (
    ("张三", MAN, "H1", "户主", "13800001111", "旺家社区", "3栋", "是", "某厂", "3000"),
    ("李四", WOMAN, "H1", "配偶", "13800002222", "观山社区", "1栋", "否"),
)
OFFERS = (("某厂", "普工", "10人", "4000-5000元/月"), ("另厂", "保洁员", "2人", "2500元/月"))


def _sizes(session: Session) -> dict[str, int]:
    return {
        table.name: session.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
    }


def test_a_forecast_needs_no_lock_and_keeps_nothing(any_store: Store) -> None:
    with any_store.reads() as session:
        before = _sizes(session)
        for incoming in (roster(*PEOPLE), sheet(*OFFERS)):
            effects = imports.forecast(session, actor=SYSTEM, incoming=incoming)
            assert [effect.outcome.value for effect in effects] == ["created", "created"]
        assert _sizes(session) == before


def test_a_forecast_tells_what_the_commit_does(session: Session) -> None:
    bring_in(session, roster(PEOPLE[0]))
    changed = roster((*PEOPLE[0][:5], "观山社区", *PEOPLE[0][6:]), PEOPLE[1], name="改.csv")
    told = imports.forecast(session, actor=SYSTEM, incoming=changed)
    done = bring_in(session, changed)
    assert [effect.outcome.value for effect in told] == ["updated", "created"]
    assert done.counts["outcomes"] == {"created": 1, "updated": 1, "unchanged": 0, "skipped": 0}
    assert told[0].subject_id is not None


def test_only_who_imports_may_ask(session: Session) -> None:
    director = Actor(account_id=None, name="d", role=Role.DIRECTOR)
    with pytest.raises(ForbiddenError):
        imports.forecast(session, actor=director, incoming=roster(*PEOPLE))
