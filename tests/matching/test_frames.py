from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Any

from jobmatch.domain.kinds import WorkRegion
from jobmatch.matching import frames
from jobmatch.matching.facts import read_worker
from jobmatch.matching.frames import WorkerFrame
from jobmatch.matching.homophones import syllables
from jobmatch.matching.profiles import WorkerProfile
from jobmatch.matching.similarity import Speller
from tests import matchmaking

if TYPE_CHECKING:
    from collections.abc import Sequence


@cache
def postings() -> frames.PostingFrame:
    return matchmaking.index_of(
        matchmaking.posting("缝纫工", 1, description="平车，市内跑，不跑长途"),
        matchmaking.posting(
            "保洁员",
            2,
            region=WorkRegion.IN_COMMUNITY,
            community="旺家社区",
            workplace="旺家社区3栋",
        ),
        matchmaking.posting("CNC操作员", 3, region_code="441900", workplace="东莞市长安镇"),
        matchmaking.posting(
            "普工", 4, ages=(18, 45), certificates=("叉车证",), workplace="谢桥街道"
        ),
    ).postings


def frame(*workers: WorkerProfile) -> WorkerFrame:
    known = matchmaking.knowledge()
    return WorkerFrame(tuple(read_worker(worker, known) for worker in workers))


def test_denied_words_are_not_offered() -> None:
    assert not postings().holding("长途").any()
    assert postings().holding("平车").tolist() == [True, False, False, False]
    assert postings().holding("cnc").tolist() == [False, False, True, False]


def test_places_by_code_and_by_word() -> None:
    assert postings().lying_in("4419").tolist() == [False, False, True, False]
    assert postings().lying_in("旺家").tolist() == [False, True, False, False]


def test_a_part_of_a_frame_keeps_its_rows() -> None:
    part = postings().take([3, 1])
    assert part.ids.tolist() == [4, 2]
    assert part.asked_papers == ((0, frozenset({"叉车"})),)
    assert (part.terms.toarray() == postings().terms.toarray()[[3, 1]]).all()
    assert [f.profile.title for f in part.postings] == ["普工", "保洁员"]
    assert len(part) == 2


def test_workers_are_classed_by_what_they_have_in_common() -> None:
    workers = frame(
        WorkerProfile(id=1, community="旺家社区"),
        WorkerProfile(id=2),
        WorkerProfile(id=3, community="旺家社区"),
    )
    classes = workers.by(frames.community_of)
    assert classes.keys == ("旺家社区", None)
    assert classes.index.tolist() == [0, 1, 0]
    assert workers.by(frames.community_of) is classes


class SlowSpeller(Speller):
    """A speller that gives other threads time to look at what is half done."""

    def matrix(self, words: Sequence[str], others: Sequence[str]) -> Any:
        time.sleep(0.02)
        return super().matrix(words, others)


def test_threads_never_see_a_term_half_looked_up() -> None:
    """A term is known whole, its other spellings with it, or not at all."""
    titles = ["缝韧工", "缝纫工", "保洁员"]
    plain = matchmaking.index_of(*(matchmaking.posting(t, n) for n, t in enumerate(titles)))
    speller = SlowSpeller(["缝纫工", "保洁员"], syllables)
    frame = frames.PostingFrame(plain.postings.postings, plain.postings.synonyms, speller)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: frame.spellings(["缝纫工"]), range(4)))
    assert len(found[0][0]) == 2
    assert found == [found[0]] * 4
