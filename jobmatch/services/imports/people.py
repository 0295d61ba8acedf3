"""Writes the people of a roster: found by ID number, else by name with phone or household."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from jobmatch.domain import households, identity
from jobmatch.domain.kinds import LabourCapacity
from jobmatch.domain.problems import ProblemKind
from jobmatch.domain.workers import Source
from jobmatch.services.imports.careers import CareerWriter
from jobmatch.services.imports.effects import Effect, Outcome, clip
from jobmatch.services.imports.homes import HomeWriter
from jobmatch.store.households import Household
from jobmatch.store.people import Person
from jobmatch.store.sealed import fields_of, plain_digits
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from jobmatch.intake.problems import Problem
    from jobmatch.intake.rosters import WorkerReading
    from jobmatch.services.imports.changes import ChangeBook
    from jobmatch.store.imports import ImportRow

WORKING_AGE = 16
TWICE = "与本文件前面一行是同一个人，只导入前面那一行。"
NO_NAME = "没有姓名，也没有可以核对的身份证号，没有导入。"
ANOTHER_HEAD = "这一户已经登记了另一位户主，户主身份没有改。"
_CHUNK = 500


class PeopleWriter:
    """Writes one roster; persons and households are looked up in few queries."""

    def __init__(self, session: Session, book: ChangeBook, *, today: date) -> None:
        """Take the session and the book of changes of the batch."""
        self._session = session
        self._book = book
        self._today = today
        self._homes = HomeWriter(session, book)
        self._careers = CareerWriter(session, book.batch, today=today)
        self._known: dict[str, Person] = {}
        self._named: dict[tuple[str, str, str], list[Person]] = defaultdict(list)
        self._seen: set[int] = set()

    def write_all(
        self,
        rows: Sequence[tuple[ImportRow, WorkerReading]],
        problems: Iterable[Problem],
    ) -> list[Effect]:
        """Write every row; give what each did."""
        twice = {
            (problem.sheet, problem.row)
            for problem in problems
            if problem.kind is ProblemKind.DUPLICATE and problem.field == "id_number"
        }
        self._prefetch([reading for _, reading in rows])
        effects = []
        for row, reading in rows:
            effect = Effect(row)
            if (reading.sheet, reading.row) in twice:
                effect.skip(TWICE)
            else:
                self._write(reading, effect)
            effects.append(effect)
        return effects

    def _prefetch(self, readings: Sequence[WorkerReading]) -> None:
        """Load everybody whom the file may speak of, in few queries."""
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

    def _write(self, reading: WorkerReading, effect: Effect) -> None:
        person = self._find(reading)
        if person is None and not reading.name:
            effect.skip(NO_NAME)
            return
        if person is None:
            effect.outcome = Outcome.CREATED
            person = Person(name=clip(reading.name, 60), is_head=False)
            self._book.open(person, effect.row)
            self._session.add(person)
        else:
            self._book.open(person, effect.row)
        if reading.id_number:
            self._known[reading.id_number] = person
        self._put_person(reading, person, effect)
        self._homes.write(reading, person, effect)
        self._put_relation(reading, person, effect)
        self._put_worker(reading, person, effect)
        self._seen.add(id(person))

    def _find(self, reading: WorkerReading) -> Person | None:
        """Find the person of a row: by number, else by name with phone, household or birth date."""
        if reading.id_number and reading.id_number in self._known:
            return self._known[reading.id_number]
        if not reading.name:
            return None
        phone, household = plain_digits(reading.phone or ""), reading.household_no
        for kind, value in (("phone", phone), ("household", household)):
            found = self._fitting(reading, self._named.get((reading.name, kind, value or ""), []))
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
            if id(person) not in self._seen
            and (not reading.id_number or person.id_number_index is None)
        ]
        return found[0] if len(found) == 1 else None

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
