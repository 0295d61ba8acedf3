from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain import identity
from jobmatch.domain.kinds import Sex
from jobmatch.services.seeding import tables
from jobmatch.services.seeding.identities import NO_REGION, Identities

SEXES = st.sampled_from([Sex.MALE, Sex.FEMALE])


def _identities() -> Identities:
    return Identities(tables.chance("test"))


@given(SEXES, st.dates(date(1930, 1, 1), date(2023, 6, 30)))
def test_an_id_number_tells_sex_and_birth_and_no_region(sex: Sex, born_on: date) -> None:
    number = _identities().id_number(sex, born_on)
    assert number.startswith(NO_REGION)
    assert identity.is_valid(number)
    assert identity.birth_of(number) == born_on
    assert identity.sex_of(number) is sex


def test_id_numbers_of_one_birthday_differ_until_there_are_no_more() -> None:
    identities = _identities()
    born_on = date(1990, 5, 1)
    numbers = {
        identities.id_number(sex, born_on) for sex in (Sex.MALE, Sex.FEMALE) for _ in range(500)
    }
    assert len(numbers) == 1_000
    with pytest.raises(ValueError, match="1990"):
        identities.id_number(Sex.MALE, born_on)


def test_phones_are_of_nobody_and_never_given_twice() -> None:
    identities = _identities()
    phones = [identities.phone() for _ in range(40_000)]
    assert len(set(phones)) == len(phones)
    assert all(re.fullmatch(r"1[3-9]\d0000\d{4}", phone) for phone in phones)


@given(SEXES, st.integers(1930, 2023))
def test_names_are_of_one_or_two_characters_after_a_surname(sex: Sex, year: int) -> None:
    identities = _identities()
    assert re.fullmatch(r"[\u4e00-\u9fff]{1,2}", identities.given(sex, year))
    assert re.fullmatch(r"[\u4e00-\u9fff]", identities.surname())
