from __future__ import annotations

import re

from jobmatch.matching.readings import GAP, ReadKind, WishReading, claim


def test_claimed_words_leave_a_gap_and_an_echo() -> None:
    reading = WishReading(rest="会电焊，不上夜班")
    rule = (
        re.compile("不上夜班"),
        lambda r, m: r.note(ReadKind.LIMIT, m.group(), "不要夜班", no_night=True),
    )
    claim(reading, rule)
    assert reading.rest == f"会电焊，{GAP}"
    assert reading.wishes.no_night
    assert [(r.kind, r.words) for r in reading.reads] == [(ReadKind.LIMIT, "不上夜班")]


def test_a_rule_may_leave_the_words_where_they_are() -> None:
    reading = WishReading(rest="3个人")
    claim(reading, (re.compile(r"\d"), lambda _reading, _match: False))
    assert reading.rest == "3个人"
    assert reading.reads == []
