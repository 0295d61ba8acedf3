"""What forbids a merge, and that every column of a person belongs to one field at most."""

from __future__ import annotations

from itertools import chain

import pytest

from jobmatch.domain import merges


def test_words_stand_for_every_field_and_likeness() -> None:
    assert set(merges.MERGE_FIELD_NAMES) == set(merges.MergeField)
    assert set(merges.LIKENESS_NAMES) == set(merges.Likeness)


def test_no_column_is_taken_twice() -> None:
    for table in (merges.PERSON_COLUMNS, merges.WORKER_COLUMNS):
        columns = list(chain(*table.values()))
        assert len(columns) == len(set(columns))


def test_what_cannot_be_one_is_refused() -> None:
    merges.check_can_merge(same=False, identities={"a"}, live_placements=1)
    with pytest.raises(merges.SamePersonError):
        merges.check_can_merge(same=True, identities=set(), live_placements=0)
    with pytest.raises(merges.TwoIdentitiesError):
        merges.check_can_merge(same=False, identities={"a", "b"}, live_placements=0)
    with pytest.raises(merges.TwoPlacementsError):
        merges.check_can_merge(same=False, identities=set(), live_placements=2)
