"""Lists of recommendations: of one's area, by stage, by words; what was said of a pair before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jobmatch.domain.accounts import Area
from jobmatch.domain.recommendations import RecommendationState as S
from jobmatch.queries import recommendations as questions
from jobmatch.queries.recommendations import RecommendationFilter, Stage
from jobmatch.store.recommendations import Recommendation
from tests.factories import make_community, make_employer, make_posting, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WHOLE = Area()


def make(session: Session) -> dict[str, int]:
    here = make_community(session, name="旺家社区")
    there = make_community(session, name="龙生社区")
    employer = make_employer(session, name="鸿达制衣")
    sewing = make_posting(session, title="缝纫工", employer=employer, places_max=5, vacancies=5)
    cleaning = make_posting(session, title="保洁员")
    ours = make_worker(session, name="杨秀英", community=here)
    theirs = make_worker(session, name="李建国", community=there)
    for worker, posting, state in (
        (ours, sewing, S.SENT),
        (ours, cleaning, S.DECLINED),
        (theirs, sewing, S.MADE),
    ):
        row = Recommendation(worker_id=worker.id, posting_id=posting.id, state=state)
        row.made_on = date(2026, 3, 15)
        session.add(row)
    session.flush()
    return {"here": here.id, "ours": ours.id, "theirs": theirs.id, "sewing": sewing.id}


def names(session: Session, area: Area, **narrowed: Any) -> list[tuple[str, str | None]]:
    page = questions.found_recommendations(
        session, area=area, narrowed=RecommendationFilter(**narrowed), number=1
    )
    return [(row.worker.person.name, row.posting.title) for row in page.rows]


def test_a_list_holds_the_area_by_stage_and_words(any_session: Session) -> None:
    made = make(any_session)
    area = Area(community_ids=frozenset({made["here"]}))
    assert names(any_session, WHOLE) == [("杨秀英", "缝纫工")]
    assert names(any_session, WHOLE, stage=Stage.UNSENT) == [("李建国", "缝纫工")]
    assert names(any_session, area, stage=Stage.UNSENT) == []
    assert names(any_session, area, stage=Stage.NOTHING) == [("杨秀英", "保洁员")]
    assert len(names(any_session, WHOLE, stage=Stage.ALL)) == 3
    assert len(names(any_session, WHOLE, stage=Stage.ALL, text="鸿达")) == 2
    assert len(names(any_session, WHOLE, stage=Stage.ALL, text="秀英")) == 2
    counts = questions.count_stages(any_session, area=area)
    assert (counts[Stage.WAITING], counts[Stage.UNSENT], counts[Stage.ALL]) == (1, 0, 2)


def test_live_ones_come_first_and_seats_count_the_whole_district(any_session: Session) -> None:
    made = make(any_session)
    area = Area(community_ids=frozenset({made["here"]}))
    of_worker = questions.of_worker(any_session, worker_id=made["ours"])
    assert [row.state for row in of_worker] == [S.SENT, S.DECLINED]
    of_posting = questions.of_posting(any_session, area=area, posting_id=made["sewing"])
    assert [row.worker.person.name for row in of_posting] == ["杨秀英"]
    seats = questions.seats_of(any_session, posting_ids=[made["sewing"]])[made["sewing"]]
    assert (seats.waiting, seats.left) == (2, 3)


def test_one_outside_the_area_is_not_found(any_session: Session) -> None:
    made = make(any_session)
    row = questions.of_worker(any_session, worker_id=made["theirs"])[0]
    area = Area(community_ids=frozenset({made["here"]}))
    assert questions.recommendation_by_uuid(any_session, area=area, uuid=row.uuid) is None
    assert questions.recommendation_by_uuid(any_session, area=WHOLE, uuid=row.uuid) is row


def test_what_came_of_a_pair_before_is_told_by_the_newest(any_session: Session) -> None:
    made = make(any_session)
    newer = Recommendation(worker_id=made["ours"], posting_id=made["sewing"], state=S.REFUSED)
    any_session.add(newer)
    any_session.flush()
    ids = [made["ours"], made["theirs"], 0]
    found = questions.latest_of_posting(any_session, posting_id=made["sewing"], worker_ids=ids)
    assert {worker: row.state for worker, row in found.items()} == {
        made["ours"]: S.REFUSED,
        made["theirs"]: S.MADE,
    }
