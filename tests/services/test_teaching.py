from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from jobmatch.domain.accounts import Actor, Area, Role
from jobmatch.domain.aliases import centre_of
from jobmatch.matching import facts, ranking
from jobmatch.matching.frames import DERIVED, PostingFrame
from jobmatch.services import aliases, indexes, matching, teaching
from tests import matchmaking
from tests.districts import TODAY

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobmatch.services.indexes import Index

COOK, SEWING, CLEANING = "4-03-02-01", "6-05-01-03", "4-09-08-01"
TITLES = ["捣鼓锅铲的", "缝纫普工", "保洁员", "绣花大嫂", "普工", "电焊工", "炒菜师傅", "车工"]
WORDS = ["", "车间做车工活", "缝纫，保洁都做", "会打包", "包吃住，长白班"]
ALIASES = st.lists(
    st.tuples(
        st.sampled_from(
            ["捣鼓锅铲", "缝纫普工", "车工", "绣花大嫂", "打包", "保洁", "锅铲工", "叉车证", "焊花"]
        ),
        st.sampled_from([COOK, SEWING, CLEANING, "6-18-01-01"]),
    ),
    max_size=4,
)

SAID = (
    *("想捣鼓锅铲", "会缝纫，想做保洁", "绣花", "baojie", "不上夜班", "有叉车本，要包住"),
    *("有C1，想跑车", "保结", "feng ren gong", "不想做打包，离家近", "做点手工活", "看孩子"),
)


@lru_cache
def district() -> Index:
    """Give an index of a few postings, built once; a fixture would be printed by hypothesis."""
    return matchmaking.index_of(
        *(
            matchmaking.posting(title, number, description=words)
            for number, (title, words) in enumerate(
                ((title, words) for title in TITLES for words in WORDS), start=1
            )
        )
    )


def same_frames(one: PostingFrame, other: PostingFrame) -> bool:
    """Tell whether two frames are equal to the last bit."""
    assert set(vars(one)).difference(DERIVED) == set(vars(other)).difference(DERIVED)
    for name in set(vars(one)).difference(DERIVED, ("known", "synonyms", "speller")):
        mine, yours = vars(one)[name], vars(other)[name]
        if isinstance(mine, np.ndarray):
            assert np.array_equal(mine, yours, equal_nan=mine.dtype.kind == "f"), name
        elif sparse.issparse(mine):
            assert (mine != yours).nnz == 0, name
        elif name == "readings":
            assert len(mine) == len(yours)
            assert all((a != b).nnz == 0 for a, b in zip(mine, yours, strict=True)), name
        else:
            assert mine == yours, name
    return True


@settings(max_examples=12, deadline=None)
@given(taught=ALIASES)
def test_laid_over_is_what_reading_everything_again_gives(taught: list[tuple[str, str]]) -> None:
    index = district()
    laid = teaching.teach_index(index, tuple(taught))
    words = laid.words
    read = [facts.read_posting(each.profile, words.knowledge) for each in index.postings.postings]
    before = index.postings
    assert same_frames(laid.postings, PostingFrame(read, before.synonyms, before.speller))
    for said in SAID:
        assert laid.readings.hear(said) == words.hear(said)
        for text in (said, "打包", "锅铲"):
            assert laid.readings.knowledge.read(text) == words.knowledge.read(text)


def test_without_aliases_the_index_is_the_same_value() -> None:
    index = district()
    assert teaching.teach_index(index, ()) is index
    assert teaching.teach_index(index, (("？", COOK),)) is index


def test_a_taught_title_and_a_taught_question_mean_what_was_taught() -> None:
    index = district()
    laid = teaching.teach_index(index, (("捣鼓锅铲", COOK),))
    assert index.postings.postings[0].occupations[0][0] != COOK
    assert laid.postings.postings[0].occupations[0][0] == COOK
    asked = laid.hear("我想捣鼓锅铲，不上夜班").for_worker(None).profile
    assert (COOK, 1.0) in asked.wishes.wants[0].occupations


def test_a_taught_word_is_found_by_its_sound() -> None:
    laid = teaching.teach_index(district(), (("捣鼓锅铲", COOK),))
    for typed in ("daoguguochan", "dao gu guo chan", "捣固锅铲"):
        asked = laid.hear(typed).for_worker(None).profile
        assert (COOK, 1.0) in asked.wishes.wants[0].occupations, typed
    assert district().corrections.of_latin("daoguguochan") != ("捣鼓锅铲",)


def test_a_holder_keeps_what_was_laid_over_until_the_postings_change() -> None:
    index = district()
    holder = indexes.Holder()
    taught = (("捣鼓锅铲", COOK),)
    base = holder.current("1", lambda _: index)
    first = holder.under(base, taught, teaching.teach_index)
    assert holder.under(base, taught, teaching.teach_index) is first
    assert holder.under(base, (), teaching.teach_index) is base
    again = matchmaking.index_of(matchmaking.posting("捣鼓锅铲的"))
    assert holder.under(holder.current("2", lambda _: again), taught, teaching.teach_index) != first


def answers_of(index: Index) -> list[tuple[tuple[int, ...], tuple[float, ...]]]:
    """Give lists of ids and scores for a few questions, and the columns behind them."""
    asked = [
        facts.read_worker(index.hear(text).for_worker(None).profile, index.knowledge)
        for text in ("捣鼓锅铲", "会缝纫", "保洁，离家近", "电焊")
    ]
    lists = ranking.best_postings(
        asked, index.postings, conditions=index.conditions, top=30, today=TODAY
    )
    return [(each.ids, each.scores) for each in lists]


def test_undoing_a_lesson_gives_back_every_score_to_the_last_bit(small_session: Session) -> None:
    clerk = Actor(None, "zhang", Role.CLERK, Area())
    centre = centre_of(clerk.area)
    holder = indexes.Holder()

    def opened() -> Index:
        return matching.open_index(small_session, today=TODAY, holder=holder, centre=centre)

    before = opened()
    expected = answers_of(before)
    row = len(before.postings) // 2
    lessons = [
        aliases.confirm_phrase(small_session, actor=clerk, phrase="捣鼓锅铲", code=COOK),
        aliases.correct_posting(
            small_session, actor=clerk, posting_id=int(before.postings.ids[row]), code=COOK
        ),
    ]
    taught = opened()
    assert taught.postings.postings[row].occupations[0] == (COOK, 1.0)
    assert answers_of(taught) != expected
    for lesson in lessons:
        aliases.undo(small_session, actor=clerk, lesson_id=lesson.lesson_id)
    after = opened()
    assert answers_of(after) == expected
    assert same_frames(after.postings, before.postings)
