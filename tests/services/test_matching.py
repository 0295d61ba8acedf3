from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from jobmatch.domain.accounts import Area
from jobmatch.domain.errors import NotFoundError
from jobmatch.domain.kinds import LabourCapacity, Shift
from jobmatch.services import indexes, matching, readings
from jobmatch.store.postings import PostingAge
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


def test_a_process_that_has_read_very_much_begins_anew(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    posting = make_sewing(session)
    holder = indexes.Holder()
    first = matching.open_index(session, today=TODAY, holder=holder)
    posting.title = "平车工"
    session.flush()
    second = matching.open_index(session, today=TODAY, holder=holder)
    assert second.readings is first.readings
    monkeypatch.setattr(readings, "MOST_MADE", second.readings.made - 1)
    posting.title = "电焊工"
    session.flush()
    third = matching.open_index(session, today=TODAY, holder=holder)
    assert third.readings is not first.readings
    assert third.readings.made < second.readings.made
    cold = matching.open_index(session, today=TODAY)
    assert third.postings.postings == cold.postings.postings


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


def test_an_index_is_held_until_something_changes(session: Session) -> None:
    holder = indexes.Holder()
    make_sewing(session)
    first = matching.open_index(session, today=TODAY, holder=holder)
    assert matching.open_index(session, today=TODAY, holder=holder) is first
    make_posting(session, title="保洁员")
    assert matching.open_index(session, today=TODAY, holder=holder) is not first


def test_a_screen_explains_only_what_it_shows(session: Session) -> None:
    sewing = make_sewing(session)
    make_posting(session, title="保洁员")
    index = matching.open_index(session, today=TODAY)
    asked = matching.find_for_text(text="缝纫", today=TODAY, most=4, index=index)
    assert [read.words for read in asked.understood.reads] == ["缝纫"]
    assert asked.found.answer.matches == ()
    (match,) = matching.explained(asked.found, asked.found.rows, index=index, today=TODAY)
    whole = matching.match_text(session, text="缝纫", today=TODAY, index=index).answer
    assert match == whole.matches[0]
    assert match.posting.profile.id == sewing.id
