"""Where a posting lies as people of a community see it."""

from __future__ import annotations

from jobmatch.domain.kinds import WorkRegion
from jobmatch.matching.facts import read_worker
from jobmatch.matching.frames import REGIONS, WorkerFrame
from jobmatch.matching.profiles import WorkerProfile
from jobmatch.matching.regions import regions_seen
from tests import matchmaking


def test_a_doorstep_is_that_of_one_community() -> None:
    index = matchmaking.index_of(
        matchmaking.posting("保洁员", 2, region=WorkRegion.IN_COMMUNITY, community="旺家社区")
    )
    homes = ("旺家社区", "龙生社区", None)
    people = (WorkerProfile(id=n, community=home) for n, home in enumerate(homes))
    workers = WorkerFrame(tuple(read_worker(each, index.knowledge) for each in people))
    seen = [REGIONS[number] for number in regions_seen(workers, index.postings)[:, 0]]
    assert seen == [WorkRegion.IN_COMMUNITY, WorkRegion.IN_COUNTY, WorkRegion.IN_COMMUNITY]
