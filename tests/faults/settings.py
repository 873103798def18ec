"""The program's settings, for devices that send far faster than a page ever does.

How fast one device may send is tried elsewhere; here it would only make the tests slow.
"""

from barnraise.house.settings import *  # noqa: F403

ROOT_URLCONF = "tests.faults.urls"
