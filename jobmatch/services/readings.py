"""Readings that are kept, so that opening a district reads no text twice.

Reading is a function of the text, the words and the program; each reading is found by a digest of
all three, so a kept one is either right or not found. Who opens a whole district stores what was
new (keep) and forgets what nobody uses any more (prune).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, select

from jobmatch.matching import facts
from jobmatch.matching.facts import (
    PostingFacts,
    affirmed,
)
from jobmatch.matching.profiles import AgeLimit, PostingProfile
from jobmatch.matching.searches import Heard
from jobmatch.matching.terms import Synonyms
from jobmatch.services import collecting
from jobmatch.store.readings import Reading, ReadingKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from jobmatch.services.indexes import Words

Key = tuple[ReadingKind, str]

_NOT_READ = frozenset({"id", "vacancies", "fresh_on", "legal_flags"})
"""Fields of a posting that reading does not look at; they may change without a new reading."""
_told = attrgetter(
    *(each.name for each in fields(PostingProfile) if each.name not in _NOT_READ | {"groups"})
)
"""Gives what reading looks at, but the groups: a set has no order of its own."""
_read = attrgetter(*(each.name for each in fields(PostingFacts) if each.name != "profile"))
"""Gives what reading gave, in the order in which it is written into facts after the profile."""
_NOTHING, _OPENED, _CLOSED, _NEXT = "\x00", "\x1c", "\x1d", "\x1f"
_MOST_AGES = 4096
_SHAPE = 3
"""Of the bodies; raised when they are written otherwise."""
MOST_MADE = 100_000
"""Readings that a process makes before it forgets them; a whole district read anew has fewer."""
_BARE = PostingProfile(id=0, title="")
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class PostingReading:
    """What reading a posting gave: its facts without the profile, and the terms of its texts."""

    facts: PostingFacts
    terms: tuple[str, ...]
    """Of the texts that _texts() gives, in that order; the terms of one text between blanks."""


@dataclass(frozen=True, slots=True)
class _Hit:
    code: str
    score: float


@dataclass(frozen=True)
class _KeptTerms(Synonyms):
    """Synonyms that know the terms of some texts already."""

    kept: Mapping[str, str] = field(default_factory=dict)

    def terms_of(self, text: str) -> list[str]:
        found = self.kept.get(text)
        return super().terms_of(text) if found is None else found.split()


class Readings:
    """Reads postings, phrases and wishes with *words*, each text once; *kept* spares the work."""

    def __init__(self, words: Words, kept: Mapping[Key, str] | None = None) -> None:
        self._kept = dict(kept or {})
        self._made: dict[Key, str] = {}
        self._used: set[Key] = set()
        self._heard: dict[str, Heard] = {}
        self._terms: dict[str, str] = {}
        self._plain_find = words.knowledge.find
        # A copy with a memory of its own: what it is asked here is what is kept.
        self.knowledge = replace(words.knowledge, find=self._find, cache=facts.phrases())
        self.words = replace(words, knowledge=self.knowledge)
        self.version = words.version

    @property
    def made(self) -> int:
        """How many readings were not kept yet."""
        return len(self._made)

    @property
    def is_grown(self) -> bool:
        """Tell whether to open them anew: texts that were changed since stay here with the new."""
        return self.made > MOST_MADE

    def posting(self, profile: PostingProfile) -> PostingFacts:
        """Read a posting."""
        texts = _texts(profile)
        key = self._key(ReadingKind.POSTING, _content(profile))
        body = self._take(key)
        if body is not None:
            reading = _posting_type().validate_json(body)
        else:
            read = facts.read_posting(profile, self.knowledge)
            terms = tuple(" ".join(self.words.synonyms.terms_of(text)) for text in texts)
            reading = PostingReading(replace(read, profile=_BARE), terms)
            self._note(key, _posting_type().dump_json(reading, exclude_defaults=True).decode())
        self._terms.update(zip(texts, reading.terms, strict=True))
        return PostingFacts(profile, *_read(reading.facts))

    def synonyms(self) -> Synonyms:
        """Give the synonyms for a frame of the postings read so far."""
        plain = self.words.synonyms
        given = {each.name: getattr(plain, each.name) for each in fields(Synonyms)}
        return _KeptTerms(**given, kept=self._terms)

    def hear(self, said: str) -> Heard:
        """Read what the register holds of somebody's wishes."""
        heard = self._heard.get(said)
        if heard is None:
            key = self._key(ReadingKind.WISH, said)
            body = self._take(key)
            if body is not None:
                heard = _heard_type().validate_json(body)
            else:
                heard = self.words.hear(said)
                self._note(key, _heard_type().dump_json(heard).decode())
            self._heard[said] = heard
        return heard

    def keep(self, session: Session) -> int:
        """Store what was read anew, and drop what other words or another program read."""
        session.execute(delete(Reading).where(Reading.version != self.version))
        there = _stored_keys(session, self.version)
        rows = [
            {"kind": kind, "digest": digest, "version": self.version, "body": body}
            for (kind, digest), body in self._made.items()
            if (kind, digest) not in there
        ]
        if rows:
            session.execute(insert(Reading), rows)
        self._kept.update(self._made)
        self._made.clear()
        return len(rows)

    def prune(self, session: Session) -> int:
        """Drop what nobody asked for since these readings were opened; tells how many.

        Only for who has opened the whole district: words of people who left go with them.
        """
        surplus = sorted(_stored_keys(session, self.version) - self._used)
        for kind in ReadingKind:
            digests = [digest for each, digest in surplus if each is kind]
            for start in range(0, len(digests), _CHUNK):
                chunk = digests[start : start + _CHUNK]
                session.execute(
                    delete(Reading).where(Reading.kind == kind, Reading.digest.in_(chunk))
                )
        return len(surplus)

    def _find(self, text: str) -> Sequence[facts.Hit]:
        key = self._key(ReadingKind.PHRASE, text)
        body = self._take(key)
        if body is not None:
            return [_Hit(code, score) for code, score in json.loads(body)]
        hits = self._plain_find(text)
        self._note(key, json.dumps([(hit.code, float(hit.score)) for hit in hits]))
        return hits

    def _key(self, kind: ReadingKind, content: str) -> Key:
        told = f"{_SHAPE}{_NEXT}{self.version}{_NEXT}{kind}{_NEXT}{content}"
        return kind, hashlib.sha256(told.encode()).hexdigest()[:32]

    def _take(self, key: Key) -> str | None:
        self._used.add(key)
        return self._kept.get(key) or self._made.get(key)

    def _note(self, key: Key, body: str) -> None:
        self._made[key] = body


def _content(profile: PostingProfile) -> str:
    """Write what reading looks at in *profile*, so that no two contents are written alike."""
    groups = tuple(sorted(profile.groups))
    return _NEXT.join(map(_written, (groups, *_told(profile))))


def _written(value: Any) -> str:
    """Write a text as it is, None and a list by signs that no text holds, the rest as Python does.

    Names of members take twenty times as long as their values, sixteen thousand times over.
    """
    if value is None:
        return _NOTHING
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return f"{_OPENED}{_NEXT.join(map(_written, value))}{_CLOSED}"
    return _written_age(value) if isinstance(value, AgeLimit) else repr(value)


@lru_cache(maxsize=_MOST_AGES)
def _written_age(limit: AgeLimit) -> str:
    return _written((limit.sex, limit.min, limit.max, limit.soft))


def open_readings(session: Session, words: Words) -> Readings:
    """Give the readings that are kept for *words*."""
    statement = select(Reading.kind, Reading.digest, Reading.body).where(
        Reading.version == words.version
    )
    with collecting.paused():
        found = session.execute(statement)
        return Readings(words, {(kind, digest): body for kind, digest, body in found})


@lru_cache
def _posting_type() -> TypeAdapter[PostingReading]:
    return TypeAdapter(PostingReading)


@lru_cache
def _heard_type() -> TypeAdapter[Heard]:
    return TypeAdapter(Heard)


def _stored_keys(session: Session, version: str) -> set[Key]:
    rows = session.execute(select(Reading.kind, Reading.digest).where(Reading.version == version))
    return {(kind, digest) for kind, digest in rows}


def _texts(profile: PostingProfile) -> tuple[str, str, str]:
    """Give the texts of a posting whose terms a frame weighs."""
    return profile.title, affirmed(profile.description), profile.employer or ""
