"""Postings of the demonstration employers: what each asks and pays, written into raw cells."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from jobmatch.domain.kinds import EmployerKind, Sex, WorkRegion
from jobmatch.domain.postings import PostingState
from jobmatch.services.seeding import tables
from jobmatch.services.seeding.cells import Draft, Writer
from jobmatch.services.seeding.scales import AS_OF
from jobmatch.services.seeding.tables import happens

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from jobmatch.services.seeding.firms import Firm
    from jobmatch.services.seeding.readings import Row as ReadRow
    from jobmatch.services.seeding.scales import Size
    from jobmatch.services.seeds import Row

_ROWS_OF_SIZE = {"large": 1.25, "medium": 1.0, "small": 0.85}
_PLACES_OF_SIZE = {"large": 3.2, "medium": 1.3, "small": 0.7}
_PAY_OF_REGION = {
    WorkRegion.IN_COUNTY: 1.0,
    WorkRegion.IN_CITY: 1.03,
    WorkRegion.IN_PROVINCE: 1.12,
    WorkRegion.OUT_OF_PROVINCE: 1.32,
}
_SERVICES = frozenset({"catering", "hotel", "retail", "care", "property", "data_it", "express"})
_ANYWHERE = frozenset({"储备干部", "仓管员", "业务员", "采购员", "行政前台", "搬运工", "食堂厨师"})
_PIECE_TRADES = frozenset({"garments", "shoes_bags", "crafts"})
_SALES = frozenset({"业务员", "带货主播", "汽车销售顾问", "手机销售员", "房产置业顾问", "促销员"})
_DAILY = frozenset({"采茶工", "香葱种植工", "辣椒采摘工", "工地小工", "刺梨采收工", "宴席帮厨"})
_MODEST_SCHOOLING = frozenset({"", "不限", "小学", "初中"})
_GENERAL_SHARE = 4
_LEAST_FOR_RANGE = 3
_RETIRED = 0.012
_ROWS_OF_WORKSHOP = 6
_MANY_PEOPLE = frozenset({"普工", "操作工", "包装工", "针车工", "平车工", "电子装配工"})


@dataclass(slots=True)
class Offer:
    """One posting: the raw *cells*, and the truth behind them that the generators rely on.

    *work* is the plain title; *places* is None where the cell names no number; *taken* are the
    places that somebody holds on AS_OF.
    """

    title: str
    cells: dict[str, str]
    low: int
    high: int
    youngest: int | None
    oldest: int | None
    certificates: tuple[str, ...]
    places: int | None
    published_on: date
    state: PostingState = PostingState.PUBLISHED
    deadline_on: date | None = None
    taken: int = 0
    id: int = 0
    row: ReadRow | None = None
    """What the readers made of the cells; see readings.py."""

    @property
    def work(self) -> str:
        """Give the kind of work in plain words."""
        return self.title

    def admits(self, sex: Sex, age: int) -> bool:
        """Tell whether somebody of *age* is within the ages asked (sexes alike here)."""
        del sex
        return (self.youngest or 16) <= age <= (self.oldest or 65)

    def income(self, rng: random.Random) -> int:
        """Draw a month's income within what is offered."""
        return max(round(rng.uniform(self.low, self.high) / 100) * 100, self.low)


def make_offers(firms: Sequence[Firm], size: Size, fair_days: Sequence[date]) -> None:
    """Give every firm its offers; *fair_days* tells when the enterprises publish."""
    rng = tables.chance("offers")
    book = _Book(rng)
    enterprises = [firm for firm in firms if firm.kind is EmployerKind.ENTERPRISE]
    _offer_enterprises(book, enterprises, size, fair_days)
    for firm in firms:
        if firm.kind is EmployerKind.PUBLIC_WELFARE:
            book.offer_welfare(firm)
        elif firm.kind is EmployerKind.COLLECTIVE:
            book.offer_stated(firm, rows=2, places=4, taken=0)
        elif firm.kind is not EmployerKind.ENTERPRISE:
            book.offer_stated(firm, rows=_ROWS_OF_WORKSHOP, places=firm.places, taken=firm.taken)


def _offer_enterprises(
    book: _Book, firms: Sequence[Firm], size: Size, fair_days: Sequence[date]
) -> None:
    rng = tables.chance("enterprise offers")
    rows = tables.divide(size.posting_rows, [_ROWS_OF_SIZE[firm.size] for firm in firms])
    drafts = []
    for at, (firm, number) in enumerate(zip(firms, rows, strict=True)):
        day = fair_days[at % len(fair_days)] - timedelta(days=rng.randint(5, 12))
        for row in book.titles_of(firm, number):
            weight = _PLACES_OF_SIZE[firm.size] * rng.choice((0.3, 0.5, 1, 1, 2, 4))
            weight *= 3 if row["title"] in _MANY_PEOPLE else 1
            case = rng.choice(("one",) * 17 + ("range", "range", "open"))
            drafts.append((firm, row, day, case, weight))
    stated = [entry for entry in drafts if entry[3] != "open"]
    numbers = tables.divide(size.places - len(stated), [entry[4] for entry in stated])
    waiting = iter(numbers)
    for firm, row, day, drawn, _ in drafts:
        places = 0 if drawn == "open" else next(waiting) + 1
        few = drawn == "range" and places < _LEAST_FOR_RANGE
        offer = book.offer(firm, row, places=places, case="one" if few else drawn, day=day)
        _retire_some(offer, rng)


def _retire_some(offer: Offer, rng: random.Random) -> None:
    """Pause or let expire a few: a register in use holds such rows too."""
    if happens(rng, _RETIRED):
        offer.state = PostingState.PAUSED
    elif happens(rng, _RETIRED):
        offer.state = PostingState.EXPIRED
        offer.deadline_on = min(offer.published_on + timedelta(days=30), AS_OF)


class _Book:
    """Writes offers; goes through the titles of each trade in turn, so that all are used."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._writer = Writer(rng)
        self._trades: dict[str, list[Row]] = {}
        for row in tables.rows("titles"):
            self._trades.setdefault(row["trade"], []).append(row)
        self._next: dict[str, int] = {}

    def titles_of(self, firm: Firm, number: int) -> list[Row]:
        """Give *number* different titles for *firm*: three of its trade to one of any trade."""
        own = self._trades[firm.trade]
        general = self._trades["general"]
        if firm.trade in _SERVICES:
            general = [row for row in general if row["title"] in _ANYWHERE]
        foreign = max(number // _GENERAL_SHARE, number - len(own))
        foreign = min(foreign, len(general))
        mine = self._run(firm.trade, own, min(number - foreign, len(own)))
        rest = self._run(f"general:{firm.trade in _SERVICES}", general, foreign)
        return [*mine, *rest]

    def _run(self, name: str, rows: Sequence[Row], number: int) -> list[Row]:
        start = self._next.get(name, 0)
        self._next[name] = start + number
        return [rows[(start + at) % len(rows)] for at in range(number)]

    def offer(self, firm: Firm, row: Row, *, places: int, case: str, day: date) -> Offer:
        """Write one offer of *firm* for the title *row* and add it to the firm."""
        draft = self._draft(firm, row, places, case)
        return self._add(firm, draft, day)

    def _add(self, firm: Firm, draft: Draft, day: date) -> Offer:
        cells = self._writer.write(draft)
        offer = Offer(
            title=draft.title,
            cells=cells,
            low=draft.low,
            high=draft.high,
            youngest=draft.youngest,
            oldest=draft.oldest,
            certificates=(draft.certificate,) if draft.certificate else (),
            places=None if draft.places_case == "open" else draft.places,
            published_on=day,
        )
        firm.offers.append(offer)
        return offer

    def _draft(self, firm: Firm, row: Row, places: int, case: str) -> Draft:
        rng = self._rng
        factor = _PAY_OF_REGION[firm.work_region] * rng.choice((0.95, 1.0, 1.0, 1.05, 1.1))
        low, high = (round(int(row[end]) * factor / 100) * 100 for end in ("pay_low", "pay_high"))
        youngest, oldest = (int(part) for part in row["ages"].split("-"))
        far = firm.work_region is not WorkRegion.IN_COUNTY
        return Draft(
            title=row["title"],
            duty=row["duty"],
            low=low,
            high=high,
            youngest=youngest,
            oldest=oldest + rng.choice((0, 0, 0, 2)),
            schooling="none" if row["schooling"] in {"", "不限"} else row["schooling"],
            certificate=row["certificate"],
            shift=row["shift"],
            board="far" if far or firm.trade in {"chemical", "construction"} else "near",
            insurance="large" if far or firm.size != "small" else "small",
            pay_case=self._pay_case(firm, row["title"]),
            places=places,
            places_case=case,
            workplace=firm.workplace,
            contact=firm.contact,
            phone=firm.phone,
            is_careful=firm.kind is not EmployerKind.ENTERPRISE,
        )

    def _pay_case(self, firm: Firm, title: str) -> str:
        if title in _SALES:
            return "sales"
        if title in _DAILY and happens(self._rng, 0.7):
            return "daily"
        if firm.trade in _PIECE_TRADES and happens(self._rng, 0.5):
            return "piece"
        return "any"

    def offer_stated(self, firm: Firm, *, rows: int, places: int, taken: int) -> None:
        """Write *rows* offers that share *places*, *taken* of them already held."""
        rng = self._rng
        titles = self._plain_titles(firm, min(rows, places))
        weights = [rng.choice((1.0, 2.0, 3.0, 5.0)) for _ in titles]
        numbers = [one + 1 for one in tables.divide(places - len(titles), weights)]
        held = _held(numbers, taken)
        for row, number, of_it in zip(titles, numbers, held, strict=True):
            day = AS_OF - timedelta(days=rng.randint(30, 130))
            offer = self.offer(firm, row, places=number, case="one", day=day)
            offer.taken = of_it

    def _plain_titles(self, firm: Firm, number: int) -> list[Row]:
        """Give titles of the trade that ask for no certificate: neighbours must be able to come."""
        rows = [
            row
            for row in self._trades[firm.trade]
            if not row["certificate"] and row["schooling"] in _MODEST_SCHOOLING
        ]
        start = self._rng.randrange(len(rows))
        chosen = [rows[(start + at) % len(rows)] for at in range(min(number, len(rows)))]
        return [{**row, "shift": "day"} for row in chosen]

    def offer_welfare(self, firm: Firm) -> None:
        """Write the offers of a public-welfare unit from their own table."""
        rng = self._rng
        rows = [
            row for row in tables.rows("welfare_titles") if (row["rural"] == "1") == firm.is_rural
        ]
        rows = [row for row in rows if not row["certificate"]] if firm.places < len(rows) else rows
        start = rng.randrange(len(rows))
        chosen = [rows[(start + at) % len(rows)] for at in range(min(7, len(rows), firm.places))]
        weights = [1.0 if row["certificate"] or row["pay"] == "600" else 4.0 for row in chosen]
        numbers = [one + 1 for one in tables.divide(firm.places - len(chosen), weights)]
        open_to_all = [
            0 if row["certificate"] else number for row, number in zip(chosen, numbers, strict=True)
        ]
        held = _held(open_to_all, firm.taken)
        for row, number, of_it in zip(chosen, numbers, held, strict=True):
            draft = self._welfare_draft(firm, row, number)
            day = AS_OF - timedelta(days=rng.randint(60, 160))
            self._add(firm, draft, day).taken = of_it

    def _welfare_draft(self, firm: Firm, row: Row, places: int) -> Draft:
        general = self._trades["general"][0]
        plain = self._draft(firm, general, places, "one")
        return replace(
            plain,
            title=row["title"],
            duty=row["duty"],
            low=int(row["pay"]),
            high=int(row["pay"]),
            youngest=18,
            oldest=60,
            schooling=_WELFARE_SCHOOLING.get(row["schooling"][:2], "none"),
            certificate=row["certificate"],
            shift="day",
            board="near",
            insurance="small",
            pay_case="welfare",
            ages_raw=row["ages"],
        )


_WELFARE_SCHOOLING = {"初中": "初中", "高中": "高中", "中专": "高中"}


def _held(numbers: Sequence[int], taken: int) -> list[int]:
    """Divide *taken* among offers in proportion to their places, never more than a place each."""
    held = tables.divide(taken, [float(number) for number in numbers])
    over = 0
    for at, number in enumerate(numbers):
        over += max(held[at] - number, 0)
        held[at] = min(held[at], number)
    for at, number in enumerate(numbers):
        more = min(number - held[at], over)
        held[at] += more
        over -= more
    return held
