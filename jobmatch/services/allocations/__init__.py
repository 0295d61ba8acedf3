"""Allocation: who is proposed for which place, so that the whole district is served best.

The order of a use case: ``gather`` → ``make_plan`` (seconds, writes nothing) → ``save_plan``.
"""

from jobmatch.services.allocations.deciding import forbid, pin, set_priorities, withdraw
from jobmatch.services.allocations.gathering import FairCancelledError, Gathered, Scope, gather
from jobmatch.services.allocations.planning import Plan, figures, make_plan
from jobmatch.services.allocations.requests import ask_for_plan
from jobmatch.services.allocations.saving import plan_lines, same_plan, save_plan

__all__ = [
    "FairCancelledError",
    "Gathered",
    "Plan",
    "Scope",
    "ask_for_plan",
    "figures",
    "forbid",
    "gather",
    "make_plan",
    "pin",
    "plan_lines",
    "same_plan",
    "save_plan",
    "set_priorities",
    "withdraw",
]
