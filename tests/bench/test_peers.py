from __future__ import annotations

import numpy as np
import pytest

from jobmatch.bench import peers
from jobmatch.matching import wants
from jobmatch.matching.facts import read_worker
from jobmatch.matching.profiles import WorkerProfile
from jobmatch.services import lexicon
from tests import matchmaking

POSTINGS = (
    matchmaking.posting("缝纫工", 1, description="踩平车", certificates=("健康证",)),
    matchmaking.posting("电焊工", 2),
    matchmaking.posting("保洁员", 3),
)
INDEX = matchmaking.index_of(*POSTINGS)
WORKERS = tuple(
    read_worker(WorkerProfile(id=number, skills=skills), INDEX.knowledge)
    for number, skills in enumerate([("缝纫", "打扫"), ("电焊",), ()], 1)
)


def test_strings_are_compared_for_a_sample_and_extrapolated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(peers, "SAMPLED", 2)
    fuzzy = peers.Fuzzy(
        WORKERS,
        INDEX.postings.postings,
        cut=lexicon.load_cutter().cut,
        segment=INDEX.knowledge.segment,
    )
    found = fuzzy.measure()
    assert (found.workers, found.postings) == (2, 3)
    assert found.extrapolated_seconds == pytest.approx(found.seconds * 3 / 2)
    assert found.mean_posting_words > 1


def test_bare_products_hold_the_text_part_of_the_scores() -> None:
    bare = peers.Sparse(WORKERS, INDEX.postings)
    assert bare.asked.shape == (3, bare.offered.shape[1])
    products = (bare.asked @ bare.offered.T).toarray()
    assert products.argmax(axis=1).tolist()[:2] == [0, 1]
    assert products[2].tolist() == [0, 0, 0]
    # The engine joins occupation and letters by a noisy or, which their sum never falls under.
    (want,) = WORKERS[1].wants
    assert (products[1] >= want.weight * wants.want_values([want], INDEX.postings)[0] - 1e-6).all()
    assert np.isfinite(products).all()


def test_bare_products_are_timed_with_their_size() -> None:
    found = peers.Sparse(WORKERS, INDEX.postings).measure()
    assert found.seconds > 0
    assert found.columns == len(INDEX.postings.codes) + len(INDEX.postings.vocabulary)
    assert found.mean_posting_terms > 3
