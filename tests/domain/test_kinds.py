from __future__ import annotations

import pytest

from jobmatch.domain import kinds


@pytest.mark.parametrize(
    ("members", "names"),
    [
        (kinds.Sex, kinds.SEX_NAMES),
        (kinds.PayUnit, kinds.PAY_UNIT_NAMES),
        (kinds.Schooling, kinds.SCHOOLING_NAMES),
        (kinds.Shift, kinds.SHIFT_NAMES),
        (kinds.Insurance, kinds.INSURANCE_NAMES),
        (kinds.EmployerKind, kinds.EMPLOYER_KIND_NAMES),
        (kinds.LabourCapacity, kinds.LABOUR_CAPACITY_NAMES),
        (kinds.PhysicalDemand, kinds.PHYSICAL_DEMAND_NAMES),
        (kinds.WorkRegion, kinds.WORK_REGION_NAMES),
        (kinds.LegalFlag, kinds.LEGAL_FLAG_NAMES),
    ],
)
def test_every_member_has_a_chinese_name(members: type, names: dict[object, str]) -> None:
    assert set(names) == set(members)  # type: ignore[call-overload]  # an enum class iterates over its members
    assert all(name and not name.isascii() for name in names.values())


def test_schooling_rank_ascends() -> None:
    order = [
        kinds.Schooling(v) for v in ("none", "primary", "junior", "senior", "college", "bachelor")
    ]
    assert [s.rank for s in order] == sorted(s.rank for s in order)
    assert kinds.Schooling.ILLITERATE.rank == kinds.Schooling.NONE.rank
