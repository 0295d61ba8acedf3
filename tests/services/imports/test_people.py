from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch.domain.kinds import LabourCapacity, Sex
from jobmatch.store.households import Household
from jobmatch.store.imports import ImportRow
from jobmatch.store.people import Person
from jobmatch.store.workers import Worker
from tests.intake.rosters.made import BOY, MAN, OLD, WOMAN, number
from tests.services.imports.made import bring_in, outcomes, roster

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WRONG = MAN[:17] + ("1" if MAN[17] != "1" else "2")
CHILD = number("20150101", 127)


def _people(session: Session) -> dict[str, Person]:
    return {person.name: person for person in session.scalars(select(Person))}


def _reason(session: Session, seq: int) -> str | None:
    row = session.scalars(
        select(ImportRow).where(ImportRow.seq == seq).order_by(ImportRow.id.desc())
    ).first()
    assert row is not None
    reason: str | None = json.loads(row.cells or "{}")["reason"]
    return reason


def test_a_household_with_its_people(any_session: Session) -> None:
    bring_in(
        any_session,
        roster(
            ("张三", MAN, "H1", "户主", "13800001111", "旺家社区", "3栋"),
            ("李四", WOMAN, "H1", "配偶", "", "旺家社区", "3栋"),
            (
                "张小",
                CHILD,
                "H1",
                "之子",
                "",
                "旺家社区",
                "3栋",
                "",
                "",
                "",
                "",
                "",
                "",
                "无劳动力",
            ),
        ),
    )
    people = _people(any_session)
    household = people["张三"].household
    assert household is not None
    assert (household.household_no, len(household.people)) == ("H1", 3)
    assert household.community is not None
    assert household.building is not None
    assert (household.community.name, household.building.name) == ("旺家社区", "3栋")
    assert people["张三"].is_head
    assert people["张三"].sex is Sex.MALE
    assert people["张三"].id_number == MAN
    assert people["张三"].phone_last4 == "1111"
    # A child of ten is a member of the household and no part of the labour force.
    assert people["张小"].worker is None
    assert people["李四"].worker is not None


def test_people_are_found_by_their_number_whatever_they_are_called(session: Session) -> None:
    bring_in(session, roster(("张三", MAN, "H1", "户主", "13800001111")))
    batch = bring_in(session, roster(("张叁", MAN, "H1", "户主", "13800001234"), name="改.csv"))
    assert outcomes(batch) == {"updated": 1}
    (person,) = session.scalars(select(Person)).all()
    assert (person.name, person.phone) == ("张叁", "13800001234")
    row = min(batch.rows, key=lambda one: one.seq)
    differences = json.loads(row.cells or "{}")["differences"]
    assert {(one["name"], one["old"], one["new"]) for one in differences} == {
        ("姓名", "张三", "张叁"),
        ("联系电话", "138****1111", "138****1234"),
    }


def test_an_empty_cell_takes_nothing_away(session: Session) -> None:
    bring_in(session, roster(("张三", MAN, "H1", "户主", "13800001111", "旺家社区", "3栋")))
    bring_in(session, roster(("张三", MAN), name="少.csv"))
    person = _people(session)["张三"]
    assert person.phone == "13800001111"
    assert person.household is not None
    assert person.household.household_no == "H1"


def test_a_person_without_a_sound_number_comes_once(session: Session) -> None:
    for name, row in (
        ("a.csv", ("张三", WRONG, "", "", "13800001111")),
        ("b.csv", ("张三", "", "H9", "户主")),
    ):
        first = bring_in(session, roster(row, name=name))
        assert outcomes(first) == {"created": 1}
        again = bring_in(session, roster(row, ("李四", WOMAN), name=f"又{name}"))
        assert outcomes(again).get("unchanged", 0) >= 1
    assert len(session.scalars(select(Person)).all()) == 3


def test_a_corrected_number_finds_the_same_person(session: Session) -> None:
    bring_in(session, roster(("张三", WRONG, "H1", "户主", "13800001111")))
    batch = bring_in(session, roster(("张三", MAN, "H1", "户主", "13800001111"), name="改.csv"))
    assert outcomes(batch) == {"updated": 1}
    (person,) = session.scalars(select(Person)).all()
    assert person.id_number == MAN


def test_two_people_of_one_name_and_phone_stay_two(session: Session) -> None:
    batch = bring_in(
        session,
        roster(
            ("张三", "", "H1", "户主", "13800001111"), ("张三", "", "H2", "户主", "13800001111")
        ),
    )
    assert outcomes(batch) == {"created": 2}


def test_a_row_that_repeats_a_person_is_left_out(session: Session) -> None:
    batch = bring_in(session, roster(("张三", MAN), ("张三", MAN)))
    assert outcomes(batch) == {"created": 1, "skipped": 1}
    assert "同一个人" in str(_reason(session, 2))


def test_a_row_without_name_and_person_is_left_out(session: Session) -> None:
    batch = bring_in(session, roster(("", MAN), ("李四", WOMAN)))
    assert outcomes(batch) == {"created": 1, "skipped": 1}


def test_a_second_head_from_another_file_changes_no_head(session: Session) -> None:
    bring_in(session, roster(("张三", MAN, "H1", "户主")))
    bring_in(session, roster(("李四", WOMAN, "H1", "户主"), name="改.csv"))
    people = _people(session)
    assert (people["张三"].is_head, people["李四"].is_head) == (True, False)
    assert "另一位户主" in str(_reason(session, 1))


def test_who_belongs_to_the_labour_force(session: Session) -> None:
    rows = (
        ("张三", MAN, *[""] * 11, "普通劳动力"),
        ("少年", BOY, *[""] * 11, "普通劳动力"),
        ("孩子", CHILD, *[""] * 11, ""),
        ("老人", OLD, *[""] * 11, "丧失劳动力"),
        ("无力", WOMAN, *[""] * 11, "无劳动力"),
    )
    bring_in(session, roster(*rows))
    workers = {
        worker.person.name: worker.labour_capacity for worker in session.scalars(select(Worker))
    }
    assert workers == {
        "张三": LabourCapacity.ORDINARY,
        "少年": LabourCapacity.ORDINARY,
        "老人": LabourCapacity.LOST,
    }
    assert session.scalars(select(Household)).all() == []
