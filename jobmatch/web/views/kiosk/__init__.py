"""The kiosk: anybody, without an account, sees what work there is and takes a slip along.

One question a screen, nothing to type unless one wants to. Addresses carry the word of the visit
(web/visits.py), the large type and the printer's paper; url_for() adds them by itself.
"""

from jobmatch.web.views.kiosk import bells, entrance, finding, people
from jobmatch.web.views.kiosk.frame import bp

__all__ = ["bells", "bp", "entrance", "finding", "people"]
