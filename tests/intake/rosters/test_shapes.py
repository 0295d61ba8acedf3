from __future__ import annotations

from datetime import date
from decimal import Decimal

from jobmatch.domain.kinds import LabourCapacity, Schooling, Sex
from jobmatch.domain.problems import ProblemKind
from jobmatch.intake.problems import Problem
from jobmatch.intake.rosters import shapes
from jobmatch.intake.rosters.readings import RosterSheet, WorkerReading
from tests.intake.rosters.made import MAN


def test_the_exchange_shape() -> None:
    worker = WorkerReading(
        sheet="表",
        row=3,
        name="张三",
        id_number=MAN,
        sex=Sex.MALE,
        birth_on=date(1980, 1, 1),
        schooling=Schooling.JUNIOR,
        labour_capacity=LabourCapacity.ORDINARY,
        skills=("电焊",),
        employed=True,
        monthly_income=Decimal(6000),
        building="3栋",
    )
    problem = Problem("花名册.xlsx", "表", 4, "B", "id_number", ProblemKind.MISSING, "没有填")
    shape = shapes.roster_shape("花名册.xlsx", RosterSheet((worker,), (problem,)))
    assert list(shape) == ["file", "workers", "problems"]
    assert shape["problems"] == [{"row": 4, "field": "id_number", "kind": "missing"}]
    (said,) = shape["workers"]
    assert said["source"] == {"sheet": "表", "row": 3}
    assert (said["sex"], said["birth_date"], said["education"]) == ("male", "1980-01-01", "junior")
    assert said["monthly_income"] == 6000
    assert isinstance(said["monthly_income"], int)
    assert (said["skills"], said["wishes"], said["phone"]) == (["电焊"], [], None)
    half = shapes.worker_shape(WorkerReading(sheet=None, row=1, monthly_income=Decimal("1500.5")))
    assert half["monthly_income"] == 1500.5
