from __future__ import annotations

import re
import signal
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from jobmatch.cli.matching import match
from jobmatch.services.matches import lists
from jobmatch.store import crypto, engine
from jobmatch.store.matches import MatchList, MatchRun, MatchSide
from jobmatch.store.workers import WorkerSkill
from tests.factories import make_posting, make_worker

if TYPE_CHECKING:
    from pathlib import Path

DAY = ["--today", "2026-03-15"]


def opened(home: Path) -> engine.Store:
    url = f"sqlite:///{home / 'jobmatch.db'}"
    return engine.open_store(url, crypto.load_ring(home / "keys.json"))


def test_the_whole_district_is_matched_and_the_figures_told(home: Path) -> None:
    with closing(opened(home)) as store, store.writes.begin() as session:
        worker = make_worker(session, name="甲", is_employed=True)
        session.add(WorkerSkill(worker_id=worker.id, name="缝纫"))
        posting = make_posting(session, title="缝纫工")
        ids = worker.id, posting.id
    told = CliRunner().invoke(match, ["all", *DAY], catch_exceptions=False)
    assert "人找岗位 1/1，岗位找人 0/1" in told.output
    assert "已存好 1 位劳动力各自最合适的岗位（最多 20 个），1 个岗位" in told.output
    assert re.search(r"读取 [\d.]+ 秒，计算 [\d.]+ 秒，写入 [\d.]+ 秒", told.output)
    with closing(opened(home)) as store, store.reads() as session:
        best = lists.stored_pairs(session, MatchSide.POSTING, ids[1])
    assert best
    assert best[0][0] == ids[0]


@pytest.mark.slow
def test_a_killed_run_goes_on_where_it_was(small_home: Path) -> None:
    command = [sys.executable, "-m", "jobmatch", "match", "all", *DAY]
    whole = CliRunner().invoke(match, ["all", *DAY], catch_exceptions=False)
    with closing(opened(small_home)) as store, store.reads() as session:
        wanted = {side: lists.stored(session, side) for side in MatchSide}
    assert "接着上次的进度" not in whole.output

    # Killed behind its first block; what the process said is what had been stored.
    with subprocess.Popen([*command, "--restart"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        line = next(line for line in process.stdout if "人找岗位" in line)
        process.send_signal(signal.SIGKILL)
    with closing(opened(small_home)) as store, store.reads() as session:
        run = session.scalars(select(MatchRun).where(MatchRun.finished_at.is_(None))).one()
        assert f"人找岗位 {run.workers}/" in line
        mine = select(func.count(MatchList.id)).where(MatchList.run_id == run.id)
        assert session.scalar(mine) == run.workers + run.postings

    again = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "接着上次的进度" in again.stdout
    with closing(opened(small_home)) as store, store.reads() as session:
        assert {side: lists.stored(session, side) for side in MatchSide} == wanted
        assert session.scalar(select(func.count(MatchRun.id))) == 1
