"""The demonstration district: invented people and employers at the scale of published figures.

Everything is drawn by seeded generators from tables under seeds/demo, so the same program makes
the same district. Nothing here is a real person, firm or telephone.
"""
