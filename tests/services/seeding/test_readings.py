from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jobmatch.domain.kinds import EmployerKind, LegalFlag
from jobmatch.domain.postings import PostingState
from jobmatch.domain.problems import ProblemKind
from jobmatch.services.seeding import readings

if TYPE_CHECKING:
    from jobmatch.services.seeding.district import Plan
    from jobmatch.services.seeding.readings import Row


def _rows(plan: Plan) -> list[Row]:
    return [offer.row for firm in plan.firms for offer in firm.offers if offer.row is not None]


def test_what_is_read_agrees_with_what_the_employer_meant(small_plan: Plan) -> None:
    pairs = [
        (offer.row.reading, offer)
        for firm in small_plan.firms
        for offer in firm.offers
        if offer.row is not None
    ]
    assert len(pairs) == sum(len(firm.offers) for firm in small_plan.firms)
    assert all(reading.places_min == offer.places for reading, offer in pairs)
    titled = sum(offer.title in (reading.title or "") for reading, offer in pairs)
    assert titled >= 0.97 * len(pairs)
    certified = sum(
        bool(reading.certificates) == bool(offer.certificates) for reading, offer in pairs
    )
    assert certified >= 0.97 * len(pairs)
    paid = [
        (float(reading.pay_min), offer)
        for reading, offer in pairs
        if reading.pay_min is not None and reading.pay_unit == "month" and not reading.pay_base_only
    ]
    near = sum(offer.low * 0.9 <= low <= offer.high for low, offer in paid)
    assert near >= 0.95 * len(paid)


def test_raw_cells_stand_beside_the_values_and_hold_no_phone(small_plan: Plan) -> None:
    for row in _rows(small_plan):
        columns = row.columns()
        cells = columns["cells"]
        assert cells["title"]
        assert 0 <= min(columns["confidence"].values()) <= 1
        assert not any(re.search(r"\d{11}", text) for text in cells.values())


def test_a_cut_cell_gives_no_value_but_a_problem(small_plan: Plan) -> None:
    firm = small_plan.firms[0]
    offer = firm.offers[0]
    cells = offer.cells
    offer.cells = {**cells, "薪资待遇": "5000~1000", "年龄": "18-5"}
    try:
        row = readings.read(firm, offer, 7)
    finally:
        offer.cells = cells
    assert row.columns()["pay_min"] is None
    assert row.columns()["month_pay_min"] is None
    assert {(problem.row, problem.kind) for problem in row.problems} == {(7, ProblemKind.TRUNCATED)}


def test_what_the_law_blocks_waits_for_review_and_nobody_is_placed_there(small_plan: Plan) -> None:
    offers = [offer for firm in small_plan.firms for offer in firm.offers]
    blocked = [offer for offer in offers if offer.row and offer.row.is_blocked]
    assert [offer for offer in offers if offer.state is PostingState.IN_REVIEW] == blocked
    assert all(offer.taken == 0 for offer in blocked)


def test_only_enterprises_make_unlawful_demands(small_plan: Plan) -> None:
    for firm in small_plan.firms:
        if firm.kind is not EmployerKind.ENTERPRISE:
            wanted = {
                flag for offer in firm.offers if offer.row for flag in offer.row.reading.legal_flags
            }
            assert wanted <= {LegalFlag.BELOW_MINIMUM_WAGE}


def test_public_welfare_pay_is_a_subsidy_and_not_judged_as_a_wage(small_plan: Plan) -> None:
    flags = [
        offer.row.reading.legal_flags
        for firm in small_plan.firms
        if firm.kind is EmployerKind.PUBLIC_WELFARE
        for offer in firm.offers
        if offer.row is not None
    ]
    assert flags
    assert not any(LegalFlag.BELOW_MINIMUM_WAGE in each for each in flags)
