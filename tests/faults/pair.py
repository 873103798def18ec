"""Two real servers on one PostgreSQL, each in a network of its own, behind one plain proxy."""

import copy
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults.figures import tell_not_run
from tests.faults.install import first_install
from tests.faults.namespaces import Gate, Network, a_network, why_none
from tests.faults.proxy import Balancer, working
from tests.faults.server import Server, a_database, engine

KEYS = ("secret.key", "links.key")
NAMESPACES = "two servers in network namespaces"


@dataclass
class Pair:
    """Both servers, their networks (none where no namespaces can be made), and what is before."""

    servers: list[Server]
    networks: list[Network]
    balancer: Balancer

    @property
    def front(self) -> Server:
        """The pair as devices see it: one address, one database."""
        both = copy.copy(self.servers[0])
        both.port = self.balancer.port
        return both

    def start(self, number: int) -> None:
        self.servers[number].start(under=self.networks[number].under if self.networks else ())

    def said(self) -> str:
        return "".join(server.said() for server in self.servers)


@contextmanager
def a_pair(folder: Path) -> Iterator[Pair]:
    """Two installs with the same keys that answer; killed when the block ends."""
    install = first_install()
    why = why_none()
    if why:
        tell_not_run(NAMESPACES, f"{why}; the two are run on two ports instead", engine=engine())
    with a_database(install.database) as url, ExitStack() as stack:
        install.copy_to(folder / "one")
        (folder / "two").mkdir()
        for name in KEYS:
            shutil.copy(folder / "one" / name, folder / "two")
        servers = [Server(folder / name, url) for name in ("one", "two")]
        networks = [] if why else [stack.enter_context(a_network()) for _each in servers]
        for network, server in zip(networks, servers, strict=False):
            stack.enter_context(working(Gate(network, server.port)))
        balancer = stack.enter_context(working(Balancer([each.port for each in servers])))
        pair = Pair(servers, networks, balancer)
        for server in servers:
            stack.callback(server.kill)
        with ThreadPoolExecutor(len(servers)) as both:  # at once: they take turns by themselves
            list(both.map(pair.start, range(len(servers))))
        yield pair
