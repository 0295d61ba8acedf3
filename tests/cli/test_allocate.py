"""The command plans, prints what it gains and why people are left, and keeps decisions."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from jobmatch.cli.allocate import allocate
from jobmatch.domain.errors import NotFoundError
from jobmatch.store import crypto, engine
from tests.services.allocations import made

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def rows(home: Path) -> tuple[list[int], list[int]]:
    """Give three workers and two postings with a place each."""
    url = f"sqlite:///{home / 'jobmatch.db'}"
    with (
        closing(engine.open_store(url, crypto.load_ring(home / "keys.json"))) as store,
        store.writes.begin() as session,
    ):
        postings = [made.sewing(session).id for _ in range(2)]
        workers = [made.sewer(session, name).id for name in ("某甲", "某乙", "某丙")]
        return workers, postings


def run(*words: str) -> Result:
    return CliRunner().invoke(allocate, words)


def plan(*words: str) -> Result:
    return run(*words, "--today", "2026-03-15")


def test_the_report_tells_places_gains_order_and_reasons(
    rows: tuple[list[int], list[int]],
) -> None:
    told = plan("--all", "--list", "3")
    assert told.exit_code == 0, told.output
    for words in (
        "统筹安排：全区，按2026-03-15的登记",
        "参加安排 3 人（未就业 3 人，要求换工作 0 人）；岗位 2 个，空缺 2 个。",
        "1. 零就业家庭成员：3 人，安排上 2 人",
        "比“各看各的名单”：+1 人",
        "已验证：在这些条件下没有更好的安排。",
        "合适的岗位已满 1 人",
        "已保存为方案 1。",
        f"{rows[0][0]} 某甲 → ",
    ):
        assert words in told.output


def test_planning_again_gives_the_same_plan_and_keeps_it_once(
    rows: tuple[list[int], list[int]],
) -> None:
    del rows
    first, again = (json.loads(plan("--all", "--json", "--list", "3").output) for _ in range(2))
    assert (first["plan"], first["new"]) == (1, True)
    assert (again["plan"], again["new"]) == (1, False)
    assert first["listed"] == again["listed"]
    assert "与方案 1 完全相同" in plan("--all").output


def test_a_trial_keeps_nothing(rows: tuple[list[int], list[int]]) -> None:
    del rows
    assert "只是试算，没有保存。" in plan("--all", "--dry-run").output
    with pytest.raises(NotFoundError):
        CliRunner().invoke(allocate, ["show"], catch_exceptions=False)


def test_decisions_are_taken_shown_and_taken_back(rows: tuple[list[int], list[int]]) -> None:
    (_, _, third), (here, _) = rows
    pair = (str(third), str(here))
    assert "已指定" in plan("pin", *pair, "--reason", "师傅点名").output
    assert "经办人指定 1 人，安排上 1 人。" in plan("--all").output
    assert f"{third} 某丙 → [{here}]缝纫工" in run("show", "--worker", str(third)).output
    assert "已撤销" in plan("withdraw", *pair, "--reason", "不用了").output
    assert "已排除" in plan("forbid", *pair, "--reason", "原来吵过架").output
    assert "有 1 对已排除" in plan("--all").output
    left = run("show", "--unplaced")
    assert left.output.count("没有安排上：") == 1


def test_priorities_are_shown_and_set(rows: tuple[list[int], list[int]]) -> None:
    del rows
    assert run("priorities").output.splitlines() == [
        "1. 零就业家庭成员（zero_employment）",
        "2. 防返贫监测户（monitored）",
    ]
    told = run("priorities", "disabled", "monitored", "--reason", "区里要求")
    assert told.output.splitlines()[0] == "1. 残疾人（disabled）"
    assert "没有优先对象" in run("priorities", "none", "--reason", "区里要求").output


@pytest.mark.parametrize("words", [(), ("--all", "--fair", "1")])
def test_either_the_district_or_a_fair_must_be_named(words: tuple[str, ...]) -> None:
    told = run(*words)
    assert told.exit_code == 2
    assert "--fair" in told.output
