"""Known pitfalls of matching Chinese job words, one test each, with the real word tables."""

from __future__ import annotations

import pytest

from jobmatch.domain.kinds import Shift
from jobmatch.matching.readings import ReadKind
from jobmatch.services import indexes, lexicon
from tests import matchmaking


def found(text: str, *titles: str) -> list[str]:
    """Give the titles that fit *text*, best first."""
    index = matchmaking.index_of(
        *(matchmaking.posting(title, number) for number, title in enumerate(titles, start=1))
    )
    answer = matchmaking.say(index, text)
    return [match.posting.profile.title for match in answer.matches if match.fits]


@pytest.mark.parametrize(
    ("said", "right", "wrong"),
    [
        ("车工", "普通车工", "叉车工"),
        ("电工", "维修电工", "电焊工"),
        ("保安", "小区保安", "保洁员"),
        ("水工", "水工", "送水工"),
        ("钻工", "钻工", "钻井工"),
        ("烫工", "大烫工", "烫金工"),
        ("电工", "电工", "电镀工"),
    ],
)
def test_pitfall_words_that_share_signs_are_not_one_work(said: str, right: str, wrong: str) -> None:
    assert found(said, wrong, right)[0] == right
    assert found(said, wrong) == []


def test_pitfall_one_shared_word_does_not_fit_a_whole_title() -> None:
    assert found("幼儿园保育员", "小区保安员", "幼儿园保育员") == ["幼儿园保育员"]


@pytest.mark.parametrize(
    "title", ["焊工（急招）", "急招焊工", "焊 工", "焊工(包吃住)", "【高薪】焊工"]
)
def test_pitfall_advertising_and_marks_are_cleaned_before_comparing(title: str) -> None:
    assert found("焊工", title) == [title]


@pytest.mark.parametrize(
    "word", ["打螺丝", "公益性岗位", "就业帮扶车间", "万山区", "长白班", "两班倒"]
)
def test_pitfall_our_words_are_cut_whole(word: str) -> None:
    assert word in lexicon.load_cutter().cut(f"我想找{word}，近点")


@pytest.mark.parametrize(
    ("text", "work"), [("开挖机", "挖掘机司机"), ("会开叉车", "叉车司机"), ("普 工", "电子厂普工")]
)
def test_pitfall_words_cut_wrongly_by_default_are_understood(text: str, work: str) -> None:
    assert found(text, work) == [work]


@pytest.mark.parametrize("text", ["焊", "电焊", "气焊", "焊钢"])
def test_pitfall_queries_of_one_or_two_signs_and_from_the_middle_find(text: str) -> None:
    assert "电气焊钢工" in found(text, "电气焊钢工", "保洁员")


def test_pitfall_sound_never_overrules_a_known_word() -> None:
    index = matchmaking.index_of(
        matchmaking.posting("景点讲解员"), matchmaking.posting("经典讲解员", 2)
    )
    for word in ("景点", "经典", "护工", "铺工"):
        told = index.hear(word).for_worker(None).of(ReadKind.CORRECTION)
        assert [read.words for read in told] in ([], ["铺工"]), word


@pytest.mark.parametrize(
    "text", ["缝韧工", "逢纫工", "fengrengong", "feng ren gong", "frg", "风认工"]
)
def test_pitfall_sound_repairs_what_nothing_else_knows(text: str) -> None:
    assert found(text, "缝纫工", "保洁员") == ["缝纫工"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("lan han gong", "男焊工"),
        ("hu wu yuan", "服务员"),
        ("cu si", "厨师"),
        ("zuang xie gong", "装卸工"),
        ("sou yin yuan", "收银员"),
        ("gangjingong", "钢筋工"),
        ("ganjingong", "钢筋工"),
        ("保an", "保安"),
    ],
)
def test_pitfall_local_sounds_are_one(text: str, title: str) -> None:
    assert title in found(text, title, "数控车工")


@pytest.mark.parametrize("text", ["3000-5000", "普工 3000-5000", "普工 4000元"])
def test_pitfall_numbers_are_pay_and_never_words(text: str) -> None:
    index = matchmaking.index_of(matchmaking.posting("普工", description="编号3000-5000"))
    wants = index.hear(text).for_worker(None).profile.wishes.wants
    assert {want.phrase for want in wants} <= {"普工"}


def test_pitfall_negative_wishes_are_limits_and_never_words() -> None:
    index = matchmaking.index_of(
        matchmaking.posting("夜班保安", 1, shift=Shift.NIGHT),
        matchmaking.posting("白班保安", 2, shift=Shift.DAY),
        matchmaking.posting("保洁员", 3),
    )
    profile = index.hear("不上夜班，不做保洁，当保安").for_worker(None).profile
    assert [want.phrase for want in profile.wishes.wants] == ["当保安"]
    answer = matchmaking.ask(index, profile)
    assert matchmaking.titles(answer) == ["白班保安"]


@pytest.mark.parametrize(
    ("word", "works"),
    [
        ("车工", {"缝纫工", "车工"}),
        ("木工", {"模板木工", "家具厂木工"}),
        ("喷漆", {"家具喷漆工", "汽车喷漆工", "喷漆工"}),
        ("护工", {"医院护工", "养老护理员"}),
        ("打包", {"快递打包员", "包装工"}),
        ("水电", {"水电安装工", "水电站值班员"}),
        ("带娃", {"育婴员", "幼儿园保育员", "家政保姆"}),
    ],
)
def test_pitfall_ambiguous_words_fan_out(word: str, works: set[str]) -> None:
    assert works <= set(found(word, *sorted(works), "叉车司机"))


@pytest.mark.parametrize("word", ["普工", "小工", "杂工", "啥子都干"])
def test_pitfall_words_for_a_level_stay_open(word: str) -> None:
    assert {"搬运工", "洗碗工"} <= set(found(word, "搬运工", "洗碗工"))


def test_pitfall_words_of_the_tables_are_linked_by_the_tables_alone() -> None:
    meant = indexes.load_words().knowledge
    assert dict(meant.read("电工")).keys().isdisjoint(dict(meant.read("电镀工")).keys())
