"""Writes pairs.tsv and facets.tsv anew."""

from tests.matching import golden
from tests.matching.golden import facets

for made in (golden, facets):
    made.PATH.write_text("".join(f"{line}\n" for line in made.lines()), encoding="utf-8")
