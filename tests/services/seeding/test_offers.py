from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from jobmatch.domain.kinds import EmployerKind, Sex
from jobmatch.domain.postings import PostingState
from jobmatch.services.seeding import firms, offers, tables
from jobmatch.services.seeding.identities import Identities
from jobmatch.services.seeding.scales import AS_OF, SIZES, Scale

if TYPE_CHECKING:
    from jobmatch.services.seeding.firms import Firm

DAY = date(2023, 3, 11)


@pytest.fixture(scope="module", params=list(Scale))
def offered(request: pytest.FixtureRequest) -> tuple[Scale, list[Firm]]:
    size = SIZES[request.param]
    made = firms.make_firms(size, Identities(tables.chance("test")))
    offers.make_offers(made, size, [DAY])
    return request.param, made


def _of(made: list[Firm], kind: EmployerKind) -> list[offers.Offer]:
    return [offer for firm in made if firm.kind is kind for offer in firm.offers]


def test_enterprises_offer_the_rows_and_places_asked(offered: tuple[Scale, list[Firm]]) -> None:
    scale, made = offered
    rows = _of(made, EmployerKind.ENTERPRISE)
    assert len(rows) == SIZES[scale].posting_rows
    assert sum(offer.places or 0 for offer in rows) == SIZES[scale].places


def test_the_district_has_four_hundred_different_titles(offered: tuple[Scale, list[Firm]]) -> None:
    scale, made = offered
    titles = {offer.title for offer in _of(made, EmployerKind.ENTERPRISE)}
    assert len(titles) >= (400 if scale is Scale.DISTRICT else 100)


def test_no_firm_offers_a_title_twice(offered: tuple[Scale, list[Firm]]) -> None:
    for firm in offered[1]:
        titles = [offer.title for offer in firm.offers]
        assert len(set(titles)) == len(titles), firm.name


@pytest.mark.parametrize(
    "kind",
    [EmployerKind.WORKSHOP, EmployerKind.PUBLIC_WELFARE, EmployerKind.PROPERTY_COMPANY],
)
def test_stated_places_are_all_offered_and_none_is_overfull(
    offered: tuple[Scale, list[Firm]], kind: EmployerKind
) -> None:
    for firm in offered[1]:
        if firm.kind is kind:
            assert sum(offer.places or 0 for offer in firm.offers) == firm.places
            assert all(offer.taken <= (offer.places or 0) for offer in firm.offers)
            assert sum(offer.taken for offer in firm.offers) <= firm.taken


def test_workshops_have_exactly_the_people_stated(offered: tuple[Scale, list[Firm]]) -> None:
    for firm in offered[1]:
        if firm.kind is EmployerKind.WORKSHOP:
            assert sum(offer.taken for offer in firm.offers) == firm.taken


def test_nothing_is_published_after_the_day_of_the_figures(
    offered: tuple[Scale, list[Firm]],
) -> None:
    every = [offer for firm in offered[1] for offer in firm.offers]
    assert all(offer.published_on <= AS_OF for offer in every)
    assert {offer.state for offer in every} <= {
        PostingState.PUBLISHED,
        PostingState.PAUSED,
        PostingState.EXPIRED,
    }
    assert all(
        offer.deadline_on is not None for offer in every if offer.state is PostingState.EXPIRED
    )


def test_ages_admit_and_income_lies_within_the_offer(offered: tuple[Scale, list[Firm]]) -> None:
    rng = tables.chance("test")
    for firm in offered[1]:
        for offer in firm.offers[:2]:
            assert offer.admits(Sex.FEMALE, offer.youngest or 16)
            assert not offer.admits(Sex.MALE, (offer.oldest or 65) + 1)
            assert offer.low <= offer.income(rng) <= max(offer.high + 50, offer.low)
