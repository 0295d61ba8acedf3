"""What each part of a score looks at in a worker, and its values for all postings.

A key function names the facts of a worker that a part reads; the table function beside it gives,
for the distinct keys, one row of values (0 to 1) over the postings.

Never read here: sex, age, capacity, target groups, or anything else about the person that is not
a skill, a paper, schooling or a wish; of the community only how far away a posting is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jobmatch.domain.kinds import EmployerKind, Shift, WorkRegion
from jobmatch.matching.frames import KINDS, REGIONS, SHIFTS, community_of
from jobmatch.matching.regions import regions_from

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from datetime import date
    from decimal import Decimal

    from jobmatch.domain.kinds import Schooling
    from jobmatch.matching.factors import Array
    from jobmatch.matching.facts import WorkerFacts
    from jobmatch.matching.frames import PostingFrame
    from jobmatch.matching.profiles import Wishes

SKILLED_FACTOR = 0.5
CONDITIONS_SHARE = 0.45
"""How much of a met want unmet conditions can take away; alone they are the whole question."""
OTHER_PLACE, OTHER_KIND = 0.25, 0.15
PAY_OUT_OF_REACH, PAY_NOT_TOLD = 0.2, 0.5
PAY_UPPER = (0.55, 0.95)
"""Asked pay that only the upper part of the range reaches: a sliver of it, all of it."""
OFFER_FACTORS = (0.3, 1.0, 0.6)
"""Asked board or lodging: not offered, offered, not told."""
SCHOOLING_FACTORS = (1.0, 0.6, 0.35, 0.2)
"""Steps of schooling missing: none, one, two, three or more."""
NEAR_FACTORS = {
    WorkRegion.IN_COMMUNITY: 1.0,
    WorkRegion.IN_COUNTY: 0.85,
    WorkRegion.IN_CITY: 0.5,
    WorkRegion.IN_PROVINCE: 0.3,
    WorkRegion.OUT_OF_PROVINCE: 0.25,
    WorkRegion.ABROAD: 0.2,
}
DISTANCE_COMFORT = (1.0, 0.9, 0.75, 0.6, 0.5, 0.3)
SHIFT_COMFORT = {
    Shift.DAY: 1.0,
    Shift.FLEXIBLE: 0.95,
    Shift.TWO_SHIFT: 0.6,
    Shift.THREE_SHIFT: 0.5,
    Shift.NIGHT: 0.4,
}
NIGHT_ASKED = {
    Shift.NIGHT: 1.0,
    Shift.FLEXIBLE: 0.5,
    Shift.TWO_SHIFT: 0.4,
    Shift.THREE_SHIFT: 0.4,
    Shift.DAY: 0.05,
}
NOT_TOLD = 0.6
PAY_FLOOR, PAY_SPAN = 1000.0, 8000.0
FRESH_HALF_LIFE_DAYS = 30.0
PAY_UNKNOWN_COMFORT, NO_PAPER_USED = 0.2, 0.5


@dataclass(frozen=True, slots=True)
class Setting:
    """What parts look at beside workers and postings."""

    conditions: tuple[str, ...]
    today: date | None


def anybody(worker: WorkerFacts) -> None:
    """Nothing: the part is the same for everybody."""
    del worker


def tells_nothing(worker: WorkerFacts) -> bool:
    """Tell whether *worker* names neither a skill nor a wish for work."""
    wishes = worker.profile.wishes
    return not (worker.wants or wishes.conditions or wishes.kinds)


def asked_conditions(wishes: Wishes) -> tuple[tuple[str, ...], bool]:
    """Give the conditions asked, and whether a kind of work is asked beside them."""
    return wishes.conditions, bool(wishes.wants or wishes.kinds)


def asked_kinds(wishes: Wishes) -> Hashable:
    """Give the kinds of employers asked for."""
    return wishes.kinds


def asked_places(wishes: Wishes) -> tuple[str, ...]:
    """Give the places asked for."""
    return wishes.places


def asked_pay(wishes: Wishes) -> Decimal | None:
    """Give the yuan per month asked."""
    return wishes.min_pay


def wants_board(wishes: Wishes) -> bool:
    """Tell whether board is asked."""
    return wishes.board


def wants_lodging(wishes: Wishes) -> bool:
    """Tell whether lodging is asked."""
    return wishes.lodging


def home_to_stay_near(worker: WorkerFacts) -> tuple[bool, str | None]:
    """Tell whether work near home is asked, and where home is."""
    near = worker.profile.wishes.near_home
    return near, community_of(worker) if near else None


def wants_nights(wishes: Wishes) -> bool:
    """Tell whether night work alone is asked."""
    return wishes.night_only


def schooling_of(worker: WorkerFacts) -> Schooling | None:
    """Give the schooling of *worker*."""
    return worker.profile.schooling


def held_papers(worker: WorkerFacts) -> frozenset[str] | None:
    """Give the keys of papers that *worker* holds."""
    return worker.held


def entry_values(untaught: Sequence[bool], postings: PostingFrame, setting: Setting) -> Array:
    """Skilled work is less likely for somebody who named neither a skill nor any wish for work."""
    del setting
    return _where(untaught, np.where(postings.skilled, SKILLED_FACTOR, 1.0))


def conditions_values(
    asked: Sequence[tuple[tuple[str, ...], bool]], postings: PostingFrame, setting: Setting
) -> Array:
    """Give how far the conditions asked are offered."""
    values = np.ones((len(asked), len(postings)))
    for row, (keys, beside) in enumerate(asked):
        columns = [setting.conditions.index(key) for key in keys if key in setting.conditions]
        if columns and len(postings):
            offered = postings.offers[:, columns].mean(axis=1)
            share = CONDITIONS_SHARE if beside else 1.0
            values[row] = 1 - share + share * offered
    return values


def kind_values(
    asked: Sequence[frozenset[EmployerKind]], postings: PostingFrame, setting: Setting
) -> Array:
    """Give whether the employer is of a kind asked for."""
    del setting
    values = np.ones((len(asked), len(postings)))
    for row, kinds in enumerate(asked):
        if kinds:
            columns = [KINDS.index(EmployerKind(kind)) for kind in kinds]
            values[row] = np.where(np.isin(postings.kind, columns), 1.0, OTHER_KIND)
    return values


def place_values(
    asked: Sequence[tuple[str, ...]], postings: PostingFrame, setting: Setting
) -> Array:
    """Give whether the posting lies where it is asked."""
    del setting
    values = np.ones((len(asked), len(postings)))
    for row, places in enumerate(asked):
        there = np.zeros(len(postings), dtype=bool)
        for place in places:
            there |= postings.lying_in(place)
        if places:
            values[row] = np.where(there, 1.0, OTHER_PLACE)
    return values


def pay_asked_values(
    asked: Sequence[Decimal | None], postings: PostingFrame, setting: Setting
) -> Array:
    """Give how far the pay asked is reached."""
    del setting
    least = np.array([np.nan if pay is None else float(pay) for pay in asked])[:, None]
    low, high = postings.pay_low[None, :], postings.pay_high[None, :]
    above = np.clip((high - least) / np.fmax(high - low, 1.0), 0.0, 1.0)
    values = np.where(low >= least, 1.0, PAY_UPPER[0] + (PAY_UPPER[1] - PAY_UPPER[0]) * above)
    values = np.where(high >= least, values, PAY_OUT_OF_REACH)
    values = np.where(np.isnan(high), PAY_NOT_TOLD, values)
    return np.where(np.isnan(least), 1.0, values)


def board_values(asked: Sequence[bool], postings: PostingFrame, setting: Setting) -> Array:
    """Give whether board is offered where it is asked."""
    del setting
    return _where(asked, _offered(postings.board))


def lodging_values(asked: Sequence[bool], postings: PostingFrame, setting: Setting) -> Array:
    """Give whether lodging is offered where it is asked."""
    del setting
    return _where(asked, _offered(postings.lodging))


def near_values(
    asked: Sequence[tuple[bool, str | None]], postings: PostingFrame, setting: Setting
) -> Array:
    """Give how near the posting is where that is asked."""
    del setting
    factors = np.array([*(NEAR_FACTORS[region] for region in REGIONS), NOT_TOLD])
    values = factors[regions_from([community for _, community in asked], postings)]
    return np.where(np.array([near for near, _ in asked], dtype=bool)[:, None], values, 1.0)


def night_values(asked: Sequence[bool], postings: PostingFrame, setting: Setting) -> Array:
    """Give how much the shift is night work where that is asked."""
    del setting
    return _where(asked, _shift_values(postings, NIGHT_ASKED))


def schooling_values(
    schooled: Sequence[Schooling | None], postings: PostingFrame, setting: Setting
) -> Array:
    """Give how far the schooling asked by the employer is there."""
    del setting
    ranks = [-1 if level is None else level.rank for level in schooled]
    has = np.array(ranks, dtype=np.int64)[:, None]
    asked = postings.schooling[None, :].astype(int)
    values = np.array(SCHOOLING_FACTORS)[np.clip(asked - has, 0, len(SCHOOLING_FACTORS) - 1)]
    return np.where((asked >= 0) & (has >= 0), values, 1.0)


def pay_values(anybody: Sequence[None], postings: PostingFrame, setting: Setting) -> Array:
    """Give the comfort of the pay (1 × n)."""
    del anybody, setting
    middle = (postings.pay_low + postings.pay_high) / 2
    values = np.clip((middle - PAY_FLOOR) / PAY_SPAN, 0.0, 1.0)
    return np.where(np.isnan(middle), PAY_UNKNOWN_COMFORT, values)


def distance_values(
    communities: Sequence[str | None], postings: PostingFrame, setting: Setting
) -> Array:
    """Give the comfort of the distance."""
    del setting
    values: Array = np.array([*DISTANCE_COMFORT, NOT_TOLD])[regions_from(communities, postings)]
    return values


def shift_values(anybody: Sequence[None], postings: PostingFrame, setting: Setting) -> Array:
    """Give the comfort of the shift (1 × n)."""
    del anybody, setting
    return _shift_values(postings, SHIFT_COMFORT)


def papers_values(
    held: Sequence[frozenset[str] | None], postings: PostingFrame, setting: Setting
) -> Array:
    """Tell where a paper that somebody holds is asked for."""
    del setting
    values = np.full((len(held), len(postings)), NO_PAPER_USED)
    for keys, asking in postings.papers.items():
        for row, mine in enumerate(held):
            if mine and keys & mine:
                values[row, asking] = 1.0
    return values


def freshness_values(anybody: Sequence[None], postings: PostingFrame, setting: Setting) -> Array:
    """Give how fresh the posting is (1 × n)."""
    del anybody
    if setting.today is None:
        return np.full(len(postings), NOT_TOLD)
    days = np.maximum(setting.today.toordinal() - postings.fresh, 0)
    values = 0.5 ** (days / FRESH_HALF_LIFE_DAYS)
    return np.where(postings.fresh == 0, NOT_TOLD, values)


def _offered(offered: Array) -> Array:
    no, yes, untold = OFFER_FACTORS
    values: Array = np.array([untold, no, yes])[offered + 1]
    return values


def _shift_values(postings: PostingFrame, table: dict[Shift, float]) -> Array:
    values: Array = np.array([*(table[shift] for shift in SHIFTS), NOT_TOLD])[postings.shift]
    return values


def _where(asked: Sequence[bool], values: Array) -> Array:
    """Give *values* (n) to the classes that ask, 1 to the others (classes × n)."""
    return np.where(np.array(asked, dtype=bool)[:, None], values[None, :], 1.0)
