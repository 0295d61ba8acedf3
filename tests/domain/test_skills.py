"""Lists of skills and certificates as clerks type them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.domain import skills
from jobmatch.domain.skills import SaidCertificate, SaidSkill


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("电焊", [SaidSkill("电焊")]),
        ("电焊 5年\n缝纫", [SaidSkill("电焊", Decimal(5)), SaidSkill("缝纫")]),
        ("电焊（5年）、煮饭；", [SaidSkill("电焊", Decimal(5)), SaidSkill("煮饭")]),
        ("电焊做了3年多", [SaidSkill("电焊", Decimal(3))]),
        ("打扫卫生 1.5年", [SaidSkill("打扫卫生", Decimal("1.5"))]),
        ("缝纫，缝纫 3年", [SaidSkill("缝纫")]),
        ("2023年学过电工", [SaidSkill("2023年学过电工")]),
    ],
)
def test_skills_are_read_line_by_line(text: str, expected: list[SaidSkill]) -> None:
    assert list(skills.read_skills(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("健康证 2027-3-1", [SaidCertificate("健康证", date(2027, 3, 1))]),
        ("健康证，C1驾照", [SaidCertificate("健康证"), SaidCertificate("C1驾照")]),
        ("焊工证（至2026年12月31日）", [SaidCertificate("焊工证", date(2026, 12, 31))]),
        ("健康证 有效期至2027年2月", [SaidCertificate("健康证", date(2027, 2, 28))]),
        ("叉车证 2026.12", [SaidCertificate("叉车证", date(2026, 12, 31))]),
    ],
)
def test_certificates_have_a_last_day(text: str, expected: list[SaidCertificate]) -> None:
    assert list(skills.read_certificates(text)) == expected


def test_a_day_that_is_none_and_a_list_without_end_are_refused() -> None:
    with pytest.raises(skills.WrongDayError):
        skills.read_certificates("健康证 2027-2-30")
    with pytest.raises(skills.ListTooLongError):
        skills.read_skills("\n".join(f"活{number}" for number in range(31)))
    with pytest.raises(skills.ListTooLongError):
        skills.read_skills("长" * 61)


@given(
    st.lists(
        st.builds(
            SaidSkill,
            st.sampled_from(["电焊", "缝纫", "煮饭", "开叉车", "C1驾驶"]),
            st.one_of(st.none(), st.integers(1, 40).map(Decimal)),
        ),
        unique_by=lambda skill: skill.name,
        max_size=5,
    )
)
@settings(max_examples=50, deadline=None)
def test_what_is_written_is_read_back(said: list[SaidSkill]) -> None:
    assert list(skills.read_skills("\n".join(skill.line for skill in said))) == said
