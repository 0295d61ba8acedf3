from __future__ import annotations

from decimal import Decimal

from jobmatch.domain.ages import AgeRange
from jobmatch.domain.kinds import LegalFlag, PayUnit, Sex, WorkRegion
from jobmatch.domain.wages import PayVariant
from jobmatch.intake.postings import PostingReading
from jobmatch.services.imports import posting_columns
from jobmatch.store.postings import Posting


def test_columns_exist_on_the_table_and_have_names() -> None:
    columns = posting_columns.columns_of(PostingReading(None, 2))
    assert set(columns) == set(posting_columns.NAMES)
    for name in (*columns, *posting_columns.told_beside(PostingReading(None, 2))):
        assert hasattr(Posting, name)


def test_bounds_that_contradict_each_other_are_not_written() -> None:
    reading = PostingReading(
        None,
        2,
        pay_min=Decimal(5000),
        pay_max=Decimal(1000),
        pay_unit=PayUnit.MONTH,
        places_min=5,
        places_max=2,
    )
    columns = posting_columns.columns_of(reading)
    assert (columns["pay_min"], columns["pay_max"]) == (None, None)
    assert (columns["places_min"], columns["places_max"]) == (None, None)
    assert posting_columns.told_beside(reading)["month_pay_min"] is None


def test_pay_per_month_and_region() -> None:
    reading = PostingReading(
        None, 2, pay_min=Decimal(200), pay_unit=PayUnit.DAY, workplace="贵州省铜仁市碧江区某路"
    )
    beside = posting_columns.told_beside(reading)
    assert beside["month_pay_min"] == Decimal("4350.00")
    assert beside["work_region"] is WorkRegion.IN_CITY


def test_parts() -> None:
    reading = PostingReading(
        None,
        2,
        pay_unit=PayUnit.MONTH,
        pay_variants=(PayVariant("生手", Decimal(2300), None),),
        ages=(AgeRange(Sex.MALE, 18, 50),),
        certificates=("叉车证",),
        legal_flags=(LegalFlag.SEX_LIMIT,),
    )
    parts = posting_columns.parts_of(reading)
    assert parts["pay_variants"][0]["pay_unit"] is PayUnit.MONTH
    assert parts["ages"] == [{"sex": Sex.MALE, "min_age": 18, "max_age": 50}]
    assert parts["certificates"] == [{"name": "叉车证"}]
    assert parts["flags"][0]["severity"] == "warn"
    assert not posting_columns.is_blocked(reading)
    assert posting_columns.is_blocked(
        PostingReading(None, 2, legal_flags=(LegalFlag.MARRIAGE_OR_BIRTH,))
    )
