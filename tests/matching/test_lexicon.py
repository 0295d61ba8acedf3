from __future__ import annotations

from jobmatch.matching.classification import Occupation
from jobmatch.matching.lexicon import Entry, Lexicon, Source

OCCUPATIONS = {
    each.code: each
    for each in (
        Occupation("6-29-01-00", "房屋建筑施工人员", 3),
        Occupation("6-29-01-01", "砌筑工", 4),
        Occupation("6-29-01-02", "石工", 4),
        Occupation("6-29-05-00", "古建筑工", 4),
    )
}
ENTRIES = (
    Entry("砌筑工", ("6-29-01-01",), Source.NAME, "砌筑工"),
    Entry("砌墙", ("6-29-01-01",), Source.TRADE, "砌墙"),
    Entry("砌墙", ("6-29-01-02",), Source.WORKER, "砌 墙"),
)
LEXICON = Lexicon(OCCUPATIONS, ENTRIES, "1")


def test_a_group_means_its_members() -> None:
    assert LEXICON.expand("6-29-01") == ("6-29-01-01", "6-29-01-02")
    assert LEXICON.expand("6-29-01-00") == ("6-29-01-01", "6-29-01-02")
    assert LEXICON.expand("6-29-00-00") == ("6-29-01-01", "6-29-01-02", "6-29-05-00")
    assert LEXICON.expand("6-29-01-02") == ("6-29-01-02",)
    assert LEXICON.expand("6-29-05-00") == ("6-29-05-00",)
    assert LEXICON.expand("9-99-99-99") == ()


def test_names_of_codes_and_groups() -> None:
    assert LEXICON.name_of("6-29-01") == "房屋建筑施工人员"
    assert LEXICON.name_of("6-29-01-01") == "砌筑工"
    assert LEXICON.name_of("nothing") == "nothing"


def test_a_word_keeps_all_that_says_it() -> None:
    assert [entry.codes for entry in LEXICON.by_text["砌墙"]] == [("6-29-01-01",), ("6-29-01-02",)]


def test_leaving_out_drops_learned_rows_and_never_names() -> None:
    left = LEXICON.without({"砌墙", "砌筑工"})
    assert left.entries == ENTRIES[:1]
    assert LEXICON.entries == ENTRIES


def test_more_entries_come_behind() -> None:
    more = Entry("打石", ("6-29-01-02",), Source.CORRECTION, "打石")
    assert LEXICON.with_entries([more]).entries == (*ENTRIES, more)


def test_meanings_are_all_that_a_word_may_be() -> None:
    assert LEXICON.meanings["砌墙"] == {"6-29-01-01", "6-29-01-02"}
    titled = LEXICON.with_entries([Entry("砌砖", ("6-29-05-00",), Source.TITLE, "砌砖")])
    assert "砌砖" not in titled.meanings


def test_whole_sources_can_be_left_out() -> None:
    entries = [
        Entry("电工", ("6-31-01-03",), source, "电工") for source in (Source.NAME, Source.TITLE)
    ]
    lexicon = Lexicon({}, tuple(entries)).without_sources({Source.TITLE})
    assert [entry.source for entry in lexicon.entries] == [Source.NAME]
