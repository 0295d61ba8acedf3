from __future__ import annotations

from jobmatch.services import versions


def test_versions_are_short_and_stay() -> None:
    told = (versions.engine(), versions.word_tables(), versions.of("a", ("b", 1)))
    assert {len(each) for each in told} == {16}
    assert len(set(told)) == 3
    assert versions.of("a", ("b", 1)) == told[2]


def test_a_border_between_parts_counts() -> None:
    assert versions.of("ab", "c") != versions.of("a", "bc")
