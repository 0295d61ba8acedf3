from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching.vocabulary import SearchWords, load_workplaces, other_tails

WORDS = SearchWords.build(["采茶", "摘菌子", "叉车", "叉车工", "ie"], ["采茶工", "电子厂普工"])
TABLE = "word\tkind\tcodes\n超市\tplace\t4-01-02\n开车\ttrade\t4-02-02-01\n"
MEMBERS = {"4-01-02": ("4-01-02-01", "4-01-02-03"), "4-02-02": ("4-02-02-01", "4-02-02-02")}


def test_known_words_are_found_inside_a_phrase_longest_first() -> None:
    assert WORDS.segment("采茶摘菌子") == ["采茶", "摘菌子"]
    assert WORDS.segment("开叉车工") == ["叉车工"]


def test_a_latin_word_counts_only_where_it_stands_alone() -> None:
    assert WORDS.segment("baojie") == []
    assert WORDS.segment("做ie的") == ["ie"]


def test_coverage_tells_what_titles_hold() -> None:
    assert WORDS.coverage("采茶工") == 1.0
    assert WORDS.coverage("新疆") == 0.0
    assert WORDS.knows("电子厂")


def test_a_place_of_work_means_all_its_trades() -> None:
    read = load_workplaces(TABLE, MEMBERS)
    assert {code for code, _ in read.codes["超市"]} == {"4-01-02-01", "4-01-02-03"}
    assert {code for code, _ in read.codes["开车"]} == {"4-02-02-01"}
    assert read.places == {"超市"}


def test_refusing_a_place_refuses_the_work_done_there() -> None:
    table = f"{TABLE}车间\tban\t4-01-02\n送货\ttrade\t4-02-02-02,4-10-08-01\n"
    read = load_workplaces(table, MEMBERS)
    assert read.refused["超市"] == read.refused["车间"] == ("4-01-02-",)
    assert read.refused["送货"] == ("4-02-02-02",)
    assert "车间" not in read.codes
    assert read.places == {"超市"}


@given(st.text(max_size=30))
def test_pieces_stand_in_the_text(text: str) -> None:
    for piece in WORDS.segment(text):
        assert piece in text


def test_one_sign_leads_to_the_words_of_titles_that_hold_it() -> None:
    assert set(WORDS.by_sign["茶"]) == {"采茶", "茶工"}
    assert "叉" not in WORDS.by_sign


def test_a_known_word_reaches_beyond_a_sign() -> None:
    known = SearchWords.build(["跟车", "会计"], [])
    assert known.spans("杂工跟车", 2, 3)
    assert not known.spans("保洁跟做饭", 2, 3)
    assert known.spans("会计", 0, 1)


def test_without_titles_nothing_is_ruled_out() -> None:
    assert SearchWords.build(["采茶"], []).may_hold("装机顶盒", 0.5)
    assert not WORDS.may_hold("装机顶盒", 0.5)


def test_one_sign_belongs_to_what_follows_it() -> None:
    tails = other_tails(
        {
            "车工": frozenset({"6-18-01-01"}),
            "叉车工": frozenset({"6-30-05-01"}),
            "数控车工": frozenset({"6-99-01-01"}),
            "焊工": frozenset({"6-18-02-04"}),
            "电焊工": frozenset({"6-18-02-04"}),
        }
    )
    assert tails == {"车工": ("叉车工",)}
