from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jobmatch.domain.accounts import Area
from jobmatch.domain.kinds import EmployerKind
from jobmatch.domain.postings import PostingState
from jobmatch.queries import employers
from jobmatch.queries.employers import EmployerFilter
from tests.factories import make_employer, make_posting

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ALL = Area()


def names(session: Session, area: Area = ALL, **narrowed: object) -> list[str]:
    wanted = EmployerFilter(**narrowed)  # type: ignore[arg-type]  # any one field of the filter
    page = employers.found_employers(session, area=area, narrowed=wanted, number=1)
    return [row.name for row in page.rows]


def test_lists_are_narrowed(session: Session) -> None:
    own = make_employer(session, name="A服饰")
    make_employer(session, name="B车间", kind=EmployerKind.WORKSHOP)
    assert names(session) == ["A服饰", "B车间"]
    assert names(session, text="车间") == names(session, kind=EmployerKind.WORKSHOP) == ["B车间"]
    assert names(session, Area(employer_id=own.id)) == ["A服饰"]


def test_what_an_employer_offers(session: Session) -> None:
    firm = make_employer(session, name="A服饰")
    make_posting(session, title="旧", employer=firm, state=PostingState.CLOSED)
    make_posting(session, title="早", employer=firm, vacancies=2, published_on=date(2026, 1, 1))
    make_posting(session, title="新", employer=firm, vacancies=3)
    offered = employers.postings_of(session, employer_id=firm.id)
    assert [posting.title for posting in offered] == ["新", "早", "旧"]
    idle = make_employer(session, name="B车间")
    counts = employers.open_counts(session, employer_ids=[firm.id, idle.id])
    assert counts == {firm.id: (2, 5)}


def test_an_employer_outside_the_area_does_not_exist(session: Session) -> None:
    firm = make_employer(session, name="A服饰")
    assert employers.employer_by_uuid(session, area=ALL, uuid=firm.uuid) is firm
    other = Area(employer_id=firm.id + 1)
    assert employers.employer_by_uuid(session, area=other, uuid=firm.uuid) is None
