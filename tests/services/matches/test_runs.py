from __future__ import annotations

from contextlib import contextmanager, nullcontext
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, select

from jobmatch.domain.kinds import PayUnit
from jobmatch.services import matching
from jobmatch.services.matches import districts, lists, runs
from jobmatch.store.matches import MatchList, MatchRun, MatchSide
from jobmatch.store.postings import PostingCertificate
from jobmatch.store.readings import Reading
from jobmatch.store.workers import WorkerSkill, WorkerWish
from tests.factories import make_posting, make_worker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from jobmatch.services.matches.districts import District

NOW = datetime(2026, 3, 15, 4, tzinfo=UTC)
TODAY = date(2026, 3, 15)


class StoppedError(Exception):
    """The process was killed."""


def opened(session: Session) -> District:
    return districts.open_district(session, on=TODAY)


def run_all(session: Session, *, restart: bool = False) -> runs.RunDone:
    return runs.run_through(
        opened(session), transaction=lambda: nullcontext(session), now=NOW, restart=restart
    )


def make_small(session: Session) -> None:
    for number in range(5):
        row = make_worker(session, name=f"某人{number}")
        session.add(WorkerSkill(worker_id=row.id, name=("缝纫", "电焊")[number % 2]))
        make_posting(session, title=("缝纫工", "电焊工", "保洁员")[number % 3])
    session.flush()


def all_lists(session: Session) -> dict[MatchSide, dict[int, lists.Stored]]:
    return {side: lists.stored(session, side) for side in MatchSide}


def test_both_sides_are_stored_and_agree_with_what_is_asked_live(any_session: Session) -> None:
    session = any_session
    sewing = make_posting(
        session, title="缝纫工", pay_min=3000, pay_max=4000, pay_unit=PayUnit.MONTH
    )
    forklift = make_posting(session, title="叉车工")
    session.add(PostingCertificate(posting_id=forklift.id, seq=0, name="叉车证"))
    tailor = make_worker(session, name="壬", is_employed=True)
    session.add(WorkerSkill(worker_id=tailor.id, name="缝纫"))
    session.flush()
    assert not lists.is_matched(session)
    done = run_all(session)
    assert (done.workers, done.postings) == (1, 2)
    assert lists.is_matched(session)
    live = matching.match_worker(session, worker_id=tailor.id, today=TODAY, top=20)
    score = live.answer.matches[0].score
    found = all_lists(session)
    assert found[MatchSide.WORKER][tailor.id].pairs == ((sewing.id, score),)
    assert found[MatchSide.POSTING][sewing.id].pairs == ((tailor.id, score),)
    assert found[MatchSide.POSTING][forklift.id].pairs == ()
    assert session.scalars(select(Reading.id)).all()


def test_an_empty_list_says_so(session: Session) -> None:
    make_posting(session, title="缝纫工")
    worker = make_worker(session, name="寅")
    session.add(WorkerWish(worker_id=worker.id, words=["不做缝纫"]))
    session.flush()
    run_all(session)
    rows = session.scalars(select(MatchList)).all()
    assert {row.side: row.remark for row in rows} == lists.NOTHING


def stop_after(session: Session, transactions: int) -> None:
    """Run, and lose everything behind so many *transactions*, as when the process is killed."""
    left = [transactions]

    @contextmanager
    def transaction() -> Iterator[Session]:
        with session.begin_nested():
            yield session
            left[0] -= 1
            if left[0] < 0:
                raise StoppedError

    with pytest.raises(StoppedError):
        runs.run_through(opened(session), transaction=transaction, now=NOW)


@pytest.mark.parametrize("transactions", range(7))
def test_a_stop_loses_nothing(
    session: Session, transactions: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "BLOCK", {MatchSide.WORKER: 2, MatchSide.POSTING: 3})
    make_small(session)
    run_all(session, restart=True)
    whole = all_lists(session)
    session.execute(delete(MatchList))
    session.execute(delete(MatchRun))
    told: list[str] = []
    stop_after(session, transactions)
    runs.run_through(
        opened(session),
        transaction=lambda: nullcontext(session),
        now=NOW,
        tell=lambda line, *_: told.append(line),
    )
    assert all_lists(session) == whole
    resumed = [line for line in told if line.startswith("接着上次的进度")]
    assert bool(resumed) == (transactions > 1)
    assert len(session.scalars(select(MatchRun)).all()) == 1


def test_another_district_or_a_wish_begins_anew(session: Session) -> None:
    make_small(session)
    first = runs.begin(session, opened(session))
    assert runs.begin(session, opened(session)).run_id == first.run_id
    assert runs.begin(session, opened(session), restart=True).run_id != first.run_id
    make_posting(session, title="普工")
    last = runs.begin(session, opened(session))
    assert last.run_id != first.run_id
    assert not last.is_resumed


def test_two_runs_at_once_do_not_mix(session: Session) -> None:
    make_small(session)
    district = opened(session)
    course = runs.begin(session, district)
    block = next(runs.blocks(district, course))
    run_all(session)
    with pytest.raises(lists.MatchingElsewhereError):
        runs.store(session, course, block, district)


def test_what_nobody_uses_any_more_goes(session: Session) -> None:
    make_small(session)
    run_all(session)
    before = len(session.scalars(select(MatchList)).all())
    row = session.scalars(select(WorkerSkill)).first()
    assert row
    row.name = "开挖掘机"
    session.flush()
    make_posting(session, title="普工")
    run_all(session)
    assert len(session.scalars(select(MatchList)).all()) == before + 1
    assert len(session.scalars(select(MatchRun)).all()) == 1


@pytest.mark.slow
def test_the_small_district_is_matched_lawfully(small_session: Session) -> None:
    session = small_session
    said: list[str] = []
    district = opened(session)
    done = runs.run_through(
        district,
        transaction=lambda: nullcontext(session),
        now=NOW,
        tell=lambda line, *_: said.append(line),
    )
    assert done.workers == len(district.workers)
    assert done.postings == len(district.index.postings)
    assert said[-1] == (
        f"人找岗位 {done.workers}/{done.workers}，岗位找人 {done.postings}/{done.postings}"
    )
    found = lists.stored(session, MatchSide.WORKER)
    for worker_id in list(found)[::40]:
        live = matching.match_worker(
            session, worker_id=worker_id, today=TODAY, top=20, index=district.index
        ).answer.matches
        assert [match.posting.profile.id for match in live] == [
            n for n, _ in found[worker_id].pairs
        ]
        assert all(match.barriers == () for match in live)
