from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.domain import households
from jobmatch.domain.households import HouseholdDoubt, Member
from jobmatch.domain.kinds import Sex


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("户主", "户主"),
        (" 配 偶 ", "配偶"),
        ("妻子", "配偶"),
        ("儿子", "之子"),
        ("子", "之子"),
        ("之女婿", "之女婿"),
        ("奶奶", "之祖母"),
        ("其他", "其他"),
        ("房东", None),
        ("", None),
    ],
)
def test_relations(text: str, label: str | None) -> None:
    assert households.read_relation(text) == label


def test_the_second_head_is_found_and_only_in_its_own_household() -> None:
    members = [
        ("a", "户主"),
        ("a", "配偶"),
        ("a", "本人"),
        ("b", "户主"),
        (None, "户主"),
        (None, "户主"),
        ("a", None),
    ]
    assert households.second_heads(members) == (2,)


def test_doubts_of_a_household() -> None:
    members = [
        Member("户主", Sex.FEMALE),
        Member("配偶", Sex.FEMALE),
        Member("配偶", Sex.MALE),
        Member("之子", Sex.FEMALE),
        Member("房客"),
        Member(None, Sex.MALE),
    ]
    assert households.doubts(members) == (
        (1, HouseholdDoubt.SPOUSE_OF_SAME_SEX),
        (2, HouseholdDoubt.TWO_SPOUSES),
        (3, HouseholdDoubt.RELATION_AGAINST_SEX),
        (4, HouseholdDoubt.UNKNOWN_RELATION),
    )


def test_a_household_without_a_head_and_a_list_without_relations() -> None:
    assert households.doubts([Member("配偶"), Member("之子")]) == ((0, HouseholdDoubt.NO_HEAD),)
    assert households.doubts([Member(None), Member(None)]) == ()
    assert households.doubts([]) == ()


def test_every_doubt_has_a_sentence() -> None:
    assert set(households.DOUBT_SENTENCES) == set(HouseholdDoubt)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), st.integers(0, 2)), st.one_of(st.none(), st.text(max_size=4))
        )
    )
)
def test_any_members(members: list[tuple[int | None, str | None]]) -> None:
    places = households.second_heads(members)
    assert all(households.is_head(members[place][1]) for place in places)
    for place, _ in households.doubts([Member(relation) for _, relation in members]):
        assert 0 <= place < max(len(members), 1)
