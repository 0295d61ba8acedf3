from __future__ import annotations

import pytest

from jobmatch.domain import errors

ALL = [
    value
    for value in vars(errors).values()
    if isinstance(value, type) and issubclass(value, errors.JobmatchError)
]


@pytest.mark.parametrize("error", ALL)
def test_every_failure_has_a_sentence_of_its_own(error: type[errors.JobmatchError]) -> None:
    assert str(error()).endswith("。")
    assert sum(other.message == error.message for other in ALL) == 1


def test_a_given_sentence_wins() -> None:
    assert str(errors.NotFoundError("没有这个人。")) == "没有这个人。"
