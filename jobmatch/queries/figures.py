"""The district's figures, counted from the rows on a day, each with how it is counted.

Nothing is stored: delete one worker and the figure is one less. Names and 口径 are Chinese, because
they are printed and shown as they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, distinct, func, or_, select

from jobmatch.domain.kinds import WORK_REGION_NAMES as REGION_NAMES
from jobmatch.domain.kinds import EmployerKind, WorkRegion
from jobmatch.domain.placements import PlacementState
from jobmatch.domain.postings import PostingState
from jobmatch.domain.workers import EMPLOYMENT_CHANNEL_NAMES, EmploymentChannel
from jobmatch.queries import workforce
from jobmatch.store.districts import Building, ResettlementSite, SettlementCommunity
from jobmatch.store.employers import CollectiveMember, Employer
from jobmatch.store.fairs import Booth, Fair
from jobmatch.store.households import Household, MonitoringCase
from jobmatch.store.housekeepers import Housekeeper, HousekeeperBuilding
from jobmatch.store.people import Person
from jobmatch.store.placements import Placement
from jobmatch.store.postings import Posting
from jobmatch.store.workers import Employment, Worker

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

_UNPUBLISHED = (PostingState.DRAFT, PostingState.IN_REVIEW, PostingState.REJECTED)
_NEVER_BEGUN = (
    PlacementState.PROPOSED,
    PlacementState.CONFIRMED,
    PlacementState.DISPATCHED,
    PlacementState.DECLINED,
    PlacementState.NO_SHOW,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: its key, Chinese name, unit, and in one sentence how it is counted."""

    key: str
    name: str
    value: float
    unit: str
    basis: str


def count_figures(session: Session, as_of: date) -> tuple[Figure, ...]:
    """Count every figure of the district on *as_of*, in the order in which they are shown."""
    return (
        *_count_places(session, as_of),
        *_count_people(session, as_of),
        *_count_labour(session, as_of),
        *_count_work(session, as_of),
        *_count_enterprises(session, as_of),
        *_count_employers(session, as_of),
        *_count_fairs(session, as_of),
        *_count_monitoring(session, as_of),
    )


def _count_places(session: Session, as_of: date) -> list[Figure]:
    covering = (
        select(Housekeeper.id, HousekeeperBuilding.building_id)
        .join(HousekeeperBuilding, HousekeeperBuilding.housekeeper_id == Housekeeper.id)
        .where(
            or_(Housekeeper.active_from.is_(None), Housekeeper.active_from <= as_of),
            workforce.still(Housekeeper.active_until, as_of),
        )
        .subquery()
    )
    return [
        Figure(
            "sites", "安置点", _rows(session, ResettlementSite), "个", "登记的安置点，一点一行。"
        ),
        Figure(
            "communities",
            "安置社区",
            _rows(session, SettlementCommunity),
            "个",
            "登记的安置社区；一个社区可以管几个安置点，两者不混算。",
        ),
        Figure("buildings", "楼栋", _rows(session, Building), "栋", "登记的楼栋。"),
        Figure(
            "housekeepers",
            "社区管家",
            _number(session, select(func.count(distinct(covering.c.id)))),
            "人",
            "当日在任、至少负责一栋楼的社区管家。",
        ),
        Figure(
            "covered_buildings",
            "有管家的楼栋",
            _number(session, select(func.count(distinct(covering.c.building_id)))),
            "栋",
            "当日至少有一名在任管家负责的楼栋。",
        ),
    ]


def _count_people(session: Session, as_of: date) -> list[Figure]:
    households = select(func.count(Household.id)).where(workforce.still(Household.left_on, as_of))
    people = (
        select(func.count(Person.id))
        .outerjoin(Household, Household.id == Person.household_id)
        .where(workforce.still(Person.left_on, as_of), workforce.still(Household.left_on, as_of))
    )
    return [
        Figure(
            "households",
            "搬迁户",
            _number(session, households),
            "户",
            "登记在册、当日未迁出的搬迁户。",
        ),
        Figure(
            "people", "搬迁人口", _number(session, people), "人", "在册搬迁户中未迁出、未去世的人。"
        ),
    ]


def _count_labour(session: Session, as_of: date) -> list[Figure]:
    workers = _number(session, workforce.workforce(as_of, func.count(Worker.id)))
    employed = _number(
        session, select(func.count()).select_from(workforce.employed_workers(as_of).subquery())
    )
    zero = workforce.zero_employment_households(as_of).subquery()
    return [
        Figure(
            "workers",
            "搬迁劳动力",
            workers,
            "人",
            "登记为劳动力的人；在校生、丧失劳动力和无劳动力的人不算。",
        ),
        Figure(
            "employed",
            "已就业",
            employed,
            "人",
            "劳动力中当日有一条有效就业记录的人，一人几份工作只算一次；只说“已就业”而无明细的也算。",
        ),
        Figure("unemployed", "未就业", workers - employed, "人", "劳动力减去已就业。"),
        Figure(
            "employment_rate",
            "就业率",
            round(employed / workers * 100, 1) if workers else 0,
            "%",
            "已就业除以劳动力，保留一位小数。",
        ),
        Figure(
            "zero_employment_households",
            "零就业家庭",
            _number(session, select(func.count()).select_from(zero)),
            "户",
            "有劳动力、但当日没有一人就业的在册户。",
        ),
    ]


def _count_work(session: Session, as_of: date) -> list[Figure]:
    regions = _split(session, Employment.work_region, as_of)
    channels = _split(session, Employment.channel, as_of)
    return [
        *(
            Figure(
                f"employed_{region.value}",
                f"就业地点：{REGION_NAMES[region]}",
                regions.get(region, 0),
                "人",
                "已就业的劳动力，按当日主要就业记录的地点分。",
            )
            for region in WorkRegion
        ),
        *(
            Figure(
                f"channel_{channel.value}",
                f"就业渠道：{EMPLOYMENT_CHANNEL_NAMES[channel]}",
                channels.get(channel, 0),
                "人",
                "已就业的劳动力，按当日主要就业记录的渠道分。",
            )
            for channel in EmploymentChannel
        ),
    ]


def _count_enterprises(session: Session, as_of: date) -> list[Figure]:
    enterprises = _offering(EmployerKind.ENTERPRISE, as_of)
    return [
        Figure(
            "enterprises",
            "招聘企业",
            _number(session, enterprises.with_only_columns(func.count(distinct(Employer.id)))),
            "家",
            "当日或之前发布过岗位、未注销的企业；车间、公益性岗位单位、合作社和物业公司另算。",
        ),
        Figure(
            "enterprise_postings",
            "企业岗位条数",
            _number(session, enterprises.with_only_columns(func.count(Posting.id))),
            "条",
            "企业发布过的岗位，一个工种一条。",
        ),
        Figure(
            "enterprise_titles",
            "企业岗位名称",
            _number(session, enterprises.with_only_columns(func.count(distinct(Posting.title)))),
            "种",
            "企业岗位整理后的不同名称。",
        ),
        _places(session, EmployerKind.ENTERPRISE, as_of, "enterprise_places", "企业岗位数"),
    ]


def _count_employers(session: Session, as_of: date) -> list[Figure]:
    kinds = EmployerKind
    workshops = select(func.count(Employer.id)).where(_exists_on(kinds.WORKSHOP, as_of))
    parks = select(func.count(distinct(Employer.park_id))).where(_exists_on(kinds.WORKSHOP, as_of))
    collectives = select(func.count(Employer.id)).where(_exists_on(kinds.COLLECTIVE, as_of))
    return [
        _places(session, kinds.PUBLIC_WELFARE, as_of, "public_welfare_places", "公益性岗位"),
        _on_duty(session, kinds.PUBLIC_WELFARE, as_of, "public_welfare_on_duty", "公益性岗位在岗"),
        Figure("parks", "产业园区", _number(session, parks), "个", "有就业帮扶车间的园区。"),
        Figure(
            "workshops",
            "就业帮扶车间",
            _number(session, workshops),
            "家",
            "登记为就业帮扶车间、未注销的单位。",
        ),
        _places(session, kinds.WORKSHOP, as_of, "workshop_places", "车间岗位数"),
        _on_duty(session, kinds.WORKSHOP, as_of, "workshop_taken", "车间在岗"),
        Figure(
            "collectives",
            "集体经济组织",
            _number(session, collectives),
            "个",
            "登记、未注销的集体经济组织。",
        ),
        Figure(
            "collective_people",
            "集体经济组织带动",
            _number(session, _members(as_of)),
            "人",
            "当日在集体经济组织里的劳动力，一人在几个组织只算一次。",
        ),
        _places(session, kinds.PROPERTY_COMPANY, as_of, "property_places", "物业公司岗位"),
    ]


def _places(session: Session, kind: EmployerKind, as_of: date, key: str, name: str) -> Figure:
    total = func.coalesce(func.sum(Posting.places_min), 0)
    return Figure(
        key,
        name,
        _number(session, _offering(kind, as_of).with_only_columns(total)),
        "个",
        "发布过的岗位写明的招聘人数之和（写范围的取下限，写“若干”的不计）；一条岗位多次参会只算一次。",
    )


def _on_duty(session: Session, kind: EmployerKind, as_of: date, key: str, name: str) -> Figure:
    statement = (
        workforce.workforce(as_of, func.count(distinct(Worker.id)))
        .join(Employment, Employment.worker_id == Worker.id)
        .join(Employer, Employer.id == Employment.employer_id)
        .where(workforce.holds(as_of), Employer.kind == kind)
    )
    return Figure(
        key, name, _number(session, statement), "人", "当日在这类单位有有效就业记录的劳动力。"
    )


def _count_fairs(session: Session, as_of: date) -> list[Figure]:
    fairs = select(func.count(Fair.id)).where(Fair.ends_on <= as_of)
    guests = (
        select(func.count(distinct(Booth.employer_id)))
        .join(Fair, Fair.id == Booth.fair_id)
        .where(Fair.ends_on <= as_of)
    )
    placed = select(func.count(distinct(Placement.worker_id))).where(
        Placement.fair_id.is_not(None),
        Placement.started_on <= as_of,
        Placement.state.not_in(_NEVER_BEGUN),
    )
    return [
        Figure("fairs", "招聘会", _number(session, fairs), "场", "当日或之前举办完的招聘会。"),
        Figure(
            "fair_employers",
            "参会单位",
            _number(session, guests),
            "家",
            "在这些招聘会上有展位的单位，只算一次。",
        ),
        Figure(
            "placed_at_fairs",
            "招聘会安置上岗",
            _number(session, placed),
            "人",
            "经招聘会推荐、当日或之前已实际上岗的劳动力；达成意向不算安置。",
        ),
    ]


def _count_monitoring(session: Session, as_of: date) -> list[Figure]:
    cleared = MonitoringCase.cleared_on <= as_of
    watched = and_(
        MonitoringCase.watched_on <= as_of,
        or_(MonitoringCase.cleared_on.is_(None), MonitoringCase.cleared_on > as_of),
    )
    sorts = (
        (
            "monitored",
            "防返贫监测",
            MonitoringCase.verified_on <= as_of,
            "当日或之前核实纳入监测的户",
        ),
        ("cleared", "风险已消除", cleared, "监测户中当日或之前风险已消除的户"),
        ("watched", "落实帮扶措施", watched, "监测户中已落实帮扶、当日风险未消除的户"),
    )
    figures = []
    for key, name, condition, basis in sorts:
        households = select(MonitoringCase.household_id).where(condition).distinct()
        people = select(func.count(Person.id)).where(
            Person.household_id.in_(households), workforce.still(Person.left_on, as_of)
        )
        number = _number(session, select(func.count()).select_from(households.subquery()))
        figures += [
            Figure(f"{key}_households", f"{name}户数", number, "户", f"{basis}。"),
            Figure(
                f"{key}_people",
                f"{name}人数",
                _number(session, people),
                "人",
                f"{basis}的家庭成员。",
            ),
        ]
    return figures


def _exists_on(kind: EmployerKind, as_of: date) -> ColumnElement[bool]:
    return and_(Employer.kind == kind, workforce.still(Employer.closed_on, as_of))


def _offering(kind: EmployerKind, as_of: date) -> Select[Any]:
    """Select over the postings that employers of *kind* had published on *as_of*."""
    return (
        select(Posting.id)
        .join(Employer, Employer.id == Posting.employer_id)
        .where(
            _exists_on(kind, as_of),
            Posting.published_on <= as_of,
            Posting.state.not_in(_UNPUBLISHED),
        )
    )


def _members(as_of: date) -> Select[Any]:
    return (
        workforce.workforce(as_of, func.count(distinct(Worker.id)))
        .join(CollectiveMember, CollectiveMember.worker_id == Worker.id)
        .join(Employer, Employer.id == CollectiveMember.employer_id)
        .where(
            Employer.kind == EmployerKind.COLLECTIVE,
            or_(CollectiveMember.joined_on.is_(None), CollectiveMember.joined_on <= as_of),
            workforce.still(CollectiveMember.left_on, as_of),
        )
    )


def _split(session: Session, column: Any, as_of: date) -> dict[Any, int]:
    """Count employed workers by *column* of their main employment on *as_of*."""
    statement = (
        workforce.workforce(as_of, column, func.count(distinct(Worker.id)))
        .join(Employment, Employment.worker_id == Worker.id)
        .where(workforce.holds(as_of), Employment.is_main)
        .group_by(column)
    )
    return {value: number for value, number in session.execute(statement) if value is not None}


def _rows(session: Session, model: type[ResettlementSite | SettlementCommunity | Building]) -> int:
    return _number(session, select(func.count(model.id)))


def _number(session: Session, statement: Select[Any]) -> int:
    return int(session.scalar(statement) or 0)
