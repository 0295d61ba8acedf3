from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from jobmatch.cli import main, report
from jobmatch.domain.errors import NotFoundError
from jobmatch.services.exposure import ExposureReport, NotMatchedError

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2023-06-30"


@pytest.fixture
def matched_home(small_home: Path) -> Path:
    done = CliRunner().invoke(main.program, ["match", "all", "--today", DAY])
    assert done.exit_code == 0, done.output
    return small_home


@pytest.mark.slow
@pytest.mark.usefixtures("matched_home")
def test_groups_are_told_in_words_and_small_ones_hidden() -> None:
    result = CliRunner().invoke(main.program, ["report", "exposure", "--today", DAY])
    assert result.exit_code == 0, result.output
    assert "截至 2023-06-30，全部在招岗位" in result.output
    assert "女：" in result.output
    assert "比值" in result.output
    assert "人数太少，不显示" in result.output
    assert "少于 10 人的组不显示" in result.output
    assert "注意" not in result.output
    other_day = ["report", "exposure", "--today", "2023-07-01"]
    assert "名单还没有跟上" in CliRunner().invoke(main.program, other_day).output


@pytest.mark.slow
@pytest.mark.usefixtures("matched_home")
def test_json_holds_every_dimension_and_no_small_number() -> None:
    result = CliRunner().invoke(main.program, ["report", "exposure", "--today", DAY, "--json"])
    told = json.loads(result.output)
    assert (told["day"], told["remark"]) == (DAY, None)
    assert len(told["dimensions"]) == 8
    people = [each["people"] for lines in told["dimensions"].values() for each in lines]
    assert all(number is None or number >= 10 for number in people)


def test_without_lists_of_postings_the_report_says_what_to_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    stored = datetime(2023, 6, 29, 20, 5, tzinfo=UTC)
    given = {"day": date(2023, 6, 30), "matched_at": stored, "seats": 0, "dimensions": {}}
    found: Any = dict.fromkeys((each.name for each in fields(ExposureReport)), None)
    report._tell(ExposureReport(**found | given))  # noqa: SLF001 - what it prints
    told = capsys.readouterr().out
    assert "推荐名单存于 2023-06-30 04:05" in told
    assert "UTC" not in told
    assert "请先执行 jobmatch match all" in told


@pytest.mark.usefixtures("small_home")
def test_an_unknown_fair_and_missing_lists_are_refused() -> None:
    unknown = CliRunner().invoke(main.program, ["report", "exposure", "--fair", "999"])
    assert isinstance(unknown.exception, NotFoundError)
    unmatched = CliRunner().invoke(main.program, ["report", "exposure", "--today", DAY])
    assert isinstance(unmatched.exception, NotMatchedError)
