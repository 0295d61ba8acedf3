from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from jobmatch.exchange.charts import ROW, Bar, bar_chart

COLOURS = ("main", "rest")


def drawn(*bars: Bar) -> ET.Element:
    return ET.fromstring(bar_chart(bars, title="各社区就业", classes=COLOURS))  # noqa: S314 - our own drawing


def widths(chart: ET.Element) -> list[float]:
    return [float(box.attrib["width"].rstrip("%")) for box in chart.iter("rect")]


def test_bars_are_to_one_scale_and_parts_follow_one_another() -> None:
    chart = drawn(Bar("旺家", (60, 20), "75%"), Bar("龙生", (40, 0), "100%"))
    first, rest, second, nothing = widths(chart)
    assert first / rest == pytest.approx(3)
    assert first / second == pytest.approx(1.5, rel=0.01)
    assert nothing == 0
    starts = [float(box.attrib["x"].rstrip("%")) for box in chart.iter("rect")]
    assert starts[1] == pytest.approx(starts[0] + first, abs=0.02)
    assert first + rest + starts[0] < 100
    assert chart.attrib["height"] == str(2 * ROW)


def test_the_least_number_above_zero_is_seen() -> None:
    chart = drawn(Bar("多", (1_000_000,), "多"), Bar("少", (1,), "1"), Bar("无", (0,), "0"))
    assert widths(chart)[1] > 0.3
    assert widths(chart)[2] == 0


def test_text_stays_text_and_is_escaped() -> None:
    text = bar_chart([Bar("<b>&名", (1,), "<1>")], title='"题"', classes=COLOURS)
    told = ET.fromstring(text)  # noqa: S314 - our own drawing
    assert [each.text for each in told.iter("text")] == ["<b>&名", "<1>"]
    assert told.attrib["aria-label"] == '"题"'
    assert told[0].text == '"题"'
    long = bar_chart([Bar("一二三四五六七八九十一二", (1,), "1")], title="题", classes=COLOURS)
    assert "一二三四五六七八九…" in long


def test_nothing_is_drawn_that_the_content_policy_forbids() -> None:
    text = bar_chart([Bar("旺家", (1,), "1")], title="题", classes=COLOURS)
    assert not re.search(r"style|script|href|url|http|on[a-z]+=", text)


@pytest.mark.parametrize("bars", [[], [Bar("旺家", (0, 0), "0%")]])
def test_nothing_to_draw_is_an_empty_chart(bars: list[Bar]) -> None:
    assert widths(drawn(*bars)) in ([], [0, 0])
