"""Who comes first, who is a couple, which reasons and priorities are taken."""

from __future__ import annotations

import pytest

from jobmatch.domain import allocations
from jobmatch.domain.errors import InputError

ORDER = ("zero_employment", "monitored")


@pytest.mark.parametrize(
    ("held", "employed", "rank"),
    [
        ({"zero_employment"}, False, 0),
        ({"monitored", "zero_employment"}, False, 0),
        ({"monitored"}, False, 1),
        ({"disabled"}, False, 2),
        (set(), False, 2),
        ({"monitored"}, True, 3),
    ],
)
def test_ranks_follow_the_order_set_and_work_in_hand_comes_last(
    held: set[str], *, employed: bool, rank: int
) -> None:
    assert allocations.rank_of(held, ORDER, employed=employed) == rank


def test_without_priorities_there_are_two_ranks() -> None:
    assert allocations.rank_of({"monitored"}, (), employed=False) == 0
    assert allocations.rank_of(set(), (), employed=True) == 1
    assert allocations.rank_names(()) == ("其他未就业的人", "要求换工作的人")


def test_every_rank_has_a_name() -> None:
    names = allocations.rank_names(allocations.DEFAULT_PRIORITIES)
    assert names == ("零就业家庭成员", "防返贫监测户", "其他未就业的人", "要求换工作的人")


def test_priorities_are_kept_in_order_once() -> None:
    assert allocations.check_priorities(["monitored", "disabled", "monitored"]) == (
        "monitored",
        "disabled",
    )
    assert allocations.check_priorities(["none"]) == ()


@pytest.mark.parametrize("keys", [["women"], [], ["none", "monitored"]])
def test_priorities_that_are_not_known_are_refused_with_the_known_ones(keys: list[str]) -> None:
    with pytest.raises(InputError, match="zero_employment（零就业家庭成员）"):
        allocations.check_priorities(keys)


def test_nobody_is_put_first_for_sex_or_ethnicity() -> None:
    assert not {"female", "male", "ethnicity"} & set(allocations.PRIORITY_NAMES)


@pytest.mark.parametrize(
    ("members", "couples"),
    [
        ([(1, "户主"), (2, "妻子")], ((1, 2),)),
        ([(1, "户主"), (2, "配偶"), (3, "长子"), (4, "儿媳妇")], ((1, 2), (3, 4))),
        ([(1, "之子"), (2, "之子"), (3, "之儿媳")], ()),
        ([(1, "户主"), (2, None), (3, "朋友")], ()),
    ],
)
def test_couples_are_told_by_relations_that_one_member_each_holds(
    members: list[tuple[int, str | None]], couples: tuple[tuple[int, int], ...]
) -> None:
    assert allocations.couples_of(members) == couples


def test_a_reason_is_needed() -> None:
    assert allocations.check_reason("  师傅  点名要 ") == "师傅 点名要"
    with pytest.raises(InputError):
        allocations.check_reason(" 。")


def test_places_without_a_number_are_counted_carefully() -> None:
    assert allocations.places_of(None, open_places=5) == 5
    assert allocations.places_of(0, open_places=5) == 0
