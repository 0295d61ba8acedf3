"""Both directions and every block size give what a plain, slow reference gives, ties included."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from jobmatch.domain.kinds import LabourCapacity, Schooling, Sex, Shift, WorkRegion
from jobmatch.matching import parts, ranking, scoring, wants
from jobmatch.matching.facts import read_worker
from jobmatch.matching.frames import SOFT_YEARS, WorkerFrame
from jobmatch.matching.profiles import AgeLimit, PostingProfile, Wishes, WorkerProfile, monthly_pay
from tests import matchmaking

if TYPE_CHECKING:
    from jobmatch.matching.facts import PostingFacts, WorkerFacts
    from jobmatch.matching.profiles import Want
    from jobmatch.services.indexes import Index

TODAY = date(2026, 3, 15)
TITLES = ("缝纫工", "电焊工", "保洁员", "叉车工", "服务员", "普工", "搬运工", "育婴员", "司机")
WORDS = ("坐着做", "体力活", "夜班", "两班倒", "生手包教", "可带回家", "时间灵活", "")
SAID = ("", "会缝纫", "有叉车证，要包住", "不上夜班，离家近", "想坐着上班", "打小工", "轻松的公岗")
PAPERS = ("叉车证", "焊工证", "健康证", "C1驾照", "B2驾照")


def random_posting(rng: random.Random, number: int) -> PostingProfile:
    low: Any = rng.choice([None, 2000, 3000, 4000])
    return PostingProfile(
        id=number,
        title=rng.choice(TITLES),
        description=rng.choice(WORDS),
        pay_min=low,
        pay_max=None if low is None else low + rng.choice([0, 1500]),
        ages=rng.choice([(), (AgeLimit(min=18, max=rng.choice([35, 50])),)]),
        schooling=rng.choice([None, Schooling.NONE, Schooling.JUNIOR, Schooling.COLLEGE]),
        certificates=rng.choice([(), (), (rng.choice(PAPERS),)]),
        shift=rng.choice([None, *Shift]),
        board=rng.choice([None, True, False]),
        lodging=rng.choice([None, True, False]),
        region=rng.choice([None, *WorkRegion]),
        community=rng.choice([None, "甲社区", "乙社区"]),
        fresh_on=rng.choice([None, TODAY, TODAY - timedelta(days=40)]),
    )


def random_worker(rng: random.Random, number: int, index: Index) -> WorkerFacts:
    text = rng.choice(
        ["", "会缝纫", "有叉车证，要包住", "不上夜班，离家近", "想坐着上班", "打小工"]
    )
    profile = WorkerProfile(
        id=number,
        age=rng.choice([None, 17, 30, 48]),
        sex=rng.choice([None, Sex.MALE, Sex.FEMALE]),
        capacity=rng.choice([None, *LabourCapacity]),
        schooling=rng.choice([None, Schooling.PRIMARY, Schooling.SENIOR]),
        skills=rng.choice([(), ("电焊",), ("打扫", "煮饭")]),
        certificates=rng.choice([None, (), ("B2驾照",), ("叉车证", "健康证")]),
        community=rng.choice([None, "甲社区"]),
        wishes=Wishes(
            min_pay=rng.choice([None, Decimal(3500)]),
            regions=rng.choice([frozenset(), frozenset({WorkRegion.IN_COUNTY})]),
        ),
    )
    return read_worker(index.hear(text).for_worker(profile).profile, index.knowledge)


def plain_total(worker: WorkerFacts, posting: PostingFacts, index: Index) -> float:
    """Score one pair without any array, from the definition of the parts."""
    wishes, profile = worker.profile.wishes, posting.profile
    fit = plain_work(worker, posting, index)
    if posting.skilled and not (worker.wants or wishes.conditions or wishes.kinds):
        fit *= parts.SKILLED_FACTOR
    asked = [index.conditions.index(key) for key in wishes.conditions]
    if asked:
        share = parts.CONDITIONS_SHARE if wishes.wants or wishes.kinds else 1.0
        offered = sum(posting.offers[row] for row in asked) / len(asked)
        fit *= 1 - share + share * offered
    low, high = (None if v is None else float(v) for v in monthly_pay(profile))
    high = low if high is None else high
    if wishes.min_pay is not None:
        fit *= plain_pay_asked(float(wishes.min_pay), low, high)
    factors = dict(zip((False, True, None), parts.OFFER_FACTORS, strict=True))
    fit *= factors[profile.board] if wishes.board else 1.0
    fit *= factors[profile.lodging] if wishes.lodging else 1.0
    region = plain_region(worker, posting)
    if wishes.near_home:
        fit *= parts.NOT_TOLD if region is None else parts.NEAR_FACTORS[region]
    if profile.schooling is not None and worker.profile.schooling is not None:
        steps = max(0, min(3, profile.schooling.rank - worker.profile.schooling.rank))
        fit *= parts.SCHOOLING_FACTORS[steps]
    comforts = {
        "pay": 0.2 if low is None or high is None else plain_clip(((low + high) / 2 - 1000) / 8000),
        "distance": parts.NOT_TOLD
        if region is None
        else parts.DISTANCE_COMFORT[list(WorkRegion).index(region)],
        "shift": parts.NOT_TOLD if posting.shift is None else parts.SHIFT_COMFORT[posting.shift],
        "papers": 1.0
        if worker.held and any(keys & worker.held for keys in posting.certificates)
        else 0.5,
        "freshness": parts.NOT_TOLD
        if profile.fresh_on is None
        else 0.5 ** ((TODAY - profile.fresh_on).days / 30),
    }
    weights = scoring.COMFORT_WEIGHTS
    comfort = sum(weights[k] * v for k, v in comforts.items()) / sum(weights.values())
    return fit * (1 - scoring.COMFORT_SHARE + scoring.COMFORT_SHARE * comfort)


def plain_work(worker: WorkerFacts, posting: PostingFacts, index: Index) -> float:
    if not worker.wants:
        return wants.UNKNOWN_WORK
    met = [want.weight * plain_want(want, posting, index) for want in worker.wants]
    best = max(met)
    if any(want.asked for want in worker.wants):
        return (1 - wants.AGREEMENT) * best + wants.AGREEMENT * sum(met) / len(met)
    return wants.UNASKED_FLOOR + (1 - wants.UNASKED_FLOOR) * best


def plain_want(want: Want, posting: PostingFacts, index: Index) -> float:
    frame = index.postings
    occupation = max(
        (
            weight * scoring.neighbour_degree(code, other) * degree
            for code, weight in want.occupations
            for other, degree in posting.occupations
        ),
        default=0.0,
    )
    terms = frame.synonyms.meant("，".join(want.terms))
    row = list(frame.postings).index(posting)
    held = frame.terms[[row]].toarray()[0]
    weights, found = 0.0, 0.0
    for term in terms:
        rarity = frame.synonyms.rarity.of(term)
        weights += rarity
        standing = frame.spellings([term])[0]
        best = max((degree * float(held[column]) for column, degree in standing), default=0.0)
        found += rarity * best
    letters = found / weights if weights else 0.0
    share = wants.LETTERS_SHARE if want.known else wants.UNKNOWN_LETTERS_SHARE
    value = 1 - (1 - wants.OCCUPATION_SHARE * occupation) * (1 - share * letters)
    if want.open_level and not posting.skilled:
        value = max(value, wants.OPEN_LEVEL_SHARE)
    if any(keys & want.papers for keys in posting.certificates):
        value = max(value, wants.OCCUPATION_SHARE)
    return value


def plain_pay_asked(asked: float, low: float | None, high: float | None) -> float:
    if high is None or low is None:
        return parts.PAY_NOT_TOLD
    if low >= asked:
        return 1.0
    if high < asked:
        return parts.PAY_OUT_OF_REACH
    share = plain_clip((high - asked) / max(high - low, 1.0))
    return parts.PAY_UPPER[0] + (parts.PAY_UPPER[1] - parts.PAY_UPPER[0]) * share


def plain_region(worker: WorkerFacts, posting: PostingFacts) -> WorkRegion | None:
    region, place = posting.profile.region, posting.profile.community
    elsewhere = place is not None and worker.profile.community not in (None, place)
    if region is WorkRegion.IN_COMMUNITY and elsewhere:
        return WorkRegion.IN_COUNTY
    return region


def plain_permitted(worker: WorkerFacts, posting: PostingFacts) -> bool:
    profile, wishes = worker.profile, worker.profile.wishes
    region = plain_region(worker, posting)
    nights = (Shift.NIGHT, Shift.TWO_SHIFT, Shift.THREE_SHIFT)
    return not (
        (profile.age is not None and not plain_age(profile.age, posting))
        or profile.capacity in (LabourCapacity.LOST, LabourCapacity.NONE)
        or (profile.capacity is LabourCapacity.WEAK_OR_HALF and posting.strain.demand == "heavy")
        or any(not plain_holds(keys, worker) for keys in posting.certificates)
        or (wishes.regions and region is not None and region not in wishes.regions)
        or (wishes.no_night and posting.shift in nights)
    )


def plain_age(age: int, posting: PostingFacts) -> bool:
    if age < 16 or (age < 18 and posting.strain.hazards):
        return False
    return not posting.profile.ages or any(
        (limit.min or 0) - SOFT_YEARS * limit.soft
        <= age
        <= (limit.max or 100) + SOFT_YEARS * limit.soft
        for limit in posting.profile.ages
    )


def plain_holds(keys: frozenset[str], worker: WorkerFacts) -> bool:
    return worker.held is None or bool(keys & worker.held) or worker.profile.more_certificates


def plain_clip(value: float) -> float:
    return max(0.0, min(1.0, value))


def plain_order(
    worker: WorkerFacts, index: Index, top: int
) -> tuple[tuple[int, ...], dict[int, float]]:
    """Rank all postings of one worker by sorting tuples."""
    scored = []
    for posting in index.postings.postings:
        if plain_permitted(worker, posting):
            score = round(plain_total(worker, posting, index), scoring.DIGITS)
            fresh = posting.profile.fresh_on.toordinal() if posting.profile.fresh_on else 0
            if score >= ranking.LEAST:
                scored.append((-score, -fresh, posting.profile.id))
    scored.sort()
    return tuple(number for _, _, number in scored[:top]), {n: -s for s, _, n in scored}


def make(seed: int) -> tuple[Index, list[WorkerFacts]]:
    rng = random.Random(seed)  # noqa: S311 - a seeded case, no secret
    postings = [random_posting(rng, number) for number in range(1, 31)]
    # Twins, so that ties happen: same facts, other ids.
    twins = [postings[n].__class__(**(_fields(postings[n]) | {"id": 100 + n})) for n in range(6)]
    index = matchmaking.index_of(*postings, *twins)
    return index, [random_worker(rng, number, index) for number in range(1, 13)]


def _fields(profile: PostingProfile) -> dict[str, Any]:
    return {name: getattr(profile, name) for name in profile.__dataclass_fields__}


@pytest.mark.parametrize("seed", range(4))
def test_one_worker_one_posting_and_all_pairs_agree_with_the_plain_reference(seed: int) -> None:
    index, workers = make(seed)
    found = list(
        ranking.best_postings(
            workers, index.postings, conditions=index.conditions, top=36, today=TODAY
        )
    )
    for worker, got in zip(workers, found, strict=True):
        ids, scores = plain_order(worker, index, 36)
        assert got.ids == ids
        assert np.allclose(got.scores, [scores[number] for number in ids], atol=2e-6)
    of_postings = ranking.best_workers(
        workers, index.postings, conditions=index.conditions, top=12, today=TODAY
    )
    pairs = {(w.subject, p): s for w in found for p, s in zip(w.ids, w.scores, strict=True)}
    for each in of_postings:
        mine = sorted((-s, w) for (w, p), s in pairs.items() if p == each.subject)
        assert each.ids == tuple(worker for _, worker in mine[:12])
        assert each.scores == tuple(-score for score, _ in mine[:12])


@pytest.mark.parametrize("width", [1, 64, 4096])
@pytest.mark.parametrize("seed", range(3))
def test_sifting_finds_what_scoring_every_pair_finds(
    seed: int, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More workers and postings than are scored in full, in pieces of any size, with many ties."""
    monkeypatch.setattr(ranking, "_WIDEST", width * 40)
    monkeypatch.setattr(ranking, "_NARROWEST", width * 40)
    monkeypatch.setattr(ranking, "_COLUMNS", width * 40)
    rng = random.Random(seed)  # noqa: S311 - a seeded case, no secret
    kinds = [random_posting(rng, 0) for _ in range(40)]
    offered = [replace(rng.choice(kinds), id=number) for number in range(1, 301)]
    index = matchmaking.index_of(*offered)
    workers = [random_worker(rng, number, index) for number in range(1, 81)]
    frame = WorkerFrame(tuple(workers))
    scores = ranking.pair_scores(frame, index.postings, conditions=index.conditions, today=TODAY)
    asked: dict[str, Any] = {"conditions": index.conditions, "today": TODAY}
    found = list(ranking.best_postings(frame, index.postings, top=20, **asked))
    for row, each in enumerate(found):
        best = ranking.order_of(scores[row], index.postings.ids, index.postings.fresh, 20)
        assert each.ids == tuple(index.postings.ids[best].tolist())
        assert each.scores == tuple(scores[row, best].tolist())
    alike = np.zeros(len(workers), dtype=np.int64)
    turned = list(ranking.best_workers(frame, index.postings, top=50, **asked))
    for column, each in enumerate(turned):
        best = ranking.order_of(scores[:, column], frame.ids, alike, 50)
        assert each.ids == tuple(frame.ids[best].tolist())
        assert each.scores == tuple(scores[best, column].tolist())


def test_one_alone_scores_as_among_all() -> None:
    index, workers = make(7)
    together = list(
        ranking.best_postings(workers, index.postings, conditions=index.conditions, top=5)
    )
    for worker, got in zip(workers, together, strict=True):
        alone = ranking.best_postings([worker], index.postings, conditions=index.conditions, top=5)
        assert list(alone) == [got]


def test_ties_go_by_freshness_then_id() -> None:
    index = matchmaking.index_of(
        matchmaking.posting("缝纫工", 3),
        matchmaking.posting("缝纫工", 1),
        matchmaking.posting("缝纫工", 2, fresh_on=TODAY),
    )
    worker = read_worker(WorkerProfile(id=1, skills=("缝纫",)), index.knowledge)
    best = next(
        iter(ranking.best_postings([worker], index.postings, conditions=index.conditions, top=3))
    )
    assert best.ids == (2, 1, 3)


def test_the_permitted_are_counted() -> None:
    index = matchmaking.index_of(matchmaking.posting("普工", ages=(18, 40)))
    workers = [
        read_worker(WorkerProfile(id=n, age=age), index.knowledge)
        for n, age in enumerate((30, 50, None))
    ]
    assert ranking.count_permitted(workers, index.postings) == 2
    assert len(WorkerFrame(tuple(workers))) == 3


def test_no_workers_give_empty_lists() -> None:
    index = matchmaking.index_of(matchmaking.posting("普工"))
    best = list(ranking.best_workers([], index.postings, conditions=index.conditions, top=3))
    assert [each.ids for each in best] == [()]
