from __future__ import annotations

from decimal import Decimal

import pytest

from jobmatch.matching.conditions import PLAIN
from jobmatch.matching.persons import merge, names_no_work
from jobmatch.matching.profiles import ANY_WORK, Want, Wishes, WorkerProfile
from jobmatch.matching.readings import WishReading
from tests import matchmaking


def test_what_the_register_says_stays_and_a_text_fills_what_is_missing() -> None:
    reading = WishReading(rest="", age=60, certificates=("电工证",))
    known = merge(WorkerProfile(id=1, age=40), reading, ())
    assert known.age == 40
    assert known.certificates == ("电工证",)
    assert known.more_certificates
    assert merge(WorkerProfile(id=1), reading, ()).age == 60


@pytest.mark.parametrize(
    ("worker", "nothing"),
    [
        (WorkerProfile(id=1, wishes=Wishes(no_night=True)), True),
        (WorkerProfile(id=1, wishes=Wishes(wants=(Want(ANY_WORK, open_level=True),))), True),
        (WorkerProfile(id=1), True),
        (WorkerProfile(id=0), False),
        (WorkerProfile(id=1, skills=("缝纫",), wishes=Wishes(no_night=True)), False),
        (WorkerProfile(id=1, wishes=Wishes(wants=(Want("缝纫"),))), False),
        (WorkerProfile(id=1, wishes=Wishes(min_pay=Decimal(6000))), False),
    ],
)
def test_who_only_refuses_or_takes_anything_names_no_work(
    worker: WorkerProfile, *, nothing: bool
) -> None:
    assert names_no_work(worker) is nothing


@pytest.mark.parametrize("text", ["随便", "啥子都不会", "除了保洁啥都行", "不要保洁", "-保洁"])
def test_who_names_no_work_finds_work_for_anybody_first(text: str) -> None:
    index = matchmaking.index_of(
        matchmaking.posting("高空外墙清洗工", 1, pay=(6600, 9900)),
        matchmaking.posting("彩钢瓦安装工", 2, pay=(6300, 9400)),
        matchmaking.posting("月嫂", 3, pay=(7000, 11000)),
        matchmaking.posting("养殖场兽医", 4, pay=(5800, 8400)),
        matchmaking.posting("厂车司机", 5, certificates=("C1驾照",), pay=(5000, 7000)),
        matchmaking.posting("食品包装工", 6, pay=(2800, 3200)),
        matchmaking.posting("厨房帮工", 7, pay=(2500, 3000)),
    )
    told = matchmaking.say(index, text)
    assert set(matchmaking.titles(told)[:2]) == {"食品包装工", "厨房帮工"}
    assert "不用手艺、不危险" in told.matches[0].summary


def test_a_skill_of_the_register_goes_before_plain_work() -> None:
    index = matchmaking.index_of(
        matchmaking.posting("食品包装工", 1), matchmaking.posting("缝纫工", 2)
    )
    worker = WorkerProfile(id=1, skills=("缝纫",))
    assert matchmaking.titles(matchmaking.say(index, "不上夜班", worker))[0] == "缝纫工"


def test_who_names_no_work_is_told_what_comes_first() -> None:
    index = matchmaking.index_of(matchmaking.posting("食品包装工", 1))
    heard = index.hear("不要保洁").for_worker(None)
    assert heard.profile.wishes.conditions == (PLAIN,)
    assert heard.reads[-1].meaning == "先看不用手艺、不危险的活"
    assert index.hear("想做缝纫，不要保洁").for_worker(None).profile.wishes.conditions == ()
