"""Trying an alias on before it is saved: which past searches would find something else first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from jobmatch.domain import aliases as rules
from jobmatch.matching import facts, ranking
from jobmatch.matching.renewals import renewed
from jobmatch.queries import aliases as questions
from jobmatch.services import aliases, matching

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.services.indexes import Holder, Index

RECENT = timedelta(days=90)
MOST = 300
"""Past searches that are tried: those asked most in a quarter of a year."""
SHOWN = 5
"""Examples that a page shows."""


@dataclass(frozen=True, slots=True)
class Change:
    """A past search whose first result would be another one; None: nothing fits."""

    text: str
    times: int
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Trial:
    """What saving would change: past searches, and postings that are read otherwise."""

    text: str | None
    """What would be remembered; None when only the posting would change."""
    asked: int
    """How many past searches were tried, each as often as it was asked."""
    changes: tuple[Change, ...]
    postings: int
    """Open postings that would count as other work."""

    @property
    def changed(self) -> int:
        """How many past searches would find something else first."""
        return sum(change.times for change in self.changes)

    @property
    def sentence(self) -> str:
        """Say it in Chinese."""
        if not self.asked:
            return f"还没有过去的查询可以试；会有 {self.postings} 个在招岗位换一种理解。"
        if not self.changed:
            told = f"试了过去的 {self.asked} 次查询，第一条结果都不变"
        else:
            told = f"会改变过去 {self.asked} 次查询里 {self.changed} 次的第一条结果"
        return f"{told}；会有 {self.postings} 个在招岗位换一种理解。"


def try_phrase(
    session: Session,
    *,
    actor: Actor,
    phrase: str,
    code: str,
    today: date,
    holder: Holder | None = None,
) -> Trial:
    """Tell what confirming *phrase* as *code* would change for the centre of *actor*.

    Raises:
        UnclearPhraseError, OpenWordError, UnknownOccupationError: it could not be saved.
    """
    aliases.occupation_name(code)
    text = aliases.phrase_text(phrase)
    return _try(session, actor=actor, text=text, code=code, today=today, holder=holder)


def try_posting(
    session: Session,
    *,
    actor: Actor,
    posting_id: int,
    title: str,
    code: str,
    today: date,
    holder: Holder | None = None,
) -> Trial:
    """Tell what correcting the posting with this *title* to *code* would change.

    Raises:
        UnknownOccupationError: there is no such occupation.
    """
    aliases.occupation_name(code)
    return _try(
        session,
        actor=actor,
        text=aliases.title_text(title),
        code=code,
        today=today,
        holder=holder,
        posting_id=posting_id,
    )


def _try(
    session: Session,
    *,
    actor: Actor,
    text: str | None,
    code: str,
    today: date,
    holder: Holder | None,
    posting_id: int | None = None,
) -> Trial:
    centre = rules.centre_of(actor.area)
    more = () if text is None else ((text, code),)
    before = matching.open_index(session, today=today, holder=holder, centre=centre)
    after = matching.open_index(session, today=today, holder=holder, centre=centre, more=more)
    if posting_id is not None:
        after = _with_posting(after, posting_id, code)
    asked = questions.past_searches(session, since=today - RECENT, most=MOST)
    texts = [each.text for each in asked]
    firsts = zip(asked, _firsts(before, texts, today), _firsts(after, texts, today), strict=True)
    titles = {each.profile.id: each.profile.title for each in before.postings.postings}
    return Trial(
        text=text,
        asked=sum(each.times for each in asked),
        changes=tuple(
            Change(each.text, each.times, _title(titles, old), _title(titles, new))
            for each, old, new in firsts
            if old != new
        ),
        postings=sum(
            old.occupations != new.occupations
            for old, new in zip(before.postings.postings, after.postings.postings, strict=True)
        ),
    )


def _with_posting(index: Index, posting_id: int, code: str) -> Index:
    """Give *index* with one posting that is *code*; one that is not open changes nothing."""
    for row, each in enumerate(index.postings.postings):
        if each.profile.id == posting_id:
            profile = replace(each.profile, occupations=(code,))
            read = facts.read_posting(profile, index.knowledge)
            return replace(index, postings=renewed(index.postings, {row: read}))
    return index


def _firsts(index: Index, texts: Sequence[str], today: date) -> list[int | None]:
    asked = [
        facts.read_worker(index.hear(text).for_worker(None).profile, index.knowledge)
        for text in texts
    ]
    lists = ranking.best_postings(
        asked, index.postings, conditions=index.conditions, top=1, today=today
    )
    return [each.ids[0] if each.ids else None for each in lists]


def _title(titles: dict[int, str], posting_id: int | None) -> str | None:
    return None if posting_id is None else titles[posting_id]
