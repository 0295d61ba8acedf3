from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert, text, update

from jobmatch.store import tables, versions
from jobmatch.store.postings import Posting
from jobmatch.store.workers import Worker
from tests.factories import make_posting, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.engine import Store


def told(store: Store) -> tuple[str, str]:
    with store.reads() as session:
        return tuple(versions.current(session, name) for name in versions.WATCHED)  # type: ignore[return-value]  # two counters


def test_each_kind_of_write_is_counted_for_its_own_kind(any_store: Store) -> None:
    assert told(any_store) == ("0", "0")
    with any_store.writes.begin() as session:
        posting_id = make_posting(session, title="缝纫工").id
    assert told(any_store) == ("1", "0")
    with any_store.writes.begin() as session:
        worker_id = make_worker(session, name="甲").id
    assert told(any_store) == ("1", "1")
    with any_store.writes.begin() as session:
        session.execute(update(Posting).where(Posting.id == posting_id).values(title="电焊工"))
    with any_store.writes.begin() as session:
        session.execute(insert(Posting), [{"title": "普工", "uuid": "0" * 32}])
    with any_store.writes.begin() as session:
        session.execute(text("UPDATE worker SET health = NULL"))
    with any_store.writes.begin() as session:
        session.delete(session.get_one(Worker, worker_id))
    assert told(any_store) == ("3", "3")


def test_other_tables_and_questions_count_nothing(any_store: Store) -> None:
    with any_store.writes.begin() as session:
        session.execute(text("SELECT * FROM posting"))
        session.execute(text("UPDATE version_counter SET number = number"))
    assert told(any_store) == ("0", "0")


def test_what_is_rolled_back_is_not_counted(store: Store) -> None:
    with store.writes() as session:
        make_posting(session, title="缝纫工")
        session.rollback()
    assert told(store) == ("0", "0")
    with store.writes.begin() as session:
        session.execute(text("SELECT 1"))
    assert told(store) == ("0", "0")


def test_a_session_sees_its_own_writes_at_once(session: Session) -> None:
    seen = [versions.current(session, versions.POSTINGS)]
    for title in ("缝纫工", "电焊工"):
        make_posting(session, title=title)
        seen.append(versions.current(session, versions.POSTINGS))
        assert seen[-1] == versions.current(session, versions.POSTINGS)
    assert len(set(seen)) == 3


def test_watched_tables_are_there() -> None:
    watched = frozenset().union(*versions.WATCHED.values())
    assert watched <= set(tables.METADATA.tables)
