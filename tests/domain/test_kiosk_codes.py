from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain import kiosk_codes, posting_numbers


@given(st.integers(0, kiosk_codes.COUNT - 1))
def test_a_code_is_never_a_posting_number(place: int) -> None:
    code = kiosk_codes.code_of(place)
    assert kiosk_codes.is_code(code)
    with pytest.raises(posting_numbers.WrongNumberError):
        posting_numbers.id_of(code)


@given(st.integers(0, kiosk_codes.COUNT - 1), st.integers(0, kiosk_codes.COUNT - 1))
def test_two_places_have_two_codes(one: int, other: int) -> None:
    assert (kiosk_codes.code_of(one) == kiosk_codes.code_of(other)) == (one == other)


@given(st.integers(1, 99_999))
def test_a_posting_number_is_never_a_code(posting_id: int) -> None:
    assert not kiosk_codes.is_code(posting_numbers.number_of(posting_id))


@pytest.mark.parametrize("text", ["", "12345", "1234567", "12345X", "１２３４５６"])
def test_what_is_no_six_digits_is_no_code(text: str) -> None:
    assert not kiosk_codes.is_code(text)


def test_a_code_ends() -> None:
    assert kiosk_codes.last_day(date(2026, 1, 31)) == date(2026, 3, 2)
