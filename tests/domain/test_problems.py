from __future__ import annotations

from jobmatch.domain.problems import PROBLEM_NAMES, ProblemKind


def test_every_kind_has_a_chinese_name() -> None:
    assert set(PROBLEM_NAMES) == set(ProblemKind)
