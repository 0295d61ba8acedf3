from __future__ import annotations

from typing import TYPE_CHECKING, cast

from jobmatch.services.imports import sameness
from tests.services.imports.made import sheet

if TYPE_CHECKING:
    from jobmatch.intake.postings import PostingReading

OFFER = ("某厂", "普工", "10人", "4000-5000元/月", "18-50岁", "", "广东省东莞市", "", "13800003333")


def _readings() -> tuple[PostingReading, ...]:
    return cast("tuple[PostingReading, ...]", sheet(OFFER, OFFER).readings)


def test_keys_and_digests() -> None:
    readings = _readings()
    keys = sameness.source_keys(readings, sender="某", key=b"k")
    assert len(set(keys)) == 2
    digests = {sameness.content_digest(reading, key=b"k") for reading in readings}
    assert len(digests) == 1
    assert sameness.content_digest(readings[0], key=b"other") not in digests


def test_another_key_is_the_first_that_nobody_has() -> None:
    first, second = _readings()
    taken = sameness.source_keys([first, second], sender="某", key=b"k")
    found = sameness.another_key(first, sender="某", key=b"k", taken=set(taken))
    assert found not in taken
    assert sameness.another_key(first, sender="某", key=b"k", taken=taken[:1]) == taken[1]
