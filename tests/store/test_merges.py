"""A pair stands once, in one order; what a merge did is sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from jobmatch import clock
from jobmatch.store.merges import DistinctPair, PersonMerge
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_a_pair_stands_once_and_in_order(any_session: Session) -> None:
    any_session.add(DistinctPair(lower_uuid="a", higher_uuid="b"))
    any_session.flush()
    with refused(any_session, "uq_distinct_pair_lower_uuid_higher_uuid"):
        any_session.add(DistinctPair(lower_uuid="a", higher_uuid="b"))
    with refused(any_session, "ck_distinct_pair_in_order"):
        any_session.add(DistinctPair(lower_uuid="b", higher_uuid="a"))


def test_what_a_merge_did_is_sealed(any_session: Session) -> None:
    merge = PersonMerge(
        kept_worker_id=1,
        gone_worker_id=2,
        gone_uuid="0" * 32,
        gone_name="杨秀英",
        reason="核对过",
        merged_at=clock.now(),
    )
    merge.body = '{"phone": "13800005678"}'
    any_session.add(merge)
    any_session.flush()
    stored = any_session.scalar(text("SELECT body_sealed FROM person_merge"))
    assert "13800005678" not in str(stored)
    any_session.expire_all()
    assert merge.body == '{"phone": "13800005678"}'
