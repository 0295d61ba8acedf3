"""Labour-force rosters: a file as it comes in, one reading per person and what is wrong with it."""

from jobmatch.intake.rosters.reader import read_grids, read_roster
from jobmatch.intake.rosters.readings import RosterSheet, WorkerReading
from jobmatch.intake.rosters.shapes import roster_shape

__all__ = ["RosterSheet", "WorkerReading", "read_grids", "read_roster", "roster_shape"]
