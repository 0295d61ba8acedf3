"""Who fits nowhere is told the limit that binds, with the nearest posting."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jobmatch.domain.allocations import UnplacedKind
from jobmatch.domain.kinds import Shift, WorkRegion
from jobmatch.matching import facts, shortfalls
from jobmatch.matching.limits import Limit
from jobmatch.matching.profiles import Wishes, WorkerProfile
from tests import matchmaking

if TYPE_CHECKING:
    from jobmatch.matching.profiles import PostingProfile
    from jobmatch.matching.shortfalls import Shortfall


def told(worker: WorkerProfile, *postings: PostingProfile) -> Shortfall:
    index = matchmaking.index_of(*postings)
    (found,) = shortfalls.find_shortfalls(
        [facts.read_worker(worker, index.knowledge)],
        index.postings,
        least=0.2,
        knowledge=index.knowledge,
    )
    return found


def sewer(**fields: Any) -> WorkerProfile:
    return WorkerProfile(id=1, age=52, skills=("缝纫",), **fields)


def test_the_limit_that_alone_keeps_most_postings_away_binds() -> None:
    found = told(
        sewer(wishes=Wishes(no_night=True)),
        matchmaking.posting("缝纫工", 1, ages=(18, 45)),
        matchmaking.posting("平车工", 2, ages=(18, 50)),
        matchmaking.posting("缝纫工", 3, shift=Shift.TWO_SHIFT),
        matchmaking.posting("缝纫工", 4, shift=Shift.NIGHT, ages=(18, 45)),
    )
    assert found.kind is UnplacedKind.LIMIT
    assert found.limit is Limit.AGE
    assert "2个只差这一条" in found.sentence
    assert "本人52岁" in found.sentence


def test_where_every_posting_breaks_several_limits_the_most_common_one_is_told() -> None:
    near = Wishes(no_night=True, regions=frozenset({WorkRegion.IN_COUNTY}))
    found = told(
        sewer(wishes=near),
        matchmaking.posting("缝纫工", 1, shift=Shift.NIGHT, region=WorkRegion.OUT_OF_PROVINCE),
        matchmaking.posting("缝纫工", 2, ages=(18, 45), region=WorkRegion.OUT_OF_PROVINCE),
    )
    assert found.limit is Limit.REGION
    assert "2个差这一条，还差别的" in found.sentence


def test_nothing_that_fits_is_said_plainly_with_the_nearest() -> None:
    pay = matchmaking.posting("砌筑工", 9, pay=(1900, 2000))
    found = told(sewer(wishes=Wishes(min_pay=Decimal(9000))), pay)
    assert found.kind is UnplacedKind.NO_FIT
    assert found.limit is None
    assert "[9]砌筑工" in found.sentence


def test_without_postings_that_is_said() -> None:
    assert told(sewer()).sentence == "这次没有可以安排的岗位。"


def test_every_limit_has_a_name() -> None:
    assert set(shortfalls.LIMIT_NAMES) == set(Limit)
