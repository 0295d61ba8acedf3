from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jobmatch.domain.imports import Choice
from jobmatch.services.imports import drafts
from jobmatch.services.imports.drafts import Decision, Draft
from tests.services.imports.made import sheet

_sheets = st.none() | st.text(max_size=5)
_cells = st.tuples(_sheets, st.integers(1, 99), st.integers(1, 99))
_decisions = st.builds(Decision, st.sampled_from(Choice), st.none() | st.integers(1, 9))


@given(
    st.dictionaries(_cells, st.text(max_size=9)), st.dictionaries(_cells, _decisions), st.booleans()
)
def test_a_draft_comes_back_as_it_was_written(
    fixes: dict[drafts.RowPlace, str],
    decisions: dict[drafts.RowPlace, Decision],
    remember: bool,  # noqa: FBT001 - hypothesis passes by position
) -> None:
    draft = Draft(fixes, decisions, remember)
    assert Draft.from_text(draft.to_text()) == draft


def test_a_batch_without_a_draft_has_an_empty_one() -> None:
    assert Draft.from_text(None) == Draft()


def test_later_words_win_and_a_decision_can_be_taken_back() -> None:
    place = ("表", 3, 1)
    draft = Draft().with_fixes({place: "a"}).with_fixes({place: "b"})
    assert draft.fixes == {place: "b"}
    decided = draft.with_decisions({place: Decision(Choice.SKIP)})
    assert decided.decisions == {place: Decision(Choice.SKIP)}
    assert decided.with_decisions({place: None}) == draft


def test_several_postings_of_one_row_have_places_of_their_own() -> None:
    readings = sheet(("某厂", "普工"), ("某厂", "1、电工2人\n2、焊工3人")).readings
    places = drafts.places_of(readings)
    assert places[0] == (None, 2, 1)
    assert len(set(places)) == len(readings)
