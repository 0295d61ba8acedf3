"""Writes places, households, people, the labour force and its history."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from jobmatch.domain.workers import Source, TargetGroup
from jobmatch.services.seeding import tables
from jobmatch.services.seeding.scales import AS_OF
from jobmatch.services.seeding.tables import happens
from jobmatch.services.seeding.traits import DISABLED
from jobmatch.services.seeds import HOME_COUNTY
from jobmatch.store.districts import Building, District, ResettlementSite, SettlementCommunity
from jobmatch.store.employers import CollectiveMember
from jobmatch.store.households import Household
from jobmatch.store.housekeepers import Housekeeper, HousekeeperBuilding
from jobmatch.store.people import Person, TargetGroupMember
from jobmatch.store.workers import (
    CareDuty,
    Employment,
    Worker,
    WorkerCertificate,
    WorkerSkill,
    WorkerWish,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobmatch.services.seeding import families, settlements
    from jobmatch.services.seeding.careers import Labourer, Spell
    from jobmatch.services.seeding.employer_rows import OccupationBook
    from jobmatch.services.seeding.rows import Rows
    from jobmatch.services.seeding.wants import Seeking

WORKER_TABLES = (
    Worker,
    Employment,
    CollectiveMember,
    WorkerSkill,
    WorkerCertificate,
    WorkerWish,
    CareDuty,
    TargetGroupMember,
)
_FEN = 100
_MONTH_DAYS = 30
_OLDER = {"female": 45, "male": 50}


def write_places(
    rows: Rows, name: str, buildings: Sequence[settlements.Building]
) -> tuple[int, dict[str, int], list[int], list[int]]:
    """Write district, sites, communities and buildings.

    Gives the district's id, communities by name, and the ids of sites and buildings in order.
    """
    district = rows.add(District, code=HOME_COUNTY, name=name)
    communities = {
        row["name"]: rows.add(
            SettlementCommunity,
            district_id=district,
            name=row["name"],
            region_code=row["region_code"],
        )
        for row in tables.rows("communities")
    }
    codes = {row["name"]: row for row in tables.rows("communities")}
    sites = [
        rows.add(
            ResettlementSite,
            district_id=district,
            name=row["name"],
            region_code=codes[row["community"]]["region_code"],
            address=codes[row["community"]]["street"],
        )
        for row in tables.rows("sites")
    ]
    names = list(communities)
    built = [
        rows.add(
            Building,
            community_id=communities[names[one.community]],
            site_id=sites[one.site],
            name=one.name,
            units=one.units,
        )
        for one in buildings
    ]
    rows.write(District, SettlementCommunity, ResettlementSite, Building)
    return district, communities, sites, built


def write_keepers(
    rows: Rows, keepers: Sequence[settlements.Keeper], communities: Sequence[int], built: list[int]
) -> None:
    """Write housekeepers and grid workers, and the buildings that they cover."""
    for keeper in keepers:
        number = rows.add(
            Housekeeper,
            name=keeper.name,
            kind=keeper.kind,
            community_id=communities[keeper.community],
            active_from=date(2021, 1, 1),
            phone=keeper.phone,
        )
        for at in keeper.buildings:
            rows.add(HousekeeperBuilding, housekeeper_id=number, building_id=built[at])
    rows.write(Housekeeper, HousekeeperBuilding)


def write_households(
    rows: Rows,
    households: Sequence[families.Household],
    homes: Sequence[settlements.Home],
    places: tuple[Sequence[settlements.Building], Sequence[int], Sequence[int], Sequence[int]],
) -> tuple[list[int], dict[int, int]]:
    """Write households and all their people.

    Gives the ids of the households in order, and the person id of every member by id().
    """
    buildings, communities, sites, built = places
    rng = tables.chance("household rows")
    numbers, persons = [], {}
    for at, (household, home) in enumerate(zip(households, homes, strict=True)):
        building = buildings[home.building]
        poor = happens(rng, 0.87)
        number = rows.add(
            Household,
            household_no=f"990000{at + 1:08d}",
            community_id=communities[building.community],
            site_id=sites[building.site],
            building_id=built[home.building],
            unit=home.unit,
            room_no=home.room_no,
            kind_raw="脱贫户" if poor else "一般农户",
            is_formerly_poor=poor,
            relocated_year=home.relocated_year,
            origin_place=home.origin,
        )
        numbers.append(number)
        for place, member in enumerate(household.people):
            persons[id(member)] = rows.add(
                Person,
                household_id=number,
                person_no=f"990000{at + 1:08d}{place + 1:02d}",
                name=member.name,
                sex=member.sex,
                birth_on=member.born_on,
                relation_to_head=member.relation,
                is_head=place == 0,
                student_status=member.student_status,
                id_number=member.id_number,
                phone=member.phone,
            )
    rows.write(Household, Person)
    return numbers, persons


class WorkforceWriter:
    """Writes workers one after another; ``write`` inserts them all."""

    def __init__(self, rows: Rows, book: OccupationBook, as_of: date) -> None:
        """Take the day of loading: what happens later is not written."""
        self._rows = rows
        self._book = book
        self._as_of = as_of

    def add(self, labourer: Labourer, seeking: Seeking, person_id: int) -> int:
        """Take one worker with everything known and give the worker's id."""
        member = labourer.member
        gone = labourer.emptied_on is not None and labourer.emptied_on <= self._as_of
        worker = self._rows.add(
            Worker,
            person_id=person_id,
            labour_capacity=seeking.capacity,
            health=member.health,
            schooling=member.schooling,
            is_employed=labourer.employed and not gone,
            employed_as_of=labourer.emptied_on if gone else AS_OF,
            willing_to_work=seeking.willing,
            cannot_leave_home=seeking.cannot_leave,
            source=Source.DEMO,
        )
        for spell in labourer.spells:
            self._add_spell(worker, spell)
        self._add_abilities(worker, seeking)
        self._add_wish(worker, seeking)
        self._add_groups(labourer, person_id, gone=gone)
        return worker

    def write(self) -> None:
        """Insert what was added."""
        self._rows.write(*WORKER_TABLES)

    def _add_spell(self, worker: int, spell: Spell) -> None:
        ended = spell.ended_on if spell.ended_on and spell.ended_on <= self._as_of else None
        until = spell.ended_on or AS_OF
        year = date(until.year, 1, 1)
        days = (until - max(spell.started_on, year)).days
        firm = spell.firm.id if spell.firm else None
        self._rows.add(
            Employment,
            worker_id=worker,
            employer_id=firm,
            posting_id=spell.offer.id if spell.offer else None,
            employer_name=spell.employer_name,
            title=spell.title,
            occupation_code=self._book.best(spell.title),
            channel=spell.channel,
            work_region=spell.region,
            workplace=spell.workplace,
            monthly_income_fen=spell.income * _FEN,
            months_worked=max(round(days / _MONTH_DAYS), 1),
            started_on=spell.started_on,
            ended_on=ended,
            end_reason=spell.end_reason if ended else None,
            source=Source.DEMO,
        )
        if spell.firm is not None and spell.firm.people:
            self._rows.add(
                CollectiveMember, employer_id=firm, worker_id=worker, joined_on=spell.started_on
            )

    def _add_abilities(self, worker: int, seeking: Seeking) -> None:
        for skill in seeking.skills:
            self._rows.add(
                WorkerSkill,
                worker_id=worker,
                name=skill,
                occupation_code=self._book.best(skill),
                source=Source.DEMO,
                noted_on=AS_OF - timedelta(days=_MONTH_DAYS),
            )
        for certificate in seeking.certificates:
            self._rows.add(
                WorkerCertificate, worker_id=worker, name=certificate, source=Source.DEMO
            )
        for kind in seeking.care:
            self._rows.add(CareDuty, worker_id=worker, kind=kind)

    def _add_wish(self, worker: int, seeking: Seeking) -> None:
        wish = seeking.wish
        if wish is None:
            return
        codes = [self._book.best(work) for work in wish.works]
        self._rows.add(
            WorkerWish,
            worker_id=worker,
            words=wish.words,
            text="，".join(wish.words),
            occupation_codes=[code for code in codes if code],
            regions=wish.regions,
            month_pay_min=None if wish.pay is None else Decimal(wish.pay),
            no_night=wish.no_night,
            day_shift_only=wish.day_shift_only,
            wants_board=wish.board,
            wants_lodging=wish.lodging,
            near_home=wish.near_home,
            source=Source.DEMO,
        )

    def _add_groups(self, labourer: Labourer, person_id: int, *, gone: bool) -> None:
        member = labourer.member
        groups = [
            (TargetGroup.RELOCATED, True, None),
            (TargetGroup.OLDER_WORKER, member.age >= _OLDER[member.sex.value], None),
            (TargetGroup.DISABLED, member.health == DISABLED, None),
            (TargetGroup.ZERO_EMPLOYMENT, gone, labourer.emptied_on),
        ]
        for group, holds, since in groups:
            if holds:
                self._rows.add(
                    TargetGroupMember,
                    person_id=person_id,
                    target_group=group,
                    since_on=since,
                    source=Source.DEMO,
                )
