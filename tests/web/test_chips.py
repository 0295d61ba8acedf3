from __future__ import annotations

import pytest

from jobmatch.matching.readings import Read, ReadKind
from jobmatch.web import chips


def read(kind: ReadKind, words: str) -> Read:
    return Read(kind, words, words)


def test_each_condition_can_be_taken_out_and_the_work_stays() -> None:
    reads = [
        read(ReadKind.LIMIT, "不上夜班"),
        read(ReadKind.WISH, "管住"),
        read(ReadKind.WORK, "缝纫"),
    ]
    found = chips.loosening("缝纫，不上夜班，管住", reads)
    assert [(chip.name, chip.text) for chip in found] == [
        ("不上夜班", "缝纫，管住"),
        ("管住", "缝纫，不上夜班"),
    ]


def test_what_would_leave_nothing_is_no_chip() -> None:
    assert chips.loosening("管住", [read(ReadKind.WISH, "管住")]) == []


def test_words_that_were_not_typed_so_are_no_chip() -> None:
    assert chips.loosening("fengren，管住", [read(ReadKind.WISH, "包住宿")]) == []


def test_a_piece_read_twice_is_one_chip() -> None:
    twice = [read(ReadKind.WISH, "管住"), read(ReadKind.LIMIT, "管住")]
    assert len(chips.loosening("缝纫 管住", twice)) == 1


@pytest.mark.parametrize("words", chips.OFFERED)
def test_a_condition_is_offered_until_it_is_asked_for(words: str) -> None:
    offered = {chip.text for chip in chips.tightening("缝纫")}
    assert f"缝纫，{words}" in offered
    assert not [chip for chip in chips.tightening(f"缝纫，{words}") if words == chip.name]
