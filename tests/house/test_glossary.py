"""The README's glossary names what the code names."""

from __future__ import annotations

import re

from tests.house import source

ROW = re.compile(r"^\| (?P<term>[^|]*[一-鿿][^|]*) \| `(?P<identifier>[a-z_]+)` \|", re.MULTILINE)


def _glossary() -> list[tuple[str, str]]:
    text = (source.ROOT / "README.md").read_text(encoding="utf-8")
    section = text.split("## Glossary", 1)[1].split("\n## ", 1)[0]
    return [(match["term"], match["identifier"]) for match in ROW.finditer(section)]


def test_glossary_names_are_used_by_the_code() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in source.modules())
    unused = [word for _, word in _glossary() if not re.search(rf"\b{word}s?(_|\b)", code)]
    assert unused == []


def test_glossary_gives_each_term_one_word_and_the_reverse() -> None:
    glossary = _glossary()
    assert len(glossary) >= 20
    assert len({term for term, _ in glossary}) == len(glossary)
    assert len({word for _, word in glossary}) == len(glossary)


def test_glossary_map_names_every_floor() -> None:
    text = (source.ROOT / "README.md").read_text(encoding="utf-8")
    assert [floor for floor in source.FLOORS if f"jobmatch/{floor}" not in text] == []
