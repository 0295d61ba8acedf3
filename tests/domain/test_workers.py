from __future__ import annotations

from jobmatch.domain.workers import (
    CARE_KIND_NAMES,
    EMPLOYMENT_CHANNEL_NAMES,
    TARGET_GROUP_NAMES,
    CareKind,
    EmploymentChannel,
    TargetGroup,
)


def test_every_member_has_its_own_chinese_name() -> None:
    for names, members in (
        (TARGET_GROUP_NAMES, TargetGroup),
        (EMPLOYMENT_CHANNEL_NAMES, EmploymentChannel),
        (CARE_KIND_NAMES, CareKind),
    ):
        assert set(names) == set(members)
        assert len(set(names.values())) == len(names)
