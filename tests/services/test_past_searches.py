from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobmatch.matching.readings import Read, ReadKind
from jobmatch.queries import aliases
from jobmatch.services import past_searches

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.engine import Store

TODAY = date(2026, 3, 15)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("会电焊，3000-5000", "会电焊,3000-5000"),
        ("月薪 4000 以上  包住", "月薪 4000 以上 包住"),
        ("保洁 13800001234", "保洁 *"),
        ("保洁１３８０００００１２３４", "保洁*"),
        ("138 0000 1234 找活", "* 找活"),
        ("0856-5221234", "*"),
        ("99000019850504123X 想做饭", "* 想做饭"),
        ("  ", None),
        ("焊" * 101, None),
    ],
)
def test_numbers_of_people_are_not_kept(typed: str, kept: str | None) -> None:
    assert past_searches.kept_text(typed) == kept


def read(words: str, kind: ReadKind = ReadKind.WORK) -> Read:
    return Read(kind, words, "")


@pytest.mark.parametrize(
    ("typed", "reads", "kept"),
    [
        ("王小明 52岁 会电焊", [read("52岁", ReadKind.PERSON), read("电焊")], "52岁 会电焊"),
        ("王小明", [read("王小明", ReadKind.LEFTOVER)], None),
        ("捣鼓锅铲", [read("捣鼓锅铲", ReadKind.LEFTOVER)], "捣鼓锅铲"),
        ("李桂花会电焊，找保洁", [read("电焊"), read("保洁")], "找保洁"),
        ("王力公，保洁", [read("王力公", ReadKind.CORRECTION), read("保洁")], "保洁"),
        ("ligong，保洁", [read("ligong", ReadKind.CORRECTION), read("保洁")], "ligong,保洁"),
        ("wang xiaoming 保洁", [read("保洁")], "保洁"),
        ("ＣＮＣ，长白班", [read("CNC"), read("长白班", ReadKind.LIMIT)], "CNC,长白班"),
        ("电焊", [], "电焊"),
    ],
)
def test_what_may_be_a_name_is_not_kept(typed: str, reads: list[Read], kept: str | None) -> None:
    assert past_searches.heard_text(typed, reads) == kept


@given(
    st.sampled_from("王李张刘陈杨黄吴龙冉"),
    st.sampled_from("桂秀建国明德海春"),
    st.sampled_from("花英芳军华兰霞云"),
    st.sampled_from(["{} 会电焊", "我叫{}，会电焊", "{}会电焊", "会电焊\u3000{}", "{}：电焊"]),
)
def test_no_name_gets_through(surname: str, first: str, second: str, said: str) -> None:
    name = f"{surname}{first}{second}"
    assert name not in (past_searches.heard_text(said.format(name), [read("会电焊")]) or "")


def test_equal_texts_of_a_day_are_counted_together(any_session: Session) -> None:
    past_searches.note(any_session, {"会电焊": 2, "会电焊 ": 1, "保洁": 1}, on=TODAY)
    past_searches.note(any_session, {"会电焊": 1}, on=TODAY)
    past_searches.note(any_session, {"会电焊": 1}, on=TODAY + timedelta(days=1))
    found = aliases.past_searches(any_session, since=TODAY, most=10)
    assert [(each.text, each.times) for each in found] == [("会电焊", 5), ("保洁", 1)]


def test_what_is_older_than_half_a_year_is_forgotten(session: Session) -> None:
    past_searches.note(session, {"会电焊": 1}, on=TODAY - past_searches.KEPT - timedelta(days=1))
    past_searches.note(session, {"保洁": 1}, on=TODAY - past_searches.KEPT)
    past_searches.note(session, {"带娃": 1}, on=TODAY)
    found = aliases.past_searches(session, since=date.min, most=10)
    assert {each.text for each in found} == {"保洁", "带娃"}


def test_two_processes_count_the_same_texts_at_once(any_store: Store) -> None:
    both = threading.Barrier(2)
    texts = [f"第{number}句" for number in range(30)]

    def write(order: list[str]) -> None:
        both.wait()
        for _ in range(4):
            with any_store.writes.begin() as session:
                past_searches.note(session, dict.fromkeys(order, 2), on=TODAY)

    sides = [threading.Thread(target=write, args=(order,)) for order in (texts, texts[::-1])]
    for side in sides:
        side.start()
    for side in sides:
        side.join()
    with any_store.reads() as session:
        found = aliases.past_searches(session, since=TODAY, most=100)
    assert {each.text: each.times for each in found} == dict.fromkeys(texts, 16)
