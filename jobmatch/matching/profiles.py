"""What matching knows of a worker, a posting and a wish: frozen values with ids, never rows.

Unknown is None (or an empty tuple where a list was never asked), and unknown never blocks.
A worker's sex stands here for one reason only: employers give different ages for women and men.
It is read by limits.py and by nothing that scores.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 - dataclass fields are looked up at run time by callers
from decimal import Decimal

from jobmatch.domain.kinds import (
    EmployerKind,
    LabourCapacity,
    LegalFlag,
    PayUnit,
    PhysicalDemand,
    Schooling,
    Sex,
    Shift,
    WorkRegion,
)
from jobmatch.domain.workers import TargetGroup  # noqa: TC001 - as above

MONTH_DAYS = Decimal("21.75")
"""Paid days of a month; the divisor that the labour ministry gives for daily pay."""
ANY_WORK = "什么活都可以"
"""Phrase of the want of somebody to whom any work is welcome."""
DAY_HOURS = Decimal(8)
"""Hours of a legal working day."""


@dataclass(frozen=True, slots=True)
class AgeLimit:
    """One age range that an employer asks, in whole years, both ends included.

    *sex* ANY means both; *soft* marks "左右" and "可放宽": such a range lowers, it never blocks.
    """

    sex: Sex = Sex.ANY
    min: int | None = None
    max: int | None = None
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Want:
    """One kind of work that somebody asks for.

    *phrase* is as written; *occupations* are (2022 code, weight 0..1), several when the word is
    ambiguous and fans out; *terms* are words to look for in titles and descriptions.
    """

    phrase: str
    occupations: tuple[tuple[str, float], ...] = ()
    terms: tuple[str, ...] = ()
    weight: float = 1.0
    """1 for what is asked; less for what only follows from skills and earlier work."""
    known: bool = True
    """False when the word tables do not know the phrase: then its letters must do."""
    open_level: bool = False
    """True for words that name a level, not a trade (普工, 小工): other unskilled work fits too."""
    asked: bool = True
    """False for what only accompanies the question (skills, papers): no proof that it is met."""
    papers: frozenset[str] = frozenset()
    """Keys of papers (licences.py) that lead to the work; a posting asking one fits."""

    def __hash__(self) -> int:
        """Hash what nearly tells two wants apart; hashing thirty codes takes ten times as long."""
        return hash((self.phrase, self.weight, self.asked))


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person asks of work, from the register or from free text.

    Negative wishes are limits (``no_night``, ``no_shifts``, ``regions``, ``avoided``); the rest
    only moves the score. An empty *regions* means that nobody asked.
    """

    wants: tuple[Want, ...] = ()
    avoided: tuple[str, ...] = ()
    """Words of work that the person refuses ("不进厂", "不做保洁")."""
    conditions: tuple[str, ...] = ()
    """Keys of seeds/conditions.tsv: seated, light, take_home, child_care, couple …"""
    min_pay: Decimal | None = None
    """Yuan per month."""
    no_night: bool = False
    """Refuses night work: night, two-shift and three-shift postings are out."""
    no_shifts: bool = False
    """Refuses rotating shifts only: two-shift and three-shift postings are out."""
    night_only: bool = False
    shift_welcome: bool = False
    lodging: bool = False
    board: bool = False
    regions: frozenset[WorkRegion] = frozenset()
    near_home: bool = False
    """Prefers near over far inside the permitted regions."""
    places: tuple[str, ...] = ()
    """Places asked for: codes of regions, or words that stand in addresses (旺家)."""
    kinds: frozenset[EmployerKind] = frozenset()
    """Kinds of employers asked for (公益性岗位, 帮扶车间)."""
    required: tuple[str, ...] = ()
    """+must words: a posting without one of them is out."""


@dataclass(frozen=True, slots=True)
class WorkerProfile:
    """A worker as matching sees one: facts, skills and wishes."""

    id: int
    age: int | None = None
    """Whole years on the day of matching."""
    sex: Sex | None = None
    """For employers' ages by sex only (limits.py); never scored."""
    capacity: LabourCapacity | None = None
    """For the physical limit only (limits.py); never scored."""
    schooling: Schooling | None = None
    skills: tuple[str, ...] = ()
    certificates: tuple[str, ...] | None = None
    """None: nobody asked. An empty tuple: asked, and there are none."""
    lacked: tuple[str, ...] = ()
    """Certificates that the person said not to have, whatever else is known of papers."""
    more_certificates: bool = False
    """True when the list may be incomplete: named in a sentence, not registered."""
    worked: tuple[str, ...] = ()
    """Titles of earlier work."""
    occupations: tuple[str, ...] = ()
    """2022 codes already confirmed by a clerk, best first."""
    target_groups: frozenset[TargetGroup] | None = None
    """None: not known; then public-welfare postings stay open, with a remark."""
    community: str | None = None
    """Name of the settlement community, to tell a posting on the doorstep."""
    wishes: Wishes = field(default_factory=Wishes)


@dataclass(frozen=True, slots=True)
class PostingProfile:
    """A posting as matching sees one."""

    id: int
    title: str
    employer: str | None = None
    kind: EmployerKind | None = None
    description: str = ""
    occupations: tuple[str, ...] = ()
    """2022 codes already confirmed by a clerk, best first; else the title is read."""
    pay_min: Decimal | None = None
    pay_max: Decimal | None = None
    pay_unit: PayUnit | None = None
    ages: tuple[AgeLimit, ...] = ()
    sex_demand: Sex | None = None
    """Shown to the operator, never applied."""
    schooling: Schooling | None = None
    certificates: tuple[str, ...] = ()
    shift: Shift | None = None
    board: bool | None = None
    lodging: bool | None = None
    workplace: str = ""
    region_code: str | None = None
    """Smallest region that the workplace names, as seeds/regions.csv codes it."""
    region: WorkRegion | None = None
    """As seen from the district; where *community* is named, the doorstep of that one only."""
    community: str | None = None
    demand: PhysicalDemand | None = None
    """Set by hand; else occupation and words tell (demands.py)."""
    groups: frozenset[TargetGroup] = frozenset()
    """For public-welfare postings: who may apply; empty means the rule for the kind holds."""
    urban_welfare: bool | None = None
    """Public-welfare scheme: True 城镇, False 乡村, None not told."""
    vacancies: int | None = None
    fresh_on: date | None = None
    """Day when it was published or last confirmed."""
    legal_flags: tuple[LegalFlag, ...] = ()


def monthly_pay(profile: PostingProfile) -> tuple[Decimal | None, Decimal | None]:
    """Give (lowest, highest) yuan per month; (None, None) for piece pay or unknown pay.

    Hours and days are taken as full-time (8 hours, 21.75 days), years as twelve months.
    """
    factor = {
        PayUnit.HOUR: MONTH_DAYS * DAY_HOURS,
        PayUnit.DAY: MONTH_DAYS,
        PayUnit.MONTH: Decimal(1),
        PayUnit.YEAR: Decimal(1) / Decimal(12),
    }.get(profile.pay_unit or PayUnit.MONTH)
    if factor is None:
        return None, None
    return (
        profile.pay_min * factor if profile.pay_min is not None else None,
        profile.pay_max * factor if profile.pay_max is not None else None,
    )
