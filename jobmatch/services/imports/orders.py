"""What a writer is to write: the readings of a whole file, and what was decided on each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jobmatch.domain.accounts import Area
from jobmatch.domain.imports import ImportKind
from jobmatch.services.imports import drafts
from jobmatch.services.imports.sameness import source_keys

if TYPE_CHECKING:
    from datetime import date

    from jobmatch.services.imports.drafts import Decision, RowPlace
    from jobmatch.services.imports.incoming import Incoming
    from jobmatch.services.imports.postings import OccupationFinder
    from jobmatch.store.crypto import KeyRing


@dataclass(frozen=True, kw_only=True)
class Order:
    """A file to be written, in one go or part by part; worked out once for all parts.

    Attributes:
        places: of every reading, in their order.
        keys: what makes each posting the same when a file comes again; none for people.
        find_occupations: tells the occupations of a title; without it they stay unsaid.
        area: the part of the district that may be written to.
    """

    incoming: Incoming
    places: tuple[RowPlace, ...]
    keys: tuple[str, ...] = field(repr=False)
    digest_key: bytes = field(repr=False)
    find_occupations: OccupationFinder | None = None
    area: Area = field(default_factory=Area)

    @property
    def today(self) -> date:
        """Give the day on which the file was read."""
        return self.incoming.today

    def decision(self, number: int) -> Decision | None:
        """Give what was decided on the reading *number*, counted from 0."""
        return self.incoming.draft.decisions.get(self.places[number])


def prepare(
    incoming: Incoming,
    *,
    keys: KeyRing,
    find_occupations: OccupationFinder | None = None,
    area: Area | None = None,
) -> Order:
    """Work out what the parts of a file need to know of the whole."""
    digest_key = keys.derive("posting.content")
    is_sheet = incoming.kind is ImportKind.POSTINGS
    return Order(
        incoming=incoming,
        places=tuple(drafts.places_of(incoming.readings)),
        keys=tuple(source_keys(incoming.readings, sender=incoming.sender, key=digest_key))
        if is_sheet
        else (),
        digest_key=digest_key,
        find_occupations=find_occupations,
        area=area or Area(),
    )
