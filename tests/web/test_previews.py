from __future__ import annotations

from typing import Any

import pytest

from jobmatch.domain.imports import ImportKind
from jobmatch.domain.kinds import LegalFlag
from jobmatch.queries.batches import RowRead
from jobmatch.web import previews

IDENTITY = "99000019850504123X"


def row(values: dict[str, Any], **fields: Any) -> RowRead:
    told: dict[str, Any] = {"outcome": "created", "reason": None, "differences": []} | fields
    return RowRead(sheet=None, row=5, values=values, cells={}, **told)


def shown(kind: ImportKind, values: dict[str, Any]) -> dict[str, str]:
    table = previews.table_of(kind, [row(values)])
    return dict(zip(table.headings, table.rows[0].cells, strict=True))


def test_a_posting_is_shown_in_words() -> None:
    cells = shown(
        ImportKind.POSTINGS,
        {
            "title": "平车工",
            "headcount_min": 20,
            "headcount_max": 30,
            "pay_min": 2500,
            "pay_max": None,
            "pay_unit": "month",
            "pay_base_only": True,
            "ages": [
                {"sex": "female", "min": 18, "max": 45},
                {"sex": "any", "min": None, "max": 50},
            ],
            "education": "junior",
            "legal_flags": ["sex_limit"],
        },
    )
    assert cells == {
        "岗位": "平车工",
        "单位": "没写",
        "人数": "20–30",
        "工资": "2500 以上 元/月（底薪）",
        "年龄": "女 18–45，50 以下",
        "学历": "初中",
        "地点": "没写",
        "法律提示": "限定或优先性别",
    }


@pytest.mark.parametrize(
    ("values", "heading", "text"),
    [
        ({"headcount_open": True}, "人数", "若干"),
        ({"headcount_min": 3, "headcount_max": 3}, "人数", "3"),
        ({"pay_negotiable": True}, "工资", "面议"),
        ({"pay_min": 200, "pay_max": 200, "pay_unit": "day"}, "工资", "200 元/天"),
        ({}, "工资", "没写"),
        ({}, "年龄", "没写"),
    ],
)
def test_what_a_sheet_says_or_not(values: dict[str, Any], heading: str, text: str) -> None:
    assert shown(ImportKind.POSTINGS, values)[heading] == text


def test_a_person_is_shown_masked() -> None:
    cells = shown(
        ImportKind.WORKERS,
        {
            "name": "杨秀英",
            "id_number": IDENTITY,
            "phone": "13800005678",
            "sex": "female",
            "community": "旺家社区",
            "building": "3栋",
            "employed": False,
            "skills": ["缝纫"],
            "certificates": ["健康证"],
        },
    )
    assert cells["身份证"] == "尾号 123X"
    assert cells["住址"] == "旺家社区 3栋"
    assert cells["就业"] == "未就业"
    assert cells["技能证书"] == "缝纫、健康证"
    assert IDENTITY not in str(cells)
    assert "13800005678" not in str(cells)


def test_what_becomes_of_a_row_is_told_with_its_changes() -> None:
    changed = row(
        {},
        outcome="updated",
        differences=[{"name": "工资", "old": "3000", "new": "3500"}],
        reason=f"原因 {IDENTITY}",
    )
    told = previews.table_of(ImportKind.POSTINGS, [changed]).rows[0]
    assert (told.row, told.outcome_name) == (5, "更新")
    assert "工资：3000 → 3500" in told.remark
    assert IDENTITY not in told.remark


def test_every_meaning_of_a_column_has_a_name() -> None:
    assert previews.roles_of(ImportKind.POSTINGS)["pay"] == "工资"
    assert previews.roles_of(ImportKind.WORKERS)["id_number"] == "身份证号"


def test_fields_and_flags_have_names() -> None:
    assert previews.field_name("pay_min") == "工资"
    assert previews.field_name("id_number") == "身份证号"
    assert previews.field_name("nonsense") == "nonsense"
    assert "妇女权益保障法" in previews.rule_of(LegalFlag.SEX_LIMIT).law
