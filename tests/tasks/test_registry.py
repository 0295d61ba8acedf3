from __future__ import annotations

import pytest

from jobmatch.domain.jobs import JobName
from jobmatch.tasks import app, registry


def test_every_job_name_has_its_task() -> None:
    registry.load()
    ours = {name for name in app.celery.tasks if not name.startswith("celery.")}
    assert ours == {name.value for name in JobName}


def test_a_missing_task_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.celery, "tasks", {})
    with pytest.raises(RuntimeError, match=r"audit\.verify"):
        registry.load()
