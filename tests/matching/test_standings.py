from __future__ import annotations

from jobmatch.domain.kinds import Shift, WorkRegion
from jobmatch.matching import facts
from jobmatch.matching.limits import Limit
from jobmatch.matching.profiles import WorkerProfile
from jobmatch.matching.scoring import Part
from jobmatch.matching.standings import Standing, fitting_work, stand
from tests import matchmaking

INDEX = (
    matchmaking.posting("缝纫工", 1),
    matchmaking.posting("缝纫工", 2, shift=Shift.NIGHT),
    matchmaking.posting("保洁员", 3),
    matchmaking.posting("缝纫工", 4, workplace="东莞市", region=WorkRegion.OUT_OF_PROVINCE),
)


def standing(text: str) -> Standing:
    index = matchmaking.index_of(*INDEX)
    person = index.hear(text).for_worker(WorkerProfile(id=1, age=40))
    read = facts.read_worker(person.profile, index.knowledge)
    return stand(read, index.postings, conditions=index.conditions)


def test_what_fits_is_the_work_asked_for_where_no_limit_breaks() -> None:
    found = standing("缝纫，不上夜班")
    assert found.work.tolist() == [True, True, False, True]
    assert found.broken[Limit.NIGHT].tolist() == [False, True, False, False]
    assert found.found.tolist() == [True, False, False, True]


def test_a_part_may_be_left_out_of_account() -> None:
    found = standing("去新疆做缝纫")
    assert not found.found.any()
    assert found.asked(but=Part.PLACE).tolist() == [True, True, False, True]


def test_who_wants_nothing_may_do_anything() -> None:
    index = matchmaking.index_of(*INDEX)
    assert fitting_work((), index.postings).all()


def test_plain_work_is_near_and_neither_learned_nor_high_up() -> None:
    offered = (
        matchmaking.posting("保洁员", 1),
        matchmaking.posting("月嫂", 2),
        matchmaking.posting("高空外墙清洗工", 3),
        matchmaking.posting("保洁员", 4, region=WorkRegion.OUT_OF_PROVINCE),
        matchmaking.posting("保安", 5, certificates=("保安证",)),
    )
    index = matchmaking.index_of(*offered)
    read = facts.read_worker(WorkerProfile(id=1), index.knowledge)
    found = stand(read, index.postings, conditions=index.conditions)
    assert found.plain.tolist() == [True, False, False, False, False]
