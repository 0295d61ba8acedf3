from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from jobmatch.exchange import codes


def test_a_code_is_one_svg_that_scales_and_has_no_style() -> None:
    drawn = codes.qr_svg("岗位号 000123\n电焊工\n华锦机械")
    root = ET.fromstring(drawn)  # noqa: S314 - drawn here
    assert root.tag.endswith("svg")
    assert root.get("viewBox")
    assert root.get("width") is None
    assert "style" not in drawn
    assert "<script" not in drawn
    assert codes.qr_svg("a") == codes.qr_svg("a") != codes.qr_svg("b")


def test_a_text_that_no_code_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        codes.qr_svg("岗" * 2000)
