from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain import booths
from jobmatch.domain.booths import MACHINE, BoothState, Zone
from tests.domain.machines import check_whole


def test_the_machine_is_whole() -> None:
    check_whole(MACHINE, BoothState, BoothState.INVITED)


def test_a_wrong_mark_of_the_day_can_be_put_right() -> None:
    assert MACHINE.next(BoothState.NO_SHOW, "arrive") is BoothState.PRESENT
    assert MACHINE.next(BoothState.PRESENT, "miss") is BoothState.NO_SHOW


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("6-05-01-03", Zone.CLOTHES),
        ("6-25-04-07", Zone.MACHINES),
        ("4-03-02-01", Zone.FOOD),
        ("6-29-01-01", Zone.BUILDING),
        ("4-10-01-06", Zone.HOMES),
        ("4-01-02-01", Zone.TRADE),
        ("5-01-02-01", Zone.FARMS),
        ("2-05-02-01", Zone.OTHER),
        (None, Zone.OTHER),
    ],
)
def test_a_trade_has_its_zone(code: str | None, zone: Zone) -> None:
    assert booths.zone_of_code(code) is zone


def test_most_postings_decide_the_zone() -> None:
    assert booths.zone_of_codes(["4-03-02-01", "6-05-01-03", "6-05-01-03"]) is Zone.CLOTHES
    assert booths.zone_of_codes([]) is Zone.OTHER
    assert set(booths.ZONE_NAMES) == set(Zone)


@pytest.mark.parametrize("typed", ["A3", "a3", " a 03 ", "A-3", "Ａ3", "ａ03"])
def test_a_number_is_read_as_people_type_it(typed: str) -> None:
    assert booths.read_number(typed) == "A3"


@pytest.mark.parametrize("typed", ["", "3", "Z3", "A0", "A100", "A3B", "展位A3"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(booths.BoothNumberError, match="A3"):
        booths.read_number(typed)


@given(st.sets(st.integers(1, 30)))
def test_the_next_number_is_free_and_the_first(used: set[int]) -> None:
    number = booths.next_number(Zone.FOOD, {f"C{each}" for each in used} | {"A1"})
    at = int(number[1:])
    assert number[0] == "C"
    assert at not in used
    assert set(range(1, at)) <= used


def test_numbers_sort_in_walking_order() -> None:
    numbers = ["B1", "A10", "A2", "010", "002"]
    assert sorted(numbers, key=booths.walking_key) == ["A2", "A10", "B1", "002", "010"]
    assert booths.zone_of_number("A10") is Zone.CLOTHES
    assert booths.zone_of_number("002") is None
