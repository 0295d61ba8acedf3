"""From what is typed or said to the postings that fit, with how the words were understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jobmatch.matching import licences, wishes
from jobmatch.matching.facts import SKILL_WEIGHT, Knowledge, fan_out
from jobmatch.matching.profiles import Want, Wishes, WorkerProfile
from jobmatch.matching.readings import Read, ReadKind, WishReading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobmatch.matching.corrections import Corrections
    from jobmatch.matching.vocabulary import SearchWords
    from jobmatch.matching.wishes import Places

KNOWN_SCORE = 0.9
"""A reading of this score or more comes from a text that the lexicon holds."""
CLOSE_SCORE = 0.85
FAINT_SCORE = 0.3
COVERED = 0.5
"""An unknown phrase is searched for by its letters when titles hold this share of them."""
PAPER_WEIGHT = 0.9
LEFT_WEIGHT = 0.7

_SPLIT = re.compile(r"[，。,;；、！？!?\s\d/|()（）:：~]+|(?:或者|还是|要么|再不|要不|和|跟|加)")
_HEAD = re.compile(
    r"^(?:做点|干点|搞点|找点|做个|干个|找个|我|俺|咱|你们|你|请问|请|麻烦|帮|给|想要|想|要|找|个|一个|一份|份|点|一点|些|有没得|有没有|有|没得|"
    r"会|能|可以|愿意|希望|最好|看看|看下|看|啥子|啥|什么|哪些|哪|招聘|招工|招|还|就|也|都|只|的|那个|这个|那种|这种|那|这|"
    r"以前|原来|每个?月|每|曾经|一直|干过|做过|搞过|当过|开过|学过|来|去|在|是|娃儿|娃娃|孩子|现在|家里|屋头|多|了|过|老家|本人|擅长|熟悉|懂|说|做起|类似|相关)"
)
_TAIL = re.compile(
    r"(?:的活路|的活儿|的活|活路|活儿|的工作|工作|的岗位|岗位|的岗|的事情|的事|上班的|上班|打工|的话|来得|都得|得行|得|都可以|也可以|可以|"
    r"都行|也行|也得|都能|都会|行|的|了|嘛|吗|呢|吧|哈|噻|撒|嘞|呀|啊|哦|过|有没得|有没有|没有|没得|招不招|招|缺人|招人|缺|岗|类|方面|相关|多年|很多|熟手|老手|师傅都|都|也|还|那种|什么|啥子|好用|还好)$"
)
_PLAIN_VERBS = re.compile(r"^(?:做|干|搞|打|当|学|跑|上|弄|开)")
_OPEN_LEVEL = re.compile(
    r"^(?:做|打|当|找|干)?(?:小工|普工|杂工|零工|临工|工人|散工|下力|力工|苦力|杂活)$"
)


@dataclass(frozen=True)
class Understood:
    """How a text was read: whom it is for, what is wanted, and each piece with its meaning."""

    profile: WorkerProfile
    reads: tuple[Read, ...]

    def of(self, kind: ReadKind) -> tuple[Read, ...]:
        """Give the pieces of one *kind*."""
        return tuple(read for read in self.reads if read.kind is kind)


@dataclass(frozen=True)
class Heard:
    """A text as read, before anybody says whom it is for."""

    reading: WishReading
    wants: tuple[Want, ...]
    reads: tuple[Read, ...]

    def for_worker(self, worker: WorkerProfile | None) -> Understood:
        """Give the reading for *worker*; what the register says of the worker stays.

        The text adds wants, conditions and stricter limits, and fills facts that are missing.
        """
        return Understood(_merge(worker or WorkerProfile(id=0), self), self.reads)


def hear(
    text: str,
    *,
    knowledge: Knowledge,
    words: SearchWords,
    places: Places | None = None,
    corrections: Corrections | None = None,
) -> Heard:
    """Read *text*: what is wanted, under which limits, what was corrected, what is left over."""
    text, romanised = _romanised(text, words, corrections)
    reading = wishes.read_wishes(text, knowledge.conditions, places)
    reads = [*romanised, *reading.reads]
    wants: list[Want] = []
    chunks = [chunk for chunk in _SPLIT.split(reading.rest) if strip_fillers(chunk.strip())]
    for chunk in chunks:
        alone = len(chunks) == 1 and not reading.reads
        meant, told = _respelt(chunk, knowledge, words, corrections)
        reads.extend(told)
        found, told = _read_chunk(meant, knowledge, words, alone=alone)
        wants.extend(found)
        reads.extend(told)
    held = reading.certificates or ()
    papers = frozenset(key for name in held for key in licences.read_keys(name))
    if papers:
        wants.append(_paper_want(held, papers, knowledge, others=bool(wants)))
    return Heard(reading, tuple(dict.fromkeys(wants)), tuple(reads))


def _romanised(
    text: str, words: SearchWords, corrections: Corrections | None
) -> tuple[str, list[Read]]:
    if corrections is None:
        return text, []

    def is_known(token: str) -> bool:
        return token.lower() in words.title_terms or token.lower() in words.known

    written, made = corrections.romanised(text, is_known)
    return written, [_corrected(each.words, "、".join(each.meant)) for each in made]


def _respelt(
    chunk: str, knowledge: Knowledge, words: SearchWords, corrections: Corrections | None
) -> tuple[str, list[Read]]:
    """Replace *chunk* by what it sounds like, when nothing knows it as it is written."""
    phrase = strip_fillers(chunk.strip())
    if corrections is None or not phrase or words.knows(phrase):
        return chunk, []
    hits = knowledge.read(phrase)
    if hits and hits[0][1] >= KNOWN_SCORE:
        return chunk, []
    meant = corrections.of_chinese(phrase)
    if meant:
        return meant[0], [_corrected(phrase, meant[0])]
    part = None if words.segment(phrase) else corrections.inside(phrase)
    if part is None:
        return chunk, []
    return phrase.replace(part[0], part[1]), [_corrected(*part)]


def _corrected(written: str, meant: str) -> Read:
    return Read(ReadKind.CORRECTION, written, f"按“{meant}”查找")


def strip_fillers(chunk: str) -> str:
    """Take pronouns, particles and "想找个…的活" off both ends of *chunk*."""
    before = ""
    while chunk and chunk != before:
        before = chunk
        chunk = _HEAD.sub("", chunk)
        chunk = _TAIL.sub("", chunk)
    return chunk


def _read_chunk(
    chunk: str, knowledge: Knowledge, words: SearchWords, *, alone: bool
) -> tuple[list[Want], list[Read]]:
    """Read one piece of text; *alone* when nothing else was understood."""
    phrase = strip_fillers(chunk.strip())
    if not phrase or (len(phrase) == 1 and not alone):
        return [], []
    candidates = [c for c in (phrase, chunk.strip(), _PLAIN_VERBS.sub("", phrase)) if c]
    if phrase in knowledge.workplaces.places:
        candidates = [phrase]
    score, _, candidate = max(
        ((_best_score(c, knowledge), c in words.known, c) for c in dict.fromkeys(candidates)),
        key=lambda each: each[:2],
    )
    pieces = words.segment(phrase)
    trades = [piece for piece in pieces if piece not in knowledge.workplaces.places]
    # Several known trades in a row are several wishes, however well one of them explains it all.
    if score >= KNOWN_SCORE and (len(trades) <= 1 or candidate in words.known):
        hits = knowledge.read(candidate)
        return [_want(candidate, hits, known=True)], [_told(candidate, hits, knowledge)]
    pieces = trades or pieces
    if pieces:
        wants = [_want(piece, knowledge.read(piece), known=True) for piece in pieces]
        told = [_told(piece, knowledge.read(piece), knowledge) for piece in pieces]
        wants.append(replace(_want(phrase, (), known=False), weight=LEFT_WEIGHT))
        return wants, told
    hits = knowledge.read(phrase)
    best = hits[0][1] if hits else 0.0
    if best >= CLOSE_SCORE:
        return [_want(phrase, hits, known=False)], [_told(phrase, hits, knowledge)]
    left = [Read(ReadKind.LEFTOVER, phrase, "没有完全听懂，按字面查找")]
    if alone or (len(phrase) > 1 and words.coverage(phrase) >= COVERED):
        faint = hits if best >= FAINT_SCORE else ()
        return [_want(phrase, faint, known=False)], left
    return [], left


def _best_score(phrase: str, knowledge: Knowledge) -> float:
    hits = knowledge.read(phrase)
    return hits[0][1] if hits else 0.0


def _want(phrase: str, hits: Sequence[tuple[str, float]], *, known: bool) -> Want:
    return Want(
        phrase=phrase,
        occupations=fan_out(hits),
        terms=(phrase,),
        known=known,
        open_level=_OPEN_LEVEL.search(phrase) is not None,
    )


def _told(phrase: str, hits: Sequence[tuple[str, float]], knowledge: Knowledge) -> Read:
    names = [knowledge.names.get(code, code) for code, _ in fan_out(hits)]
    return Read(ReadKind.WORK, phrase, "、".join(dict.fromkeys(names[:4])))


def _paper_want(
    held: Sequence[str], papers: frozenset[str], knowledge: Knowledge, *, others: bool
) -> Want:
    hits = [hit for name in held for hit in fan_out(knowledge.read(name))]
    return Want(
        phrase="、".join(held),
        occupations=() if others else tuple(hits),
        papers=papers,
        weight=SKILL_WEIGHT if others else PAPER_WEIGHT,
        asked=not others,
    )


def _merge(worker: WorkerProfile, heard: Heard) -> WorkerProfile:
    reading = heard.reading
    asked, before = reading.wishes, worker.wishes
    merged = Wishes(
        wants=(*heard.wants, *before.wants),
        avoided=(*before.avoided, *asked.avoided),
        conditions=tuple(dict.fromkeys((*before.conditions, *asked.conditions))),
        min_pay=asked.min_pay or before.min_pay,
        no_night=before.no_night or asked.no_night,
        no_shifts=before.no_shifts or asked.no_shifts,
        night_only=asked.night_only or before.night_only,
        shift_welcome=asked.shift_welcome or before.shift_welcome,
        lodging=before.lodging or asked.lodging,
        board=before.board or asked.board,
        regions=before.regions or asked.regions,
        near_home=before.near_home or asked.near_home,
        places=asked.places or before.places,
        kinds=asked.kinds or before.kinds,
        required=(*before.required, *asked.required),
    )
    certificates, more = worker.certificates, worker.more_certificates
    if reading.certificates is not None:
        more = more or (certificates is None and bool(reading.certificates))
        certificates = (*(certificates or ()), *reading.certificates)
    return replace(
        worker,
        age=worker.age if worker.age is not None else reading.age,
        schooling=worker.schooling or reading.schooling,
        capacity=worker.capacity or reading.capacity,
        certificates=certificates,
        more_certificates=more,
        wishes=merged,
    )
