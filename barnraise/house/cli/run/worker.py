"""What the serving process begins with, once Django is ready."""

import threading
import time
from http.client import HTTPConnection, HTTPException
from importlib import import_module

from django.conf import settings

from barnraise.house.backups.erasure_list import list_erasures
from barnraise.house.env import Env
from barnraise.house.peers import work_with_others
from barnraise.house.server.bridge import Application, Bridge
from barnraise.house.startup import keep_tidy
from barnraise.ledger import durability
from barnraise.ledger.erase import done
from barnraise.partnerships import links

# Enough that readers go on while writers wait for the disk; more only fight for the interpreter.
THREADS = 32
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what a host may ask for


def begin(handler: Application) -> Bridge:
    """Load every page, leave the doubt of a start, and begin what goes on beside the pages."""
    import_module(settings.ROOT_URLCONF)
    durability.begin()
    done.connect(list_erasures)
    links.ended.connect(list_erasures)
    work_with_others()
    keep_tidy()
    threading.Thread(target=announce, args=[settings.ENV], daemon=True).start()
    return Bridge(handler, THREADS)


def announce(env: Env) -> None:
    """Say where it is as soon as a page was served there."""
    host = ANYWHERE.get(env.host, env.host)
    for _try in range(600):
        visitor = HTTPConnection(host, env.port, timeout=5)
        try:
            visitor.request("GET", "/health/")
            visitor.getresponse().read()
        except (OSError, HTTPException):
            time.sleep(0.02)
        else:
            print(f"Barnraise is at {env.address()}", flush=True)
            return
        finally:
            visitor.close()
