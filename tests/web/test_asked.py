from __future__ import annotations

from jobmatch.web import asked


def test_texts_are_counted_until_they_are_taken() -> None:
    counted = asked.Asked()
    assert not counted.add("会电焊")
    counted.add("会电焊")
    counted.add("保洁")
    assert counted.take() == {"会电焊": 2, "保洁": 1}
    assert counted.take() == {}


def test_many_texts_are_written_at_once() -> None:
    counted = asked.Asked()
    due = [counted.add(f"第{number}句") for number in range(asked.MOST)]
    assert due[-1]
    assert not any(due[:-1])
