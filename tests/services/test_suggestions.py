"""Suggestions count what the search would then find, in the question as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobmatch import clock
from jobmatch.domain.accounts import Area
from jobmatch.domain.kinds import Shift, WorkRegion
from jobmatch.services import matching, suggestions
from tests.factories import make_employer, make_posting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TODAY = clock.today()
HOLDER = suggestions.Holder()
"""One for all tests: the words of the lexicon are gathered once."""


@pytest.fixture
def firm_id(session: Session) -> int:
    """Put six postings of three trades on offer; give the employer of one of them."""
    for title, shift in (
        ("缝纫工", Shift.DAY),
        ("缝纫工", Shift.NIGHT),
        ("保洁员", Shift.DAY),
        ("电焊工", Shift.DAY),
        ("电焊工", Shift.TWO_SHIFT),
    ):
        make_posting(session, title=title, shift=shift, work_region=WorkRegion.IN_COUNTY)
    firm = make_employer(session, name="别家")
    make_posting(session, title="缝纫工", employer=firm, work_region=WorkRegion.IN_COUNTY)
    return firm.id


def told(session: Session, text: str, area: Area | None = None) -> list[tuple[str, int]]:
    index = matching.open_index(session, today=TODAY)
    found = suggestions.complete(
        session, text=text, area=area or Area(), index=index, holder=HOLDER
    )
    return [(each.text, each.suggestion.occurrences) for each in found]


@pytest.mark.usefixtures("firm_id")
@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("缝", ("缝纫", 3)),
        ("fengrengong", ("缝纫工", 3)),
        ("我想找缝", ("我想找缝纫", 3)),
        ("会开车，dianhan", ("会开车，电焊", 2)),
        ("不上夜班，缝", ("不上夜班，缝纫", 2)),
        ("不上夜班，feng ren", ("不上夜班，缝纫", 2)),
        ("不倒班 焊", ("不倒班 焊工", 1)),
        ("会缝", ("会缝纫", 3)),
    ],
)
def test_the_end_of_a_question_is_completed_and_counted_under_what_stands_before(
    session: Session, text: str, first: tuple[str, int]
) -> None:
    assert told(session, text)[0] == first


@pytest.mark.usefixtures("firm_id")
@pytest.mark.parametrize("text", ["缝", "bao", "焊", "不上夜班，d", "不倒班，f", "p", "z"])
def test_a_count_is_what_the_search_then_finds(session: Session, text: str) -> None:
    index = matching.open_index(session, today=TODAY)
    for typed, count in told(session, text):
        found = matching.match_text(session, text=typed, today=TODAY, index=index)
        assert found.answer.count == count, typed


def test_an_employer_counts_its_own_postings_alone(session: Session, firm_id: int) -> None:
    assert told(session, "缝", Area(employer_id=firm_id))[0] == ("缝纫", 1)


@pytest.mark.usefixtures("firm_id")
@pytest.mark.parametrize("text", ["", "，", "缝纫，", "123"])
def test_nothing_typed_suggests_nothing(session: Session, text: str) -> None:
    assert told(session, text) == []


@pytest.mark.usefixtures("firm_id")
def test_suggestions_are_kept_for_an_index_and_renewed_for_another(session: Session) -> None:
    holder = HOLDER
    first = matching.open_index(session, today=TODAY)
    assert holder.of(first) is holder.of(first)
    before = holder.narrowed(first, "不上夜班")
    make_posting(session, title="缝纫工", shift=Shift.DAY, work_region=WorkRegion.IN_COUNTY)
    session.flush()
    second = matching.open_index(session, today=TODAY)
    assert holder.of(second) is not holder.of(first)
    assert len(holder.narrowed(second, "不上夜班")) == len(before) + 1
    assert len(holder.narrowed(first, "不上夜班")) == len(before)
