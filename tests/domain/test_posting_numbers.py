from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain import posting_numbers
from jobmatch.domain.posting_numbers import WrongNumberError

IDS = st.integers(1, 999_999)


@given(IDS)
def test_a_number_leads_back_to_its_posting(posting_id: int) -> None:
    number = posting_numbers.number_of(posting_id)
    assert len(number) >= posting_numbers.DIGITS
    assert posting_numbers.id_of(number) == posting_id
    assert posting_numbers.id_of(f" {number[:3]} {number[3:]}") == posting_id


@given(IDS, st.data())
def test_one_wrong_digit_is_found(posting_id: int, data: st.DataObject) -> None:
    number = posting_numbers.number_of(posting_id)
    at = data.draw(st.integers(0, len(number) - 1))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != number[at]]))
    with pytest.raises(WrongNumberError):
        posting_numbers.id_of(number[:at] + other + number[at + 1 :])


@given(IDS, st.data())
def test_two_swapped_neighbours_are_found(posting_id: int, data: st.DataObject) -> None:
    number = posting_numbers.number_of(posting_id)
    at = data.draw(st.integers(0, len(number) - 2))
    swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    if swapped != number:
        with pytest.raises(WrongNumberError):
            posting_numbers.id_of(swapped)


@pytest.mark.parametrize("typed", ["", "0", "12345", "000000", "abcdef", "１２３４５６", "-00012"])
def test_what_is_no_number_is_said(typed: str) -> None:
    with pytest.raises(WrongNumberError, match="号码不对"):
        posting_numbers.id_of(typed)
