from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch.services.imports.employers import employer_key
from jobmatch.store.employers import Employer
from tests.factories import make_employer
from tests.services.imports.made import bring_in, sheet

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_names_are_compared_without_spaces_and_widths() -> None:
    assert employer_key("某 厂（分厂）") == employer_key("某厂(分厂)")


def test_a_known_employer_is_used_and_left_as_it_is(session: Session) -> None:
    known = make_employer(session, name="某厂(分厂)", contact_name="原联系人")
    bring_in(session, sheet(("某厂（分厂）", "普工", "3人", "4000元/月", "", "", "", "新联系人")))
    assert session.scalars(select(Employer)).all() == [known]
    assert known.contact_name == "原联系人"


def test_a_sheet_without_employer_takes_the_named_one(session: Session) -> None:
    bring_in(session, sheet(("", "普工", "3人", "4000元/月"), employer="某公司"))
    assert [one.name for one in session.scalars(select(Employer))] == ["某公司"]
