from __future__ import annotations

from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest

from jobmatch.domain.kinds import PayUnit
from jobmatch.matching.profiles import PostingProfile, WorkerProfile, monthly_pay


@pytest.mark.parametrize(
    ("unit", "low", "high", "expected"),
    [
        (PayUnit.MONTH, 3000, 4500, (3000, 4500)),
        (PayUnit.DAY, 200, None, (Decimal("4350.00"), None)),
        (PayUnit.HOUR, 20, 22, (Decimal("3480.00"), Decimal("3828.00"))),
        (PayUnit.YEAR, 72000, 96000, (6000, 8000)),
        (PayUnit.PIECE, 1, 2, (None, None)),
        (None, 4000, 5000, (4000, 5000)),
    ],
)
def test_pay_is_compared_per_month(
    unit: PayUnit | None, low: int, high: int | None, expected: tuple[Decimal | None, ...]
) -> None:
    profile = PostingProfile(
        id=1,
        title="普工",
        pay_min=Decimal(low),
        pay_max=None if high is None else Decimal(high),
        pay_unit=unit,
    )
    got = monthly_pay(profile)
    assert tuple(None if x is None else round(x, 2) for x in got) == expected


def test_profiles_cannot_be_changed_and_unknown_is_none() -> None:
    worker = WorkerProfile(id=7)
    assert worker.age is None
    assert worker.certificates is None
    with pytest.raises(FrozenInstanceError):
        worker.age = 20  # type: ignore[misc]  # it is frozen
