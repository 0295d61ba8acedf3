from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobmatch.domain.kinds import LabourCapacity, Schooling, WorkRegion
from jobmatch.matching import searches
from jobmatch.matching.profiles import Wishes, WorkerProfile
from jobmatch.matching.readings import ReadKind
from tests import matchmaking

if TYPE_CHECKING:
    from jobmatch.matching.searches import Understood
    from jobmatch.services.indexes import Index

TITLES = (
    "缝纫工",
    "保洁员",
    "保安",
    "电焊工",
    "叉车司机",
    "快递员",
    "厨师",
    "CNC操作员",
    "电子厂普工",
    "护工",
    "竹编工",
    "蛋鸡场捡蛋工",
)


@pytest.fixture(scope="module")
def index() -> Index:
    return matchmaking.index_of(
        *(matchmaking.posting(title, number) for number, title in enumerate(TITLES, start=1))
    )


def hear(index: Index, text: str, worker: WorkerProfile | None = None) -> Understood:
    return index.hear(text).for_worker(worker)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("缝纫工", "缝纫工"),
        ("会踩缝纫机", "缝纫工"),
        ("风认工", "缝纫工"),
        ("fengrengong", "缝纫工"),
        ("frg", "缝纫工"),
        ("保结", "保洁员"),
        ("扫地的活有没得", "保洁员"),
        ("守夜看门", "保安"),
        ("烧电焊，证有", "电焊工"),
        ("叉车师机", "叉车司机"),
        ("快弟员", "快递员"),
        ("chushi", "厨师"),
        ("cnc", "CNC操作员"),
        ("打螺丝", "电子厂普工"),
        ("编背篼", "竹编工"),
        ("养鸡场也行", "蛋鸡场捡蛋工"),
        ("焊", "电焊工"),
    ],
)
def test_plain_words_find_the_work(index: Index, text: str, title: str) -> None:
    assert matchmaking.titles(matchmaking.say(index, text))[0] == title


def test_the_answer_echoes_how_the_question_was_read(index: Index) -> None:
    understood = hear(index, "会电焊，C1，想在家附近，不上夜班")
    assert {read.words for read in understood.of(ReadKind.SKILL)} == {"电焊"}
    assert {read.words for read in understood.of(ReadKind.LIMIT)} == {"不上夜班", "想在家附近"}
    assert [read.words for read in understood.of(ReadKind.PAPER)] == ["C1"]


def test_corrections_are_told(index: Index) -> None:
    told = hear(index, "风认工").of(ReadKind.CORRECTION)
    assert [(read.words, read.meaning) for read in told] == [("风认工", "按“缝纫工”查找")]


def test_leftovers_are_told(index: Index) -> None:
    told = hear(index, "想当保安，叽里咕噜").of(ReadKind.LEFTOVER)
    assert [read.words for read in told] == ["叽里咕噜"]


def test_the_register_stays_and_the_text_adds(index: Index) -> None:
    worker = WorkerProfile(
        id=7,
        age=40,
        schooling=Schooling.JUNIOR,
        certificates=("健康证",),
        wishes=Wishes(regions=frozenset({WorkRegion.IN_CITY}), min_pay=Decimal(3000)),
    )
    profile = hear(index, "五十岁，小学文化，有叉车证，想在家附近", worker).profile
    assert profile.age == 40
    assert profile.schooling is Schooling.JUNIOR
    assert profile.certificates == ("健康证", "叉车证")
    assert profile.wishes.regions == {WorkRegion.IN_CITY}
    assert profile.wishes.min_pay == 3000


def test_papers_named_in_a_sentence_are_not_all_papers(index: Index) -> None:
    assert hear(index, "有C1").profile.more_certificates
    assert not hear(index, "没得证").profile.more_certificates
    registered = WorkerProfile(id=1, certificates=())
    assert not hear(index, "有C1", registered).profile.more_certificates


def test_facts_that_the_register_lacks_come_from_the_text(index: Index) -> None:
    profile = hear(index, "六十三了，不识字，弱劳动力").profile
    assert profile.age == 63
    assert profile.schooling is Schooling.ILLITERATE
    assert profile.capacity is LabourCapacity.WEAK_OR_HALF


@pytest.mark.parametrize(
    ("chunk", "left"),
    [
        ("想找个扫地的活", "扫地"),
        ("我会电焊", "电焊"),
        ("端盘子都可以", "端盘子"),
        ("服侍老人的活路", "服侍老人"),
        ("想", ""),
        ("", ""),
    ],
)
def test_fillers_go_from_both_ends(chunk: str, left: str) -> None:
    assert searches.strip_fillers(chunk) == left


def test_two_trades_in_one_phrase_are_two_wants(index: Index) -> None:
    wants = [want.phrase for want in hear(index, "采茶摘菌子").profile.wishes.wants]
    assert {"采茶", "摘菌子"} <= set(wants)


def test_operators_bind(index: Index) -> None:
    answer = matchmaking.say(index, "普工 -电子")
    assert "电子厂普工" not in matchmaking.titles(answer)
    assert matchmaking.titles(matchmaking.say(index, '+护工 "护工"')) == ["护工"]


@given(st.text(max_size=50))
@settings(max_examples=60)
def test_any_text_is_answered(text: str) -> None:
    small = matchmaking.index_of(matchmaking.posting("缝纫工"), matchmaking.posting("普工", 2))
    understood = small.hear(text).for_worker(None)
    if not any(sign.isdigit() or sign in "一二两三四五六七八九十百千万" for sign in text):
        assert understood.profile.age is None
        assert understood.profile.wishes.min_pay is None
    matchmaking.ask(small, understood.profile)


@given(
    st.lists(
        st.sampled_from(
            [
                "会",
                "电焊",
                "想",
                "家门口",
                "不上夜班",
                "C1",
                "证",
                "五千",
                "包吃住",
                "，",
                "frg",
                "1",
            ]
        ),
        max_size=12,
    )
)
@settings(max_examples=40)
def test_sayings_in_any_order_are_answered(pieces: list[str]) -> None:
    small = matchmaking.index_of(matchmaking.posting("电焊工"))
    matchmaking.say(small, "".join(pieces))


def test_must_and_not_reach_every_field() -> None:
    index = matchmaking.index_of(
        matchmaking.posting("服务员", 1, workplace="碧江区", employer="梵净酒店"),
        matchmaking.posting("服务员", 2, workplace="东莞市", description="两班倒"),
        matchmaking.posting("叉车司机", 3, certificates=("叉车证",)),
    )
    for text, ids in [
        ("+碧江 服务员", [1]),
        ("服务员 -东莞", [1]),
        ("服务员 +梵净", [1]),
        ("服务员 “两班倒”", [2]),
        ("＋叉车证 司机", [3]),
        ("不想去广东，服务员", [1]),
    ]:
        answer = matchmaking.say(index, text)
        assert [m.posting.profile.id for m in answer.matches if m.fits] == ids, text


def test_skills_decide_nothing_when_conditions_are_asked_for() -> None:
    index = matchmaking.index_of(matchmaking.posting("保洁员", description="活轻"))
    worker = WorkerProfile(id=1, skills=("电焊",))
    assert matchmaking.say(index, "活路轻点", worker).fits
    assert not matchmaking.say(index, "", worker).fits


@pytest.mark.parametrize(
    "text", ["不端盘子", "不想做餐馆了", "端盘子端够了", "除了餐馆什么都可以", "莫让我去端盘子"]
)
def test_who_refuses_a_work_refuses_all_its_names(text: str) -> None:
    index = matchmaking.index_of(
        matchmaking.posting("中餐服务员", 1, description="点菜、上菜"),
        matchmaking.posting("保洁员", 2),
    )
    assert matchmaking.titles(matchmaking.say(index, text)) == ["保洁员"]


def test_an_ambiguous_word_refuses_by_its_letters_only(index: Index) -> None:
    assert hear(index, "不做车工").profile.wishes.avoided == ("车工",)
    assert hear(index, "普工 -保洁").profile.wishes.avoided == ("保洁",)
    assert "4-09-08-01" in hear(index, "不做保洁").profile.wishes.avoided


@pytest.mark.parametrize(
    ("text", "echoed"),
    [
        ("会电焊，C1，想在家附近，不上夜班", {"电焊", "C1", "想在家附近", "不上夜班"}),
        ("开了十年车，不想出省，要包住", {"开车", "开了10年", "不想出省", "要包住"}),
        ("接娃放学，下午四点半要走", {"接娃", "放学", "下午四点半要走"}),
        ("不用包住，有面包车，送货", {"不用包住", "有面包车", "送货"}),
        ("风认工，叽里咕噜", {"风认工", "缝纫工", "叽里咕噜"}),
        ("啥子都干，除了保洁都行", {"啥子都干", "除了保洁", "什么都行"}),
    ],
)
def test_everything_said_is_echoed(index: Index, text: str, echoed: set[str]) -> None:
    assert {read.words for read in hear(index, text).reads} == echoed


def fitting(index: Index, text: str) -> list[str]:
    answer = matchmaking.say(index, text)
    return [match.posting.profile.title for match in answer.matches if match.fits]


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("我不会煮饭", "厨师"),
        ("不会做饭，什么活都行", "厨师"),
        ("我不是焊工", "电焊工"),
        ("不懂电焊，啥都干", "电焊工"),
        ("煮饭不要", "厨师"),
        ("扫地不干", "保洁员"),
        ("不要保洁不做保安", "保安"),
        ("不要厨房保安", "保安"),
        ("不要保安、保洁和快递", "快递员"),
    ],
)
def test_what_is_denied_or_refused_is_not_offered(index: Index, text: str, never: str) -> None:
    found = fitting(index, text)
    assert found
    assert never not in found


def test_work_that_somebody_cannot_do_yet_is_offered_to_learn(index: Index) -> None:
    for text in ("不会电焊，想学电焊", "不会电焊，但是想学"):
        assert [w.phrase for w in hear(index, text).profile.wishes.wants] == ["电焊"]


def test_what_cannot_be_done_is_no_wish_beside_another(index: Index) -> None:
    wants = hear(index, "不会开叉车，也不会煮饭，守个大门要得").profile.wishes.wants
    assert [want.phrase for want in wants] == ["守大门"]


def test_a_refused_place_refuses_the_work_done_there() -> None:
    index = matchmaking.index_of(
        matchmaking.posting("钢筋工", 1),
        matchmaking.posting("保洁员", 2),
        matchmaking.posting("缝纫工", 3),
    )
    for text in ("除了工地啥都可以", "不去建筑工地上", "工地上不去"):
        assert "钢筋工" not in fitting(index, text)
        assert "保洁员" in fitting(index, text)
    for text in ("不想进厂", "不去车间", "流水线不干"):
        assert "缝纫工" not in fitting(index, text)
    assert fitting(index, "不想进厂，会踩缝纫机") == ["缝纫工"]


def test_a_barrier_names_the_work_of_a_refused_place() -> None:
    index = matchmaking.index_of(matchmaking.posting("钢筋工", 1))
    miss = matchmaking.say(index, "钢筋工 除了工地都可以").misses
    assert all("6-29" not in barrier.sentence for match in miss for barrier in match.barriers)


def test_asking_for_and_refusing_the_same_is_named(index: Index) -> None:
    for text in ("+厨师 -厨师", "厨师 -厨师"):
        told = [read.meaning for read in hear(index, text).of(ReadKind.LIMIT)]
        assert any("又要又不要“厨师”" in meaning for meaning in told)


def test_asking_whether_there_is_work_refuses_nothing(index: Index) -> None:
    understood = hear(index, "要不要保洁")
    assert understood.profile.wishes.avoided == ()
    assert understood.profile.wishes.wants


@pytest.mark.parametrize("text", ["哪里都不去", "啥子都不会", "他们一起去", "一天一结"])
def test_little_words_are_no_work(index: Index, text: str) -> None:
    understood = hear(index, f"{text}，保洁")
    assert [want.phrase for want in understood.profile.wishes.wants] == ["保洁"]
    assert not understood.of(ReadKind.LEFTOVER)
