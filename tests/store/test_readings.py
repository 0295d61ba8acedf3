from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from jobmatch.store.readings import Reading, ReadingKind
from tests.store.refusals import refused

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def _reading(kind: ReadingKind = ReadingKind.WISH) -> Reading:
    return Reading(kind=kind, digest="0" * 32, version="v", body="[]")


def test_a_text_has_one_reading_of_a_kind(any_session: Session) -> None:
    any_session.add_all([_reading(), _reading(ReadingKind.PHRASE)])
    any_session.flush()
    with refused(any_session, "uq_reading_kind_digest"):
        any_session.add(_reading())


def test_kinds_are_known(any_session: Session) -> None:
    any_session.add(_reading())
    any_session.flush()
    with pytest.raises(Exception, match="ck_reading_kind_known"), any_session.begin_nested():
        any_session.execute(text("UPDATE reading SET kind = 'novel'"))
