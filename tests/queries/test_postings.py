from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.accounts import Area
from jobmatch.domain.kinds import EmployerKind, LegalFlag
from jobmatch.domain.postings import PostingState
from jobmatch.queries import postings
from jobmatch.queries.postings import PostingFilter
from jobmatch.store.postings import PostingFlag
from tests.factories import make_employer, make_posting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.postings import Posting

ALL = Area()


@pytest.fixture
def sewing(session: Session) -> Posting:
    """Give one of four postings."""
    firm = make_employer(session, name="华锦服饰")
    made = make_posting(
        session,
        title="平车工",
        employer=firm,
        kind=EmployerKind.ENTERPRISE,
        vacancies=12,
        published_on=date(2026, 3, 9),
    )
    made.flags = [PostingFlag(flag=LegalFlag.SEX_LIMIT)]
    make_posting(session, title="保洁员", kind=EmployerKind.PUBLIC_WELFARE, vacancies=None)
    make_posting(session, title="叉车司机", workplace="万山经开区", vacancies=3)
    make_posting(session, title="旧岗位", state=PostingState.EXPIRED, vacancies=9)
    session.flush()
    return made


def titles(session: Session, area: Area = ALL, **narrowed: object) -> list[str | None]:
    wanted = PostingFilter(**narrowed)  # type: ignore[arg-type]  # any one field of the filter
    page = postings.found_postings(session, area=area, narrowed=wanted, number=1)
    return [row.title for row in page.rows]


@pytest.mark.usefixtures("sewing")
def test_the_newest_stands_first(session: Session) -> None:
    assert titles(session)[0] == "平车工"


@pytest.mark.usefixtures("sewing")
def test_lists_are_narrowed(session: Session) -> None:
    assert titles(session, text="华锦") == titles(session, text="平车") == ["平车工"]
    assert titles(session, text="经开") == ["叉车司机"]
    assert titles(session, kind=EmployerKind.PUBLIC_WELFARE) == ["保洁员"]
    assert titles(session, state=PostingState.EXPIRED) == ["旧岗位"]
    assert titles(session, flagged=True) == ["平车工"]


def test_an_employer_sees_its_own_alone(session: Session, sewing: Posting) -> None:
    assert sewing.employer_id is not None
    own = Area(employer_id=sewing.employer_id)
    other = Area(employer_id=sewing.employer_id + 1)
    assert titles(session, own) == ["平车工"]
    assert titles(session, other) == []
    assert postings.posting_by_uuid(session, area=own, uuid=sewing.uuid) is sewing
    assert postings.posting_by_uuid(session, area=other, uuid=sewing.uuid) is None


@pytest.mark.usefixtures("sewing")
def test_counts(session: Session) -> None:
    offered = postings.count_open(session, area=ALL)
    assert (offered.postings, offered.vacancies) == (3, 15)
    assert postings.count_flagged(session, area=ALL) == 1


def test_a_flag_that_was_dealt_with_counts_no_more(session: Session, sewing: Posting) -> None:
    sewing.flags[0].dealt_with_on = date(2026, 3, 10)
    session.flush()
    assert postings.count_flagged(session, area=ALL) == 0
