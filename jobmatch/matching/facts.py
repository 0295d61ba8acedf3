"""Profiles read with the words at hand: occupations, strain, papers and conditions of each.

Facts are what limits and scores look at; they come from the profile alone, so that the same
profile always gives the same match.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from io import StringIO
from typing import TYPE_CHECKING, Protocol

from jobmatch.domain.kinds import EmployerKind, Shift
from jobmatch.domain.workers import TargetGroup
from jobmatch.matching import conditions as conditions_
from jobmatch.matching import licences
from jobmatch.matching.conditions import Condition, OfferedWork
from jobmatch.matching.demands import DemandTable, Strain, read_strain
from jobmatch.matching.memories import Memory
from jobmatch.matching.profiles import PostingProfile, Want, WorkerProfile
from jobmatch.matching.vocabulary import Workplaces

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

URBAN, RURAL = "urban", "rural"
SHARPNESS = 4
"""How much the better readings of a posting's title count against the weaker ones."""
KEPT_SHARE = 0.75
"""A reading of a posting counts from this share of the best reading on."""
MOST_READINGS = 4
MOST_OCCUPATIONS = 12
SURE_SCORE = 0.9
CLEAR_DEGREE = 0.6
"""Readings below this are guesses: they may match a wish, they prove nothing about the work."""
TITLE_WORD_WEIGHT, DESCRIBED_WEIGHT = 0.75, 0.45
"""How much a word inside the title, and one of the description, counts beside the title."""
FAN_SHARE = 0.8
"""A reading of what somebody asks counts from this share of the best: ambiguity fans out."""
MOST_FANNED = 30
MOST_PHRASES = 20_000
"""Phrases remembered: those of a whole district, and not whatever anybody ever typed."""
SKILL_WEIGHT, WORKED_WEIGHT = 0.6, 0.5
"""How much skills and earlier work count beside what is asked for."""

_DENIED = re.compile(r"(?:不用|不需要?|无需|不跑|不做|不上|不招|没有)([一-鿿]{2,4})")
_EASY_PAPERS = frozenset(licences.read_keys("健康证"))
"""Papers that anybody gets within days."""
_PLACE_AND_WORK = 2
_REMEMBERED = 20_000
"""Wants remembered: a district says the same few hundred skills again and again."""
_SKILL_WORDS = re.compile(
    r"师傅|熟练|熟手(?!优先)|经验|[一二三四五两\d]年以上|技师|独立|机长|组长|班长|看懂图纸|会看图|刀工|"
    r"专业|持证|工程师|会计"
)
_BEGINNERS = re.compile(r"学徒|生手|包教|包会|培训|可学|新手|无经验|不需经验|小工|普工|帮工|杂工")
_URBAN_WORDS = re.compile(r"城镇公益")
_RURAL_WORDS = re.compile(r"乡村公益|农村公益")
_SHIFT_WORDS: tuple[tuple[Shift, re.Pattern[str]], ...] = (
    (Shift.THREE_SHIFT, re.compile(r"三班|四班三")),
    (Shift.TWO_SHIFT, re.compile(r"两班|二班倒|倒班|轮班|早晚班")),
    (Shift.DAY, re.compile(r"长白班|常白班|正常班|白班")),
    (Shift.NIGHT, re.compile(r"夜班|晚班|通宵")),
)
_NIGHT_WORK = r"(?:夜班|晚班|通宵|夜间|值夜|守夜)"
_NAMES_NIGHT = re.compile(_NIGHT_WORK)
_NO_NIGHT = re.compile(
    rf"(?:不|无|没有?|免|非)(?:用|需要?|必|安排|上|值|倒|加|要求|含){{0,3}}{_NIGHT_WORK}"
)


class Hit(Protocol):
    """One occupation that a text may mean; OccupationHit is one."""

    @property
    def code(self) -> str:
        """The 2022 code."""

    @property
    def score(self) -> float:
        """0 to 1; about 1 when the lexicon knows the text."""


Finder = Callable[[str], "Sequence[Hit]"]
Phrases = Memory[str, tuple[tuple[str, float], ...]]


def phrases() -> Phrases:
    """Give an empty memory of phrases as read: (code, score), best first."""
    return Phrases(MOST_PHRASES)


@dataclass(frozen=True)
class Knowledge:
    """The word tables that reading needs; services build it from seeds and learned rows."""

    find: Finder
    demands: DemandTable
    conditions: tuple[Condition, ...]
    welfare: Mapping[str, frozenset[TargetGroup]]
    names: Mapping[str, str] = field(default_factory=dict)
    """Occupation code → Chinese name, for reasons."""
    workplaces: Workplaces = field(default_factory=lambda: Workplaces({}, frozenset()))
    segment: Callable[[str], Sequence[str]] = field(default=lambda _: ())
    """Finds the words for trades inside a longer text."""
    skilled: tuple[str, ...] = ()
    """Prefixes of occupations that nobody does without having learned them."""
    cache: Phrases = field(default_factory=phrases, compare=False)

    def read(self, text: str) -> tuple[tuple[str, float], ...]:
        """Give (code, score) of *text*, best first; what was read of late is remembered."""
        found = self.cache.get(text)
        if found is None:
            best = dict(self.workplaces.codes.get(text.lower(), ()))
            for hit in self.find(text):
                best[hit.code] = max(best.get(hit.code, 0.0), float(hit.score))
            found = tuple(sorted(best.items(), key=lambda pair: (-pair[1], pair[0])))
            self.cache.keep(text, found)
        return found


@dataclass(frozen=True, slots=True)
class PostingFacts:
    """A posting as read: *occupations* are (code, weight 0..1), the main one first."""

    profile: PostingProfile
    occupations: tuple[tuple[str, float], ...]
    strain: Strain
    certificates: tuple[frozenset[str], ...]
    """One set of keys per certificate asked; holding one key of each set is enough."""
    offers: tuple[float, ...]
    """How far each condition of the table is offered."""
    shift: Shift | None
    groups: frozenset[TargetGroup] | None
    """Who may fill it; None: anybody."""
    skilled: bool
    """True for work that has to be learned first, by its trade or its words."""


@dataclass(frozen=True, slots=True)
class WorkerFacts:
    """A worker as read: *wants* are asked for or follow from skills and earlier work."""

    profile: WorkerProfile
    wants: tuple[Want, ...]
    held: frozenset[str] | None
    """Keys of papers held or covered; None when nobody asked."""
    lacked: frozenset[str] = frozenset()
    """Keys of papers that the worker said not to have."""


def affirmed(text: str) -> str:
    """Give *text* without what it denies: "市内跑，不跑长途" does not offer 长途."""
    return _DENIED.sub("，", text)


def words_of(posting: PostingFacts) -> str:
    """Give all the words of *posting* that +must and -not reach, in lower case, denials left out.

    The code of its work is among them, so that whoever refuses a work refuses all its names.
    """
    profile = posting.profile
    told = (profile.title, profile.description, profile.employer or "", profile.workplace)
    degrees = (*(degree for _, degree in posting.occupations[:2]), 0.0, 0.0)
    sure = degrees[0] >= CLEAR_DEGREE and degrees[0] > degrees[1]
    work = posting.occupations[0][:1] if sure else ()
    return affirmed("，".join((*told, *profile.certificates, *work))).lower()


def load_welfare(text: str) -> dict[str, frozenset[TargetGroup]]:
    """Read the text of seeds/welfare_groups.csv: which groups each scheme is open to."""
    groups: dict[str, set[TargetGroup]] = {}
    for row in csv.DictReader(StringIO(text)):
        groups.setdefault(row["scheme"], set()).add(TargetGroup(row["group"]))
    return {scheme: frozenset(members) for scheme, members in groups.items()}


def read_posting(profile: PostingProfile, knowledge: Knowledge) -> PostingFacts:
    """Read *profile*: what work it is, how heavy, which papers and conditions."""
    words = f"{profile.title}，{profile.description}"
    occupations = _posting_occupations(profile, knowledge)
    codes = tuple(code for code, degree in occupations if degree >= CLEAR_DEGREE)
    strain = read_strain(words, codes, knowledge.demands)
    if profile.demand is not None:
        strain = Strain(profile.demand, strain.hazards, "登记的体力等级")
    shift = Shift.NIGHT if is_shift_disputed(profile) else _named_shift(profile)
    skilled = _needs_skill(words, codes, knowledge)
    groups = _welfare_groups(profile, words, knowledge)
    papers = tuple(keys for _, keys in _papers(profile, codes))
    offered = OfferedWork(
        title=profile.title,
        words=f"{words}，{profile.employer or ''}",
        codes=codes,
        shift=shift,
        demand=strain.demand,
        pay_unit=profile.pay_unit,
        guarded=skilled or any(not keys & _EASY_PAPERS for keys in papers),
        hazards="，".join(strain.hazards),
        reserved=groups is not None,
        oldest=max((age.max for age in profile.ages if age.max is not None), default=None),
    )
    return PostingFacts(
        profile=profile,
        occupations=occupations,
        strain=strain,
        certificates=papers,
        offers=tuple(conditions_.degree(each, offered) for each in knowledge.conditions),
        shift=shift,
        groups=groups,
        skilled=skilled,
    )


def asked_papers(posting: PostingFacts) -> tuple[tuple[str, frozenset[str]], ...]:
    """Give (certificate as it is told, its keys) for each that *posting* asks, written or not."""
    codes = tuple(code for code, degree in posting.occupations if degree >= CLEAR_DEGREE)
    return _papers(posting.profile, codes)


def _papers(
    profile: PostingProfile, codes: Sequence[str]
) -> tuple[tuple[str, frozenset[str]], ...]:
    """Give the papers that are written, and the licence that every driver needs by law."""
    written = [(text, frozenset(licences.read_keys(text))) for text in profile.certificates]
    found = tuple((text, keys) for text, keys in written if keys)
    if not codes or not codes[0].startswith(licences.DRIVERS):
        return found
    if any(keys & licences.DRIVING for _, keys in found):
        return found
    return (*found, (licences.LICENCE, licences.DRIVING))


def _needs_skill(words: str, codes: Sequence[str], knowledge: Knowledge) -> bool:
    if _BEGINNERS.search(words):
        return False
    learned = bool(codes) and codes[0].startswith(knowledge.skilled)
    return learned or _SKILL_WORDS.search(words) is not None


def read_shift_words(words: str) -> Shift | None:
    """Give the shift that *words* of a posting name, or None."""
    return next((shift for shift, pattern in _SHIFT_WORDS if pattern.search(words)), None)


def is_shift_disputed(profile: PostingProfile) -> bool:
    """Tell whether *profile* is told to be day work, while its words name night work as well.

    It then counts as night work: whoever refuses nights must not be sent there unasked.
    """
    if _named_shift(profile) is not Shift.DAY:
        return False
    words = _NO_NIGHT.sub("", affirmed(f"{profile.title}，{profile.description}"))
    return _NAMES_NIGHT.search(words) is not None


def _named_shift(profile: PostingProfile) -> Shift | None:
    return profile.shift or read_shift_words(f"{profile.title}，{profile.description}")


def read_worker(profile: WorkerProfile, knowledge: Knowledge) -> WorkerFacts:
    """Read *profile*: what is asked for, and behind it what skills and earlier work speak for."""
    wants = list(profile.wishes.wants)
    # Where nothing is asked for, skills are what counts: they weigh as much as a wish would.
    full = 1.0 if wants else SKILL_WEIGHT
    wants += [
        _behind(text, knowledge.read(text), weight / full)
        for texts, weight in ((profile.skills, SKILL_WEIGHT), (profile.worked, WORKED_WEIGHT))
        for text in texts
    ]
    if profile.occupations:
        known = tuple((code, 1.0) for code in profile.occupations)
        wants.append(Want("登记的职业", known, weight=SKILL_WEIGHT / full, asked=False))
    held = None if profile.certificates is None else licences.held_keys(profile.certificates)
    lacked = licences.lacked_keys(profile.lacked)
    return WorkerFacts(profile, wants=tuple(dict.fromkeys(wants)), held=held, lacked=lacked)


def read_want(phrase: str, knowledge: Knowledge) -> Want:
    """Read one *phrase* of what somebody does or wants; ambiguous words keep all readings."""
    return _want_of(phrase, knowledge.read(phrase))


@lru_cache(maxsize=_REMEMBERED)
def _behind(phrase: str, hits: tuple[tuple[str, float], ...], weight: float) -> Want:
    return replace(_want_of(phrase, hits), weight=weight, asked=False)


def _want_of(phrase: str, hits: tuple[tuple[str, float], ...]) -> Want:
    known = bool(hits) and hits[0][1] >= SURE_SCORE
    return Want(phrase=phrase, occupations=fan_out(hits), terms=(phrase,), known=known)


def fan_out(hits: Sequence[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """Keep the readings near the best one, each with its score as weight."""
    if not hits:
        return ()
    best = hits[0][1]
    kept = [(code, score) for code, score in hits if score >= FAN_SHARE * best]
    return tuple(kept[:MOST_FANNED])


def _posting_occupations(
    profile: PostingProfile, knowledge: Knowledge
) -> tuple[tuple[str, float], ...]:
    """Give (code, degree) of all that is done in a posting, the main one first.

    The title tells most; its words and those of the description add what is also done there.
    """
    degrees = dict.fromkeys(profile.occupations, 1.0) or _headed(profile.title, knowledge)
    for text, weight in (
        (profile.title, TITLE_WORD_WEIGHT),
        (profile.description, DESCRIBED_WEIGHT),
    ):
        for word in knowledge.segment(text):
            for code, score in fan_out(knowledge.read(word)):
                degrees[code] = max(degrees.get(code, 0.0), weight * score)
    ranked = sorted(degrees.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(ranked[:MOST_OCCUPATIONS])


def _headed(title: str, knowledge: Knowledge) -> dict[str, float]:
    """Read *title*; after a place of work, the last word says what is done: 养老院厨师."""
    degrees = _of_title(title, knowledge)
    words = knowledge.segment(title)
    named = len(words) == _PLACE_AND_WORK and title.startswith("".join(words))
    if not named or words[0] not in knowledge.workplaces.places:
        return degrees
    head = fan_out(knowledge.read(words[1]))
    if not head or head[0][1] < SURE_SCORE or len(head) > MOST_READINGS:
        return degrees
    lowered = {code: TITLE_WORD_WEIGHT * degree for code, degree in degrees.items()}
    return {**lowered, **dict(head)}


def _of_title(title: str, knowledge: Knowledge) -> dict[str, float]:
    hits = knowledge.read(title)
    if not hits:
        return {}
    best = hits[0][1]
    sure = min(1.0, best / SURE_SCORE)
    kept = [(code, score / best) for code, score in hits if score >= KEPT_SHARE * best]
    return {code: sure * share**SHARPNESS for code, share in kept[:MOST_READINGS]}


def _welfare_groups(
    profile: PostingProfile, words: str, knowledge: Knowledge
) -> frozenset[TargetGroup] | None:
    if profile.kind is not EmployerKind.PUBLIC_WELFARE:
        return None
    if profile.groups:
        return profile.groups
    urban = profile.urban_welfare
    if urban is None and _URBAN_WORDS.search(words):
        urban = True
    elif urban is None and _RURAL_WORDS.search(words):
        urban = False
    if urban is None:
        return frozenset().union(*knowledge.welfare.values()) or None
    return knowledge.welfare.get(URBAN if urban else RURAL)
