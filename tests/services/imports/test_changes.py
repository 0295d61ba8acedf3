from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch.domain.imports import ChangeKind
from jobmatch.domain.kinds import Sex
from jobmatch.services.imports import changes
from jobmatch.services.imports.changes import ChangeBook
from jobmatch.store.imports import ImportChange
from jobmatch.store.people import Person
from tests.factories import make_posting, make_worker
from tests.intake.rosters.made import MAN
from tests.services.imports.made import bring_in, sheet

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_values_as_plain_data() -> None:
    assert changes.plain(Sex.MALE) == "male"
    assert changes.plain(Decimal("4200.00")) == changes.plain(Decimal("42E+2")) == "4200"
    assert changes.plain(date(2026, 3, 1)) == "2026-03-01"
    assert str(changes.plain(datetime(2026, 3, 1, tzinfo=UTC))).startswith("2026-03-01T")
    assert changes.plain(["a"]) == ["a"]


def test_a_record_holds_sealed_values_opened_and_its_parts(session: Session) -> None:
    worker = make_worker(session, name="张三", person={"id_number": MAN})
    person = changes.record_of(worker.person, stamps=True)["row"]
    assert person["id_number"] == MAN
    assert MAN not in person["id_number_sealed"]
    assert "created_at" in person
    bare = changes.record_of(worker.person, stamps=False)["row"]
    assert not {"created_at", "id_number_sealed", "id_number_index"} & set(bare)


def test_what_counts_as_changed(session: Session) -> None:
    posting = make_posting(session, title="普工")
    before = changes.record_of(posting, stamps=True)
    before["row"]["tokens"] = None  # a column of earlier versions
    assert changes.compared(before) == changes.compared(changes.record_of(posting, stamps=False))
    posting.title = "保洁"
    assert changes.compared(before) != changes.compared(changes.record_of(posting, stamps=False))


def test_the_book_tells_made_changed_and_untouched_apart(session: Session) -> None:
    batch = bring_in(session, sheet(("某厂", "普工", "3人", "4000元/月")))
    book = ChangeBook(session, batch)
    changed, same = make_posting(session, title="甲"), make_posting(session, title="乙")
    made = Person(name="张三", is_head=False)
    for row in (changed, same, made):
        book.open(row, None)
    changed.title = "丙"
    session.add(made)
    kinds = book.close()
    assert [kinds[id(row)] for row in (changed, same, made)] == [
        ChangeKind.UPDATED,
        ChangeKind.UNCHANGED,
        ChangeKind.CREATED,
    ]
    assert book.created == {"person": 1}
    noted = session.scalars(select(ImportChange).where(ImportChange.subject_id == changed.id)).all()
    assert ["title"] in [one.columns for one in noted]
    assert all("甲" not in (one.before_sealed or "") for one in noted)
