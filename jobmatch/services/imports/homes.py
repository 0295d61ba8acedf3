"""Where the people of a roster live: communities, buildings and households, found or made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from jobmatch.domain import numbers
from jobmatch.services.imports.effects import clip, show
from jobmatch.services.imports.incoming import posting_tables
from jobmatch.services.seeds import HOME_COUNTY
from jobmatch.store.districts import Building, District, SettlementCommunity
from jobmatch.store.households import Household

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.intake.rosters import WorkerReading
    from jobmatch.services.imports.changes import ChangeBook
    from jobmatch.services.imports.effects import Effect
    from jobmatch.store.people import Person

_SUFFIX = re.compile(r"(?:社区|安置点|安置区|小区)$")
_NUMBER_LENGTH = 40
_PART_LENGTH = 20


class HomeWriter:
    """Finds or makes the household of each person; everything is looked up once."""

    def __init__(self, session: Session, book: ChangeBook) -> None:
        """Take the session and the book of changes of the batch."""
        self._session = session
        self._book = book
        self._communities: dict[str, SettlementCommunity] | None = None
        self._buildings: dict[SettlementCommunity, dict[str, Building]] = {}
        self._numbered: dict[str, Household] = {}
        self._roomed: dict[tuple[Building, str | None, str], Household] = {}

    def prefetch(self, numbers_in_file: set[str]) -> None:
        """Load the households of a file in few queries."""
        wanted = sorted(numbers_in_file)
        for start in range(0, len(wanted), 500):
            chunk = wanted[start : start + 500]
            for found in self._session.scalars(
                select(Household)
                .where(Household.household_no.in_(chunk))
                .options(
                    joinedload(Household.community),
                    joinedload(Household.building),
                    selectinload(Household.people),
                )
            ):
                self._numbered[str(found.household_no)] = found

    def ids(self) -> list[int]:
        """Give the row ids of the households that prefetch() found."""
        return [household.id for household in self._numbered.values()]

    def places_of(self, reading: WorkerReading) -> list[tuple[int | None, int | None]]:
        """Give (community, building) of the homes that a row names: the old of its number, the new.

        A community that the district lacks is nobody's.
        """
        places: list[tuple[int | None, int | None]] = []
        numbered = self._numbered.get(clip(reading.household_no, _NUMBER_LENGTH) or "")
        if numbered is not None:
            places.append((numbered.community_id, numbered.building_id))
        if reading.community:
            known = self._standing().get(_key(reading.community))
            places.append((known.id if known else None, None))
        return places

    def write(self, reading: WorkerReading, person: Person, effect: Effect) -> None:
        """Put *person* into the household that the row tells of, if it tells of one."""
        community = self.community(reading.community, effect)
        building = self._building(community, reading.building, effect) if community else None
        household = self._household(reading, person, community, building, effect)
        if household is None:
            return
        if person.household is not household:
            old = person.household
            person.household = household
            if old is not None:
                effect.note("户编号", show(old.household_no), show(household.household_no))
        self._move(household, community, building, effect)
        effect.put(household, "unit", clip(reading.unit, _PART_LENGTH), "单元")
        effect.put(household, "room_no", clip(reading.room_no, _PART_LENGTH), "房号")

    def _move(
        self,
        household: Household,
        community: SettlementCommunity | None,
        building: Building | None,
        effect: Effect,
    ) -> None:
        if community is not None and household.community is not community:
            effect.note("社区", _name_of(household.community), community.name)
            household.community = community
        if building is not None and household.building is not building:
            effect.note("楼栋", _name_of(household.building), building.name)
            household.building = building

    def community(self, name: str | None, effect: Effect) -> SettlementCommunity | None:
        """Find the community *name*, also without its 社区; make it where the district lacks it."""
        if not name:
            return None
        here, key = self._standing(), _key(name)
        if key not in here:
            made = SettlementCommunity(district_id=self._district(effect).id, name=clip(name, 200))
            self._add(made, effect)
            here[key] = made
        return here[key]

    def _standing(self) -> dict[str, SettlementCommunity]:
        """Give the communities of the district by their names as compared."""
        if self._communities is None:
            self._communities = {
                _key(one.name): one for one in self._session.scalars(select(SettlementCommunity))
            }
        return self._communities

    def _district(self, effect: Effect) -> District:
        found = self._session.scalars(select(District).order_by(District.id)).first()
        if found is None:
            region = posting_tables().regions[HOME_COUNTY]
            found = District(code=HOME_COUNTY, name=region.name)
            self._add(found, effect)
        return found

    def _building(
        self, community: SettlementCommunity, name: str | None, effect: Effect
    ) -> Building | None:
        if not name:
            return None
        here = self._buildings.get(community)
        if here is None:
            standing = select(Building).where(Building.community_id == community.id)
            here = {one.name: one for one in self._session.scalars(standing)}
            self._buildings[community] = here
        if name[:200] not in here:
            made = Building(community_id=community.id, name=name[:200])
            self._add(made, effect)
            here[made.name] = made
        return here[name[:200]]

    def _add(self, row: District | SettlementCommunity | Building, effect: Effect) -> None:
        self._book.open(row, effect.row)
        self._session.add(row)
        self._book.flush()

    def _household(
        self,
        reading: WorkerReading,
        person: Person,
        community: SettlementCommunity | None,
        building: Building | None,
        effect: Effect,
    ) -> Household | None:
        number = clip(reading.household_no, _NUMBER_LENGTH)
        if number:
            return self._by_number(number, person, effect)
        if person.household is not None:
            self._book.open(person.household, effect.row)
            return person.household
        if community is None:
            return None
        if building is not None and reading.room_no:
            return self._by_room(reading, building, effect)
        return self._new(Household(), effect)

    def _by_number(self, number: str, person: Person, effect: Effect) -> Household:
        household = self._numbered.get(number)
        if household is None:
            household = self._unnumbered_of(person) or self._new(Household(), effect)
            self._book.open(household, effect.row)
            household.household_no = number
            self._numbered[number] = household
        self._book.open(household, effect.row)
        return household

    def _unnumbered_of(self, person: Person) -> Household | None:
        """Give the person's own household that has no number yet: the file now tells it."""
        here = person.household
        return here if here is not None and here.household_no is None else None

    def _by_room(
        self,
        reading: WorkerReading,
        building: Building,
        effect: Effect,
    ) -> Household:
        room, unit = str(reading.room_no)[:_PART_LENGTH], clip(reading.unit, _PART_LENGTH)
        key = (building, unit, room)
        if key not in self._roomed:
            found = self._at(building, unit, room)
            self._roomed[key] = found or self._new(Household(), effect)
            self._book.open(self._roomed[key], effect.row)
        return self._roomed[key]

    def _at(self, building: Building, unit: str | None, room: str) -> Household | None:
        """Find the household that lives behind a door; nobody in a building that is new."""
        if building.id is None:
            return None
        return self._session.scalar(
            select(Household).where(
                Household.building_id == building.id,
                Household.room_no == room,
                Household.unit.is_(unit) if unit is None else Household.unit == unit,
            )
        )

    def _new(self, household: Household, effect: Effect) -> Household:
        self._book.open(household, effect.row)
        self._session.add(household)
        return household


def _name_of(row: SettlementCommunity | Building | None) -> str:
    return show(row.name if row else None)


def _key(name: str) -> str:
    return _SUFFIX.sub("", numbers.squeeze(name))
