from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from jobmatch.domain.jobs import JobName
from jobmatch.services import jobs
from jobmatch.store.jobs import Heartbeat
from jobmatch.tasks import app, sweeps

if TYPE_CHECKING:
    from jobmatch.store.engine import Store


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    found: list[int] = []
    monkeypatch.setattr(app, "send", lambda _name, job_id: found.append(job_id))
    return found


def _enqueue(store: Store, *keys: str) -> list[int]:
    with store.writes.begin() as session:
        return [jobs.enqueue(session, JobName.VERIFY_AUDIT, key=key).id for key in keys]


def test_what_the_broker_lost_is_sent_again(store: Store, sent: list[int]) -> None:
    ids = _enqueue(store, "a", "b")
    assert sweeps.send_due(store) == 2
    assert sent == ids
    assert sweeps.send_due(store) == 2  # still queued: nobody has taken them


def test_what_is_leased_or_done_is_left_alone(store: Store, sent: list[int]) -> None:
    leased, done = _enqueue(store, "a", "b")
    with store.writes.begin() as session:
        jobs.claim(session, leased)
        claim = jobs.claim(session, done)
        assert claim is not None
        jobs.settle(session, claim)
    assert sweeps.send_due(store) == 0
    assert sent == []


def test_a_broker_that_is_away_stops_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    _enqueue(store, "a", "b")

    def away(name: str, job_id: int) -> None:
        raise ConnectionError(name, job_id)

    monkeypatch.setattr(app, "send", away)
    assert sweeps.send_due(store) == 0
    assert caplog.text.count("could not be sent") >= 2


def test_a_round_leaves_a_heartbeat(store: Store, sent: list[int]) -> None:
    _enqueue(store, "a")
    assert sweeps.tick(store, worker="here") == len(sent) == 1
    with store.reads() as session:
        assert session.scalars(select(Heartbeat.worker)).all() == ["here"]
