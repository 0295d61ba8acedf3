from __future__ import annotations

import numpy as np

from jobmatch.matching.facts import read_want
from jobmatch.matching.homophones import syllables
from jobmatch.matching.spellings import Spellings
from jobmatch.matching.suggestions import Entry, Suggestion, SuggestionKind, Suggestions
from tests import matchmaking

POSTINGS = (
    matchmaking.posting("缝纫工", 1),
    matchmaking.posting("缝纫工", 2),
    matchmaking.posting("保洁员", 3),
    matchmaking.posting("电焊工", 4),
)
WORDS = ("缝纫工", "踩缝纫机", "缝制", "保洁", "电焊", "开飞机", "开船", "坐着干")
WEIGHTS = {"缝纫工": 2, "保洁": 1, "电焊": 1}


def suggestions() -> Suggestions:
    index = matchmaking.index_of(*POSTINGS)
    entries = [
        Entry(
            SuggestionKind.WORK,
            want=read_want(word, index.knowledge),
            weight=WEIGHTS.get(word, 0),
        )
        for word in WORDS[:-1]
    ]
    seated = Entry(SuggestionKind.WISH, postings=np.array([True, True, False, False]))
    return Suggestions(Spellings(WORDS, syllables), [*entries, seated], index.postings)


def test_a_word_is_counted_by_what_it_would_find() -> None:
    assert suggestions().suggest("frg") == [
        Suggestion("缝纫工", SuggestionKind.WORK, 2, "feng ren gong")
    ]


def test_what_names_postings_counts_them() -> None:
    assert suggestions().suggest("zuo")[0] == Suggestion(
        "坐着干", SuggestionKind.WISH, 2, "zuo zhe gan"
    )


def test_only_what_is_allowed_counts() -> None:
    allowed = np.array([False, True, True, True])
    assert suggestions().suggest("缝纫工", allowed=allowed)[0].occurrences == 1


def test_words_for_the_very_same_postings_are_shown_once_the_commonest() -> None:
    assert [each.value for each in suggestions().suggest("缝")] == ["缝纫工"]


def test_what_finds_nothing_is_shown_only_where_nothing_else_is_near() -> None:
    told = suggestions().suggest("开")
    assert [(each.value, each.occurrences) for each in told] == [("开船", 0), ("开飞机", 0)]
    cleaning = np.array([False, False, True, False])
    assert [e.value for e in suggestions().suggest("baoj", allowed=cleaning)] == ["保洁"]
    sewing = np.array([True, True, False, False])
    assert suggestions().suggest("baoj", allowed=sewing)[0].occurrences == 0


def test_of_words_that_sound_alike_the_one_with_more_postings_comes_first() -> None:
    index = matchmaking.index_of(*POSTINGS)
    few, many = (np.array([each, False, True, each]) for each in (False, True))
    entries = [Entry(SuggestionKind.WISH, postings=each) for each in (few, many)]
    made = Suggestions(Spellings(("点焊", "电焊"), syllables), entries, index.postings)
    assert [each.value for each in made.suggest("dianhan")] == ["电焊", "点焊"]


def test_counting_beforehand_changes_nothing() -> None:
    prepared = suggestions()
    prepared.prepare(10)
    for typed in ("f", "b", "d", "焊", "缝", "z"):
        assert prepared.suggest(typed) == suggestions().suggest(typed)


def test_no_more_than_asked_and_nothing_for_nothing() -> None:
    assert len(suggestions().suggest("d", top=1)) == 1
    assert suggestions().suggest("") == []
    assert suggestions().suggest("xyz") == []
