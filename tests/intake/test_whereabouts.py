from __future__ import annotations

from datetime import date

import pytest

from jobmatch.domain.kinds import EmployerKind
from jobmatch.domain.problems import ProblemKind
from jobmatch.intake import whereabouts
from jobmatch.intake.captions import Caption
from jobmatch.intake.column_names import Role
from jobmatch.intake.drafts import Cell, Draft
from jobmatch.intake.readers import Reader
from tests.intake.sheets import TODAY, posting_tables


def _read(caption: Caption | None = None, *, employer: str | None = None, **texts: str) -> Reader:
    draft = Draft(None, 2, caption=caption or Caption())
    for column, (name, text) in enumerate(texts.items(), 1):
        draft.add(Role(name), Cell(text, column))
    reader = Reader(draft, "表.csv", TODAY, posting_tables(), employer)
    whereabouts.read_title(reader)
    beside = whereabouts.read_employer(reader)
    whereabouts.read_kind(reader)
    whereabouts.read_workplace(reader, beside)
    whereabouts.read_contact(reader, beside)
    whereabouts.read_deadline(reader)
    return reader


def test_a_title_is_missing_or_a_firm() -> None:
    assert _read(title="普 工").values["title"] == "普工"
    (missing,) = _read(employer=None).problems
    assert (missing.field, missing.kind) == ("title", ProblemKind.MISSING)
    (firm,) = _read(title="贵州鼎盛钢构有限公司").problems
    assert (firm.field, firm.kind) == ("title", ProblemKind.INVALID)


def test_the_employer_of_cell_caption_or_argument() -> None:
    caption = Caption(employer="乙厂")
    assert _read(caption, employer="丙厂").values["employer"] == "乙厂"
    assert _read(employer="丙厂").values["employer"] == "丙厂"
    draft = Draft(None, 2, caption=caption)
    draft.add(Role.EMPLOYER, Cell("1、甲厂\n地址：某路3号\n电话：0856-1234567", 1))
    reader = Reader(draft, "表.csv", TODAY, posting_tables())
    beside = whereabouts.read_employer(reader)
    assert reader.values["employer"] == "甲厂"
    assert (beside.workplace, beside.phone) == ("某路3号", "0856-1234567")


@pytest.mark.parametrize(
    ("caption", "texts", "kind"),
    [
        (None, {"employer": "甲食品有限公司"}, EmployerKind.ENTERPRISE),
        (None, {"employer": "王老板"}, None),
        (EmployerKind.ENTERPRISE, {"employer": "某景区"}, EmployerKind.ENTERPRISE),
        (EmployerKind.ENTERPRISE, {}, None),
        (EmployerKind.PUBLIC_WELFARE, {"employer": "某物业公司"}, EmployerKind.PUBLIC_WELFARE),
        (None, {"employer": "某社区帮扶车间"}, EmployerKind.WORKSHOP),
        (None, {"employer": "某政府", "kind": "公益性岗位"}, EmployerKind.PUBLIC_WELFARE),
    ],
)
def test_kinds(
    caption: EmployerKind | None, texts: dict[str, str], kind: EmployerKind | None
) -> None:
    draft = Draft(None, 2, caption=Caption(kind=caption))
    for column, (name, text) in enumerate(texts.items(), 1):
        draft.add(Role(name), Cell(text, column))
    reader = Reader(draft, "表.csv", TODAY, posting_tables())
    whereabouts.read_employer(reader)
    assert whereabouts.read_kind(reader) is kind


def test_names_and_numbers_in_one_cell_or_two() -> None:
    one = _read(title="普工", phone="吴霞13500000162").values
    assert (one["contact"], one["phone"]) == ("吴霞", "13500000162")
    two = _read(title="普工", contact="Mr. 欧", phone="0856-0002012").values
    assert (two["contact"], two["phone"]) == ("Mr. 欧", "0856-0002012")
    person = _read(title="普工", contact="潘大姐 13800000001").values
    assert (person["contact"], person["phone"]) == ("潘大姐", "13800000001")
    text = _read(title="普工", remark="包吃住，联系王站长13800004001").values
    assert (text["contact"], text["phone"]) == ("王站长", "13800004001")


def test_a_broken_number_is_reported_and_not_replaced() -> None:
    reader = _read(Caption(phone="0856-1234567"), title="普工", phone="1.38E+10")
    assert "phone" not in reader.values
    assert [(one.field, one.kind) for one in reader.problems] == [("phone", ProblemKind.INVALID)]


def test_deadlines() -> None:
    assert _read(title="普工", deadline="4月30日").values["deadline"] == date(2026, 4, 30)
    assert "deadline" not in _read(title="普工", deadline="长期").values
    around = _read(Caption(deadline="3月9日至3月20日", year=2025), title="普工")
    assert around.values["deadline"] == date(2025, 3, 20)
    (problem,) = _read(title="普工", deadline="2026/2/30").problems
    assert (problem.field, problem.kind) == ("deadline", ProblemKind.INVALID)


def test_workplaces_and_what_tells_the_region() -> None:
    reader = _read(Caption(heading="东莞片岗位"), title="普工", workplace="厂址：石排镇")
    assert reader.values["workplace"] == "石排镇"
    assert whereabouts.region_texts(reader) == ("石排镇", "东莞片岗位")
    assert _read(Caption(workplace="某园"), title="普工").values["workplace"] == "某园"
    assert _read(title="普工", remark="地址大坪乡，包吃").values["workplace"] == "大坪乡"
