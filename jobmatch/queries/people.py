"""Finding people: one box for names, sounds, numbers and homes, within the area of who asks.

Names are found by keys that stand ready for every name (store/name_keys.py): a look through some
ten thousand short texts, then the few people of those names. Numbers are found by blind index and
last four; a longer tail is compared with the opened numbers of those who share its last four.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, exists, false, or_, select, union_all
from sqlalchemy.orm import aliased, contains_eager, joinedload

from jobmatch.domain.lookups import LookupKind, Place, Word, numeral, read_lookup
from jobmatch.matching import names
from jobmatch.matching.corrections import fold
from jobmatch.queries import workers
from jobmatch.store.districts import Building, SettlementCommunity
from jobmatch.store.households import Household
from jobmatch.store.name_keys import NameKey
from jobmatch.store.people import Person
from jobmatch.store.sealed import plain_digits, plain_id
from jobmatch.store.workers import Worker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from jobmatch.domain.accounts import Area
    from jobmatch.domain.lookups import Lookup

MOST = 12
"""People offered for a choice at once: with more, a longer word is quicker than reading."""
SAME_SOUND = "没有写成这样的名字，下面是读音相同的人。"
LIKE_SOUND = "没有完全一样的，下面是读音相近的人。"
UNREADABLE = "没有看懂。请写姓名、拼音或首字母、电话后四位，或者“3栋2单元501”这样的住址。"
_BUILDING_SIGNS = ("栋", "号楼", "幢", "座", "号栋", "#", "")
_COMMUNITY_SIGNS = ("社区", "安置点", "安置区", "小区", "")
_LAST = 4


@dataclass(frozen=True, slots=True)
class Sought:
    """What the words of a look-up ask of a worker, and how near each hit is.

    Attributes:
        wanted: the condition; over Worker, Person and Household.
        keys: the keys of the names that were asked for, to be joined.
        nearness: 0 for the nearest, over those keys; what a list is ordered by first.
        remark: a Chinese sentence where only like sounds were found, or nothing was readable.
    """

    wanted: ColumnElement[bool]
    keys: tuple[Any, ...] = ()
    nearness: ColumnElement[int] | None = None
    remark: str | None = None

    def narrow(self, statement: Select[Any]) -> Select[Any]:
        """Narrow a *statement* over workers; names are ordered by how near they are."""
        statement = statement.where(self.wanted)
        for key in self.keys:
            statement = statement.join(key, key.name == Person.name)
        if self.nearness is None:
            return statement
        # Not the bare column: SQLite would walk all names in order to spare sorting a few.
        return statement.order_by(self.nearness, Person.name.concat(""))


@dataclass(frozen=True, slots=True)
class Found:
    """Who may be meant.

    Attributes:
        workers: best first, with person, household, community and building.
        too_many: there are more of them than were asked for.
        is_certain: a whole number or a printed code, and one person.
        remark: a Chinese sentence on how they were found, or why nothing was.
    """

    workers: tuple[Worker, ...]
    too_many: bool = False
    is_certain: bool = False
    remark: str | None = None


def find(session: Session, *, area: Area, typed: str, most: int = MOST) -> Found:
    """Find the workers of *area* whom *typed* may mean, at most *most* of them."""
    lookup = read_lookup(typed)
    sought = seek(session, lookup)
    statement = workers.by_home(sought.narrow(workers.workers_of(area))).options(
        contains_eager(Worker.person)
        .contains_eager(Person.household)
        .options(joinedload(Household.community), joinedload(Household.building))
    )
    found = tuple(session.scalars(statement.limit(most + 1)).unique())
    return Found(
        workers=found[:most],
        too_many=len(found) > most,
        is_certain=lookup.names_one and len(found) == 1,
        remark=sought.remark,
    )


def seek(session: Session, lookup: Lookup) -> Sought:
    """Turn a look-up into a condition; names are looked for by signs, then by like sounds."""
    if not lookup.is_readable:
        return Sought(false(), remark=UNREADABLE if lookup.words else None)
    parts = [_sought(session, word) for word in lookup.words]
    near = [part.nearness for part in parts if part.nearness is not None]
    return Sought(
        and_(*(part.wanted for part in parts)),
        keys=tuple(key for part in parts for key in part.keys),
        nearness=sum(near[1:], near[0]) if near else None,
        remark=next((part.remark for part in parts if part.remark), None),
    )


def _sought(session: Session, word: Word) -> Sought:
    if word.kind in {LookupKind.NAME, LookupKind.SOUND}:
        return _by_name(session, word)
    if word.place is not None:
        return Sought(_lives_at(word.place))
    if word.kind is LookupKind.TAIL:
        return Sought(_ends_in(session, word.text))
    return Sought(_is(session, word))


def _is(session: Session, word: Word) -> ColumnElement[bool]:
    if word.kind is LookupKind.CODE:
        return Worker.uuid == word.text
    if word.kind is LookupKind.ROOM:
        return Household.room_no.in_(_rooms(word.text))
    numbered = (
        select(Person.id).where(Person.person_no == word.text),
        select(Person.id)
        .join(Household, Household.id == Person.household_id)
        .where(Household.household_no == word.text),
    )
    if word.kind is LookupKind.HOUSEHOLD:
        return _any_of(*numbered)
    keys = session.info["keys"]
    identity = keys.index("person.id_number", plain_id(word.text))
    phone = keys.index("person.phone", plain_digits(word.text))
    return _any_of(
        select(Person.id).where(Person.id_number_index == identity),
        select(Person.id).where(Person.phone_index == phone),
        *numbered,
    )


def _any_of(*ids: Select[Any]) -> ColumnElement[bool]:
    # One look into an index each; joined by OR they would be read row by row.
    return Person.id.in_(union_all(*ids))


def _ends_in(session: Session, tail: str) -> ColumnElement[bool]:
    last = tail[-_LAST:]
    shared = _any_of(
        select(Person.id).where(Person.phone_last4 == last),
        select(Person.id).where(Person.id_number_last4 == last),
    )
    if len(tail) == _LAST:
        return shared
    # A longer tail: few share its last four, and only their numbers are opened and compared.
    people = session.scalars(select(Person).where(shared))
    ids = [each.id for each in people if _has_tail(each, tail)]
    return Person.id.in_(ids)


def _has_tail(person: Person, tail: str) -> bool:
    told = (plain_digits(person.phone or ""), plain_id(person.id_number or ""))
    return any(each.endswith(tail) for each in told)


def _by_name(session: Session, word: Word) -> Sought:
    """Look for a name by what was typed, then by its sound, then by sounds like it."""
    plain = names.plain_name(word.text)
    if not plain:
        return Sought(false(), remark=UNREADABLE)
    if word.kind is LookupKind.NAME and session.scalar(select(exists().where(_is_called(plain)))):
        return Sought(_lives_at(Place(community=plain)))
    for column, text, remark in _tries(word, plain):
        is_sign = not any(sign.isascii() for sign in text)
        named = _keyed(column, text, inside=is_sign)
        if session.scalar(select(exists().where(named))):
            key = aliased(NameKey)
            return Sought(
                Person.name.in_(select(NameKey.name).where(named)),
                keys=(key,),
                nearness=_nearness(getattr(key, column.key), text),
                remark=remark,
            )
    return Sought(false())


def _tries(word: Word, plain: str) -> list[tuple[Any, str, str | None]]:
    """Give what to look for, one after the other: (column of keys, text, what is said of it)."""
    if word.kind is LookupKind.SOUND:
        return [(NameKey.sounds, word.text, None), (NameKey.folded, fold(word.text), LIKE_SOUND)]
    sound = names.sound_of(plain)
    # What was typed half in letters was meant by its sound.
    remark = None if any(sign.isascii() for sign in plain) else SAME_SOUND
    return [
        (NameKey.sounds, plain, None),
        (NameKey.sounds, sound, remark),
        (NameKey.folded, fold(sound), LIKE_SOUND),
    ]


def _keyed(column: Any, text: str, *, inside: bool) -> ColumnElement[bool]:
    """Tell of a name whether *text* begins one of its keys; *inside* also in the middle."""
    if inside:
        found: ColumnElement[bool] = column.contains(text)
        return found
    begun: ColumnElement[bool] = column.contains(names.LEADING + text)
    if len(text) == 1:
        # One letter stands inside nearly every name.
        return begun
    return or_(begun, column.contains(names.INNER + text))


def _nearness(keys: Any, text: str) -> ColumnElement[int]:
    return case(
        (keys.contains(names.LEADING + text + names.END), 0),
        (keys.contains(names.LEADING + text), 1),
        (keys.contains(names.INNER + text + names.END), 2),
        else_=3,
    )


def _is_called(plain: str) -> ColumnElement[bool]:
    """Tell of a community whether people call it *plain*: 龙湾 for 龙湾社区."""
    return SettlementCommunity.name.in_([plain + sign for sign in _COMMUNITY_SIGNS])


def _lives_at(place: Place) -> ColumnElement[bool]:
    wanted: list[ColumnElement[bool]] = []
    if place.community:
        named = SettlementCommunity.name.contains(place.community, autoescape=True)
        wanted.append(Household.community_id.in_(select(SettlementCommunity.id).where(named)))
    if place.building:
        written = _written(place.building, _BUILDING_SIGNS)
        wanted.append(
            Household.building_id.in_(select(Building.id).where(Building.name.in_(written)))
        )
    if place.unit:
        wanted.append(Household.unit.in_(_written(place.unit, ("单元", ""))))
    if place.room:
        wanted.append(Household.room_no.in_(_rooms(place.room)))
    return and_(*wanted)


def _written(number: str, signs: Sequence[str]) -> list[str]:
    """Give the ways in which rosters write a number of a building or a unit."""
    return [each + sign for each in dict.fromkeys((number, numeral(number))) for sign in signs]


def _rooms(room: str) -> list[str]:
    return [room, f"{room}室", f"{room}号", f"{room}房"]
