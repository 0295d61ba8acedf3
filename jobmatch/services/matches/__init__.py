"""Stored matches: the best postings of every worker and the best workers of every posting.

``districts`` opens both sides as values; ``lists`` packs and stores; ``runs`` makes all lists
anew, block by block; ``changes`` renews what a change touches, with the same result.
"""
