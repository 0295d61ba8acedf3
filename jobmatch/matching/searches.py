"""From what is typed or said to the postings that fit, with how the words were understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jobmatch.matching import denials, licences, persons, wishes
from jobmatch.matching.conditions import PLAIN
from jobmatch.matching.denials import OPEN_LEVEL
from jobmatch.matching.facts import SKILL_WEIGHT, Knowledge, fan_out
from jobmatch.matching.profiles import ANY_WORK, Want, WorkerProfile
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
_VERB_AND_OBJECT = 3
"""Signs of a verb and its object at most: what nobody knows whole is told by its verb (喂狗)."""
_LESS_BY_RANK, _LEAST_OF_SIGN = 0.05, 0.7
"""How much less each further word that holds one sign is meant; titles hold the first most."""
_SURE_LENGTH = 3
"""From so many signs on, one wrong sign of equal sound is surer than any other likeness."""

_MARKS = re.compile(r"[，。,;；、！？!?\s\d/|()（）:：~\"“”]+")
_JOINTS = re.compile(r"或者|还是|要么|再不|要不|和|跟|加")
"""Words between two wishes (保洁和做饭), where they are no part of a word (跟车, 加油, 和面)."""
_HEAD = re.compile(
    r"^(?:招不招|收不收|还招|要不要|老板(?!娘)|闲得很|闲着|(?:男人|老公|婆娘|媳妇|老婆|爱人|女人|儿子|女儿|姑娘|崽)(?=会|能|想|要|也|是)|"
    r"(?:能|可以|还)*(?:做|干)(?:得|点|些|个)*(?:啥子|啥|什么|哪样)(?:活)?$|做点|干点|搞点|找点|做个|干个|找个|我|俺|咱|你们|你|请问|请|麻烦|帮|给|想要|想|要|找|个|一个|一份|份|点|一点|些|有没得|有没有|有|没得|"
    r"会(?![计议所员展场馆])|能|可以|愿意|希望|最好|看看|看下|看|啥子|啥|什么|哪些|哪|招聘|招工|招|还|就|也|都|只|的|那个|这个|那种|这种|那|这|"
    r"以前|原来|每个?月|每|曾经|一直|干过|做过|搞过|当过|开过|学过|来|去|在|是|娃儿|娃娃|孩子|现在|家里|屋头|多|了|过|老家|本人|擅长|熟悉|懂|说|做起|类似|相关)"
)
_TAIL = re.compile(
    r"(?:的活路|的活儿|的活|活路|活儿|的工作|工作|的岗位|岗位|的岗|的事情|的事|上班的|上班|打工|的话|来得|都得|得行|得|都可以|也可以|可以|"
    r"要得|可以不|行不|得不|要不|有不|可不可以|行不行|能不能|好不好|招不|得不得|"
    r"都行|也行|也得|都能|都会|行|的|了|嘛|吗|呢|吧|哈|噻|撒|嘞|呀|啊|哦|过|有没得|有没有|没有|没得|招不招|招|缺人|招人|缺|岗|类|方面|相关|多年|很多|熟手|老手|师傅都|都|也|还|那种|什么|啥子|好用|还好)$"
)
_VERBS = "[做干搞打当学跑上弄开守看扫洗煮炒切送搬扛挑拉装修种养喂放收捡卖带管刷贴砌绣织编缝踩剪烫]"
_PLAIN_VERBS = re.compile(r"^(?:做|干|搞|打|当|学|跑|上|弄|开)")
_LOOSE = re.compile(rf"^({_VERBS})(?:个|下|点|些|哈|起|到|倒|得)(?=[一-鿿])")
"""Little words between a verb and its object: 守个大门 is 守大门."""
_SKILL = re.compile(
    r"^(?:我|俺|咱|本人|自己|还|也|都|就|只|平时|以前)*(?:会|懂得?|熟悉|精通|擅长|拿手|学过)(?![计议员所场展])"
)
_LITTLE = re.compile(
    r"(?:不|去|来|都|也|要|得|能|找|个|他们?|她们?|我|一起|一路|里|哪|点|些|下|想|就|还|再|又|和|跟|在|了|的|啥子?|什么)+"
)
"""Words that carry no work by themselves: what is made of them alone is nothing to search for."""
_PLAIN_FIRST = Read(ReadKind.WORK, "没说做什么活", "先看不用手艺、不危险的活")
_APART = re.compile(r"(?<=(?<![一-鿿])[一-鿿]) (?=[一-鿿](?![一-鿿]))")
"""A word written with a blank between its signs: 普 工."""


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
        merged = persons.merge(worker or WorkerProfile(id=0), self.reading, self.wants)
        if not persons.names_no_work(merged):
            return Understood(merged, self.reads)
        wishes = replace(merged.wishes, conditions=(PLAIN,))
        told = () if self.reading.any_work else (_PLAIN_FIRST,)
        return Understood(replace(merged, wishes=wishes), (*self.reads, *told))


def hear(
    text: str,
    *,
    knowledge: Knowledge,
    words: SearchWords,
    places: Places | None = None,
    corrections: Corrections | None = None,
) -> Heard:
    """Read *text*: what is wanted, under which limits, what was corrected, what is left over."""
    text, romanised = _romanised(_APART.sub("", text), words, corrections)
    reading = wishes.read_wishes(text, knowledge.conditions, places)
    reads = [*romanised, *reading.reads]
    wants: list[Want] = [_must(word, knowledge) for word in reading.wishes.required]
    chunks = [chunk for chunk in _chunks(reading.rest, words) if strip_fillers(chunk, words)]
    for chunk in chunks:
        alone = len(chunks) == 1 and not reading.reads
        meant, told = _respelt(chunk, knowledge, words, corrections)
        reads.extend(told)
        found, told = _read_chunk(meant, knowledge, words, alone=alone)
        wants.extend(found)
        reads.extend(told)
    wants, told = denials.lawful(wants, reading.lacked)
    reads.extend(told)
    held = reading.certificates or ()
    papers = frozenset(key for name in held for key in licences.read_keys(name))
    if papers:
        wants.append(_paper_want(held, papers, knowledge, others=bool(wants)))
    if reading.any_work and not (wants or reading.wishes.conditions or reading.wishes.kinds):
        wants.append(Want(ANY_WORK, open_level=True))
    avoided = (
        *reading.wishes.avoided,
        *denials.refused_kinds(reading.refused, wants, knowledge, words),
    )
    reading.wishes = replace(reading.wishes, avoided=tuple(dict.fromkeys(avoided)))
    reads.extend(denials.contradictions(reading.wishes, wants))
    return Heard(reading, tuple(dict.fromkeys(wants)), tuple(reads))


def _chunks(text: str, words: SearchWords) -> list[str]:
    """Cut *text* at marks and at joining words that are no part of a known word."""
    found: list[str] = []
    for piece in _MARKS.split(text):
        start = 0
        for joint in _JOINTS.finditer(piece):
            if not words.spans(piece, joint.start(), joint.end()):
                found.append(piece[start : joint.start()])
                start = joint.end()
        found.append(piece[start:])
    return [chunk for chunk in found if chunk]


def _must(word: str, knowledge: Knowledge) -> Want:
    """Read a +must word as a wish too, so that postings about it come first."""
    hits = knowledge.read(word)
    known = bool(hits) and hits[0][1] >= KNOWN_SCORE
    return _want(word, hits if known else (), known=known)


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
    phrase = strip_fillers(chunk.strip(), words)
    if corrections is None or not phrase or words.knows(phrase):
        return chunk, []
    meant = corrections.of_chinese(phrase)
    hits = knowledge.read(phrase)
    if hits and hits[0][1] >= KNOWN_SCORE and not _nearly(phrase, meant):
        return chunk, []
    if meant:
        return meant[0], [_corrected(phrase, meant[0])]
    part = None if words.segment(phrase) else corrections.inside(phrase)
    if part is None:
        return chunk, []
    return phrase.replace(part[0], part[1]), [_corrected(*part)]


def _corrected(written: str, meant: str) -> Read:
    return Read(ReadKind.CORRECTION, written, f"按“{meant}”查找")


def _nearly(phrase: str, meant: Sequence[str]) -> bool:
    """Tell whether *phrase* is the first of *meant* but for one sign of three or more."""
    if not meant or len(phrase) < _SURE_LENGTH or len(phrase) != len(meant[0]):
        return False
    return sum(one != other for one, other in zip(phrase, meant[0], strict=True)) == 1


def strip_fillers(chunk: str, words: SearchWords | None = None) -> str:
    """Take pronouns, particles and "想找个…的活" off both ends of *chunk*.

    What belongs to a known word stays: 会计, 帮厨, 门岗.
    """
    before = ""
    while chunk and chunk != before:
        before = chunk
        for pattern in (_HEAD, _TAIL):
            filler = pattern.search(chunk)
            if filler is None or (words and words.spans(chunk, *filler.span())):
                continue
            chunk = pattern.sub("", chunk)
    return chunk


def _read_chunk(
    chunk: str, knowledge: Knowledge, words: SearchWords, *, alone: bool
) -> tuple[list[Want], list[Read]]:
    """Read one piece of text; *alone* when nothing else was understood."""
    phrase = strip_fillers(chunk.strip(), words)
    little = len(phrase) == 1 or (_LITTLE.fullmatch(phrase) and phrase not in words.known)
    if not phrase or (little and not alone):
        return [], []
    if len(phrase) == 1 and phrase in words.by_sign:
        return _read_sign(phrase, knowledge, words)
    kind = ReadKind.SKILL if _SKILL.search(chunk.strip()) else ReadKind.WORK
    pieces, whole = _find_known(phrase, chunk.strip(), knowledge, words)
    if pieces:
        wants = [_want(piece, knowledge.read(piece), known=True) for piece in pieces]
        told = [_told(piece, knowledge.read(piece), knowledge, kind) for piece in pieces]
        if not whole:
            wants.append(replace(_want(phrase, (), known=False), weight=LEFT_WEIGHT))
        return wants, told
    hits = knowledge.read(phrase)
    best = hits[0][1] if hits else 0.0
    if best >= CLOSE_SCORE:
        return [_want(phrase, hits, known=False)], [_told(phrase, hits, knowledge, kind)]
    if (alone or kind is ReadKind.SKILL) and _tells_by_verb(phrase, knowledge):
        meaning = f"按“{phrase[:1]}”这类活查找"
        found = knowledge.read(phrase[:1])
        return [_want(phrase, found, known=False)], [Read(kind, phrase, meaning)]
    wants = []
    if alone or (len(phrase) > 1 and words.may_hold(phrase, COVERED)):
        wants = [_want(phrase, hits if best >= FAINT_SCORE else (), known=False)]
    return wants, [Read(ReadKind.LEFTOVER, phrase, "没有完全听懂，按字面查找")]


def _tells_by_verb(phrase: str, knowledge: Knowledge) -> bool:
    """Tell whether *phrase* is a verb that tells the work alone, with its object: 喂狗."""
    short = 1 < len(phrase) <= _VERB_AND_OBJECT
    return short and _best_score(phrase[:1], knowledge) >= KNOWN_SCORE


def _find_known(
    phrase: str, chunk: str, knowledge: Knowledge, words: SearchWords
) -> tuple[list[str], bool]:
    """Give the known words that *phrase* is made of, and whether they are all of it."""
    candidates = [phrase, chunk, _LOOSE.sub(r"\1", phrase), _PLAIN_VERBS.sub("", phrase)]
    if phrase in knowledge.workplaces.places:
        candidates = [phrase]
    score, _, candidate = max(
        (
            (_best_score(each, knowledge), each in words.known, each)
            for each in dict.fromkeys(candidates)
            if each
        ),
        key=lambda each: each[:2],
    )
    pieces = words.segment(phrase)
    trades = [piece for piece in pieces if piece not in knowledge.workplaces.places]
    # Several known trades in a row are several wishes, however well one of them explains it all.
    if score >= KNOWN_SCORE and (len(trades) <= 1 or candidate in words.known):
        return [candidate], True
    return trades or pieces, False


def _read_sign(
    sign: str, knowledge: Knowledge, words: SearchWords
) -> tuple[list[Want], list[Read]]:
    """Read one sign: what it means alone, and every word of titles that holds it."""
    hits = knowledge.read(sign)
    known = bool(hits) and hits[0][1] >= KNOWN_SCORE
    wants = [_want(sign, hits, known=True)] if known else []
    terms: Sequence[str] = [term for term in words.by_sign[sign] if term in words.known]
    for rank, term in enumerate(terms or (() if known else words.by_sign[sign])):
        found = knowledge.read(term) if term in words.known else ()
        weight = max(_LEAST_OF_SIGN, 1 - _LESS_BY_RANK * rank)
        wants.append(replace(_want(term, found, known=bool(found)), weight=weight))
    told = _told(sign, hits, knowledge, ReadKind.WORK).meaning if known else ""
    meaning = f"{told}，和名称里有“{sign}”的岗位" if told else f"名称里有“{sign}”的岗位"
    return wants, [Read(ReadKind.WORK, sign, meaning)]


def _best_score(phrase: str, knowledge: Knowledge) -> float:
    hits = knowledge.read(phrase)
    return hits[0][1] if hits else 0.0


def _want(phrase: str, hits: Sequence[tuple[str, float]], *, known: bool) -> Want:
    return Want(
        phrase=phrase,
        occupations=fan_out(hits),
        terms=(phrase,),
        known=known,
        open_level=OPEN_LEVEL.search(phrase) is not None,
    )


def _told(
    phrase: str, hits: Sequence[tuple[str, float]], knowledge: Knowledge, kind: ReadKind
) -> Read:
    if OPEN_LEVEL.search(phrase):
        return Read(kind, phrase, f"{phrase}，不限工种")
    names = [knowledge.names.get(code, code) for code, _ in fan_out(hits)]
    return Read(kind, phrase, "、".join(dict.fromkeys(names[:4])))


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
