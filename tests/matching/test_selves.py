from __future__ import annotations

import pytest

from jobmatch.domain.kinds import LabourCapacity, Schooling
from jobmatch.matching import selves
from jobmatch.matching.readings import WishReading, claim


def read(text: str) -> WishReading:
    reading = WishReading(rest=text)
    for rule in selves.ABOUT_SELF:
        claim(reading, rule)
    return reading


@pytest.mark.parametrize(
    ("text", "age"), [("55岁", 55), ("63了", 63), ("今年17岁", 17), ("57岁多", 57)]
)
def test_age_as_people_say_it(text: str, age: int) -> None:
    assert read(text).age == age


@pytest.mark.parametrize("text", ["3000元", "20个人", "做了20年", "8小时", "12月"])
def test_other_numbers_are_no_age(text: str) -> None:
    assert read(text).age is None


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("不识字", Schooling.ILLITERATE),
        ("没读过书", Schooling.ILLITERATE),
        ("莫得文化", Schooling.ILLITERATE),
        ("小学文化", Schooling.PRIMARY),
        ("初中毕业", Schooling.JUNIOR),
        ("中专毕业", Schooling.SENIOR),
        ("大专学历", Schooling.COLLEGE),
    ],
)
def test_schooling(text: str, level: Schooling) -> None:
    assert read(text).schooling is level


def test_a_school_is_no_schooling() -> None:
    assert read("想在小学门口做保安").schooling is None


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("有C1", ("C1驾照",)),
        ("A2本子", ("A2驾照",)),
        ("B2的证", ("B2驾照",)),
        ("有叉车证", ("叉车证",)),
        ("有健康证和电工证", ("健康证", "电工证")),
        ("没得证", ()),
    ],
)
def test_papers(text: str, papers: tuple[str, ...]) -> None:
    assert read(text).certificates == papers


@pytest.mark.parametrize("text", ["有残疾证", "证都有", "有身份证"])
def test_some_papers_are_no_certificates(text: str) -> None:
    assert read(text).certificates is None


def test_weakness_asks_for_light_work() -> None:
    reading = read("弱劳动力")
    assert reading.capacity is LabourCapacity.WEAK_OR_HALF
    assert "light" in reading.wishes.conditions


@pytest.mark.parametrize(
    ("text", "meaning"),
    [("我是退伍军人", "退伍军人"), ("有面包车", "自己有面包车"), ("低保户", "低保户")],
)
def test_what_people_are_and_own_is_told_and_taken_out(text: str, meaning: str) -> None:
    reading = read(text)
    assert [each.meaning for each in reading.reads] == [meaning]
    assert reading.rest.strip("，") == ""


@pytest.mark.parametrize("text", ["小学没毕业", "认不得几个字", "没得文化", "字都认不到"])
def test_who_cannot_read_says_so_in_many_ways(text: str) -> None:
    assert read(text).schooling is Schooling.ILLITERATE


def test_a_bare_number_beside_a_word_for_age_is_an_age() -> None:
    reading = read("年纪大了，58")
    assert reading.age == 58
    assert "年纪大" in reading.rest
    assert read("今年58").age == 58
    assert read("今年3000块").age is None


def test_a_class_left_open_and_a_refused_paper() -> None:
    assert read("啥子证都没有").certificates == ()
    assert read("A照").certificates == ("A驾照",)


def test_not_yet_of_age_and_still_willing() -> None:
    assert read("还没满18").age == 17
    assert read("56还想出去").age == 56
    assert read("56还差").age is None


@pytest.mark.parametrize(
    ("text", "age"), [("老汉65咯", 65), ("他23", 23), ("我今年62了", 62), ("我63啰", 63)]
)
def test_an_age_may_stand_beside_a_person_or_a_particle(text: str, age: int) -> None:
    assert read(text).age == age


@pytest.mark.parametrize("text", ["我50几岁咯", "50多岁", "60来岁了", "50多了"])
def test_a_span_of_ages_is_echoed_and_is_no_age(text: str) -> None:
    told = read(text)
    assert told.age is None
    assert told.reads[0].meaning.endswith("多岁")


@pytest.mark.parametrize(
    ("text", "held", "meanings"),
    [
        ("我会开车但没有驾照", None, ["没有驾照"]),
        ("有驾照", ("驾照",), ["有驾照"]),
        ("我有电工证，没有焊工证", ("电工证",), ["有电工证", "没有焊工证"]),
        ("月嫂证有", ("月嫂证",), ["有月嫂证"]),
        ("叉车证都有", ("叉车证",), ["有叉车证"]),
        ("叉车证没得", None, ["没有叉车证"]),
        ("莫得焊工证", None, ["没有焊工证"]),
    ],
)
def test_papers_are_told_before_and_after(
    text: str, held: tuple[str, ...] | None, meanings: list[str]
) -> None:
    told = read(text)
    assert told.certificates == held
    assert [each.meaning for each in told.reads] == meanings


@pytest.mark.parametrize(
    ("text", "lacked"),
    [
        ("没有叉车证", ("叉车证",)),
        ("想考叉车证", ("叉车证",)),
        ("有电工证，没有焊工证", ("焊工证",)),
        ("会开车，没得驾照", ("驾照",)),
        ("没得证", ()),
    ],
)
def test_a_paper_that_somebody_lacks_says_nothing_of_others(
    text: str, lacked: tuple[str, ...]
) -> None:
    assert read(text).lacked == lacked


def test_an_illness_is_heard_and_never_weighed() -> None:
    told = read("血压高不能爬高")
    assert told.wishes.conditions == ()
    assert "高空" in told.wishes.avoided
    ill = read("高血压")
    assert ill.reads[0].words == "高血压"
    assert (ill.wishes.conditions, ill.wishes.avoided) == ((), ())


@pytest.mark.parametrize("text", ["老伴瘫在床上", "我妈卧床", "婆婆生活不能自理"])
def test_care_at_home_keeps_people_near(text: str) -> None:
    told = read(text)
    assert told.wishes.conditions == ("child_care",)
    assert told.wishes.near_home


@pytest.mark.parametrize(
    ("text", "age"), [("刚满18，想学修车", 18), ("满50了", 50), ("满30元", None), ("满30天", None)]
)
def test_an_age_that_was_just_reached(text: str, age: int | None) -> None:
    assert read(text).age == age


def test_a_school_alone_is_schooling() -> None:
    assert read("坐办公室，大专").schooling is Schooling.COLLEGE
    assert read("初中").schooling is Schooling.JUNIOR
    assert read("去小学门口").schooling is None


@pytest.mark.parametrize("text", ["坐过牢", "刑满释放人员", "怀孕了", "晕车"])
def test_what_people_tell_of_their_lives_is_heard(text: str) -> None:
    told = read(text)
    assert told.reads
    assert not told.rest.strip("，")
