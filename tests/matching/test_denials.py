from __future__ import annotations

import pytest

from jobmatch.matching.readings import ReadKind
from tests import matchmaking

DRIVING = matchmaking.posting("货车司机", 1, certificates=("B2驾照",))
UNWRITTEN = matchmaking.posting("厂车司机", 2)
PACKING = matchmaking.posting("包装工", 3)


@pytest.mark.parametrize("text", ["我会开车但没有驾照", "会开车，驾照没考", "开车，没得驾照"])
def test_who_has_no_licence_is_not_sent_to_drive(text: str) -> None:
    index = matchmaking.index_of(DRIVING, UNWRITTEN, PACKING)
    told = matchmaking.say(index, text)
    assert "司机" not in "".join(matchmaking.titles(told))
    limits = index.hear(text).for_worker(None).of(ReadKind.LIMIT)
    assert [each.meaning for each in limits] == ["没有驾照，开车的活不能做，先看别的活"]


def test_a_driver_of_whom_no_licence_is_known_is_asked_for_it() -> None:
    index = matchmaking.index_of(UNWRITTEN)
    told = matchmaking.say(index, "会开车")
    assert "驾照，有没有还不知道" in told.matches[0].summary
    assert matchmaking.say(index, "会开车，有C1").fits


def test_who_holds_another_class_drives_what_it_covers() -> None:
    index = matchmaking.index_of(DRIVING, UNWRITTEN)
    assert matchmaking.titles(matchmaking.say(index, "开车，有C1，没有B2")) == ["厂车司机"]


def test_a_paper_denied_beside_one_held_excludes_what_asks_for_it() -> None:
    index = matchmaking.index_of(
        matchmaking.posting("焊工", 1, certificates=("焊工证",)),
        matchmaking.posting("水电工", 2, certificates=("电工证",)),
        matchmaking.posting("帮厨", 3, certificates=("健康证",)),
    )
    told = matchmaking.say(index, "焊工、水电工、帮厨都行，有电工证，没有焊工证")
    assert set(matchmaking.titles(told)) == {"水电工", "帮厨"}
    assert [miss.posting.profile.title for miss in told.misses] == ["焊工"]
    assert told.misses[0].barriers[0].sentence == "缺焊工证"


def test_work_asked_for_by_name_stays_open_though_its_place_is_refused() -> None:
    index = matchmaking.index_of(matchmaking.posting("缝纫工", 1))
    assert matchmaking.say(index, "不想进厂，会踩缝纫机").fits


def test_what_is_asked_for_and_refused_at_once_is_told() -> None:
    index = matchmaking.index_of(matchmaking.posting("厨师", 1))
    limits = index.hear("+厨师 -厨师").for_worker(None).of(ReadKind.LIMIT)
    assert "又要又不要“厨师”，请只留一样" in [each.meaning for each in limits]
