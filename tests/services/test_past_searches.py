from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.queries import aliases
from jobmatch.services import past_searches

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TODAY = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("会电焊，3000-5000", "会电焊,3000-5000"),
        ("月薪 4000 以上  包住", "月薪 4000 以上 包住"),
        ("保洁 13800001234", "保洁 ＊"),
        ("保洁１３８０００００１２３４", "保洁＊"),
        ("138 0000 1234 找活", "＊ 找活"),
        ("0856-5221234", "＊"),
        ("99000019850504123X 想做饭", "＊ 想做饭"),
        ("  ", None),
        ("焊" * 101, None),
    ],
)
def test_numbers_of_people_are_not_kept(typed: str, kept: str | None) -> None:
    assert past_searches.kept_text(typed) == kept


@given(
    st.text(alphabet="焊工 ，-x", max_size=6),
    st.integers(10**10, 10**18),
    st.text("焊 ，", max_size=5),
)
def test_no_number_of_a_person_gets_through(before: str, number: int, after: str) -> None:
    kept = past_searches.kept_text(f"{before}{number}{after}")
    assert kept is not None
    assert not any(sign.isdigit() for sign in kept)


def test_equal_texts_of_a_day_are_counted_together(any_session: Session) -> None:
    past_searches.note(any_session, {"会电焊": 2, "会电焊 ": 1, "保洁": 1}, on=TODAY)
    past_searches.note(any_session, {"会电焊": 1}, on=TODAY)
    past_searches.note(any_session, {"会电焊": 1}, on=TODAY + timedelta(days=1))
    found = aliases.past_searches(any_session, since=TODAY, most=10)
    assert [(each.text, each.times) for each in found] == [("会电焊", 5), ("保洁", 1)]


def test_what_is_older_than_half_a_year_is_forgotten(session: Session) -> None:
    past_searches.note(session, {"会电焊": 1}, on=TODAY - past_searches.KEPT - timedelta(days=1))
    past_searches.note(session, {"保洁": 1}, on=TODAY - past_searches.KEPT)
    past_searches.note(session, {"带娃": 1}, on=TODAY)
    found = aliases.past_searches(session, since=date.min, most=10)
    assert {each.text for each in found} == {"保洁", "带娃"}
