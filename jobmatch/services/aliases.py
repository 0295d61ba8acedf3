"""Teaching: a clerk corrects the occupation of a posting, or confirms what a phrase means.

Each time is one lesson. An alias follows from its lessons alone, so undoing one lesson gives back
exactly what was before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import select, update

from jobmatch import clock
from jobmatch.domain import aliases as rules
from jobmatch.domain.accounts import Permission
from jobmatch.domain.errors import ConflictError, InputError, NotFoundError, RuleBrokenError
from jobmatch.domain.imports import AliasState
from jobmatch.domain.jobs import JobName
from jobmatch.domain.masks import mask_numbers
from jobmatch.domain.postings import SourceKind
from jobmatch.matching import facts
from jobmatch.matching.lexicon import Source
from jobmatch.queries import aliases as questions
from jobmatch.services import audit, jobs, lexicon
from jobmatch.store import upserts
from jobmatch.store.lexicon import AliasLesson, LearnedAlias
from jobmatch.store.postings import Posting, PostingOccupation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import CursorResult
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Actor
    from jobmatch.matching.facts import Knowledge
    from jobmatch.matching.occupations import OccupationHit
    from jobmatch.matching.profiles import PostingProfile

SHORTEST, LONGEST = 2, 40
"""Signs of a text that may become an alias, cleaned."""
CLEAR_SHARE, MOST_NAMED = 0.8, 3
"""Readings of a posting that its page names: those near the best one."""
_WRITTEN = 200


class UnknownOccupationError(InputError):
    """The code names no occupation."""

    message = "没有这个职业编码，请从列出的职业里选一个。"


class UnclearPhraseError(InputError):
    """Nothing is left of the phrase that could be remembered."""

    message = "这句话里没有可以记住的说法，请只写一个说法，比如“踩缝纫机”。"


class OpenWordError(RuleBrokenError):
    """The word stands for a whole level of work and must stay open."""

    message = "这个词本来就指很多种活（比如“普工”“小工”），不能记成一种职业。请改具体的岗位。"


class AlreadyWithdrawnError(ConflictError):
    """Somebody has undone this lesson before."""

    message = "这一条已经撤销过了。"


@dataclass(frozen=True, slots=True)
class Taught:
    """What one lesson did: its row, and how far its alias counts; None when none was learned."""

    lesson_id: int
    text: str | None
    state: AliasState | None
    again: bool = field(default=False, compare=False)
    """The same person had said the same before: nothing was added."""

    @property
    def sentence(self) -> str:
        """Say in Chinese how far it counts."""
        if self.again:
            return f"您之前已经这样认定过，不再重复计数。{replace(self, again=False).sentence}"
        if self.state is None:
            return "只改了这一个岗位：它的名称可以指很多种活，没有当作说法记下来。"
        if self.state is AliasState.LIVE:
            return f"记住了：“{self.text}”。全区都按这个意思来理解。"
        return (
            f"记住了：“{self.text}”。您所在的中心马上按这个意思来理解；"
            "再有一个人也这样认定，或累计三次，全区就都这样理解。"
        )


def alias_text(text: str) -> str | None:
    """Give what of *text* would be remembered; None when nothing of it could."""
    cleaned = lexicon.load_cleaner().clean(mask_numbers(text))
    return cleaned if SHORTEST <= len(cleaned) <= LONGEST else None


def is_open_word(cleaned: str) -> bool:
    """Tell whether the word tables know *cleaned* as a word for a whole group of occupations."""
    known = lexicon.table_index().lexicon
    return any(
        len(known.expand(code)) > 1
        for entry in known.by_text.get(cleaned, ())
        if entry.source is not Source.TITLE
        for code in entry.codes
    )


def phrase_text(phrase: str) -> str:
    """Give what of *phrase* would be remembered.

    Raises:
        UnclearPhraseError: nothing of it could be.
        OpenWordError: the word stands for a whole level of work.
    """
    text = alias_text(phrase)
    if text is None:
        raise UnclearPhraseError
    if is_open_word(text):
        raise OpenWordError
    return text


def title_text(title: str) -> str | None:
    """Give what of a posting's *title* would be remembered; None when it has to stay open."""
    text = alias_text(title)
    return None if text is None or is_open_word(text) else text


def occupation_name(code: str) -> str:
    """Give the name of the occupation *code*.

    Raises:
        UnknownOccupationError: there is none.
    """
    known = lexicon.table_index().lexicon
    if code not in known.occupations or not known.expand(code):
        raise UnknownOccupationError
    return known.name_of(code)


def candidates(session: Session, *, actor: Actor, text: str, top: int) -> list[OccupationHit]:
    """Give the occupations that *text* may mean to the centre of *actor*, the likeliest first."""
    centre = rules.centre_of(actor.area)
    index = lexicon.load_index(questions.aliases_in_force(session, centre=centre))
    hits = index.find(text, top=2 * top)
    return [hit for hit in hits if hit.code in index.lexicon.occupations][:top]


def work_names(profile: PostingProfile, knowledge: Knowledge) -> list[str]:
    """Give the names of the work that a posting is read as, the main one first."""
    read = facts.read_posting(profile, knowledge).occupations
    best = max((degree for _, degree in read), default=0.0)
    kept = [code for code, degree in read if degree >= CLEAR_SHARE * best]
    return list(dict.fromkeys(knowledge.names.get(code, code) for code in kept))[:MOST_NAMED]


def correct_posting(session: Session, *, actor: Actor, posting_id: int, code: str) -> Taught:
    """Say which occupation a posting is; its title is learned unless it stays open.

    The same person's earlier word on this posting is taken back first.

    Raises:
        NotFoundError: there is no such posting.
        UnknownOccupationError: there is no such occupation.
    """
    actor.check(Permission.TEACH_WORDS)
    occupation_name(code)
    posting = session.get(Posting, posting_id, with_for_update=True)
    if posting is None:
        raise NotFoundError
    for earlier in questions.lessons_of_posting(session, posting_id=posting_id):
        if earlier.author == actor.name:
            if earlier.occupation_code == code and _told(posting) == [code]:
                return replace(_result(earlier), again=True)
            _withdraw(session, actor=actor, lesson=earlier)
    title = posting.title or ""
    text = title_text(title)
    alias = None if text is None else _alias(session, text=text, code=code)
    lesson = AliasLesson(
        alias_id=None if alias is None else alias.id,
        occupation_code=code,
        occasion=f"posting:{posting_id}",
        written=mask_numbers(title)[:_WRITTEN],
        posting_id=posting_id,
        before=_occupations_of(posting),
    )
    _put_occupations(session, posting, code, [(code, 1.0, SourceKind.OPERATOR)])
    return _teach(session, actor=actor, lesson=lesson)


def confirm_phrase(session: Session, *, actor: Actor, phrase: str, code: str) -> Taught:
    """Confirm that *phrase*, as people say it, means the occupation *code*; once a day counts.

    Raises:
        UnclearPhraseError: nothing of the phrase can be remembered.
        OpenWordError: the word stands for a whole level of work.
        UnknownOccupationError: there is no such occupation.
    """
    actor.check(Permission.TEACH_WORDS)
    occupation_name(code)
    text = phrase_text(phrase)
    alias = _alias(session, text=text, code=code)
    occasion = f"day:{clock.today().isoformat()}"
    for earlier in alias.lessons:
        said_before = (earlier.author, earlier.occasion) == (actor.name, occasion)
        if said_before and earlier.withdrawn_at is None:
            return replace(_result(earlier), again=True)
    lesson = AliasLesson(
        alias_id=alias.id,
        occupation_code=code,
        occasion=occasion,
        written=mask_numbers(phrase)[:_WRITTEN],
    )
    return _teach(session, actor=actor, lesson=lesson)


def undo(session: Session, *, actor: Actor, lesson_id: int) -> Taught:
    """Take one lesson back; everything is read again as if it had not been given.

    Raises:
        NotFoundError: there is no such lesson, or the actor works on another part of the district.
        AlreadyWithdrawnError: it was undone before.
    """
    actor.check(Permission.TEACH_WORDS)
    lesson = session.get(AliasLesson, lesson_id, populate_existing=True)
    if lesson is None or not may_undo(actor, lesson):
        raise NotFoundError
    _withdraw(session, actor=actor, lesson=lesson)
    return _result(lesson)


def may_undo(actor: Actor, lesson: AliasLesson) -> bool:
    """Tell whether *actor* may take *lesson* back: own centre, or the whole district."""
    return actor.area.is_whole_district or lesson.centre == rules.centre_of(actor.area)


def standing_of(lesson: AliasLesson) -> str:
    """Say in a few Chinese words how far *lesson* counts now."""
    if lesson.withdrawn_at is not None:
        return "已撤销"
    if lesson.alias is None:
        return "只改这个岗位"
    return "全区都算" if lesson.alias.state is AliasState.LIVE else "本中心先算"


def _teach(session: Session, *, actor: Actor, lesson: AliasLesson) -> Taught:
    lesson.author = actor.name
    lesson.account_id = actor.account_id
    lesson.centre = rules.centre_of(actor.area)
    lesson.taught_at = clock.now()
    session.add(lesson)
    session.flush()
    for_all = _settle(session, lesson.alias)
    audit.record(
        session,
        actor=actor,
        action="lesson.given",
        subject=lesson,
        changes={"text": [None, lesson.written], "occupation": [None, lesson.occupation_code]},
    )
    if for_all or lesson.posting_id is not None:
        _ask_for_matches(session, f"lesson:{lesson.id}")
    return _result(lesson)


def _withdraw(session: Session, *, actor: Actor, lesson: AliasLesson) -> None:
    changed = session.execute(
        update(AliasLesson)
        .where(AliasLesson.id == lesson.id, AliasLesson.withdrawn_at.is_(None))
        .values(withdrawn_at=clock.now(), withdrawn_by=actor.name)
        .execution_options(synchronize_session=False)
    )
    if cast("CursorResult[Any]", changed).rowcount != 1:
        raise AlreadyWithdrawnError
    session.refresh(lesson)
    if lesson.posting_id is not None:
        _give_back(session, lesson, lesson.posting_id)
    for_all = _settle(session, lesson.alias)
    audit.record(
        session,
        actor=actor,
        action="lesson.withdrawn",
        subject=lesson,
        changes={"text": [lesson.written, None], "occupation": [lesson.occupation_code, None]},
    )
    if for_all or lesson.posting_id is not None:
        _ask_for_matches(session, f"lesson:{lesson.id}:withdrawn")


def _alias(session: Session, *, text: str, code: str) -> LearnedAlias:
    """Give the alias of *text* and *code*, locked; made when it is not there.

    Two people may be the first to say it at the same moment.
    """
    row = {"text": text, "occupation_code": code}
    upserts.put_if_absent(session, LearnedAlias, row)
    statement = select(LearnedAlias).filter_by(**row).with_for_update()
    return session.scalars(statement).one()


def _settle(session: Session, alias: LearnedAlias | None) -> bool:
    """Give *alias* what follows from the lessons that stand; tell whether all notice it."""
    if alias is None:
        return False
    counted = alias.state is AliasState.LIVE
    session.refresh(alias, ["lessons"])
    standing = [lesson for lesson in alias.lessons if lesson.withdrawn_at is None]
    people = list(dict.fromkeys(lesson.author for lesson in standing))
    first = {lesson.author: lesson.account_id for lesson in reversed(standing)}
    alias.state = rules.state_of(times=len(standing), people=len(people))
    alias.times = max(1, len(standing))
    alias.author_id = first[people[0]] if people else alias.author_id
    alias.second_author_id = first[people[1]] if len(people) > 1 else None
    alias.withdrawn_at = None if standing else clock.now()
    session.flush()
    return counted != (alias.state is AliasState.LIVE)


def _give_back(session: Session, lesson: AliasLesson, posting_id: int) -> None:
    """Give the posting what it had before *lesson*, or hand that on to the lesson after it."""
    later = [
        each
        for each in questions.lessons_of_posting(session, posting_id=posting_id)
        if each.id > lesson.id
    ]
    if later:
        later[-1].before = lesson.before
        return
    posting = session.get(Posting, posting_id, with_for_update=True)
    if posting is None or lesson.before is None:
        return
    if _told(posting) != [lesson.occupation_code]:
        return  # a changed sheet has said something else since
    rows = [(code, score, SourceKind(source)) for code, score, source in lesson.before["rows"]]
    _put_occupations(session, posting, lesson.before["best"], rows)


def _told(posting: Posting) -> list[str]:
    """Give the occupations that people said the posting is."""
    return [row.code for row in posting.occupations if row.source is SourceKind.OPERATOR]


def _occupations_of(posting: Posting) -> dict[str, Any]:
    rows = sorted(posting.occupations, key=lambda row: row.seq)
    return {
        "best": posting.occupation_code,
        "rows": [[row.code, row.score, row.source.value] for row in rows],
    }


def _put_occupations(
    session: Session,
    posting: Posting,
    best: str | None,
    rows: Sequence[tuple[str, float, SourceKind]],
) -> None:
    # The old rows must be gone before the new ones take their codes.
    posting.occupations.clear()
    session.flush()
    posting.occupation_code = best
    posting.occupations.extend(
        PostingOccupation(seq=seq, code=code, score=score, source=source)
        for seq, (code, score, source) in enumerate(rows)
    )
    session.flush()


def _ask_for_matches(session: Session, key: str) -> None:
    """Have the stored lists made anew beside; what people ask is answered anew at once."""
    jobs.enqueue(session, JobName.RECOMPUTE_MATCHES, key=f"matches:{key}")


def _result(lesson: AliasLesson) -> Taught:
    alias = lesson.alias
    return Taught(lesson.id, alias.text if alias else None, alias.state if alias else None)
