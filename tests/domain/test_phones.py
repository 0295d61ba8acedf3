"""Telephone numbers and contact cells."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from jobmatch.domain.phones import Contact, Phone, read_contact, read_phone
from jobmatch.domain.problems import ProblemKind
from tests.domain.cell_texts import cell_texts


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("13800000127", "13800000127"),
        ("139 0000 0711", "13900000711"),
        ("139-0000-8023", "13900008023"),
        ("１５０ ００００ ８０４５", "15000008045"),
        ("13800003001.0", "13800003001"),
        ("13800001001\t", "13800001001"),
        ('="0856-0001012"', "0856-0001012"),
        ("０８５６－０００８０３４", "0856-0008034"),
        ("0856—0000213", "0856-0000213"),
        ("0856一一0000213", "0856-0000213"),
        ("08560000213", "08560000213"),
        ("400-000-4567", "400-000-4567"),
        ("13800000001 13900000002", "13800000001"),
        ("+86 13800000001", "13800000001"),
        ("无", None),
        ("", None),
    ],
)
def test_numbers(text: str, number: str | None) -> None:
    assert read_phone(text) == Phone(number)


@pytest.mark.parametrize(
    "text", ["1.38E+10", "1.38E10", "1500000504", "138000020012", "138****0127"]
)
def test_broken_numbers(text: str) -> None:
    found = read_phone(text)
    assert found.number is None
    assert found.flaw is not None
    assert found.flaw.kind is ProblemKind.INVALID


@pytest.mark.parametrize(
    ("text", "name", "phone"),
    [
        ("王站长13800004001", "王站长", "13800004001"),
        ("石管家 17700006034", "石管家", "17700006034"),
        ("☎ 15900006012 杜店长", "杜店长", "15900006012"),
        ("联系人：蒲老板 15900005012", "蒲老板", "15900005012"),
        ("人事部0856-0006023", "人事部", "0856-0006023"),
        ("王姐18600006045（微信同号）", "王姐", "18600006045"),
        ("潘 大 姐 13800000001", "潘大姐", "13800000001"),
        ("Mr. 欧", "Mr. 欧", None),
        ("Linda 田", "Linda 田", None),
        ("13500000162", None, "13500000162"),
        ("无", None, None),
    ],
)
def test_contacts(text: str, name: str | None, phone: str | None) -> None:
    assert read_contact(text) == Contact(name, phone)


def test_a_name_survives_a_broken_number() -> None:
    found = read_contact("周厂长 1380000200")
    assert (found.name, found.phone) == ("周厂长", None)
    assert found.flaw is not None


@given(cell_texts)
def test_any_text_gives_numbers_from_its_own_digits(text: str) -> None:
    number = read_phone(text).number
    if number is not None:
        digits = re.sub(r"\D", "", number)
        assert 7 <= len(digits) <= 12
    assert read_contact(text).phone == number
