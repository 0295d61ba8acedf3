from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from jobmatch.bench import districts
from jobmatch.queries import profiles
from jobmatch.services import indexes
from jobmatch.services.seeding.scales import Scale
from jobmatch.store.postings import Posting

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from jobmatch.matching.profiles import PostingProfile

ROWS = 400


def varying(postings: list[PostingProfile]) -> list[tuple[object, ...]]:
    return [
        (p.title, p.employer, p.description, p.pay_min, p.ages, p.certificates, p.fresh_on)
        for p in postings
    ]


def test_the_same_variants_come_each_time(small_session: Session) -> None:
    found = []
    for _ in range(2):
        with small_session.begin_nested() as trial:
            before = len(profiles.posting_profiles(small_session, on=districts.DAY))
            came = districts.expand(small_session, rows=ROWS)
            found.append(profiles.posting_profiles(small_session, on=districts.DAY))
            assert came == ROWS - before
            trial.rollback()
    assert len(found[0]) == ROWS
    assert varying(found[0]) == varying(found[1])


def test_variants_are_new_rows_of_known_work(small_session: Session) -> None:
    before = profiles.posting_profiles(small_session, on=districts.DAY)
    districts.expand(small_session, rows=ROWS)
    after = profiles.posting_profiles(small_session, on=districts.DAY)
    assert after[: len(before)] == before
    added = after[len(before) :]
    assert {p.employer for p in added} <= {p.employer for p in before}
    assert {c for p in added for c in p.certificates} <= {c for p in before for c in p.certificates}
    titles = {p.title for p in before}
    assert all(any(title in p.title for title in titles) for p in added)
    assert len({varying([p])[0] for p in added}) > 0.95 * len(added)


def test_a_full_district_is_left_alone(small_session: Session) -> None:
    count = small_session.scalar(select(func.count(Posting.id)))
    assert districts.expand(small_session, rows=1) == 0
    assert small_session.scalar(select(func.count(Posting.id))) == count


def test_readings_are_multiplied_without_reading_again(small_session: Session) -> None:
    offered = profiles.posting_profiles(small_session, on=districts.DAY)[:20]
    read = list(indexes.build_index(offered, indexes.load_words()).postings.postings)
    more = districts.multiply(read, 3)
    assert more[:20] == read
    assert len(more) == len({each.profile.id for each in more}) == 60
    assert more == districts.multiply(read, 3)
    for source, variant in zip(read * 2, more[20:], strict=True):
        assert variant.occupations is source.occupations
        assert variant.profile.title == source.profile.title
    assert any(v.profile.ages != s.profile.ages for s, v in zip(read, more[20:40], strict=True))


def test_a_scratch_district_that_is_there_is_opened(tmp_path: Path, small_file: Path) -> None:
    for name in ("jobmatch.db", "keys.json"):
        shutil.copy(small_file / name, tmp_path / name)
    with (
        districts.scratch(tmp_path, scale=Scale.SMALL, rows=ROWS) as store,
        store.reads() as session,
    ):
        assert 0 < len(profiles.posting_profiles(session, on=districts.DAY)) < ROWS
