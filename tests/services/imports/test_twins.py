from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch.domain.accounts import SYSTEM, Actor, Area, Role
from jobmatch.domain.imports import Choice
from jobmatch.services import imports
from jobmatch.services.imports.drafts import Decision, Draft
from jobmatch.store.people import Person
from jobmatch.store.postings import Posting
from tests.factories import make_community
from tests.intake.rosters.made import MAN, WOMAN
from tests.services.imports.made import bring_in, roster, sheet

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.services.imports import Incoming


def _twins(session: Session, incoming: Incoming, actor: Actor = SYSTEM) -> list[tuple[int, ...]]:
    return [one.twins for one in imports.forecast(session, actor=actor, incoming=incoming)]


def test_an_offer_called_a_little_otherwise_looks_like_the_known_one(session: Session) -> None:
    bring_in(session, sheet(("贵州华锦服饰有限公司", "平车工", "20人", "4000")))
    known = session.scalars(select(Posting)).one()
    found = _twins(
        session,
        sheet(
            ("华锦服饰", "平车工（熟手）", "20人", "4000"),
            ("华锦服饰", "保洁员", "2人", "2400"),
            ("别家服饰", "平车工", "2人", "2400"),
            name="二.csv",
        ),
    )
    assert found == [(known.id,), (), ()]


def test_a_known_offer_is_no_twin_and_its_record_is_nobody_elses(session: Session) -> None:
    bring_in(session, sheet(("华锦厂", "平车工", "20人", "4000")))
    again = sheet(
        ("华锦厂", "平车工", "20人", "4200"), ("华锦厂", "平车", "1人", "4"), name="二.csv"
    )
    assert _twins(session, again) == [(), ()]


def test_what_a_person_has_decided_is_shown_and_not_asked_again(session: Session) -> None:
    bring_in(session, sheet(("华锦厂", "平车工", "20人", "4000")))
    offer = ("华锦厂", "平车", "1人", "4000")
    asked = imports.preview(session, actor=SYSTEM, incoming=sheet(offer, name="二.csv"))
    assert asked.counts["twins"] == 1
    draft = Draft(decisions={(None, 2, 1): Decision(Choice.CREATE)})
    decided = sheet(offer, name="二.csv", draft=draft)
    assert imports.preview(session, actor=SYSTEM, incoming=decided).counts["twins"] == 0
    assert [len(found) for found in _twins(session, decided)] == [1]


def test_somebody_of_the_same_name_is_like_when_something_else_agrees(session: Session) -> None:
    bring_in(session, roster(("张三", MAN, "H1", "户主", "13800001111")))
    known = session.scalars(select(Person)).one()
    phone, nothing = ("张三", "", "H8", "", "13800001111"), ("张三", "", "H8", "", "13800009999")
    assert _twins(session, roster(nothing, name="三.csv")) == [()]
    assert _twins(session, roster(("张三", WOMAN), name="四.csv")) == [()]
    assert _twins(session, roster(("李四", "", "H1"), name="五.csv")) == [()]
    told = imports.forecast(session, actor=SYSTEM, incoming=roster(phone, name="二.csv"))
    assert [one.subject_id for one in told] == [known.id]


def test_two_of_one_name_and_phone_are_both_shown(session: Session) -> None:
    bring_in(
        session,
        roster(
            ("张三", MAN, "H1", "户主", "13800001111"), ("张三", WOMAN, "H2", "户主", "13800001111")
        ),
    )
    both = sorted(session.scalars(select(Person.id)), reverse=False)
    (found,) = _twins(session, roster(("张三", "", "", "", "13800001111"), name="二.csv"))
    assert sorted(found) == both


def test_nobody_of_another_community_is_shown(session: Session) -> None:
    ours = make_community(session, name="旺家社区")
    for person in (
        ("张三", MAN, "H1", "户主", "13800001111", "观山社区"),
        ("张三", WOMAN, "H2", "户主", "13800001111", "观山社区"),
    ):
        bring_in(session, roster(person, name=f"{person[2]}.csv"))
    clerk = Actor(None, "c", Role.CLERK, Area(community_ids=frozenset({ours.id})))
    again = roster(("张三", "", "", "", "13800001111", "旺家社区"), name="二.csv")
    assert len(_twins(session, again)[0]) == 2
    assert _twins(session, again, clerk) == [()]
