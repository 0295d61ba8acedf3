from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from jobmatch.domain.accounts import Area
from jobmatch.domain.errors import NotFoundError
from jobmatch.domain.kinds import LabourCapacity, PayUnit, Shift
from jobmatch.matching.limits import Limit
from jobmatch.services import indexes, matching
from jobmatch.store.matches import MatchList, MatchRun
from jobmatch.store.postings import PostingAge, PostingCertificate
from jobmatch.store.workers import WorkerSkill, WorkerWish
from tests.factories import make_community, make_employer, make_posting, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.postings import Posting
    from jobmatch.store.workers import Worker

TODAY = date(2026, 3, 15)
NOW = datetime(2026, 3, 15, 4, tzinfo=UTC)


def make_sewing(session: Session, **fields: object) -> Posting:
    employer = make_employer(session, name="某制衣厂")
    return make_posting(session, title="缝纫工", employer=employer, **fields)


def make_tailor(session: Session, name: str, **fields: Any) -> Worker:
    worker = make_worker(session, name=name, **fields)
    session.add(WorkerSkill(worker_id=worker.id, name="缝纫"))
    session.flush()
    return worker


def test_a_worker_gets_what_the_skills_and_wishes_say(session: Session) -> None:
    sewing = make_sewing(session)
    night = make_posting(session, title="缝纫工", shift=Shift.NIGHT)
    make_posting(session, title="保洁员")
    worker = make_tailor(session, "甲")
    session.add(WorkerWish(worker_id=worker.id, words=["想做缝纫", "不上夜班"]))
    session.flush()
    found = matching.match_worker(session, worker_id=worker.id, today=TODAY)
    assert found.answer.matches[0].posting.profile.id == sewing.id
    assert night.id not in [match.posting.profile.id for match in found.answer.matches]
    assert [miss.posting.profile.id for miss in found.answer.misses] == [night.id]
    assert found.understood.profile.wishes.no_night


def test_a_sentence_is_answered_alone_and_for_a_worker(session: Session) -> None:
    sewing = make_sewing(session)
    session.add(PostingAge(posting_id=sewing.id, seq=0, min_age=18, max_age=30))
    worker = make_worker(session, name="乙", person={"birth_on": date(1980, 1, 1)})
    alone = matching.match_text(session, text="会踩缝纫机", today=TODAY)
    assert [match.posting.profile.id for match in alone.answer.matches] == [sewing.id]
    for_worker = matching.match_text(session, text="会踩缝纫机", today=TODAY, worker_id=worker.id)
    assert for_worker.answer.matches == ()
    assert not for_worker.answer.fits


def test_a_posting_gets_the_workers_without_work(session: Session) -> None:
    community = make_community(session, name="旺家社区")
    tailor = make_tailor(session, "丙", community=community)
    lost = make_tailor(
        session, "丁", community=community, labour_capacity=LabourCapacity.WEAK_OR_HALF
    )
    other = make_worker(session, name="戊", community=community)
    sewing = make_sewing(session, description="要扛布匹，体力活")
    found = matching.match_posting(session, posting_id=sewing.id, today=TODAY)
    ids = [candidate.worker.id for candidate in found.candidates]
    assert ids[0] == tailor.id
    assert lost.id not in ids
    assert other.id in ids
    assert (found.asked, found.permitted) == (3, 2)


def test_an_area_bounds_the_candidates(session: Session) -> None:
    here, there = (make_community(session, name=name) for name in ("甲社区", "乙社区"))
    mine = make_tailor(session, "己", community=here)
    make_tailor(session, "庚", community=there)
    sewing = make_sewing(session)
    found = matching.match_posting(
        session,
        posting_id=sewing.id,
        today=TODAY,
        area=Area(community_ids=frozenset({here.id})),
    )
    assert [candidate.worker.id for candidate in found.candidates] == [mine.id]


def test_a_closed_posting_can_still_be_looked_at(session: Session) -> None:
    tailor = make_tailor(session, "辛")
    closed = make_sewing(session, vacancies=0)
    found = matching.match_posting(session, posting_id=closed.id, today=TODAY)
    assert [candidate.worker.id for candidate in found.candidates] == [tailor.id]


def test_what_is_not_there_is_not_found(session: Session) -> None:
    for call in (
        lambda: matching.match_worker(session, worker_id=999_999, today=TODAY),
        lambda: matching.match_posting(session, posting_id=999_999, today=TODAY),
        lambda: matching.match_text(session, text="焊工", today=TODAY, worker_id=999_999),
    ):
        with pytest.raises(NotFoundError):
            call()


def test_the_first_matching_stores_one_packed_row_per_worker(any_session: Session) -> None:
    session = any_session
    sewing = make_sewing(session, pay_min=3000, pay_max=4000, pay_unit=PayUnit.MONTH)
    forklift = make_posting(session, title="叉车工")
    session.add(PostingCertificate(posting_id=forklift.id, seq=0, name="叉车证"))
    tailor = make_tailor(session, "壬")
    assert not matching.is_matched(session)
    done = matching.match_unemployed(session, now=NOW)
    assert (done.workers, done.postings) == (1, 2)
    assert matching.is_matched(session)
    stored = matching.stored_matches(session, worker_id=tailor.id)
    live = matching.match_worker(session, worker_id=tailor.id, today=TODAY, top=20)
    assert stored is not None
    assert [number for number, _ in stored] == [sewing.id]
    assert [round(score, 5) for _, score in stored] == [
        round(match.score, 5) for match in live.answer.matches
    ]
    assert matching.stored_matches(session, worker_id=999_999) is None


def test_matching_again_replaces_the_lists(session: Session) -> None:
    make_sewing(session)
    make_tailor(session, "癸")
    matching.match_unemployed(session, now=NOW)
    matching.match_unemployed(session, now=NOW)
    assert session.scalar(select(func.count(MatchList.id))) == 1
    assert session.scalar(select(func.count(MatchRun.id))) == 2


def test_changes_give_what_a_full_run_gives(session: Session) -> None:
    make_sewing(session)
    worker = make_worker(session, name="子")
    other = make_tailor(session, "丑")
    matching.match_unemployed(session, now=NOW)
    session.add(WorkerSkill(worker_id=worker.id, name="缝纫"))
    make_posting(session, title="服装厂平车工")
    session.flush()
    matching.rematch_postings(session, now=NOW)
    renewed = {n: matching.stored_matches(session, worker_id=n) for n in (worker.id, other.id)}
    matching.rematch_workers(session, worker_ids=[worker.id], now=NOW)
    again = {n: matching.stored_matches(session, worker_id=n) for n in (worker.id, other.id)}
    assert again == renewed
    assert len(again[worker.id] or []) == 2


def test_a_worker_whom_nothing_fits_is_told_so(session: Session) -> None:
    make_sewing(session)
    lost = make_worker(session, name="寅")
    session.add(WorkerWish(worker_id=lost.id, words=["不做缝纫"]))
    session.flush()
    matching.match_unemployed(session, now=NOW)
    row = session.scalars(select(MatchList)).one()
    assert row.pairs() == []
    assert row.remark == matching.NOTHING


def test_an_index_is_held_until_something_changes(session: Session) -> None:
    holder = indexes.Holder()
    make_sewing(session)
    first = matching.open_index(session, today=TODAY, holder=holder)
    assert matching.open_index(session, today=TODAY, holder=holder) is first
    make_posting(session, title="保洁员")
    assert matching.open_index(session, today=TODAY, holder=holder) is not first


@pytest.mark.slow
def test_the_small_district_is_matched_lawfully(small_session: Session) -> None:
    said: list[str] = []
    done = matching.match_unemployed(small_session, now=NOW, progress=said.append)
    assert done.workers > 0
    rows = small_session.scalars(select(MatchList)).all()
    assert len(rows) == done.workers
    index = matching.open_index(small_session, today=TODAY)
    for row in rows[:20]:
        found = matching.match_worker(
            small_session, worker_id=row.subject_id, today=TODAY, top=20, index=index
        )
        assert [n for n, _ in row.pairs()] == [m.posting.profile.id for m in found.answer.matches]
        assert all(match.barriers == () for match in found.answer.matches)
        assert all(miss.barriers[0].limit in Limit for miss in found.answer.misses)
