from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.domain.accounts import Area
from jobmatch.domain.imports import ImportKind
from jobmatch.domain.kinds import Sex
from jobmatch.queries import twins
from jobmatch.store.postings import PostingAge
from tests.factories import make_community, make_employer, make_posting, make_worker
from tests.intake.rosters.made import MAN

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_a_posting_speaks_as_a_read_row_does(session: Session) -> None:
    posting = make_posting(
        session,
        title="普工",
        employer=make_employer(session, name="某厂"),
        places_max=3,
        ages=[PostingAge(seq=0, sex=Sex.ANY, min_age=18, max_age=45)],
    )
    found = twins.values_of(session, kind=ImportKind.POSTINGS, ids={posting.id}, area=Area())
    told = found[posting.id]
    assert (told["title"], told["employer"], told["headcount_max"]) == ("普工", "某厂", 3)
    assert told["ages"] == [{"sex": Sex.ANY, "min": 18, "max": 45}]


def test_a_person_outside_of_the_area_is_not_shown(session: Session) -> None:
    community = make_community(session, name="旺家社区")
    worker = make_worker(session, name="张三", community=community, person={"id_number": MAN})
    ids = {worker.person.id}
    found = twins.values_of(session, kind=ImportKind.WORKERS, ids=ids, area=Area())
    told = found[worker.person.id]
    assert (told["name"], told["id_number"], told["community"]) == ("张三", MAN[-4:], "旺家社区")
    elsewhere = Area(community_ids=frozenset({community.id + 1}))
    assert twins.values_of(session, kind=ImportKind.WORKERS, ids=ids, area=elsewhere) == {}
