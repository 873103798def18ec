"""The program's own settings, with one more address: a view that does nothing."""

from barnraise.house.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
