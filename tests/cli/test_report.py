from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from jobmatch.cli import main
from jobmatch.domain.errors import NotFoundError
from jobmatch.services.exposure import NotMatchedError

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


@pytest.mark.slow
@pytest.mark.usefixtures("matched_home")
def test_json_holds_every_dimension_and_no_small_number() -> None:
    result = CliRunner().invoke(main.program, ["report", "exposure", "--today", DAY, "--json"])
    told = json.loads(result.output)
    assert told["day"] == DAY
    assert len(told["dimensions"]) == 8
    people = [each["people"] for lines in told["dimensions"].values() for each in lines]
    assert all(number is None or number >= 10 for number in people)


@pytest.mark.usefixtures("small_home")
def test_an_unknown_fair_and_missing_lists_are_refused() -> None:
    unknown = CliRunner().invoke(main.program, ["report", "exposure", "--fair", "999"])
    assert isinstance(unknown.exception, NotFoundError)
    unmatched = CliRunner().invoke(main.program, ["report", "exposure", "--today", DAY])
    assert isinstance(unmatched.exception, NotMatchedError)
