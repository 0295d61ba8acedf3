from __future__ import annotations

from jobmatch.intake.rosters.readings import RosterSheet, WorkerReading


def test_a_reading_says_nothing_by_itself() -> None:
    reading = WorkerReading(sheet=None, row=1)
    assert reading.skills == ()
    assert reading.employed is None
    assert RosterSheet((reading,), ()).is_blank is False


def test_a_reading_hides_its_raw_cells_from_logs() -> None:
    reading = WorkerReading(sheet="表", row=2, cells={"id_number": "raw"})
    assert "raw" not in repr(reading)
