"""Writes the postings of a sheet: the same offer is found again, changed, and never doubled."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, selectinload

from jobmatch.domain.imports import Choice, ImportState
from jobmatch.domain.postings import (
    MACHINE,
    PostingState,
    SourceKind,
    VerifiedHow,
    valid_until,
)
from jobmatch.services.imports import posting_columns
from jobmatch.services.imports.effects import CHOSEN, GONE, Effect, Outcome, show
from jobmatch.services.imports.employers import EmployerWriter, employer_key
from jobmatch.services.imports.sameness import another_key, content_digest
from jobmatch.store.employers import Employer
from jobmatch.store.imports import ImportBatch
from jobmatch.store.postings import (
    Posting,
    PostingAge,
    PostingCertificate,
    PostingFlag,
    PostingOccupation,
    PostingPay,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from jobmatch.intake.postings import PostingReading
    from jobmatch.matching.occupations import OccupationHit
    from jobmatch.services.imports.changes import ChangeBook
    from jobmatch.services.imports.drafts import Decision
    from jobmatch.services.imports.orders import Order
    from jobmatch.store.imports import ImportRow

    OccupationFinder = Callable[[str], Sequence[OccupationHit]]

_CHUNK = 500
_TOP_OCCUPATIONS = 3
_MODELS: dict[str, type[Any]] = {
    "pay_variants": PostingPay,
    "ages": PostingAge,
    "certificates": PostingCertificate,
    "flags": PostingFlag,
}
_PART_NAMES = {
    "pay_variants": "分档工资",
    "ages": "年龄",
    "certificates": "证书",
    "flags": "违规提示",
}
NO_TITLE = "没有岗位名称，存为草稿，补填后再发布。"
OVER = "截止日期已过，存为已过期，不参加匹配。"
BLOCKED = "含有法律禁止的要求，存为待审核，删去后再发布。"


class PostingWriter:
    """Writes one posting sheet, whole or part by part."""

    def __init__(self, session: Session, book: ChangeBook, order: Order) -> None:
        """Take the session, the batch's book and what is to be written."""
        self._session = session
        self._batch = book.batch
        self._book = book
        self._order = order
        self._today = order.today
        self._employers = EmployerWriter(session, book)
        self._known: dict[str, Posting] = {}
        self._chosen: dict[int, Posting] = {}
        self._keys = set(order.keys)
        self._movable: dict[tuple[str, str | None], list[Posting]] = defaultdict(list)

    def write_part(self, rows: Sequence[ImportRow], *, start: int = 0) -> list[Effect]:
        """Write the readings from *start* on, one for each of *rows*; give what each did."""
        asked = range(start, start + len(rows))
        self._prefetch(asked)
        effects = []
        for number, row in zip(asked, rows, strict=True):
            effect = Effect(row)
            self._write(number, effect)
            effects.append(effect)
        return effects

    def _prefetch(self, asked: range) -> None:
        """Load the postings that the part may speak of, in few queries."""
        wanted = sorted(self._order.keys[number] for number in asked)
        for start in range(0, len(wanted), _CHUNK):
            chunk = wanted[start : start + _CHUNK]
            found = self._session.scalars(_whole().where(Posting.source_key.in_(chunk)))
            self._known |= {str(one.source_key): one for one in found}
        decisions = [self._order.decision(number) for number in asked]
        chosen = [one.subject_id for one in decisions if one and one.subject_id is not None]
        for start in range(0, len(chosen), _CHUNK):
            picked = _whole().where(Posting.id.in_(chosen[start : start + _CHUNK]))
            self._chosen |= {one.id: one for one in self._session.scalars(picked)}
        self._prefetch_movable(asked)

    def _prefetch_movable(self, asked: range) -> None:
        """Load what this sender offered before for the employers of rows that meet no posting."""
        readings = [
            self._order.incoming.readings[number]
            for number in asked
            if self._order.keys[number] not in self._known
        ]
        names = sorted({employer_key(one.employer) for one in readings if one.employer})
        for start in range(0, len(names), _CHUNK):
            mine = (
                _whole()
                .join(Posting.employer)
                .join(ImportBatch, ImportBatch.id == Posting.batch_id)
                .where(
                    Employer.name_key.in_(names[start : start + _CHUNK]),
                    ImportBatch.sender == self._batch.sender,
                    ImportBatch.id != self._batch.id,
                    ImportBatch.state == ImportState.COMMITTED,
                )
                .options(contains_eager(Posting.employer))
            )
            for posting in self._session.scalars(mine):
                if posting.employer is not None and posting.source_key not in self._keys:
                    self._movable[posting.employer.name_key, posting.title].append(posting)

    def _write(self, number: int, effect: Effect) -> None:
        reading = cast("PostingReading", self._order.incoming.readings[number])
        key, decision = self._order.keys[number], self._order.decision(number)
        if decision is not None and decision.choice is Choice.SKIP:
            effect.skip(CHOSEN)
            return
        posting: Posting | None
        if decision is not None and decision.choice is Choice.CREATE:
            key, posting = self._free_key(reading, key), None
        elif decision is not None and decision.subject_id is not None:
            posting = self._take(decision, key, effect)
            if posting is None:
                return
        else:
            posting = self._known.get(key) or self._moved(reading, key, effect)
        self._known[key] = self._put_down(reading, key, posting, effect)

    def _put_down(
        self, reading: PostingReading, key: str, posting: Posting | None, effect: Effect
    ) -> Posting:
        digest = content_digest(reading, key=self._order.digest_key)
        if posting is None:
            return self._make(reading, key, digest, effect)
        effect.subject_id = posting.id
        if posting.content_sha256 == digest:
            self._book.open(posting, effect.row)
        else:
            self._change(posting, reading, digest, effect)
        return posting

    def _free_key(self, reading: PostingReading, key: str) -> str:
        """Give the key of an offer that a person says is another one than the one of this key."""
        if key not in self._known:
            return key
        sender, digest_key = self._batch.sender or "", self._order.digest_key
        return another_key(reading, sender=sender, key=digest_key, taken=_Taken(self._session))

    def _take(self, decision: Decision, key: str, effect: Effect) -> Posting | None:
        """Give the posting that a person says is meant; it answers to this key from now on."""
        posting = self._chosen.get(decision.subject_id or 0)
        if posting is None or (key in self._known and self._known[key] is not posting):
            effect.skip(GONE)
            return None
        self._book.open(posting, effect.row)
        posting.source_key = key
        return posting

    def _moved(self, reading: PostingReading, key: str, effect: Effect) -> Posting | None:
        """Find the one posting of this sender that is the same but for its work place."""
        if not reading.employer or not reading.title:
            return None
        found = self._movable[employer_key(reading.employer), reading.title]
        if len(found) != 1:
            return None
        posting = found.pop()
        self._book.open(posting, effect.row)
        posting.source_key = key
        return posting

    def _make(self, reading: PostingReading, key: str, digest: str, effect: Effect) -> Posting:
        effect.outcome = Outcome.CREATED
        employer = self._employers.find_or_make(reading, effect)
        columns = posting_columns.columns_of(reading)
        phone = columns.pop("contact_phone")
        posting = Posting(
            employer_id=employer.id if employer else None,
            vacancies=columns["places_max"],
            batch_id=self._batch.id,
            source_sheet=reading.sheet,
            source_row=reading.row,
            source_key=key,
            content_sha256=digest,
            **columns,
            **posting_columns.told_beside(reading),
        )
        if phone:
            posting.contact_phone = phone
        self._set_first_state(posting, reading, effect)
        for name, rows in posting_columns.parts_of(reading).items():
            getattr(posting, name).extend(_part_rows(name, rows))
        self._put_occupations(posting)
        self._book.open(posting, effect.row)
        self._session.add(posting)
        return posting

    def _set_first_state(self, posting: Posting, reading: PostingReading, effect: Effect) -> None:
        """Publish what may be seen; what lacks a title or breaks the law waits for a person."""
        if not reading.title:
            posting.state, posting.state_reason = PostingState.DRAFT, NO_TITLE
        elif posting_columns.is_blocked(reading):
            posting.state, posting.state_reason = PostingState.IN_REVIEW, BLOCKED
        elif reading.deadline and reading.deadline < self._today:
            posting.state, posting.state_reason = PostingState.EXPIRED, OVER
            posting.published_on = self._today
        else:
            posting.state = PostingState.PUBLISHED
            posting.published_on = self._today
            self._note_fresh(posting)
            return
        effect.reason = posting.state_reason

    def _change(
        self, posting: Posting, reading: PostingReading, digest: str, effect: Effect
    ) -> None:
        self._book.open(posting, effect.row)
        taken = (posting.places_max or 0) - (posting.vacancies or 0)
        columns = posting_columns.columns_of(reading)
        for column, value in columns.items():
            self._put(posting, column, value, effect)
        for name, rows in posting_columns.parts_of(reading).items():
            self._put_parts(posting, name, rows, effect)
        for column, value in posting_columns.told_beside(reading).items():
            setattr(posting, column, value)
        if posting.places_max is not None:
            posting.vacancies = max(posting.places_max - taken, 0)
        self._renew(posting, effect)
        if posting.state is PostingState.PUBLISHED:
            self._note_fresh(posting)
        if posting.content_sha256 != digest:
            posting.content_sha256 = digest
            self._put_occupations(posting)

    def _put(self, posting: Posting, column: str, value: Any, effect: Effect) -> None:
        """Write a column; an empty cell of a changed file empties it: the sheet is the offer."""
        old = getattr(posting, column)
        if old == value:
            return
        setattr(posting, column, value)
        effect.note(posting_columns.NAMES[column], show(old, column), show(value, column))

    def _put_parts(
        self, posting: Posting, name: str, rows: list[dict[str, Any]], effect: Effect
    ) -> None:
        here: list[Any] = getattr(posting, name)
        if name == "flags":
            self._put_flags(posting, rows, effect)
            return
        if [_content(part, row) for part, row in zip(here, rows, strict=False)] == rows and len(
            here
        ) == len(rows):
            return
        effect.note(_PART_NAMES[name], _show_parts(name, here), _show_rows(name, rows))
        # The old ones must be gone before the new ones take their numbers.
        here.clear()
        self._book.flush()
        here.extend(_part_rows(name, rows))

    def _put_flags(self, posting: Posting, rows: list[dict[str, Any]], effect: Effect) -> None:
        """Add and remove flags; one that stays keeps who has dealt with it."""
        wanted = {row["flag"]: row for row in rows}
        here = {flag.flag: flag for flag in posting.flags}
        if set(wanted) == set(here):
            return
        effect.note("违规提示", show(sorted(here)), show(sorted(wanted)))
        for flag in set(here) - set(wanted):
            posting.flags.remove(here[flag])
        posting.flags.extend(PostingFlag(**row) for flag, row in wanted.items() if flag not in here)

    def _renew(self, posting: Posting, effect: Effect) -> None:
        """Open an expired posting again when a file offers it with a day that is to come."""
        deadline = posting.deadline_on
        if posting.state is not PostingState.EXPIRED:
            return
        if deadline is not None and deadline < self._today:
            return
        if not effect.differences:
            return
        posting.state = MACHINE.next(posting.state, "renew")
        posting.state_reason = None
        posting.published_on = self._today
        effect.note("状态", "已过期", "招聘中")

    def _note_fresh(self, posting: Posting) -> None:
        """A sheet of today says that the employer hires: as good as a call."""
        posting.verified_on, posting.verified_how = self._today, VerifiedHow.SHEET
        posting.verified_by = None
        posting.valid_until = valid_until(self._today, posting.deadline_on)

    def _put_occupations(self, posting: Posting) -> None:
        find = self._order.find_occupations
        if find is None or not posting.title:
            return
        if any(row.source is SourceKind.OPERATOR for row in posting.occupations):
            return  # what a person said of the posting stays; its title is part of its key
        best: dict[str, OccupationHit] = {}
        for hit in find(posting.title):
            best.setdefault(hit.code, hit)
        hits = list(best.values())[:_TOP_OCCUPATIONS]
        if posting.occupations:
            posting.occupations.clear()
            self._book.flush()
        posting.occupation_code = hits[0].code if hits else None
        posting.occupations.extend(
            PostingOccupation(
                seq=seq, code=hit.code, score=round(float(hit.score), 4), source=SourceKind.TEXT
            )
            for seq, hit in enumerate(hits)
        )


class _Taken:
    """The keys that some posting answers to, asked for one at a time."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __contains__(self, key: object) -> bool:
        found = select(Posting.id).where(Posting.source_key == key)
        return self._session.scalar(found) is not None


def _whole() -> Select[Posting]:
    """Select postings with everything that an import may change."""
    parts = (selectinload(getattr(Posting, name)) for name in _MODELS)
    return select(Posting).options(*parts, selectinload(Posting.occupations))


def _part_rows(name: str, rows: list[dict[str, Any]]) -> list[Any]:
    model = _MODELS[name]
    if name == "flags":
        return [model(**row) for row in rows]
    return [model(seq=seq, **row) for seq, row in enumerate(rows)]


def _content(part: Any, row: dict[str, Any]) -> dict[str, Any]:
    return {column: getattr(part, column) for column in row}


def _show_parts(name: str, parts: Sequence[Any]) -> str:
    columns = {
        "pay_variants": ("label", "pay_min", "pay_max"),
        "ages": ("sex", "min_age", "max_age"),
        "certificates": ("name",),
    }[name]
    return _show_rows(
        name, [{column: getattr(part, column) for column in columns} for part in parts]
    )


def _show_rows(name: str, rows: list[dict[str, Any]]) -> str:
    if name == "certificates":
        return show([row["name"] for row in rows])
    if name == "ages":
        return show(
            [f"{show(row['sex'])}{row['min_age'] or ''}-{row['max_age'] or ''}" for row in rows]
        )
    return show(
        [f"{row['label'] or ''}{show(row['pay_min'])}-{show(row['pay_max'])}" for row in rows]
    )
