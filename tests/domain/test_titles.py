"""Titles cleaned and taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given

from jobmatch.domain.headcounts import Headcount
from jobmatch.domain.kinds import Sex
from jobmatch.domain.titles import clean_title, split_numbered, split_titles
from tests.domain.cell_texts import cell_texts


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("普 工", "普工"),
        ("搬 运 工", "搬运工"),
        ("普　工", "普工"),
        ("操作工(包住)", "操作工"),
        ("普工（包吃住，双休）", "普工"),
        ("串珠工（可带回家做）", "串珠工"),
        ("住院护工（180-220元/天）", "住院护工"),
        ("高薪急招缝纫工月入6千", "缝纫工"),
        ("招A2司机, 不用装货", "A2司机"),
        ("【急招】普工", "普工"),
        ("昌宁制衣厂招聘锅炉工", "锅炉工"),
        ("普工 男女不限", "普工"),
        ("保安，月薪3000", "保安"),
        ("客服5000-8000", "客服"),
        ("普工(两班倒)", "普工"),
        ("医院护工-白班", "医院护工"),
        # what tells one kind of work from another stays
        ("电焊工（二保焊）", "电焊工（二保焊）"),
        ("货车司机（4米2）", "货车司机（4米2）"),
        ("饲养员（夫妻工）", "饲养员（夫妻工）"),
        ("面点(学徒)", "面点（学徒）"),
        ("作业员(无尘车间)", "作业员（无尘车间）"),
        ("焊工(不锈钢)", "焊工（不锈钢）"),
        ("装配普工（一车间）", "装配普工（一车间）"),
        ("包装/质检", "包装/质检"),
        ("钳工、铣工", "钳工、铣工"),
        ("夜班保安", "夜班保安"),
        ("招商专员", "招商专员"),
        ("招聘专员", "招聘专员"),
        ("6S推行专员", "6S推行专员"),
        ("四线打边工", "四线打边工"),
        ("CNC操机", "CNC操机"),
    ],
)
def test_titles_are_cleaned(text: str, title: str) -> None:
    assert clean_title(text).text == title


@pytest.mark.parametrize(
    ("text", "title", "count"),
    [
        ("招聘保洁员5名", "保洁员", Headcount(5, 5)),
        ("急招普工20名（包吃住）", "普工", Headcount(20, 20)),
        ("车间主任（1名，有三年以上工作经验）", "车间主任", Headcount(1, 1)),
        ("学徒若干", "学徒", Headcount(open=True)),
        ("装配工五十名", "装配工", Headcount(50, 50)),
        ("诚聘文员1名", "文员", Headcount(1, 1)),
    ],
)
def test_headcounts_leave_the_title(text: str, title: str, count: Headcount) -> None:
    found = clean_title(text)
    assert (found.text, found.headcount) == (title, count)


@pytest.mark.parametrize(
    ("text", "title", "sex"),
    [
        ("厨师(女)", "厨师", Sex.FEMALE),
        ("车间杂工（男）", "车间杂工", Sex.MALE),
        ("男保安", "保安", Sex.MALE),
        ("收银员(女)/配菜员(男)", "收银员/配菜员", Sex.ANY),
        ("女装车工", "女装车工", None),
    ],
)
def test_sex_leaves_the_title(text: str, title: str, sex: Sex | None) -> None:
    found = clean_title(text)
    assert (found.text, found.sex) == (title, sex)


@pytest.mark.parametrize("text", ["", " ", "！！", "（包吃住）"])
def test_no_title(text: str) -> None:
    assert clean_title(text).text is None


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("电焊工2名；普通冲床2名；组装工5名", ["电焊工", "普通冲床", "组装工"]),
        ("1.普工30人\n2.质检员3人", ["普工", "质检员"]),
        ("1、普工2、焊工3、电工", ["普工", "焊工", "电工"]),
        ("①普工10人②焊工2人", ["普工", "焊工"]),
        ("一、装卸工10人，6000元；二、B2司机8人，8000元，需B2驾照", ["装卸工", "B2司机"]),
        (
            "铝材加工员（若干）、安装工（6人）、车间主任（1名，有经验）",
            ["铝材加工员", "安装工", "车间主任"],
        ),
        ("普工10人 焊工2人", ["普工", "焊工"]),
        ("机长、糊盒工、开槽工各2名", ["机长", "糊盒工", "开槽工"]),
        ("普工，技术工，品管", ["普工,技术工,品管"]),
        ("包装/质检", ["包装/质检"]),
        ("", []),
    ],
)
def test_several_titles_in_a_cell(text: str, titles: list[str]) -> None:
    assert [part.title.text for part in split_titles(text)] == titles


def test_each_part_keeps_its_own_text() -> None:
    first, second = split_titles("服务员（3人）3000元、后厨帮工（2人）2800元")
    assert (first.title.headcount, second.title.headcount) == (Headcount(3, 3), Headcount(2, 2))
    assert "3000元" in first.text
    assert "2800元" in second.text
    assert [part.title.headcount for part in split_titles("机长、糊盒工各2名")] == [
        Headcount(2, 2)
    ] * 2


def test_numbered_lists() -> None:
    assert split_numbered("1.4000-5500\n2.4500\n3.4000-4500") == ("4000-5500", "4500", "4000-4500")
    assert split_numbered("4000-5500") == ("4000-5500",)
    assert split_numbered("") == ()


@given(cell_texts)
def test_any_text(text: str) -> None:
    found = clean_title(text)
    assert found.text != ""
    parts = split_titles(text)
    assert bool(parts) == bool(text.strip()) or not parts
    split_numbered(text)
