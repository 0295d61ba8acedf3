from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobmatch.services import indexes, lexicon

if TYPE_CHECKING:
    from jobmatch.matching.occupations import OccupationIndex


@pytest.fixture(scope="module")
def index() -> OccupationIndex:
    return lexicon.load_index()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("打螺丝", "6-25-04-07"),
        ("踩缝纫机", "6-05-01-03"),
        ("会开挖机", "6-30-05-05"),
        ("有叉车证", "6-30-05-01"),
        ("开大货车", "4-02-02-02"),
        ("泥水匠", "6-29-01-01"),
        ("照顾老人", "4-10-01-05"),
        ("急招钟点工 20元/小时", "4-10-01-06"),
        ("护林员（公益性岗位）", "5-02-03-01"),
        ("绣苗绣的绣娘", "6-09-03-11"),
        ("某某电子厂招聘质检员", "6-31-03-05"),
        ("炒茶师傅", "6-02-06-10"),
        ("种食用菌", "5-01-02-03"),
    ],
)
def test_titles_and_spoken_words_find_their_occupation(
    index: OccupationIndex, text: str, code: str
) -> None:
    assert index.find(text)[0].code == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("喷漆", {"6-18-03-03", "6-29-04-01", "4-12-01-01"}),
        ("护工", {"4-14-01-02", "4-10-01-05"}),
        ("车工", {"6-18-01-01", "6-05-01-03"}),
        ("木工", {"6-06-03-01", "6-29-01-03"}),
        ("带娃", {"4-10-01-03", "4-10-01-06"}),
    ],
)
def test_ambiguous_words_stay_ambiguous(index: OccupationIndex, text: str, codes: set[str]) -> None:
    assert codes <= {hit.code for hit in index.find(text, top=6)}


@pytest.mark.parametrize(
    ("text", "group"), [("进厂", "6-31-00-00"), ("做小工", "6-29-01-00"), ("普工", "6-31-00-00")]
)
def test_words_for_a_level_stay_open(index: OccupationIndex, text: str, group: str) -> None:
    assert index.find(text)[0].code == group


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("叉车工", "6-18-01-01"),
        ("电工", "6-18-02-04"),
        ("保洁", "4-07-05-01"),
        ("月嫂", "6-31-01-03"),
    ],
)
def test_words_that_look_alike_are_not_taken_for_one_another(
    index: OccupationIndex, text: str, never: str
) -> None:
    assert index.find(text)[0].code != never


def test_a_correction_of_an_operator_comes_first() -> None:
    index = lexicon.load_index([("绣花普工", "6-09-03-11")])
    first = index.find("绣花普工")[0]
    assert first.code == "6-09-03-11"
    assert "工作人员" in first.reason


def test_the_cutter_knows_the_words_of_the_seeds() -> None:
    cutter = lexicon.load_cutter()
    assert "踩缝纫机" in cutter.cut("想去踩缝纫机")


def test_teaching_leaves_other_words_as_they_are_and_can_be_left_out_again() -> None:
    plain = indexes.load_words()
    taught = lexicon.teach(plain, [("捣鼓锅铲（急招）", "4-03-02-01")])
    assert taught.knowledge.read("捣鼓锅铲") == (("4-03-02-01", 1.0),)
    for text in ("车工", "保洁", "打螺丝", "开挖掘机的"):
        assert taught.knowledge.read(text) == plain.knowledge.read(text)
    assert "捣鼓锅铲" in taught.known
    assert taught.version != plain.version
    assert lexicon.teach(plain, []) is plain


def test_a_listed_word_keeps_its_meanings_beside_what_was_taught() -> None:
    taught = lexicon.teach(indexes.load_words(), [("车工", "6-05-01-03")])
    assert taught.knowledge.read("车工")[:2] == (("6-05-01-03", 1.0), ("6-18-01-01", 0.9))


def test_what_was_taught_apart_fans_out() -> None:
    aliases = [("捣鼓锅铲", "4-03-02-01"), ("捣鼓锅铲", "6-18-02-04")]
    taught = lexicon.teach(indexes.load_words(), aliases)
    assert dict(taught.knowledge.read("捣鼓锅铲")) == {"4-03-02-01": 1.0, "6-18-02-04": 1.0}


def test_an_alias_of_an_unknown_code_is_left_out() -> None:
    assert lexicon.taught_entries([("捣鼓锅铲", "9-99-99-99"), ("？！", "4-03-02-01")]) == ()
