from __future__ import annotations

from jobmatch.domain.figures import MEANINGS


def test_every_figure_has_its_own_key_and_name() -> None:
    assert len({one.key for one in MEANINGS}) == len(MEANINGS)
    assert len({one.name for one in MEANINGS}) == len(MEANINGS)


def test_every_figure_says_how_it_is_counted_in_one_sentence() -> None:
    for one in MEANINGS:
        assert one.basis.count("。") == 1
        assert one.basis.endswith("。")
        assert one.unit
