"""How long a suggestion takes while somebody types: Chinese, pinyin and initials, with a filter."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from jobmatch.bench import districts
from jobmatch.bench.openings import SEED, Plan, load, spread, timed
from jobmatch.domain.accounts import Area
from jobmatch.matching import homophones
from jobmatch.services import suggestions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FILTERS = ("", "", "不上夜班，", "包吃住 ")
"""What stands before the word that is being typed."""


def measure_suggestions(folder: Path, plan: Plan) -> dict[str, Any]:
    """Complete beginnings of the titles that the district's postings have."""
    loaded = load(folder, plan)
    index, holder = loaded.index, suggestions.Holder()
    titles = sorted({each.profile.title for each in index.postings.postings})
    texts = list(typed(titles, plan.typed))
    with (
        districts.scratch(folder, scale=plan.scale, rows=plan.rows) as store,
        store.reads() as session,
    ):
        asked: dict[str, Any] = {"area": Area(), "index": index, "holder": holder}
        first = timed(suggestions.complete, session, text="缝", **asked)
        for before in FILTERS:
            suggestions.complete(session, text=f"{before}缝", **asked)
        seconds = [timed(suggestions.complete, session, text=text, **asked) for text in texts]
        found = sum(bool(suggestions.complete(session, text=text, **asked)) for text in texts)
    return {
        "first_seconds": first,
        "ms": spread(seconds),
        "typed": len(texts),
        "answered": found,
        "samples": texts[:8],
    }


def typed(titles: Sequence[str], count: int) -> Iterator[str]:
    """Yield *count* beginnings of *titles* as people type them, the same for the same titles."""
    rng = random.Random(SEED)  # noqa: S311 - a fixed sequence, no secret
    for number in range(count):
        title = rng.choice(titles)
        sounds = homophones.syllables(title)
        start = rng.randrange(max(len(title) - 1, 1))
        typed_ = (
            title[: rng.randint(1, 3)],
            title[start : start + 2],
            "".join(sounds)[: rng.randint(2, 8)],
            "".join(sound[:1] for sound in sounds)[: rng.randint(2, 4)],
        )[number % 4]
        yield rng.choice(FILTERS) + typed_
