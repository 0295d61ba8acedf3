from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching.classification import Occupation
from jobmatch.matching.lexicon import Entry, Lexicon, Source
from jobmatch.matching.occupations import OccupationIndex
from jobmatch.matching.texts import Cleaner, Noise

ROWS = (
    ("6-05-01-03", "缝纫工", 4),
    ("6-18-01-01", "车工", 4),
    ("6-18-02-04", "焊工", 4),
    ("6-29-01-00", "房屋建筑施工人员", 3),
    ("6-29-01-01", "砌筑工", 4),
    ("6-29-01-02", "石工", 4),
    ("4-10-01-03", "保育师", 4),
)
OCCUPATIONS = {code: Occupation(code, name, level) for code, name, level in ROWS}
ENTRIES = [
    *(Entry(n, (c,), Source.NAME, n) for c, n, level in ROWS if level == 4),
    Entry("车工", ("6-18-01-01", "6-05-01-03"), Source.TRADE, "车工"),
    Entry("小工", ("6-29-01-00",), Source.WORKER, "做小工"),
    Entry("带娃", ("4-10-01-03",), Source.WORKER, "带娃"),
    *(Entry("电焊师傅", ("6-18-02-04",), Source.TITLE, "急招电焊师傅") for _ in range(5)),
]
CLEANER = Cleaner(Noise(("急招", "包吃住")))
INDEX = OccupationIndex(Lexicon(OCCUPATIONS, tuple(ENTRIES)), CLEANER)


def codes(text: str, top: int = 10) -> list[str]:
    return [hit.code for hit in INDEX.find(text, top=top)]


def test_a_known_word_is_sure_and_tells_who_says_so() -> None:
    first = INDEX.find("带娃")[0]
    assert (first.code, first.name, first.score) == ("4-10-01-03", "保育师", 1.0)
    assert first.reason == "工友常说的“带娃”指保育师"


def test_an_ambiguous_word_fans_out() -> None:
    assert set(codes("车工", top=2)) == {"6-18-01-01", "6-05-01-03"}


def test_a_word_for_a_level_finds_the_group_then_its_members() -> None:
    assert codes("小工")[0] == "6-29-01-00"
    assert set(codes("小工")[1:3]) == {"6-29-01-01", "6-29-01-02"}
    assert INDEX.find("小工")[0].name == "房屋建筑施工人员"


def test_advertising_does_not_matter() -> None:
    assert codes("【急招】电焊师傅 包吃住 6000-8000元")[0] == "6-18-02-04"


def test_unknown_words_go_by_their_neighbours() -> None:
    assert codes("缝纫女工")[0] == "6-05-01-03"
    assert INDEX.find("缝纫女工")[0].score < 1
    assert "与职业名称“缝纫工”相近" in INDEX.find("缝纫女工")[0].reason


def test_nothing_alike_finds_nothing() -> None:
    assert INDEX.find("") == []
    assert INDEX.find("！？") == []
    assert INDEX.find("xyz") == []
    assert OccupationIndex(Lexicon({}, ()), CLEANER).find("车工") == []


def test_a_correction_outweighs_what_was_learned() -> None:
    told = Entry("电焊师傅", ("6-29-01-02",), Source.CORRECTION, "电焊师傅")
    corrected = OccupationIndex(INDEX.lexicon.with_entries([told] * 2), CLEANER)
    first = corrected.find("电焊师傅")[0]
    assert first.code == "6-29-01-02"
    assert first.reason == "工作人员把“电焊师傅”认定为石工"


@pytest.mark.parametrize("top", [1, 3])
def test_no_more_than_asked_and_the_best_first(top: int) -> None:
    hits = INDEX.find("焊工", top=top)
    assert len(hits) <= top
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@given(st.text(max_size=40))
def test_any_text_gives_known_codes_with_scores_in_range(text: str) -> None:
    hits = INDEX.find(text)
    assert len({hit.code for hit in hits}) == len(hits)
    for hit in hits:
        assert hit.code in OCCUPATIONS
        assert 0 < hit.score <= 1
        assert hit.reason


def test_one_odd_title_does_not_outvote_what_an_occupation_reads_like() -> None:
    odd = [
        *(Entry(f"焊接{x}作业人员", ("6-18-02-04",), Source.TITLE, x) for x in "甲乙丙丁戊"),
        Entry("焊接操作岗位", ("6-05-01-03",), Source.TITLE, "焊接操作岗位"),
    ]
    index = OccupationIndex(Lexicon(OCCUPATIONS, tuple(odd)), CLEANER)
    found = index.find("焊接操作作业人员")
    assert found[0].code == "6-18-02-04"
    assert found[0].score >= found[-1].score
