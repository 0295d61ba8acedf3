from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from jobmatch.domain.kinds import LabourCapacity, Shift
from jobmatch.services.matches import changes, districts, lists, runs
from jobmatch.services.matches.lists import Tops
from jobmatch.store.matches import MatchList, MatchRun, MatchSide
from jobmatch.store.postings import Posting, PostingCertificate
from jobmatch.store.workers import Worker, WorkerCertificate, WorkerSkill, WorkerWish
from tests.factories import make_posting, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.services.matches.districts import District
    from jobmatch.store.engine import Store

NOW = datetime(2026, 3, 15, 4, tzinfo=UTC)
TODAY = date(2026, 3, 15)
SHORT = Tops(worker=2, posting=3)
TRADES = ("缝纫工", "电焊工", "保洁员", "叉车工", "平车工", "普工")
SKILLS = ("缝纫", "电焊", "打扫卫生", "开叉车")

people = st.fixed_dictionaries(
    {
        "skills": st.lists(st.sampled_from(SKILLS), max_size=2, unique=True),
        "words": st.sampled_from((None, "不上夜班", "想做缝纫", "不做保洁，想找普工")),
        "paper": st.booleans(),
        "capacity": st.sampled_from((LabourCapacity.ORDINARY, LabourCapacity.LOST)),
        "born": st.sampled_from((date(1985, 5, 4), date(2009, 1, 1))),
    }
)
offers = st.fixed_dictionaries(
    {
        "title": st.sampled_from(TRADES),
        "shift": st.sampled_from((None, Shift.DAY, Shift.NIGHT)),
        "description": st.sampled_from((None, "要扛布匹，体力活", "会缝纫")),
        "published_on": st.sampled_from((None, date(2026, 2, 1), date(2026, 3, 1))),
        "paper": st.booleans(),
    }
)
place = st.integers(0, 20)
steps = st.one_of(
    st.tuples(st.just("add_posting"), offers),
    st.tuples(st.just("change_posting"), place, offers),
    st.tuples(st.just("close_posting"), place),
    st.tuples(st.just("add_worker"), people),
    st.tuples(st.just("change_worker"), place, people),
    st.tuples(st.just("remove_worker"), place),
)


OTHER_TRADE = {
    "skills": ["缝纫", "电焊"],
    "words": None,
    "paper": False,
    "capacity": LabourCapacity.ORDINARY,
    "born": date(1985, 5, 4),
}


def add_worker(session: Session, told: dict[str, Any]) -> None:
    row = make_worker(session, name="某人", person={"birth_on": told["born"]})
    describe(session, row, told)


def describe(session: Session, row: Worker, told: dict[str, Any]) -> None:
    row.labour_capacity = told["capacity"]
    for part in (WorkerSkill, WorkerCertificate, WorkerWish):
        session.execute(delete(part).where(part.worker_id == row.id))
    session.add_all([WorkerSkill(worker_id=row.id, name=name) for name in told["skills"]])
    if told["paper"]:
        session.add(WorkerCertificate(worker_id=row.id, name="叉车证"))
    if told["words"]:
        session.add(WorkerWish(worker_id=row.id, words=[], text=told["words"]))
    session.flush()


def remove_worker(session: Session, row: Worker) -> None:
    for part in (WorkerSkill, WorkerCertificate, WorkerWish):
        session.execute(delete(part).where(part.worker_id == row.id))
    session.execute(delete(Worker).where(Worker.id == row.id))
    session.expunge(row)


def add_posting(session: Session, told: dict[str, Any]) -> None:
    fields = {name: value for name, value in told.items() if name != "paper"}
    row = make_posting(session, **fields)
    if told["paper"]:
        session.add(PostingCertificate(posting_id=row.id, seq=0, name="叉车证"))
        session.flush()


def change_posting(session: Session, row: Posting, told: dict[str, Any]) -> None:
    for name in ("title", "shift", "description", "published_on"):
        setattr(row, name, told[name])
    session.execute(delete(PostingCertificate).where(PostingCertificate.posting_id == row.id))
    if told["paper"]:
        session.add(PostingCertificate(posting_id=row.id, seq=0, name="叉车证"))
    session.flush()


def apply(session: Session, step: tuple[Any, ...]) -> None:
    name, *given = step
    if name == "add_worker":
        add_worker(session, *given)
        return
    if name == "add_posting":
        add_posting(session, *given)
        return
    table = Worker if name.endswith("worker") else Posting
    rows = session.scalars(select(table).order_by(table.id)).all()
    if not rows:
        return
    row: Any = rows[given[0] % len(rows)]
    if name == "change_worker":
        describe(session, row, given[1])
    elif name == "remove_worker":
        remove_worker(session, row)
    elif name == "change_posting":
        change_posting(session, row, given[1])
    else:
        row.vacancies = 0
        session.flush()


def opened(session: Session, tops: Tops = SHORT) -> District:
    return districts.open_district(session, on=TODAY, tops=tops)


def run_all(session: Session, tops: Tops = SHORT) -> None:
    runs.run_through(
        opened(session, tops), transaction=lambda: nullcontext(session), now=NOW, restart=True
    )


def rematch(session: Session, tops: Tops = SHORT) -> changes.Renewed:
    district = opened(session, tops)
    found = changes.find(session, district)
    assert found is not None
    renewed = changes.renew(district, found)
    changes.store(session, district, found, renewed, now=NOW)
    return renewed


def snapshot(session: Session) -> list[tuple[Any, ...]]:
    columns = (
        MatchList.side,
        MatchList.subject_id,
        MatchList.facts,
        MatchList.ids,
        MatchList.scores,
        MatchList.remark,
    )
    rows = session.execute(select(*columns).order_by(MatchList.side, MatchList.subject_id))
    return [tuple(row) for row in rows]


@pytest.mark.slow
@given(
    workers=st.lists(people, max_size=6),
    postings=st.lists(offers, max_size=6),
    rounds=st.lists(st.lists(steps, min_size=1, max_size=3), min_size=1, max_size=2),
)
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_renewed_lists_are_those_of_a_full_run(
    session: Session,
    workers: list[dict[str, Any]],
    postings: list[dict[str, Any]],
    rounds: list[list[tuple[Any, ...]]],
) -> None:
    outer = session.begin_nested()
    for told in workers:
        add_worker(session, told)
    for told in postings:
        add_posting(session, told)
    run_all(session)
    for each in rounds:
        for step in each:
            apply(session, step)
        rematch(session)
        renewed = snapshot(session)
        with session.begin_nested() as trial:
            run_all(session)
            assert snapshot(session) == renewed
            trial.rollback()
    outer.rollback()
    session.expire_all()


def crowd(session: Session, number: int) -> None:
    """Make workers and postings that nothing but their ids tells apart, so that all are equal.

    More than a block of either side, and postings so old that freshness is one for all.
    """
    plain = OTHER_TRADE | {"skills": ["缝纫"]}
    for each in range(number):
        add_worker(session, plain)
        make_posting(
            session, title="缝纫工", published_on=TODAY - timedelta(days=1200 - each * 13 % number)
        )


@pytest.mark.slow
@given(
    number=st.integers(17, 24),
    top=st.sampled_from((Tops(worker=1, posting=1), Tops(worker=1, posting=3))),
    changed=st.lists(steps, min_size=1, max_size=2),
)
@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(number=24, top=Tops(worker=1, posting=1), changed=[("change_worker", 2, OTHER_TRADE)])
def test_among_many_equals_renewed_lists_are_those_of_a_full_run(
    session: Session, number: int, top: Tops, changed: list[tuple[Any, ...]]
) -> None:
    outer = session.begin_nested()
    crowd(session, number)
    run_all(session, top)
    for step in changed:
        apply(session, step)
    rematch(session, top)
    renewed = snapshot(session)
    run_all(session, top)
    assert snapshot(session) == renewed
    outer.rollback()
    session.expire_all()


rows = st.dictionaries(
    st.integers(0, 12), st.tuples(st.sampled_from((0.2, 0.5, 0.8)), st.integers(0, 2)), max_size=12
)


@given(before=rows, after=rows, top=st.integers(1, 4))
@settings(max_examples=600)
def test_a_merged_list_is_the_list_or_is_not_sure(
    before: dict[int, tuple[float, int]], after: dict[int, tuple[float, int]], top: int
) -> None:
    touched = {row for row in before | after if before.get(row) != after.get(row)}

    def order(pair: tuple[int, float]) -> tuple[float, int, int]:
        score, fresh = after.get(pair[0], (0.0, 0))
        return -score, -fresh, pair[0]

    def best(scores: dict[int, tuple[float, int]]) -> tuple[tuple[int, float], ...]:
        ranked = sorted(scores.items(), key=lambda item: (-item[1][0], -item[1][1], item[0]))
        return tuple((row, score) for row, (score, _) in ranked[:top])

    stored = best(before)
    entering = best({row: after[row] for row in touched if row in after})
    merged = changes.merge(stored, entering, touched=touched, top=top, order=order)
    assert merged is None or merged == best(after)
    if not touched & {row for row, _ in stored}:
        assert merged is not None


def test_only_what_a_change_touches_is_stored_anew(session: Session) -> None:
    for skill in ("缝纫", "缝纫", "电焊"):
        add_worker(
            session,
            {
                "skills": [skill],
                "words": None,
                "paper": False,
                "capacity": LabourCapacity.ORDINARY,
                "born": date(1985, 5, 4),
            },
        )
    sewing = make_posting(session, title="缝纫工")
    make_posting(session, title="电焊工")
    run_all(session, lists.TOPS)
    assert rematch(session, lists.TOPS).count(MatchSide.WORKER) == 0
    sewing.title = "平车工"
    session.flush()
    renewed = rematch(session, lists.TOPS)
    assert renewed.count(MatchSide.POSTING) == 1
    assert session.scalar(select(func.count(MatchRun.id)).where(MatchRun.scope == "changes")) == 1


def test_what_is_gone_has_no_list(session: Session) -> None:
    posting = make_posting(session, title="缝纫工")
    worker = make_worker(session, name="某人")
    run_all(session)
    posting.vacancies = 0
    session.flush()
    rematch(session)
    assert lists.stored_pairs(session, MatchSide.POSTING, posting.id) is None
    assert lists.stored_pairs(session, MatchSide.WORKER, worker.id) == []


def test_another_day_needs_a_full_run(session: Session) -> None:
    make_posting(session, title="缝纫工")
    assert changes.find(session, opened(session)) is None
    run_all(session)
    later = districts.open_district(session, on=date(2026, 3, 16), tops=SHORT)
    assert changes.find(session, later) is None


def test_a_run_that_was_not_ended_needs_a_full_run(session: Session) -> None:
    run_all(session)
    runs.begin(session, opened(session), restart=True)
    assert changes.find(session, opened(session)) is None


def test_changes_found_before_another_wrote_are_not_stored(session: Session) -> None:
    run_all(session)
    make_posting(session, title="缝纫工")
    district = opened(session)
    found = changes.find(session, district)
    assert found
    rematch(session)
    with pytest.raises(lists.MatchingElsewhereError):
        changes.store(session, district, found, changes.renew(district, found), now=NOW)


def test_an_older_district_never_takes_the_place_of_newer_lists(any_store: Store) -> None:
    with any_store.writes.begin() as session:
        make_worker(session, name="某人")
        posting_id = make_posting(session, title="缝纫工").id

    def read() -> District:
        with any_store.reads() as session:
            return opened(session)

    runs.run_through(read(), transaction=any_store.writes.begin, now=NOW)
    older = read()
    with any_store.writes.begin() as session:
        session.get_one(Posting, posting_id).title = "电焊工"
    with any_store.writes.begin() as session:
        rematch(session)
        newer = snapshot(session)
    with any_store.reads() as session:
        found = changes.find(session, older)
    assert found
    renewed = changes.renew(older, found)
    with pytest.raises(lists.MatchingElsewhereError), any_store.writes.begin() as session:
        changes.store(session, older, found, renewed, now=NOW)
    with pytest.raises(lists.MatchingElsewhereError):
        runs.run_through(older, transaction=any_store.writes.begin, now=NOW)
    with any_store.reads() as session:
        assert snapshot(session) == newer
