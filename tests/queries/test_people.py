"""One box finds people: by name, sound, number and home, in the area of who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from jobmatch.domain.accounts import Area
from jobmatch.queries import people, workers
from tests.factories import make_building, make_community, make_worker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.store.workers import Worker

ALL = Area()
IDENTITY, PHONE = "99000019850504123X", "13800005678"


def make_people(session: Session) -> dict[str, Worker]:
    here = make_community(session, name="旺家社区")
    there = make_community(session, name="龙生社区")
    third = make_building(session, community=here, name="3栋")
    tenth = make_building(session, community=there, name="十号楼")
    made = {
        "杨秀英": make_worker(
            session, name="杨秀英", building=third, person={"id_number": IDENTITY, "phone": PHONE}
        ),
        "杨修颖": make_worker(session, name="杨修颖", building=tenth),
        "单晓梅": make_worker(session, name="单晓梅", building=third),
        "林芳": make_worker(session, name="林芳", person={"phone": "13900015678"}),
        "阿依古丽·买买提": make_worker(session, name="阿依古丽·买买提", building=tenth),
    }
    homes = {
        "杨秀英": ("2单元", "501"),
        "杨修颖": ("一单元", "1001"),
        "单晓梅": ("二单元", "502室"),
    }
    for name, (unit, room) in homes.items():
        household = made[name].person.household
        assert household is not None
        household.unit, household.room_no = unit, room
    session.flush()
    return made


def found(session: Session, typed: str, area: Area = ALL, **asked: Any) -> list[str]:
    hits = people.find(session, area=area, typed=typed, **asked)
    return [worker.person.name for worker in hits.workers]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("杨秀英", ["杨秀英"]),
        ("秀英", ["杨秀英"]),
        ("yxy", ["杨修颖", "杨秀英"]),
        ("yangxiuying", ["杨修颖", "杨秀英"]),
        ("xiuy", ["杨修颖", "杨秀英"]),
        ("yang x y", ["杨修颖", "杨秀英"]),
        ("杨xy", ["杨修颖", "杨秀英"]),
        ("shanxm", ["单晓梅"]),
        ("dxm", ["单晓梅"]),
        ("阿依古丽买买提", ["阿依古丽·买买提"]),
        ("maimaiti", ["阿依古丽·买买提"]),
        ("y", ["杨修颖", "杨秀英"]),
        ("5678", ["林芳", "杨秀英"]),
        ("123x", ["杨秀英"]),
        ("05678", ["杨秀英"]),
        ("0123X", []),
        ("504123X", ["杨秀英"]),
        ("138 0000 5678", ["杨秀英"]),
        ("99000019850504123x", ["杨秀英"]),
        ("3栋", ["单晓梅", "杨秀英"]),
        ("3栋2单元501", ["杨秀英"]),
        ("3-2-502", ["单晓梅"]),
        ("旺家三栋二单元", ["单晓梅", "杨秀英"]),
        ("10栋1单元", ["杨修颖"]),
        ("龙生3栋", []),
        ("501", ["杨秀英"]),
        ("旺家", ["单晓梅", "杨秀英"]),
        ("龙生社区", ["杨修颖", "阿依古丽·买买提"]),
        ("yxy 旺家社区", ["杨秀英"]),
        ("杨秀英 5678", ["杨秀英"]),
        ("林芳 501", []),
        ("%", []),
        ("", []),
    ],
)
def test_one_box_finds_by_whatever_is_known(
    any_session: Session, typed: str, names: list[str]
) -> None:
    make_people(any_session)
    assert sorted(found(any_session, typed)) == sorted(names)


def test_the_nearest_come_first(any_session: Session) -> None:
    for name in ("杨丽娜", "杨丽", "李阳丽", "杨"):
        make_worker(any_session, name=name)
    assert found(any_session, "yangli") == ["杨丽", "杨丽娜", "李阳丽"]
    assert found(any_session, "杨")[0] == "杨"
    assert found(any_session, "yang")[0] == "杨"


def test_a_name_written_otherwise_is_found_by_its_sound_and_says_so(session: Session) -> None:
    make_people(session)
    hits = people.find(session, area=ALL, typed="杨绣英")
    assert [worker.person.name for worker in hits.workers] == ["杨修颖", "杨秀英"]
    assert hits.remark == people.SAME_SOUND
    hits = people.find(session, area=ALL, typed="ninhan")
    assert [worker.person.name for worker in hits.workers] == ["林芳"]
    assert hits.remark == people.LIKE_SOUND
    assert people.find(session, area=ALL, typed="杨秀英").remark is None
    assert people.find(session, area=ALL, typed="？？").remark == people.UNREADABLE


def test_whole_numbers_and_codes_are_certain(session: Session) -> None:
    made = make_people(session)
    for typed in (PHONE, IDENTITY, made["杨秀英"].uuid):
        assert people.find(session, area=ALL, typed=typed).is_certain, typed
    for typed in ("杨秀英", "5678"):
        assert not people.find(session, area=ALL, typed=typed).is_certain, typed
    make_worker(session, name="杨秀英的儿子", person={"phone": PHONE})
    # One telephone serves a family: who of them is meant has to be asked.
    hits = people.find(session, area=ALL, typed=PHONE)
    assert (len(hits.workers), hits.is_certain) == (2, False)


def test_households_are_found_by_their_number(session: Session) -> None:
    made = make_people(session)
    household = made["单晓梅"].person.household
    assert household is not None
    household.household_no = "99000000000001"
    made["林芳"].person.person_no = "9900000000000102"
    session.flush()
    assert found(session, "99000000000001") == ["单晓梅"]
    assert found(session, "9900000000000102") == ["林芳"]


def test_nobody_is_found_outside_the_area_or_after_leaving(any_session: Session) -> None:
    made = make_people(any_session)
    household = made["杨秀英"].person.household
    assert household is not None
    assert household.community_id
    other = Area(community_ids=frozenset({household.community_id + 1000}))
    for typed in ("杨秀英", "yxy", PHONE, IDENTITY, "5678", "501", "3栋", made["杨秀英"].uuid):
        assert found(any_session, typed, other) == [], typed
    made["杨秀英"].person.left_on = made["杨秀英"].person.birth_on
    any_session.flush()
    assert found(any_session, "杨秀英") == []


def test_more_than_asked_for_are_told_of(session: Session) -> None:
    for number in range(4):
        make_worker(session, name=f"杨{'一二三四'[number]}")
    hits = people.find(session, area=ALL, typed="yang", most=3)
    assert (len(hits.workers), hits.too_many) == (3, True)
    assert not people.find(session, area=ALL, typed="yang", most=4).too_many


def test_a_changed_name_is_found_by_the_new_one(any_session: Session) -> None:
    worker = make_worker(any_session, name="杨秀英")
    worker.person.name = "覃秀英"
    any_session.flush()
    assert found(any_session, "qxy") == ["覃秀英"]
    assert found(any_session, "yxy") == []


def test_everybody_of_a_loaded_district_is_found(small_session: Session) -> None:
    worker = small_session.scalars(workers.workers_of(ALL).limit(1)).one()
    assert worker.person.name in found(small_session, worker.person.name)
