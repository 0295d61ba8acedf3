from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching.terms import Synonyms, load_synonyms, terms_of
from jobmatch.matching.tokens import Cutter

SAME = Synonyms({"娃娃": "孩子", "小孩": "孩子", "看护": "照顾"})


def test_chinese_is_cut_into_pairs_and_latin_stays_whole() -> None:
    assert terms_of("CNC操作工") == ["cnc", "操作", "作工"]
    assert terms_of("焊") == ["焊"]
    assert terms_of("") == []


def test_words_of_one_meaning_meet() -> None:
    assert set(SAME.meant("看护娃娃")) == set(SAME.meant("照顾小孩"))


def test_a_text_is_found_as_written_and_as_meant() -> None:
    assert {"娃娃", "孩子"} <= set(SAME.terms_of("带娃娃"))


def test_no_synonyms_change_nothing() -> None:
    assert Synonyms().unify("ABC缝纫") == "abc缝纫"


def test_the_table_names_each_variant_once() -> None:
    found = load_synonyms("word\tvariants\n孩子\t娃娃|小孩\n")
    assert found.words == {"娃娃": "孩子", "小孩": "孩子"}


@given(st.text(max_size=40))
def test_any_text_has_terms(text: str) -> None:
    assert all(SAME.terms_of(text))


def test_words_of_the_cutter_stand_beside_the_pairs() -> None:
    cutter = Cutter(["养老护理员"])
    same = Synonyms({}, cutter.search_terms)
    found = same.meant("招养老护理员")
    assert "养老护理员" in found
    assert "招养" in found  # a pair across words, which keeps unknown words findable
    assert len(found) == len(set(found))


def test_the_tail_of_another_work_is_no_term() -> None:
    synonyms = Synonyms(tails={"车工": ("叉车工",)})
    assert synonyms.terms_of("电动叉车工") == ["电动", "动叉", "叉车"]
    assert "车工" in synonyms.terms_of("叉车工、普通车工")
    assert "车工" in synonyms.meant("车工")
