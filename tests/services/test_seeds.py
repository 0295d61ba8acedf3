from __future__ import annotations

from collections import Counter

from jobmatch.matching.classification import CODE, OCCUPATION, group_of
from jobmatch.matching.lexicon import Source
from jobmatch.services import seeds


def test_the_classification_is_clean() -> None:
    table = seeds.occupations()
    assert Counter(each.level for each in table) == {1: 8, 2: 69, 3: 278, 4: 1632}
    assert sum(each.green for each in table) == 134
    assert sum(each.digital for each in table) == 95
    assert len({each.code for each in table}) == len(table)
    for each in table:
        assert CODE.fullmatch(each.code)
        assert "99" not in each.code.split("-")
        assert not each.name.endswith(("L", "S"))


def test_every_word_means_codes_that_exist() -> None:
    known = {each.code for each in seeds.occupations()}
    groups = {group_of(code) for code in known}
    for source, word, codes in seeds.learned_words():
        assert word == word.strip() != "", (source, word)
        assert codes, word
        for code in codes:
            assert code in known or code in groups, (word, code)


def test_every_source_has_its_words() -> None:
    counts = Counter(source for source, _, _ in seeds.learned_words())
    assert counts[Source.TRADE] > 6000
    assert counts[Source.WORKER] == 344
    assert counts[Source.TITLE] == 2494
    assert counts[Source.PHRASE] == 272


def test_an_ambiguous_trade_word_carries_all_its_codes() -> None:
    trades = {word: codes for source, word, codes in seeds.learned_words() if source == "trade"}
    assert set(trades["普工"]) == {"6-31-00-00", "6-31-05-00", "6-25-04-07"}


def test_trade_rows_name_the_occupation_that_their_code_has() -> None:
    names = {each.code: each.name for each in seeds.occupations()}
    for row in seeds.rows("lexicon/trades.tsv"):
        assert row["name"] == names[row["code"]]


def test_every_working_occupation_of_services_farms_and_factories_is_named() -> None:
    """Lay words exist for most occupations in which people of the district work."""
    spoken = {code for row in seeds.rows("lexicon/trades.tsv") for code in (row["code"],)}
    working = [e.code for e in seeds.occupations() if e.level == OCCUPATION and e.code[0] in "45"]
    assert sum(code in spoken for code in working) / len(working) > 0.8


def test_the_fingerprint_is_short_and_stable() -> None:
    assert len(seeds.fingerprint()) == 16
    assert seeds.fingerprint() == seeds.fingerprint()
