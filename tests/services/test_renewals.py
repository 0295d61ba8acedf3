from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from sqlalchemy import select, update

from jobmatch.domain.accounts import SYSTEM
from jobmatch.domain.kinds import Sex
from jobmatch.queries import profiles
from jobmatch.services import aliases, indexes, matching, renewals
from jobmatch.store.employers import Employer
from jobmatch.store.postings import Posting, PostingAge, PostingCertificate
from tests.districts import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

COOK = "4-03-02-01"


def kept_up(session: Session, change: Callable[[], object]) -> indexes.Index | None:
    """Keep an index up over *change*."""
    index = matching.open_index(session, today=TODAY)
    change()
    session.flush()
    return renewals.keep_up(index, profiles.posting_profiles(session, on=TODAY))


def postings_of(session: Session) -> list[Posting]:
    ids = [profile.id for profile in profiles.posting_profiles(session, on=TODAY)]
    statement = select(Posting).where(Posting.id.in_(ids)).order_by(Posting.id)
    return list(session.scalars(statement))


def test_a_corrected_posting_is_as_in_a_new_index(small_session: Session) -> None:
    posting = next(
        each for each in postings_of(small_session) if aliases.title_text(str(each.title))
    )

    def correct() -> None:
        aliases.correct_posting(small_session, actor=SYSTEM, posting_id=posting.id, code=COOK)

    index = kept_up(small_session, correct)
    assert index is not None
    built = matching.open_index(small_session, today=TODAY)
    assert index.postings.postings == built.postings.postings
    assert np.array_equal(index.postings.trade, built.postings.trade)
    assert index.postings.codes == built.postings.codes


def test_without_a_change_it_is_the_same_index(small_session: Session) -> None:
    index = matching.open_index(small_session, today=TODAY)
    same = profiles.posting_profiles(small_session, on=TODAY)
    assert renewals.keep_up(index, same) is index


@pytest.mark.parametrize("field", ["title", "deadline_on", "month_pay_min", "description"])
def test_any_other_change_needs_a_new_build(small_session: Session, field: str) -> None:
    posting = postings_of(small_session)[0]
    values = {
        "title": "另一个名称",
        "deadline_on": TODAY - timedelta(days=1),
        "month_pay_min": 1,
        "description": "换了说明",
    }

    def change() -> None:
        setattr(posting, field, values[field])

    index = kept_up(small_session, change)
    if field == "month_pay_min":  # no fact of matching: pay comes from the written pay
        assert index is not None
    else:
        assert index is None


def test_a_holder_keeps_up_and_builds(small_session: Session) -> None:
    holder = indexes.Holder()
    first = matching.open_index(small_session, today=TODAY, holder=holder)
    posting = postings_of(small_session)[0]
    aliases.correct_posting(small_session, actor=SYSTEM, posting_id=posting.id, code=COOK)
    corrected = matching.open_index(small_session, today=TODAY, holder=holder)
    assert corrected.search_words is first.search_words
    assert corrected.postings.postings[0].occupations[0] == (COOK, 1.0)
    posting.title = "另一个名称"
    small_session.flush()
    built = matching.open_index(small_session, today=TODAY, holder=holder)
    assert built.postings.postings[0].profile.title == "另一个名称"
    assert built.readings is first.readings


def rename_employer(session: Session, posting: Posting) -> None:
    session.get_one(Employer, posting.employer_id).name = "全新的一家厂"


def narrow_ages(session: Session, posting: Posting) -> None:
    posting.ages.clear()
    session.flush()
    posting.ages.append(PostingAge(seq=0, sex=Sex.ANY, min_age=18, max_age=19))


def ask_a_paper(session: Session, posting: Posting) -> None:
    session.add(PostingCertificate(posting_id=posting.id, seq=9, name="潜水员证"))


@pytest.mark.parametrize("change", [rename_employer, narrow_ages, ask_a_paper])
def test_what_changes_without_the_row_of_the_posting_is_noticed(
    small_session: Session, change: Callable[[Session, Posting], None]
) -> None:
    holder = indexes.Holder()
    matching.open_index(small_session, today=TODAY, holder=holder)
    posting = next(each for each in postings_of(small_session) if each.employer_id is not None)
    version = posting.version
    change(small_session, posting)
    small_session.flush()
    assert posting.version == version
    held = matching.open_index(small_session, today=TODAY, holder=holder)
    built = matching.open_index(small_session, today=TODAY)
    assert held.postings.postings == built.postings.postings


def test_the_version_of_a_row_does_not_hide_a_change(small_session: Session) -> None:
    holder = indexes.Holder()
    matching.open_index(small_session, today=TODAY, holder=holder)
    posting = postings_of(small_session)[0]
    # As after an import that was undone, and another one that came to the same number.
    small_session.execute(
        update(Posting).where(Posting.id == posting.id).values(title="另一个名称")
    )
    held = matching.open_index(small_session, today=TODAY, holder=holder)
    assert held.postings.postings[0].profile.title == "另一个名称"
