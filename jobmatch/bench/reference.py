"""The slow, plain reference: one pair at a time, no arrays, written from the definitions.

It shares with the engine what a pair *is* (facts, terms, the spelling degrees of E, the weights)
and nothing of how the engine computes. Both must give the same lists, ties included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobmatch.domain.kinds import LabourCapacity, PhysicalDemand, Shift, WorkRegion
from jobmatch.matching import parts, ranking, scoring, wants
from jobmatch.matching.facts import affirmed, words_of
from jobmatch.matching.frames import EMPLOYER_WEIGHT, TITLE_WEIGHT, WORDS_WEIGHT
from jobmatch.matching.permitted_ages import ADULT_AGE, SOFT_YEARS, WORKING_AGE
from jobmatch.matching.profiles import monthly_pay
from jobmatch.matching.ranking import Ranking
from jobmatch.matching.terms import runs_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jobmatch.domain.kinds import Sex
    from jobmatch.matching.facts import PostingFacts, WorkerFacts
    from jobmatch.matching.frames import PostingFrame
    from jobmatch.matching.profiles import AgeLimit, Want

SAME_GROUP, SAME_FIELD = (7, 0.4), (4, 0.1)
"""Leading signs of a code that 小类 and 中类 share, and E between their members."""
_SHORT = 2
_NIGHTS = (Shift.NIGHT, Shift.TWO_SHIFT, Shift.THREE_SHIFT)
_ROTATING = (Shift.TWO_SHIFT, Shift.THREE_SHIFT)
_OLDEST = 100
LAST_DIGIT = 1.5 * 10**-scoring.DIGITS
"""Two ways to add the same numbers may round the last digit of a score apart."""


def agrees(whole: Ranking, found: Ranking, *, top: int) -> bool:
    """Tell whether *found* is the head of *whole*, a ranking of all pairs by the reference.

    Scores may be apart by the last digit, and so may be the order of pairs that this digit parts;
    pairs that are equal in both must stand in the order of the reference.
    """
    length = min(top, len(whole.ids))
    if found.subject != whole.subject or len(found.ids) != length:
        return False
    place = {number: at for at, number in enumerate(whole.ids)}
    if len(set(found.ids)) != length or any(number not in place for number in found.ids):
        return False
    theirs = [whole.scores[place[number]] for number in found.ids]
    near = all(
        abs(score - mine) <= LAST_DIGIT and abs(score - head) <= LAST_DIGIT
        for score, mine, head in zip(found.scores, theirs, whole.scores, strict=False)
    )
    ordered = all(
        place[found.ids[at]] < place[found.ids[at + 1]]
        for at in range(length - 1)
        if found.scores[at] == found.scores[at + 1] and theirs[at] == theirs[at + 1]
    )
    return near and ordered


class Reference:
    """Ranks by definition over the postings of a frame.

    Args:
        frame: gives the postings as read, synonyms and speller; no column of it is looked at.
        conditions: keys of the offered conditions, in order.
        today: day from which freshness is counted.
    """

    def __init__(
        self, frame: PostingFrame, *, conditions: Sequence[str], today: date | None
    ) -> None:
        self._postings = frame.postings
        self._synonyms, self._speller = frame.synonyms, frame.speller
        self._conditions, self._today = list(conditions), today
        self._terms = [self._weights(facts) for facts in frame.postings]
        self._long = sorted({t for each in self._terms for t in each if len(t) > _SHORT})
        self._spelt: dict[str, dict[str, float]] = {}
        self._words = [words_of(facts) for facts in frame.postings]

    def ranked(self, worker: WorkerFacts) -> Ranking:
        """Rank all postings for *worker* by sorting them."""
        met = [self._asked(want) for want in worker.wants]
        scored = []
        for row, posting in enumerate(self._postings):
            if not self.permits(worker, row):
                continue
            values = [
                want.weight * self._met(want, asked, row)
                for want, asked in zip(worker.wants, met, strict=True)
            ]
            score = round(self._total(worker, posting, values), scoring.DIGITS)
            if score >= ranking.LEAST:
                fresh = posting.profile.fresh_on
                scored.append((-score, -(fresh.toordinal() if fresh else 0), posting.profile.id))
        scored.sort()
        ids, scores = tuple(n for _, _, n in scored), tuple(-s for s, _, _ in scored)
        return Ranking(worker.profile.id, ids, scores)

    def permits(self, worker: WorkerFacts, row: int) -> bool:
        """Tell whether no limit keeps *worker* from the posting in *row*."""
        posting, wishes = self._postings[row], worker.profile.wishes
        region = _region(worker, posting)
        return not (
            _age_forbids(worker, posting)
            or _strength_forbids(worker, posting)
            or any(not _may_hold(keys, worker) for keys in posting.certificates)
            or _closed_group(worker, posting)
            or (wishes.regions and region is not None and region not in wishes.regions)
            or (wishes.no_night and posting.shift in _NIGHTS)
            or (wishes.no_shifts and posting.shift in _ROTATING)
            or any(word.lower() in self._words[row] for word in wishes.avoided)
            or any(word.lower() not in self._words[row] for word in wishes.required)
        )

    def _weights(self, facts: PostingFacts) -> dict[str, float]:
        profile, weights = facts.profile, dict[str, float]()
        if self._speller is not None:
            for run in runs_of(profile.title):
                if len(run) > _SHORT and not self._speller.knows(run):
                    weights[run] = TITLE_WEIGHT
        for text, weight in (
            (profile.title, TITLE_WEIGHT),
            (affirmed(profile.description), WORDS_WEIGHT),
            (profile.employer or "", EMPLOYER_WEIGHT),
        ):
            for term in self._synonyms.terms_of(text):
                weights[term] = max(weights.get(term, 0.0), weight)
        return weights

    def _asked(self, want: Want) -> dict[str, float]:
        """Give the terms of *want* with their share of its letters."""
        terms = self._synonyms.meant("，".join(want.terms))
        rarity = {term: self._synonyms.rarity.of(term) for term in terms}
        total = sum(rarity.values())
        return {term: weight / total for term, weight in rarity.items()}

    def _met(self, want: Want, asked: dict[str, float], row: int) -> float:
        posting, held = self._postings[row], self._terms[row]
        letters = sum(share * self._held(term, held) for term, share in asked.items())
        occupation = max(
            (
                weight * _neighbours(code, other) * degree
                for code, weight in want.occupations
                for other, degree in posting.occupations
            ),
            default=0.0,
        )
        share = wants.LETTERS_SHARE if want.known else wants.UNKNOWN_LETTERS_SHARE
        value = 1 - (1 - wants.OCCUPATION_SHARE * occupation) * (1 - share * letters)
        if want.open_level and not posting.skilled:
            value = max(value, wants.OPEN_LEVEL_SHARE)
        if any(keys & want.papers for keys in posting.certificates):
            value = max(value, wants.OCCUPATION_SHARE)
        return value

    def _held(self, term: str, held: dict[str, float]) -> float:
        best = held.get(term, 0.0)
        for word, degree in self._spellings(term).items():
            best = max(best, degree * held.get(word, 0.0))
        return best

    def _spellings(self, term: str) -> dict[str, float]:
        if term not in self._spelt:
            found: dict[str, float] = {}
            if self._speller is not None:
                row = self._speller.matrix([term], self._long)
                found = {
                    self._long[c]: float(v) for c, v in zip(row.indices, row.data, strict=True)
                }
            self._spelt[term] = found
        return self._spelt[term]

    def _total(self, worker: WorkerFacts, posting: PostingFacts, met: Sequence[float]) -> float:
        wishes = worker.profile.wishes
        fit = _work(worker, met)
        if posting.skilled and not (worker.wants or wishes.conditions or wishes.kinds):
            fit *= parts.SKILLED_FACTOR
        fit *= self._conditions_met(worker, posting)
        fit *= _asked_facts(worker, posting)
        return fit * (
            1 - scoring.COMFORT_SHARE + scoring.COMFORT_SHARE * self._comfort(worker, posting)
        )

    def _conditions_met(self, worker: WorkerFacts, posting: PostingFacts) -> float:
        wishes = worker.profile.wishes
        asked = [
            self._conditions.index(key) for key in wishes.conditions if key in self._conditions
        ]
        if not asked:
            return 1.0
        share = parts.CONDITIONS_SHARE if wishes.wants or wishes.kinds else 1.0
        offered = sum(posting.offers[column] for column in asked) / len(asked)
        return 1 - share + share * offered

    def _comfort(self, worker: WorkerFacts, posting: PostingFacts) -> float:
        low, high = _pay(posting)
        region, fresh = _region(worker, posting), posting.profile.fresh_on
        uses_paper = worker.held and any(keys & worker.held for keys in posting.certificates)
        told = fresh is not None and self._today is not None
        comforts = {
            "pay": parts.PAY_UNKNOWN_COMFORT
            if low is None or high is None
            else _clip(((low + high) / 2 - parts.PAY_FLOOR) / parts.PAY_SPAN),
            "distance": parts.NOT_TOLD
            if region is None
            else parts.DISTANCE_COMFORT[list(WorkRegion).index(region)],
            "shift": parts.NOT_TOLD
            if posting.shift is None
            else parts.SHIFT_COMFORT[posting.shift],
            "papers": 1.0 if uses_paper else parts.NO_PAPER_USED,
            "freshness": _fresh(fresh, self._today) if told else parts.NOT_TOLD,
        }
        weights = scoring.COMFORT_WEIGHTS
        return sum(weights[name] * value for name, value in comforts.items()) / sum(
            weights.values()
        )


def _work(worker: WorkerFacts, met: Sequence[float]) -> float:
    if not met:
        return wants.UNKNOWN_WORK
    if any(want.asked for want in worker.wants):
        return (1 - wants.AGREEMENT) * max(met) + wants.AGREEMENT * sum(met) / len(met)
    return wants.UNASKED_FLOOR + (1 - wants.UNASKED_FLOOR) * max(met)


def _asked_facts(worker: WorkerFacts, posting: PostingFacts) -> float:
    """Multiply what typed columns say about pay, board, place, night and schooling asked."""
    wishes, profile = worker.profile.wishes, posting.profile
    offers = dict(zip((False, True, None), parts.OFFER_FACTORS, strict=True))
    factors = [
        offers[profile.board] if wishes.board else 1.0,
        offers[profile.lodging] if wishes.lodging else 1.0,
        _pay_asked(wishes.min_pay, posting),
        1.0 if not wishes.kinds or profile.kind in wishes.kinds else parts.OTHER_KIND,
        1.0 if not wishes.places or _lies_in(posting, wishes.places) else parts.OTHER_PLACE,
    ]
    if wishes.near_home:
        region = _region(worker, posting)
        factors.append(parts.NOT_TOLD if region is None else parts.NEAR_FACTORS[region])
    if wishes.night_only:
        shift = posting.shift
        factors.append(parts.NOT_TOLD if shift is None else parts.NIGHT_ASKED[shift])
    if profile.schooling is not None and worker.profile.schooling is not None:
        steps = profile.schooling.rank - worker.profile.schooling.rank
        factors.append(parts.SCHOOLING_FACTORS[max(0, min(3, steps))])
    product = 1.0
    for factor in factors:
        product *= factor
    return product


def _pay_asked(asked: object, posting: PostingFacts) -> float:
    if asked is None:
        return 1.0
    least = float(str(asked))
    low, high = _pay(posting)
    if high is None:
        return parts.PAY_NOT_TOLD
    if low is not None and low >= least:
        return 1.0
    if high < least:
        return parts.PAY_OUT_OF_REACH
    share = _clip((high - least) / max(high - (low if low is not None else high), 1.0))
    return parts.PAY_UPPER[0] + (parts.PAY_UPPER[1] - parts.PAY_UPPER[0]) * share


def _pay(posting: PostingFacts) -> tuple[float | None, float | None]:
    low, high = monthly_pay(posting.profile)
    high = low if high is None else high
    return None if low is None else float(low), None if high is None else float(high)


def _fresh(fresh: date | None, today: date | None) -> float:
    assert fresh is not None  # noqa: S101 - asked only where both days are told
    assert today is not None  # noqa: S101 - as above
    return float(0.5 ** (max((today - fresh).days, 0) / parts.FRESH_HALF_LIFE_DAYS))


def _lies_in(posting: PostingFacts, places: Sequence[str]) -> bool:
    profile = posting.profile
    address = f"{profile.workplace}，{profile.employer or ''}"
    return any(
        (profile.region_code or "").startswith(place) if place.isdigit() else place in address
        for place in places
    )


def _region(worker: WorkerFacts, posting: PostingFacts) -> WorkRegion | None:
    region, place = posting.profile.region, posting.profile.community
    elsewhere = place is not None and worker.profile.community not in (None, place)
    return WorkRegion.IN_COUNTY if region is WorkRegion.IN_COMMUNITY and elsewhere else region


def _neighbours(one: str, other: str) -> float:
    if one == other:
        return 1.0
    for signs, degree in (SAME_GROUP, SAME_FIELD):
        if one[:signs] == other[:signs]:
            return degree
    return 0.0


def _age_forbids(worker: WorkerFacts, posting: PostingFacts) -> bool:
    age, sex = worker.profile.age, worker.profile.sex
    if age is None:
        return False
    if age < WORKING_AGE or (age < ADULT_AGE and posting.strain.hazards):
        return True
    ranges = [each for each in posting.profile.ages if sex is None or _is_for(each, sex)]
    return bool(ranges) and not any(_admits(each, age) for each in ranges)


def _is_for(limit: AgeLimit, sex: Sex) -> bool:
    return limit.sex in ("any", sex)


def _admits(limit: AgeLimit, age: int) -> bool:
    stretch = SOFT_YEARS if limit.soft else 0
    low = 0 if limit.min is None else limit.min - stretch
    high = _OLDEST if limit.max is None else limit.max + stretch
    return low <= min(age, _OLDEST) <= high


def _strength_forbids(worker: WorkerFacts, posting: PostingFacts) -> bool:
    capacity = worker.profile.capacity
    weak = capacity is LabourCapacity.WEAK_OR_HALF
    lost = capacity in (LabourCapacity.LOST, LabourCapacity.NONE)
    return lost or (weak and posting.strain.demand is PhysicalDemand.HEAVY)


def _may_hold(keys: frozenset[str], worker: WorkerFacts) -> bool:
    held = worker.held
    if held is not None and keys & held:
        return True
    if keys <= worker.lacked:
        return False
    if held is None:
        return True
    # Who names a driving licence has named the best one: no other is to be supposed.
    named_best = any(key.startswith("drive:") for key in held)
    return worker.profile.more_certificates and not (
        named_best and all(key.startswith("drive:") for key in keys)
    )


def _closed_group(worker: WorkerFacts, posting: PostingFacts) -> bool:
    mine = worker.profile.target_groups
    return posting.groups is not None and mine is not None and not (posting.groups & mine)


def _clip(value: float) -> float:
    return max(0.0, min(1.0, value))
