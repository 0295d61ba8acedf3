"""What importing a file would do, found by writing it in memory alone: no lock, nothing kept.

The writers of a commit do the work, so a preview and its commit cannot tell different stories.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from jobmatch.domain.accounts import Permission
from jobmatch.domain.imports import ImportKind
from jobmatch.services.imports import orders, twins
from jobmatch.services.imports.changes import TrialBook
from jobmatch.services.imports.people import PeopleWriter
from jobmatch.services.imports.postings import PostingWriter
from jobmatch.store.imports import ImportBatch, ImportRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobmatch.domain.accounts import Actor
    from jobmatch.services.imports.changes import ChangeBook
    from jobmatch.services.imports.effects import Effect
    from jobmatch.services.imports.incoming import Incoming
    from jobmatch.services.imports.orders import Order


def forecast(session: Session, *, actor: Actor, incoming: Incoming) -> list[Effect]:
    """Tell what importing a file would do to each record; a read session will do.

    The records are changed in a session of their own that never flushes and is thrown away.
    """
    actor.check(Permission.IMPORT_FILES)
    order = orders.prepare(incoming, keys=session.info["keys"], area=actor.area)
    trial = Session(
        session.connection(),
        autoflush=False,
        info=session.info,
        join_transaction_mode="rollback_only",
    )
    batch = ImportBatch(kind=incoming.kind, sender=incoming.sender)
    rows = [ImportRow(sheet=one.sheet, row=one.row) for one in incoming.readings]
    with trial:
        effects = write(trial, TrialBook(trial, batch), order, rows)
    twins.find(session, order, effects)
    return effects


def write(
    session: Session, book: ChangeBook, order: Order, rows: Sequence[ImportRow], *, start: int = 0
) -> list[Effect]:
    """Write the readings of *order* from *start* on, one for each of *rows*; give what each did."""
    if order.incoming.kind is ImportKind.WORKERS:
        people = PeopleWriter(session, book, order)
        # Everything is looked up beforehand: a flush before each look-up would cost the most.
        with session.no_autoflush:
            return people.write_part(rows, start=start)
    return PostingWriter(session, book, order).write_part(rows, start=start)
