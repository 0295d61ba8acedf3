"""Rules over a whole roster: nobody twice, one head a household; doubts that change nothing."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from jobmatch.domain import households
from jobmatch.domain.problems import Flaw, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from jobmatch.intake.rosters.people import Draft

TWO_HEADS = "这一户已经有户主了，请核对与户主关系。"


def check_roster(drafts: Sequence[Draft]) -> None:
    """Report duplicates and second heads, in the order of the file; their fields become None."""
    twice = _report_duplicates(drafts)
    members = [
        (None if place in twice else household_of(draft), draft.values.get("relation_to_head"))
        for place, draft in enumerate(drafts)
    ]
    for place in households.second_heads(members):
        drafts[place].values["relation_to_head"] = None
        drafts[place].report("relation_to_head", Flaw(ProblemKind.CONFLICT, TWO_HEADS))


def household_of(draft: Draft) -> Hashable | None:
    """Give the key of a person's household: its number, else its block on the sheet."""
    number = draft.values.get("household_no")
    if number:
        return str(number)
    return (draft.sheet, draft.block) if draft.block else None


def find_doubts(drafts: Sequence[Draft]) -> tuple[tuple[int, str], ...]:
    """Give (place, sentence) for what looks wrong in a household and was left as it stands."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for place, draft in enumerate(drafts):
        household = household_of(draft)
        if household is not None:
            groups[household].append(place)
    found = []
    for places in groups.values():
        members = [
            households.Member(
                drafts[place].values.get("relation_to_head"), drafts[place].values.get("sex")
            )
            for place in places
        ]
        found += [
            (places[index], households.DOUBT_SENTENCES[doubt])
            for index, doubt in households.doubts(members)
        ]
    return tuple(sorted(found))


def _report_duplicates(drafts: Sequence[Draft]) -> set[int]:
    """Report later rows of a person; give the places of those in the same household."""
    first: dict[str, int] = {}
    repeats: set[int] = set()
    for place, draft in enumerate(drafts):
        number = draft.values.get("id_number")
        if not number:
            continue
        earlier = first.setdefault(number, place)
        if earlier == place:
            continue
        where = drafts[earlier]
        at = (
            f"“{where.sheet}”表第{where.row}行"
            if where.sheet != draft.sheet
            else f"第{where.row}行"
        )
        draft.report(
            "id_number", Flaw(ProblemKind.DUPLICATE, f"与{at}是同一个身份证号，请核对后保留一行。")
        )
        draft.values["id_number"] = None
        if household_of(where) == household_of(draft):
            repeats.add(place)
    return repeats
