from __future__ import annotations

from typing import Any, cast

import pytest

from jobmatch.matching.answers import Match
from jobmatch.matching.readings import Read, ReadKind
from jobmatch.matching.reasons import Reason, Side
from jobmatch.matching.scoring import Part
from jobmatch.web import explanations


def match(score: float, *reasons: Reason) -> Match:
    posting = cast("Any", None)  # what is told does not look at it
    return Match(posting=posting, score=score, reasons=reasons, barriers=(), remarks=())


WORK = Reason(Part.WORK, 0.9, Side.MATCHED, "会缝纫，这是缝纫工的活")
OTHER_WORK = Reason(Part.WORK, 0.1, Side.MISSING, "不太对口")


@pytest.mark.parametrize(
    ("score", "reasons", "word"),
    [
        (0.86, (WORK,), "很合适"),
        (0.55, (WORK,), "合适"),
        (0.2, (WORK,), "可以考虑"),
        (0.9, (OTHER_WORK,), "不太对口"),
        (0.9, (), "很合适"),
    ],
)
def test_the_word_for_a_fit(score: float, reasons: tuple[Reason, ...], word: str) -> None:
    assert explanations.fitness(match(score, *reasons)) == word


def test_what_the_card_shows_is_not_told_twice_but_what_is_missing_is() -> None:
    told = explanations.told(
        match(
            0.5,
            WORK,
            Reason(Part.PAY, 1, Side.MATCHED, "4200元/月"),
            Reason(Part.LODGING, 1, Side.MATCHED, "包住"),
            Reason(Part.BOARD, 0, Side.MISSING, "不包吃"),
            Reason(Part.SCHOOLING, 0, Side.UNKNOWN, "文化程度没有登记"),
        )
    )
    assert told == [
        ("yes", "合适", ["会缝纫，这是缝纫工的活"]),
        ("no", "不足", ["不包吃"]),
        ("ask", "要问清", ["文化程度没有登记"]),
    ]


def test_what_was_understood_is_grouped_with_the_work_first() -> None:
    night = Read(ReadKind.LIMIT, "不上夜班", "不要夜班")
    welding = Read(ReadKind.WORK, "电焊", "焊工")
    home = Read(ReadKind.LIMIT, "家附近", "离家近")
    assert explanations.by_kind([night, welding, home]) == [
        (ReadKind.WORK, [welding]),
        (ReadKind.LIMIT, [night, home]),
    ]
