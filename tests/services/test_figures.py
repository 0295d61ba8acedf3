from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from jobmatch.services import figures
from jobmatch.services.figures import Published
from jobmatch.services.seeding.scales import AS_OF

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TODAY = date(2026, 3, 15)


def test_a_demonstration_is_counted_for_the_day_it_was_drawn_for(small_session: Session) -> None:
    assert figures.usual_day(small_session, TODAY) == AS_OF


def test_any_other_database_is_counted_today(session: Session) -> None:
    assert figures.usual_day(session, TODAY) == TODAY


def test_a_small_district_has_no_published_numbers_beside(small_session: Session) -> None:
    shown = figures.count_figures(small_session, AS_OF)
    assert shown
    assert all(one.published is None for one in shown)


def test_published_numbers_belong_to_their_day() -> None:
    assert figures.published_numbers(AS_OF)["workers"] == Published(26_799, at_least=False)
    assert figures.published_numbers(TODAY) == {}


@pytest.mark.parametrize(
    ("published", "counted", "agrees"),
    [
        (Published(733, at_least=False), 733, True),
        (Published(733, at_least=False), 734, False),
        (Published(16_000, at_least=True), 16_240, True),
        (Published(16_000, at_least=True), 15_999, False),
    ],
)
def test_a_number_agrees_exactly_or_at_least(
    published: Published, counted: float, *, agrees: bool
) -> None:
    assert published.agrees(counted) is agrees
