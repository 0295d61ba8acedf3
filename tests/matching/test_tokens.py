from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.matching.tokens import (
    Cutter,
    fold,
    is_made_of_words,
    ngrams,
    read_frequencies,
)

if TYPE_CHECKING:
    from pathlib import Path

WORDS = (
    "打螺丝",
    "开挖机",
    "开叉车",
    "公益性岗位",
    "万山区",
    "两班倒",
    "长白班",
    "包吃住",
    "就业帮扶车间",
    "社区管家",
)


@pytest.fixture(scope="module")
def cutter(tmp_path_factory: pytest.TempPathFactory) -> Cutter:
    return Cutter(WORDS, cache_folder=tmp_path_factory.mktemp("cut") / "words")


@pytest.mark.parametrize("word", WORDS)
def test_words_of_ours_stay_whole(cutter: Cutter, word: str) -> None:
    assert cutter.cut(word) == [word]


def test_words_stand_out_of_a_sentence(cutter: Cutter) -> None:
    assert cutter.cut("会开叉车，想去万山区打螺丝") == [
        "会",
        "开叉车",
        "想",
        "去",
        "万山区",
        "打螺丝",
    ]


def test_latin_words_and_full_width_signs_are_folded(cutter: Cutter) -> None:
    assert cutter.cut("ＣＮＣ　Ｃ１驾照") == ["cnc", "c1", "驾照"]


def test_index_terms_hold_words_and_all_pairs(cutter: Cutter) -> None:
    terms = cutter.search_terms("开叉车工")
    assert terms[0] == "叉车" or "开叉车" in terms
    assert {"开叉", "叉车", "车工"} <= set(terms)
    assert len(terms) == len(set(terms))


def test_the_dictionary_is_kept_in_the_given_folder_alone(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "cache"
    Cutter(cache_folder=folder).cut("缝纫工")
    assert [each.name for each in folder.iterdir()] == ["jieba.cache"]
    assert capfd.readouterr() == ("", "")


def test_without_a_folder_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    assert Cutter(("缝纫工",)).cut("缝纫工") == ["缝纫工"]
    assert list(tmp_path.iterdir()) == []


@given(st.text(max_size=40))
def test_any_text_is_cut_into_what_it_holds(cutter: Cutter, text: str) -> None:
    folded = fold(text)
    for word in cutter.cut(text):
        assert word
        assert word in folded
    for term in cutter.search_terms(text):
        assert term in folded


@settings(max_examples=40)
@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_sequences_of_characters() -> None:
    assert ngrams("开叉车", (1, 2, 3)) == ["开", "叉", "车", "开叉", "叉车", "开叉车"]
    assert ngrams("开", (2,)) == []


@pytest.mark.parametrize("text", ["捣鼓锅铲", "锅铲", "电焊"])
def test_words_of_the_language_are_known(text: str) -> None:
    assert is_made_of_words(text)


@pytest.mark.parametrize(
    "text", ["王小明", "李桂花", "小明", "秀英", "张", "捣鼓张", "wang", "捣鼓x", ""]
)
def test_names_of_people_are_no_words_of_the_language(text: str) -> None:
    assert not is_made_of_words(text)


def test_the_dictionary_is_read_as_its_own_reader_reads_it() -> None:
    text = "打 100 v\n打螺丝 3 v\n打螺 1 v\n丝绸 7 n\n打 5 v\n"
    found, total = read_frequencies(text)
    assert found == {"打": 5, "打螺丝": 3, "打螺": 1, "丝绸": 7, "丝": 0}
    assert total == 116
