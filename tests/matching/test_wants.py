from __future__ import annotations

import numpy as np
import pytest

from jobmatch.matching import facts, wants
from jobmatch.matching.frames import WorkerFrame
from jobmatch.matching.profiles import Want, WorkerProfile
from tests import matchmaking

POSTINGS = ("缝纫工", "电焊工", "保洁员", "普工")


def values(phrase: str, *titles: str) -> list[float]:
    index = matchmaking.index_of(*(matchmaking.posting(t, n) for n, t in enumerate(titles)))
    want = facts.read_want(phrase, index.knowledge)
    found: list[float] = wants.want_values([want], index.postings)[0].tolist()
    return found


def test_one_want_is_met_by_its_trade() -> None:
    met = values("踩缝纫机", *POSTINGS)
    assert met[0] == max(met) > 0.7
    assert met[2] < 0.3


def test_a_misspelt_title_still_counts_by_its_sound() -> None:
    right, wrong, other = values("缝纫工", "缝纫工", "缝韧工", "保洁员")
    assert right > wrong > other


def test_two_words_of_one_meaning_are_one_fact() -> None:
    """The best reading counts, not the sum: naming a trade twice makes no better match."""
    once, twice = values("保洁", "保洁员", "保洁员保洁工清洁工")
    assert twice <= once + 0.15
    assert max(once, twice) <= 1


def test_nothing_wanted_and_no_postings_give_empty_arrays() -> None:
    index = matchmaking.index_of()
    want = Want("缝纫", terms=("缝纫",))
    assert wants.want_values([want], index.postings).shape == (1, 0)
    assert wants.want_values(
        [], matchmaking.index_of(matchmaking.posting("普工")).postings
    ).shape == (0, 1)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_one_worker_alone_gives_what_all_together_give(count: int) -> None:
    index = matchmaking.index_of(*(matchmaking.posting(t, n) for n, t in enumerate(POSTINGS)))
    skills = ("缝纫", "电焊", "打扫")[:count]
    people = [
        WorkerProfile(id=1, skills=skills),
        WorkerProfile(id=2, skills=("电焊",)),
        WorkerProfile(id=3),
    ]
    frame = WorkerFrame(tuple(facts.read_worker(each, index.knowledge) for each in people))
    work = wants.Work.of(frame, index.postings)
    full = work.full()
    alone = [
        wants.Work.of(WorkerFrame((each,)), index.postings).full()[0] for each in frame.workers
    ]
    assert full.tolist() == [each.tolist() for each in alone]
    assert full[2].tolist() == [np.float32(wants.UNKNOWN_WORK)] * len(POSTINGS)


def test_a_paper_asked_for_speaks_for_the_posting() -> None:
    asking = [(), ("叉车证",), (), (), ("叉车证",), ("健康证",), ("叉车证",)]
    index = matchmaking.index_of(
        *(matchmaking.posting("普工", n, certificates=each) for n, each in enumerate(asking))
    )
    want = Want("有叉车证", papers=frozenset({"叉车"}))
    whole = wants.want_values([want, Want("缝纫", terms=("缝纫",))], index.postings)
    assert np.flatnonzero(whole[0] > wants.OCCUPATION_SHARE - 1e-6).tolist() == [1, 4, 6]


def test_pairs_have_the_values_that_their_classes_have() -> None:
    index = matchmaking.index_of(*(matchmaking.posting(t, n) for n, t in enumerate(POSTINGS)))
    told = (("缝纫", "电焊", "打扫"), ("电焊",), (), ("缝纫", "打扫"))
    people = [WorkerProfile(id=n, skills=each) for n, each in enumerate(told)]
    frame = WorkerFrame(tuple(facts.read_worker(each, index.knowledge) for each in people))
    work = wants.Work.of(frame, index.postings)
    numbers = np.arange(len(work.classes.counts))
    whole = work.of_classes(numbers)
    owners, columns = (each.ravel() for each in np.indices(whole.shape))
    assert work.of_pairs(numbers, owners, columns).tolist() == whole.ravel().tolist()
    assert len(set(whole.ravel().tolist())) > 1
