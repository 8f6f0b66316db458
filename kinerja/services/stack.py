"""The embedded services that an environment needs, started and stopped together."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from kinerja.services.environment import Home, application_environment
from kinerja.services.leases import Leases
from kinerja.services.outside import require_servers
from kinerja.services.postgres import EmbeddedPostgres
from kinerja.services.redis import EmbeddedRedis

Service = EmbeddedPostgres | EmbeddedRedis


class Stack:
    """PostgreSQL and Redis of one home, less those that the environment names a server for."""

    def __init__(self, environ: Mapping[str, str], *, durable: bool = True) -> None:
        self.home = Home.of(environ)
        self._environ = environ
        self._durable = durable
        self._services: list[Service] | None = None
        self._leases = Leases(self.home)

    @property
    def services(self) -> list[Service]:
        """What runs embedded: empty when both ``DATABASE_URL`` and ``REDIS_URL`` are set."""
        if self._services is None:
            self._services = []
            if not self._environ.get(EmbeddedPostgres.variable):
                self._services.append(EmbeddedPostgres(self.home, durable=self._durable))
            if not self._environ.get(EmbeddedRedis.variable):
                self._services.append(EmbeddedRedis(self.home))
        return self._services

    def environment(self) -> dict[str, str]:
        """The environment for programs that use the services."""
        urls = {name: url for service in self.services for name, url in service.urls.items()}
        present = {name: value for name, value in self._environ.items() if name not in urls}
        return application_environment(home=self.home, environ=present, urls=urls)

    def start(self) -> None:
        """Start what does not run and keep it up until ``stop``."""
        self.home.prepare()
        require_servers(self._environ)
        with self._leases.changing():
            self._start_missing()
            self._leases.keep_marker.touch()

    def stop(self) -> None:
        """Stop everything, also under those who use it."""
        self.home.prepare()
        with self._leases.changing():
            self._leases.keep_marker.unlink(missing_ok=True)
            self._stop_all()

    @contextmanager
    def running(self) -> Iterator[dict[str, str]]:
        """The environment, with the services up; whoever leaves last stops them, unless they were to be kept."""
        self.home.prepare()
        require_servers(self._environ)
        with self._leases.changing():
            lease = self._leases.take()
            try:
                self._start_missing()
            except BaseException:
                lease.close()
                raise
        try:
            yield self.environment()
        finally:
            with self._leases.changing():
                lease.close()
                if self._leases.is_unused():
                    self._stop_all()

    def restart_missing(self) -> list[str]:
        """Bring back what died meanwhile; the names of what was brought back."""
        missing = [service for service in self.services if not service.is_running()]
        if not missing:
            return []
        with self._leases.changing():
            self._start_missing()
        return [service.title for service in missing]

    def _start_missing(self) -> None:
        for service in self.services:
            if not service.is_running():
                service.start()
            elif isinstance(service, EmbeddedPostgres):
                service.complete()

    def _stop_all(self) -> None:
        for service in reversed(self.services):
            service.stop()
