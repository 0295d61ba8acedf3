from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.matching import taught
from jobmatch.matching.taught import TaughtIndex
from jobmatch.services import lexicon

TEXTS = st.text(
    alphabet="缝纫普工电焊车间保洁员学徒叉司机绣花打包装配急招开挖", min_size=1, max_size=8
)
CODES = st.sampled_from(["6-05-01-03", "6-09-03-11", "4-09-08-01", "6-30-05-01", "6-31-00-00"])
ALIASES = st.lists(st.tuples(TEXTS, CODES), max_size=4)


def index_of(*aliases: tuple[str, str]) -> TaughtIndex:
    return TaughtIndex(lexicon.table_index(), taught.entries_of(aliases))


def test_a_taught_text_finds_what_it_was_taught_and_says_why() -> None:
    first = index_of(("绣花普工", "6-09-03-11")).find("绣花普工")[0]
    assert first.code == "6-09-03-11"
    assert first.reason.startswith("工作人员把“绣花普工”认定为")


def test_a_text_near_a_taught_one_hears_it() -> None:
    text = "捣鼓锅铲的老手"
    assert lexicon.table_index().find(text)[0].code != "4-03-02-01"
    assert index_of(("捣鼓锅铲", "4-03-02-01")).find(text)[0].code == "4-03-02-01"


def test_aliases_that_disagree_fan_out() -> None:
    index = index_of(("绣花普工", "6-09-03-11"), ("绣花普工", "6-05-01-03"))
    assert [entry.codes for entry in taught.entries_of([("a", "2"), ("a", "1"), ("a", "2")])] == [
        ("1", "2")
    ]
    assert {hit.code for hit in index.find("绣花普工", top=2)} == {"6-09-03-11", "6-05-01-03"}


@pytest.mark.parametrize("text", ["保洁员", "开挖机", "电焊工"])
def test_a_text_far_from_all_aliases_is_read_as_before(text: str) -> None:
    index = index_of(("捣鼓锅铲", "4-03-02-01"))
    assert not index.is_near(text)
    assert index.find(text, top=30) == lexicon.table_index().find(text, top=30)


@settings(max_examples=60, deadline=None)
@given(aliases=ALIASES, more=st.tuples(TEXTS, CODES), text=TEXTS)
def test_an_alias_changes_only_texts_that_are_near_it(
    aliases: list[tuple[str, str]], more: tuple[str, str], text: str
) -> None:
    if not index_of(more).is_near(text):
        assert index_of(*aliases, more).find(text) == index_of(*aliases).find(text)


@settings(max_examples=40, deadline=None)
@given(aliases=ALIASES, text=TEXTS)
def test_the_order_of_teaching_does_not_matter(aliases: list[tuple[str, str]], text: str) -> None:
    assert index_of(*aliases).find(text) == index_of(*reversed(aliases)).find(text)
