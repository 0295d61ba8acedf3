"""Loads the demonstration district into an empty database, in the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch.domain.errors import RuleBrokenError
from jobmatch.services.seeding import (
    careers,
    employer_rows,
    event_rows,
    fairs,
    families,
    firms,
    offers,
    people_rows,
    readings,
    settlements,
    tables,
    traits,
)
from jobmatch.services.seeding.identities import Identities
from jobmatch.services.seeding.rows import Rows
from jobmatch.services.seeding.scales import NAMES, SIZES, Scale, loaded_scale
from jobmatch.services.seeding.wanderings import Wanderings
from jobmatch.services.seeding.wants import Interviewer
from jobmatch.store.districts import District

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.services.seeding.careers import Labourer
    from jobmatch.services.seeding.fairs import FairPlan
    from jobmatch.services.seeding.families import Household
    from jobmatch.services.seeding.firms import Firm
    from jobmatch.services.seeding.scales import Size
    from jobmatch.services.seeding.settlements import Building, Home, Keeper

__all__ = ["NotEmptyError", "Plan", "load_district", "loaded_scale", "plan_district"]


class NotEmptyError(RuleBrokenError):
    """There is a district already."""

    message = "库里已经有数据，演示区只能装入空库。请换一个 JOBMATCH_HOME 文件夹。"


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole district as values, before anything is written."""

    buildings: list[Building]
    homes: list[Home]
    keepers: list[Keeper]
    households: list[Household]
    firms: list[Firm]
    force: list[Labourer]
    fairs: list[FairPlan]


def load_district(
    session: Session,
    *,
    scale: Scale,
    as_of: date,
    progress: Callable[[str], None] | None = None,
) -> None:
    """Write the demonstration district; the caller commits.

    Args:
        session: a write session on a database without any district.
        scale: how large.
        as_of: today; what the demonstration knows of later days is left out.
        progress: called with a short Chinese line before every stage.

    Raises:
        NotEmptyError: the database holds a district.
    """
    if session.scalar(select(District.id).limit(1)) is not None:
        raise NotEmptyError
    tell = progress or (lambda _line: None)
    size = SIZES[scale]
    tell("编排住户、劳动力与用人单位，读取岗位表")
    plan = plan_district(size)
    rows = Rows(session)
    tell("写入安置点、社区、楼栋与住户")
    district, communities, sites, built = people_rows.write_places(
        rows, NAMES[scale], plan.buildings
    )
    codes = list(communities.values())
    people_rows.write_keepers(rows, plan.keepers, codes, built)
    places = (plan.buildings, codes, sites, built)
    numbers, persons = people_rows.write_households(rows, plan.households, plan.homes, places)
    event_rows.write_monitoring(rows, plan.households, numbers, size)
    tell("写入用人单位与岗位")
    employer_rows.write_employers(rows, plan.firms, district_id=district, communities=communities)
    book = employer_rows.OccupationBook()
    employer_rows.write_postings(rows, plan.firms, book)
    tell("写入劳动力与务工经历")
    workers = _write_workforce(rows, plan, persons, book, as_of)
    tell("写入招聘会与安置")
    held = event_rows.write_fairs(rows, plan.fairs, codes[0])
    event_rows.write_placements(rows, plan.force, plan.fairs, held, workers)
    rows.finish()


def plan_district(size: Size) -> Plan:
    """Make the district of *size* as values; the same size gives the same district."""
    identities = Identities(tables.chance("identities"))
    buildings = settlements.make_buildings(size)
    homes = settlements.settle(buildings, size.households)
    keepers = settlements.make_keepers(size, buildings, homes, identities)
    households = families.make_households(size, identities)
    traits.describe(households)
    employers = firms.make_firms(size, identities)
    offers.make_offers(employers, size, fairs.fair_days(size))
    readings.read_offers(employers)
    names = [row["name"] for row in tables.rows("communities")]
    communities = [names[buildings[home.building].community] for home in homes]
    force = careers.make_labourers(households, communities, size)
    plans = _employ(force, employers, size)
    return Plan(buildings, homes, keepers, households, employers, force, plans)


def _employ(force: list[Labourer], employers: list[Firm], size: Size) -> list[FairPlan]:
    rng = tables.chance("work")
    pool = careers.Pool(force, rng)
    plans = fairs.plan_fairs(employers, size)
    careers.fill_firms(pool, employers, rng)
    fairs.place_at_fairs(pool, plans, size, rng)
    careers.staff_enterprises(pool, employers, rng, size.share)
    Wanderings(tables.chance("wanderings")).find_work(force)
    fairs.talk_at_fairs(force, plans, size, rng)
    return plans


def _write_workforce(
    rows: Rows,
    plan: Plan,
    persons: dict[int, int],
    book: employer_rows.OccupationBook,
    as_of: date,
) -> dict[int, int]:
    writer = people_rows.WorkforceWriter(rows, book, as_of)
    interviewer = Interviewer(tables.chance("wants"))
    workers = {}
    for labourer in plan.force:
        member = labourer.member
        seeking = interviewer.ask(labourer, plan.households[member.at])
        workers[id(member)] = writer.add(labourer, seeking, persons[id(member)])
    writer.write()
    return workers
