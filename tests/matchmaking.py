"""Profiles and small indexes for tests of matching, with the real word tables."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jobmatch.domain.kinds import PayUnit, WorkRegion
from jobmatch.matching import answers, facts
from jobmatch.matching.profiles import AgeLimit, PostingProfile, WorkerProfile
from jobmatch.services import indexes

if TYPE_CHECKING:
    from jobmatch.matching.answers import Answer, Match
    from jobmatch.matching.facts import Knowledge
    from jobmatch.services.indexes import Index


def knowledge() -> Knowledge:
    """Give the real word tables, read once per process."""
    return indexes.load_words().knowledge


def posting(title: str, number: int = 1, **fields: Any) -> PostingProfile:
    """Make a posting; *ages* may be (min, max), *pay* (min, max) yuan per month."""
    if "ages" in fields:
        fields["ages"] = (AgeLimit(min=fields["ages"][0], max=fields["ages"][1]),)
    if "pay" in fields:
        low, high = fields.pop("pay")
        fields |= {"pay_min": Decimal(low), "pay_max": Decimal(high), "pay_unit": PayUnit.MONTH}
    fields.setdefault("region", WorkRegion.IN_COUNTY)
    return PostingProfile(id=number, title=title, **fields)


def index_of(*postings: PostingProfile) -> Index:
    """Give the index of *postings*."""
    return indexes.build_index(postings, indexes.load_words())


def ask(index: Index, worker: WorkerProfile, *, top: int = 10) -> Answer:
    """Answer what fits *worker*."""
    read = facts.read_worker(worker, index.knowledge)
    return answers.answer(read, index.postings, knowledge=index.knowledge, top=top)


def say(index: Index, text: str, worker: WorkerProfile | None = None) -> Answer:
    """Answer a sentence."""
    return ask(index, index.hear(text).for_worker(worker).profile)


def explain_one(worker: WorkerProfile, offered: PostingProfile) -> Match:
    """Explain one pair."""
    index = index_of(offered)
    read = facts.read_worker(worker, index.knowledge)
    return answers.explain(read, index.postings, [0], knowledge=index.knowledge)[0]


def titles(answer: Answer) -> list[str]:
    """Give the titles of the matches, best first."""
    return [match.posting.profile.title for match in answer.matches]
