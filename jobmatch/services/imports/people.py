"""Writes the people of a roster: found by ID number, else by name with phone or household."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from jobmatch.domain import households, identity
from jobmatch.domain.imports import Choice
from jobmatch.domain.kinds import LabourCapacity
from jobmatch.domain.problems import ProblemKind
from jobmatch.domain.workers import Source
from jobmatch.services.imports.careers import CareerWriter
from jobmatch.services.imports.effects import CHOSEN, GONE, Effect, Outcome, clip
from jobmatch.services.imports.homes import HomeWriter
from jobmatch.store.households import Household
from jobmatch.store.imports import ImportChange
from jobmatch.store.people import Person
from jobmatch.store.sealed import fields_of, plain_digits
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from jobmatch.intake.rosters import WorkerReading
    from jobmatch.services.imports.changes import ChangeBook
    from jobmatch.services.imports.drafts import Decision
    from jobmatch.services.imports.orders import Order
    from jobmatch.store.imports import ImportRow

WORKING_AGE = 16
TWICE = "与本文件前面一行是同一个人，只导入前面那一行。"
NO_NAME = "没有姓名，也没有可以核对的身份证号，没有导入。"
ELSEWHERE = "这一行涉及您管辖范围以外的社区，没有导入，请交给那个社区或区里导入。"
ANOTHER_HEAD = "这一户已经登记了另一位户主，户主身份没有改。"
_CHUNK = 500


class PeopleWriter:
    """Writes one roster; persons and households are looked up in few queries."""

    def __init__(self, session: Session, book: ChangeBook, order: Order) -> None:
        """Take the session, the book of changes of the batch and what is to be written."""
        self._session = session
        self._book = book
        self._order = order
        self._today = order.today
        self._homes = HomeWriter(session, book)
        self._careers = CareerWriter(session, book.batch, today=order.today)
        self._known: dict[str, Person] = {}
        self._chosen: dict[int, Person] = {}
        self._named: dict[tuple[str, str, str], list[Person]] = defaultdict(list)
        self._seen: set[int] = set()
        self._spoken_of: frozenset[int] = frozenset()

    def write_part(self, rows: Sequence[ImportRow], *, start: int = 0) -> list[Effect]:
        """Write the readings from *start* on, one for each of *rows*; give what each did."""
        asked = range(start, start + len(rows))
        twice = {
            (problem.sheet, problem.row)
            for problem in self._order.incoming.problems
            if problem.kind is ProblemKind.DUPLICATE and problem.field == "id_number"
        }
        self._prefetch([self._reading(number) for number in asked])
        self._prefetch_chosen(asked)
        if start:
            self._spoken_of = self._find_spoken_of()
        effects = []
        for number, row in zip(asked, rows, strict=True):
            effect, reading = Effect(row), self._reading(number)
            decision = self._order.decision(number)
            if decision is not None and decision.choice is Choice.SKIP:
                effect.skip(CHOSEN)
            elif (reading.sheet, reading.row) in twice:
                effect.skip(TWICE)
            else:
                self._write(reading, decision, effect)
            effects.append(effect)
        return effects

    def _reading(self, number: int) -> WorkerReading:
        return cast("WorkerReading", self._order.incoming.readings[number])

    def _find_spoken_of(self) -> frozenset[int]:
        """Give the ids of the people of whom earlier parts of the file have spoken."""
        book = self._book.batch
        touched = select(ImportChange.subject_id).where(
            ImportChange.batch_id == book.id, ImportChange.subject_table == Person.__tablename__
        )
        return frozenset(self._session.scalars(touched))

    def _prefetch_chosen(self, asked: range) -> None:
        decisions = [self._order.decision(number) for number in asked]
        chosen = [one.subject_id for one in decisions if one and one.subject_id is not None]
        self._chosen = {person.id: person for person in self._load(Person.id, chosen)}

    def _prefetch(self, readings: Sequence[WorkerReading]) -> None:
        """Load everybody whom the part may speak of, in few queries."""
        self._homes.prefetch({one.household_no for one in readings if one.household_no})
        numbered = self._indexed("id_number", [one.id_number for one in readings])
        for person in self._load(Person.id_number_index, numbered):
            self._known[numbered[str(person.id_number_index)]] = person
        phones = self._indexed("phone", [one.phone for one in readings])
        for person in self._load(Person.phone_index, phones):
            phone = plain_digits(phones[str(person.phone_index)])
            self._named[person.name, "phone", phone].append(person)
        for person in self._load(Person.household_id, self._homes.ids()):
            number = person.household.household_no if person.household else None
            self._named[person.name, "household", str(number)].append(person)

    def _indexed(self, name: str, values: Sequence[str | None]) -> dict[str, str]:
        """Give blind index → plain value for a sealed field of persons."""
        (field,) = [one for one in fields_of(Person) if one.name == name]
        keys = self._session.info["keys"]
        return {
            index: value
            for value in values
            if value and (index := field.index_of(value, keys=keys))
        }

    def _load(self, column: Any, wanted: Iterable[Any]) -> Iterator[Person]:
        chosen = sorted(wanted)
        for start in range(0, len(chosen), _CHUNK):
            yield from self._session.scalars(_whole(column.in_(chosen[start : start + _CHUNK])))

    def _write(self, reading: WorkerReading, decision: Decision | None, effect: Effect) -> None:
        if decision is not None and decision.subject_id is not None:
            person = self._chosen.get(decision.subject_id)
            if person is None or self._has_spoken_of(person):
                effect.skip(GONE)
                return
        else:
            is_new = decision is not None and decision.choice is Choice.CREATE
            person = self._find(reading, number_alone=is_new)
        if person is None and not reading.name:
            effect.skip(NO_NAME)
        elif not self._may_write(reading, person):
            effect.skip(ELSEWHERE)
        else:
            self._put_down(reading, person, effect)

    def _put_down(self, reading: WorkerReading, person: Person | None, effect: Effect) -> None:
        if person is None:
            effect.outcome = Outcome.CREATED
            person = Person(name=clip(reading.name, 60), is_head=False)
            self._book.open(person, effect.row)
            self._session.add(person)
        else:
            effect.subject_id = person.id
            self._book.open(person, effect.row)
        if reading.id_number:
            self._known[reading.id_number] = person
        self._put_person(reading, person, effect)
        self._homes.write(reading, person, effect)
        self._put_relation(reading, person, effect)
        self._put_worker(reading, person, effect)
        self._seen.add(id(person))

    def _may_write(self, reading: WorkerReading, person: Person | None) -> bool:
        """Tell whether the row stays within the area of who imports: old home, new home, both."""
        area = self._order.area
        if area.is_whole_district:
            return True
        homes = self._homes.places_of(reading)
        if person is not None:
            home = person.household
            homes.append((home.community_id, home.building_id) if home else (None, None))
        return bool(homes) and all(
            area.holds(community_id=community, building_id=building)
            for community, building in homes
        )

    def _find(self, reading: WorkerReading, *, number_alone: bool) -> Person | None:
        """Find the person of a row: by number, else by name with phone, household or birth date.

        With *number_alone* a person has said that nobody of the same name is meant.
        """
        if reading.id_number and reading.id_number in self._known:
            return self._known[reading.id_number]
        if not reading.name or number_alone:
            return None
        phone, household = plain_digits(reading.phone or ""), reading.household_no
        for kind, value in (("phone", phone), ("household", household)):
            named = self._named.get((reading.name, kind, value or ""), [])
            found = self._fitting(reading, named)
            if value and found is not None:
                return found
        return self._by_day(reading) if not phone and not household else None

    def _by_day(self, reading: WorkerReading) -> Person | None:
        """Find somebody without number, phone and household by name and birth date."""
        if not reading.birth_on:
            return None
        same = (
            Person.name == reading.name,
            Person.birth_on == reading.birth_on,
            Person.phone_index.is_(None),
        )
        return self._fitting(reading, self._session.scalars(_whole(*same)).all())

    def _fitting(self, reading: WorkerReading, people: Sequence[Person]) -> Person | None:
        """Give the one person that the row can mean.

        Nobody whom the file has spoken of before: one row never means two people. With a number
        told, only somebody who has none yet.
        """
        found = [
            person
            for person in people
            if not self._has_spoken_of(person)
            and (not reading.id_number or person.id_number_index is None)
        ]
        return found[0] if len(found) == 1 else None

    def _has_spoken_of(self, person: Person) -> bool:
        """Tell whether an earlier row of the file meant this person."""
        return id(person) in self._seen or person.id in self._spoken_of

    def _put_person(self, reading: WorkerReading, person: Person, effect: Effect) -> None:
        effect.put(person, "name", clip(reading.name, 60), "姓名")
        effect.put(person, "id_number", reading.id_number, "身份证号")
        effect.put(person, "sex", reading.sex, "性别")
        effect.put(person, "birth_on", reading.birth_on, "出生日期")
        effect.put(person, "phone", reading.phone, "联系电话")

    def _put_relation(self, reading: WorkerReading, person: Person, effect: Effect) -> None:
        relation = clip(reading.relation_to_head, 40)
        if relation is None:
            return
        is_head = households.is_head(relation)
        if is_head and self._other_head(person):
            effect.reason = ANOTHER_HEAD
            return
        effect.put(person, "relation_to_head", relation, "与户主关系")
        person.is_head = is_head

    def _other_head(self, person: Person) -> bool:
        here = person.household.people if person.household else []
        return any(one is not person and one.is_head for one in here)

    def _put_worker(self, reading: WorkerReading, person: Person, effect: Effect) -> None:
        worker = person.worker
        if worker is None:
            if not self._is_labour_force(reading, person):
                return
            worker = Worker(person=person, source=Source.IMPORT, batch_id=self._book.batch.id)
            self._book.open(worker, effect.row)
            self._session.add(worker)
            if effect.outcome is not Outcome.CREATED:
                effect.note("劳动力登记", "（空）", "新建")
        else:
            self._book.open(worker, effect.row)
        self._careers.write(reading, worker, effect)

    def _is_labour_force(self, reading: WorkerReading, person: Person) -> bool:
        """Tell whether somebody belongs to the labour force: 16 or older, and not 无劳动力."""
        if reading.labour_capacity is LabourCapacity.NONE:
            return False
        born = person.birth_on
        return born is None or identity.age_on(born, self._today) >= WORKING_AGE


def _whole(*conditions: ColumnElement[bool]) -> Select[Person]:
    """Select persons with everything that an import may change."""
    return (
        select(Person)
        .where(*conditions)
        .options(
            joinedload(Person.household).options(
                joinedload(Household.community), joinedload(Household.building)
            ),
            selectinload(Person.worker).options(
                selectinload(Worker.employments),
                selectinload(Worker.skills),
                selectinload(Worker.certificates),
                selectinload(Worker.wish),
            ),
        )
    )
