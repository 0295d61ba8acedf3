from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from jobmatch.domain.workers import EmploymentChannel
from jobmatch.queries import workforce
from jobmatch.services import figures
from jobmatch.services.seeding import district
from jobmatch.services.seeding.scales import AS_OF, SIZES, Scale
from jobmatch.store.people import Person
from jobmatch.store.postings import Posting
from jobmatch.store.tables import METADATA
from jobmatch.store.workers import Employment, Worker
from tests import factories

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.services.seeding.district import Plan


def test_the_same_size_gives_the_same_district(small_plan: Plan) -> None:
    again = district.plan_district(SIZES[Scale.SMALL])
    assert again.households == small_plan.households
    assert again.homes == small_plan.homes
    assert [one.cells for firm in again.firms for one in firm.offers] == [
        one.cells for firm in small_plan.firms for one in firm.offers
    ]
    assert [
        [(spell.title, spell.started_on, spell.income) for spell in one.spells]
        for one in again.force
    ] == [
        [(spell.title, spell.started_on, spell.income) for spell in one.spells]
        for one in small_plan.force
    ]


def test_the_district_does_not_hang_on_the_order_of_hashes(small_plan: Plan) -> None:
    program = (
        "from jobmatch.services.seeding import district, scales\n"
        "plan = district.plan_district(scales.SIZES[scales.Scale.SMALL])\n"
        "print(ascii((plan.households, [one.cells for f in plan.firms for one in f.offers])))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": "12345"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    cells = [one.cells for firm in small_plan.firms for one in firm.offers]
    assert told.strip() == ascii((small_plan.households, cells))


def test_a_database_with_a_district_is_refused(session: Session) -> None:
    factories.make_district(session)
    with pytest.raises(district.NotEmptyError):
        district.load_district(session, scale=Scale.SMALL, as_of=AS_OF)


def test_loading_tells_its_stages_and_leaves_out_what_comes_later(any_session: Session) -> None:
    told: list[str] = []
    district.load_district(any_session, scale=Scale.SMALL, as_of=AS_OF, progress=told.append)
    assert len(told) >= 4
    assert len(set(told)) == len(told)
    zero = workforce.zero_employment_households(date(2026, 3, 15)).subquery()
    assert any_session.scalar(select(func.count()).select_from(zero)) == 0


def test_no_table_of_people_holds_an_id_number_or_phone_in_the_open(small_session: Session) -> None:
    person = small_session.scalars(select(Person).where(Person.phone_index.is_not(None))).first()
    assert person is not None
    secrets = [person.id_number, person.phone]
    for table in METADATA.sorted_tables:
        texts = " ".join(str(row) for row in small_session.execute(select(table)))
        assert not any(secret in texts for secret in secrets if secret), table.name


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_district_has_the_published_figures(whole_session: Session) -> None:
    shown = {one.figure.key: one for one in figures.count_figures(whole_session, AS_OF)}
    wrong = {
        key: (one.figure.value, one.published.value)
        for key, one in shown.items()
        if one.published and not one.published.agrees(one.figure.value)
    }
    assert wrong == {}
    assert set(figures.published_numbers(AS_OF)) <= set(shown)
    assert shown["employed"].figure.value == 25_378
    assert shown["enterprise_postings"].figure.value >= 2_400
    assert shown["enterprise_titles"].figure.value >= 400
    assert shown["covered_buildings"].figure.value == shown["buildings"].figure.value


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_households_empty_only_after_the_day_of_the_figures(whole_session: Session) -> None:
    counts = [
        whole_session.scalar(
            select(func.count()).select_from(workforce.zero_employment_households(day).subquery())
        )
        for day in (AS_OF, date(2026, 3, 15))
    ]
    assert counts == [0, 40]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_one_worker_less_is_one_less_in_the_figures(whole_session: Session) -> None:
    statement = (
        select(Worker)
        .join(Employment)
        .where(Employment.ended_on.is_(None), Employment.channel == EmploymentChannel.SELF_EMPLOYED)
        .limit(1)
    )
    whole_session.delete(whole_session.scalars(statement).one())
    whole_session.flush()
    counted = {
        one.figure.key: one.figure.value for one in figures.count_figures(whole_session, AS_OF)
    }
    assert (counted["workers"], counted["employed"]) == (26_798, 25_377)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_phones_and_id_numbers_of_the_district_are_unique(whole_session: Session) -> None:
    for column in (Person.id_number_index, Person.phone_index, Posting.uuid):
        numbers = select(func.count(column), func.count(column.distinct()))
        all_of_them, different = whole_session.execute(numbers).one()
        assert all_of_them == different > 0
