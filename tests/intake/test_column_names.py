from __future__ import annotations

import re

from jobmatch.intake import column_names, columns
from jobmatch.intake.column_names import Role


def test_every_role_has_a_chinese_name() -> None:
    assert set(column_names.ROLE_NAMES) == set(Role)


def test_names_stand_once_and_plain() -> None:
    names = [name for text in column_names.NAMES_BY_ROLE.values() for name in text.split()]
    assert len(names) == len(set(names))
    assert all(columns.plain_name(name) == name for name in names)


def test_rules_compile() -> None:
    for pattern, _ in column_names.RULES:
        re.compile(pattern)
    for _, pattern, _ in column_names.CHILDREN:
        re.compile(pattern)


def test_names_that_rules_tell() -> None:
    told = {
        "计酬方式": Role.PAY,
        "驻点联络员": Role.CONTACT,
        "具体情况": Role.REMARK,
        "岗位详细信息": Role.REMARK,
        "用工情况": Role.TITLE,
        "人员需求": Role.PLACES,
        "参保情况": Role.INSURANCE,
        "生活条件": Role.WELFARE,
        "用工地": Role.WORKPLACE,
    }
    assert {name: columns.guess_name(name).role for name in told} == told
