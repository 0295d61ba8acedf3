from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from jobmatch.cli.matching import match
from jobmatch.domain.errors import InputError, NotFoundError
from jobmatch.store import crypto, engine
from jobmatch.store.postings import PostingCertificate
from jobmatch.store.workers import WorkerSkill
from tests.factories import make_employer, make_posting, make_worker

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def ids(home: Path) -> tuple[int, int]:
    """Give a worker and a posting that fit."""
    url = f"sqlite:///{home / 'jobmatch.db'}"
    with (
        closing(engine.open_store(url, crypto.load_ring(home / "keys.json"))) as store,
        store.writes.begin() as session,
    ):
        worker = make_worker(session, name="甲")
        session.add(WorkerSkill(worker_id=worker.id, name="缝纫"))
        employer = make_employer(session, name="某制衣厂")
        posting = make_posting(session, title="缝纫工", employer=employer)
        forklift = make_posting(session, title="叉车工", employer=employer)
        session.add(PostingCertificate(posting_id=forklift.id, seq=0, name="叉车证"))
        return worker.id, posting.id


def run(*words: str) -> Result:
    return CliRunner().invoke(match, [*words, "--today", "2026-03-15"])


def test_a_worker_is_told_postings_with_reasons(ids: tuple[int, int]) -> None:
    told = run("worker", str(ids[0]))
    assert told.exit_code == 0, told.output
    assert f"1. [{ids[1]}] 缝纫工（某制衣厂）工资面议" in told.output
    assert "会“缝纫”，正对口。" in told.output
    assert "依据" not in told.output


def test_each_reason_is_told_with_what_it_comes_from(ids: tuple[int, int]) -> None:
    told = run("worker", str(ids[0]), "--reasons")
    assert "合适：会“缝纫”，正对口（依据：登记的技能、岗位名称）" in told.output


def test_a_sentence_is_echoed_and_answered(ids: tuple[int, int]) -> None:
    del ids
    told = run("text", "会踩缝纫机，不上夜班", "--top", "3")
    assert told.exit_code == 0, told.output
    assert "听懂：不上夜班 → 不要夜班和倒班" in told.output
    assert "1. " in told.output


def test_nothing_is_said_plainly_with_the_nearest_miss(ids: tuple[int, int]) -> None:
    told = run("text", "开叉车", "--worker", str(ids[0]))
    assert "现在没有合适的岗位。" in told.output
    assert "缺叉车证，其余都合适" in told.output


def test_a_posting_is_told_workers(ids: tuple[int, int]) -> None:
    told = run("posting", str(ids[1]))
    assert told.exit_code == 0, told.output
    assert "看了 1 位未就业劳动力，1 位符合硬性条件。" in told.output
    assert f"劳动力 {ids[0]}（" in told.output


@pytest.mark.parametrize("words", [("worker", 0), ("posting", 1)])
def test_json_is_whole(ids: tuple[int, int], words: tuple[str, int]) -> None:
    told = run(words[0], str(ids[words[1]]), "--json")
    plain = json.loads(told.output)
    first = (plain.get("matches") or plain.get("candidates"))[0]
    assert first["posting_id"] == ids[1]
    assert {"part", "value", "side", "sentence", "fields"} == set(first["reasons"][0])


def test_json_of_a_sentence_tells_how_it_was_understood(ids: tuple[int, int]) -> None:
    del ids
    plain = json.loads(run("text", "风认工", "--json").output)
    kinds = [read["kind"] for read in plain["understood"]]
    assert "correction" in kinds
    assert plain["fits"]


def test_an_unknown_number_is_told(home: Path) -> None:
    del home
    told = run("worker", "999999")
    assert isinstance(told.exception, NotFoundError)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [("", "没有写要找什么"), ("   ", "没有写要找什么"), ("会做饭" * 101, "300 字以内")],
)
def test_no_words_and_too_many_are_refused(home: Path, words: str, sentence: str) -> None:
    del home
    told = run("text", words)
    assert isinstance(told.exception, InputError)
    assert sentence in str(told.exception)


def test_what_was_not_understood_is_said(ids: tuple[int, int]) -> None:
    del ids
    told = run("text", "hello job")
    assert "没听懂，请说会做什么、想做什么。" in told.output
    assert "很合适" not in told.output
