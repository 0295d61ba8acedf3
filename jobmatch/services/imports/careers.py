"""Writes the labour-force side of a person: capacity, work, skills, certificates, wishes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import select

from jobmatch.domain import places
from jobmatch.domain.workers import Source
from jobmatch.services.imports.effects import Outcome, clip, show
from jobmatch.services.imports.employers import employer_key
from jobmatch.services.imports.incoming import posting_tables
from jobmatch.services.seeds import HOME_COUNTY
from jobmatch.store.employers import Employer
from jobmatch.store.workers import Employment, WorkerCertificate, WorkerSkill, WorkerWish

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy.orm import Session

    from jobmatch.domain.kinds import WorkRegion
    from jobmatch.intake.rosters import WorkerReading
    from jobmatch.services.imports.effects import Effect
    from jobmatch.store.imports import ImportBatch
    from jobmatch.store.workers import Worker

_FEN = 100
_OTHER_WORK = "花名册登记了新的工作"
_NO_WORK = "花名册登记为未就业"


class CareerWriter:
    """Writes what a roster says of work and wishes into worker rows."""

    def __init__(self, session: Session, batch: ImportBatch, *, today: date) -> None:
        """Take the session and the batch."""
        self._session = session
        self._batch = batch
        self._today = today
        self._employers: dict[str, Employer | None] = {}

    def write(self, reading: WorkerReading, worker: Worker, effect: Effect) -> None:
        """Write the row; what it does not say stays as it is."""
        effect.put(worker, "labour_capacity", reading.labour_capacity, "劳动能力")
        effect.put(worker, "health", clip(reading.health, 200), "健康状况")
        if effect.put(worker, "schooling", reading.schooling, "文化程度"):
            worker.schooling_raw = clip(reading.cells.get("schooling"), 60)
        effect.put(worker, "willing_to_work", reading.willing_to_work, "就业意愿")
        if effect.put(worker, "is_employed", reading.employed, "是否就业"):
            worker.employed_as_of = self._today
        self._put_work(reading, worker, effect)
        self._put_words(reading, worker, effect)

    def _put_work(self, reading: WorkerReading, worker: Worker, effect: Effect) -> None:
        present = next(
            (one for one in worker.employments if one.ended_on is None and one.is_main), None
        )
        if reading.employed is False:
            if present is not None:
                self._end(present, _NO_WORK)
                effect.note("务工", show(present.employer_name), "已结束")
            return
        named = clip(reading.employer, 200)
        if named is None and reading.workplace is None and reading.monthly_income is None:
            return
        if present is not None and named and present.employer_name not in (None, named):
            self._end(present, _OTHER_WORK)
            effect.note("务工单位", show(present.employer_name), named)
            present = None
        if present is None:
            present = Employment(is_main=True, source=Source.IMPORT, batch_id=self._batch.id)
            worker.employments.append(present)
            self._fill(reading, present, named, None)
            if effect.outcome is not Outcome.CREATED:
                effect.note("务工", show(None), show(named or reading.workplace or "有收入"))
            return
        self._fill(reading, present, named, effect)

    def _fill(
        self, reading: WorkerReading, work: Employment, named: str | None, effect: Effect | None
    ) -> None:
        income = reading.monthly_income
        values = {
            "employer_name": (named, "务工单位"),
            "workplace": (clip(reading.workplace, 200), "务工地点"),
            "monthly_income_fen": (None if income is None else int(income * _FEN), "月收入（分）"),
        }
        for column, (value, name) in values.items():
            if effect is not None:
                effect.put(work, column, value, name)
            elif value is not None:
                setattr(work, column, value)
        if named:
            employer = self._employer(named)
            work.employer_id = employer.id if employer else work.employer_id
        if reading.workplace:
            work.work_region = _region_of(reading.workplace) or work.work_region

    def _end(self, work: Employment, reason: str) -> None:
        started = work.started_on
        work.ended_on = self._today if started is None else max(self._today, started)
        work.end_reason = reason

    def _employer(self, name: str) -> Employer | None:
        key = employer_key(name)
        if key not in self._employers:
            with self._session.no_autoflush:
                self._employers[key] = self._session.scalar(
                    select(Employer).where(Employer.name_key == key)
                )
        return self._employers[key]

    def _put_words(self, reading: WorkerReading, worker: Worker, effect: Effect) -> None:
        """Add skills and certificates: a roster that names some does not deny the others."""
        known = {one.name for one in worker.skills}
        skills = _new_words(reading.skills, known)
        worker.skills.extend(
            WorkerSkill(name=word, source=Source.IMPORT, noted_on=self._today) for word in skills
        )
        held = {one.name for one in worker.certificates}
        papers = _new_words(reading.certificates, held)
        worker.certificates.extend(
            WorkerCertificate(name=word, source=Source.IMPORT) for word in papers
        )
        if skills:
            effect.note("技能", show(sorted(known)), "新增" + show(skills))
        if papers:
            effect.note("证书", show(sorted(held)), "新增" + show(papers))
        if reading.wishes:
            self._put_wishes(list(reading.wishes), worker, effect)

    def _put_wishes(self, words: list[str], worker: Worker, effect: Effect) -> None:
        if worker.wish is None:
            worker.wish = WorkerWish(words=words, text="，".join(words), source=Source.IMPORT)
            effect.note("求职意向", show(None), show(words))
        elif worker.wish.words != words:
            effect.note("求职意向", show(worker.wish.words), show(words))
            worker.wish.words = words
            worker.wish.text = "，".join(words)


def _new_words(words: Iterable[str], known: set[str]) -> list[str]:
    return [word for word in dict.fromkeys(word[:200] for word in words) if word not in known]


@lru_cache(maxsize=2_000)
def _region_of(workplace: str) -> WorkRegion | None:
    """Tell where a work place lies as seen from the district."""
    regions = posting_tables().regions
    found = regions.find(workplace, near=HOME_COUNTY)
    return places.work_region(regions, home=HOME_COUNTY, place=found)
