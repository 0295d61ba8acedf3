from __future__ import annotations

from jobmatch.services import indexes
from tests import matchmaking


def test_the_words_are_read_once_and_know_corrections() -> None:
    plain = indexes.load_words()
    assert indexes.load_words() is plain
    assert indexes.load_words(()) is plain
    taught = indexes.load_words((("捣鼓锅铲", "4-03-02-01"),))
    assert taught.knowledge.read("捣鼓锅铲")[0] == ("4-03-02-01", 1.0)


def test_a_known_word_means_all_its_codes_alike() -> None:
    scores = dict(matchmaking.knowledge().read("车工"))
    assert scores["6-18-01-01"] == scores["6-05-01-03"] == 1.0


def test_words_that_titles_hold_win_among_words_of_one_sound() -> None:
    index = matchmaking.index_of(matchmaking.posting("保洁员"))
    assert index.corrections.of_latin("baojie")[0] == "保洁"


def test_local_words_of_addresses_are_places() -> None:
    index = indexes.build_index(
        [matchmaking.posting("保洁员", workplace="旺家社区3栋")],
        indexes.load_words(),
        places=("旺家",),
    )
    assert index.hear("想在旺家做保洁").for_worker(None).profile.wishes.places == ("旺家",)


def test_a_holder_builds_once_per_version() -> None:
    holder = indexes.Holder()
    built: list[str] = []

    def build(_: indexes.Index | None) -> indexes.Index:
        built.append("x")
        return matchmaking.index_of(matchmaking.posting("普工"))

    first = holder.current("1", build)
    assert holder.current("1", build) is first
    assert holder.current("2", build) is not first
    assert len(built) == 2
