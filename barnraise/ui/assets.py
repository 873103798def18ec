"""Serves one style sheet and one module, joined from every room's, with names that carry a hash."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import django_htmx
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from barnraise.ui.joiner import joined_css, joined_js

STYLE, MODULE = "barnraise.css", "barnraise.js"
HTMX = Path(django_htmx.__file__).parent / "static/django_htmx/htmx-2.min.js"
HERE = Path(__file__).parent
MAKERS = [HERE / name for name in ("assets.py", "joiner.py", "minifier.py")]


class JoinedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashed names, compressed copies; before anything is collected a name stays as it is."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """The hashed name where the manifest knows it."""
        return self.hashed_files.get(self.hash_key(self.clean_name(name))) or name


class JoinedFinder(AppDirectoriesFinder):
    """Finds the two joined files, made again when a source changed, and every picture.

    The rooms' own style sheets and modules are sources: they are never served themselves.
    """

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(app_names or _rooms(), *args, **kwargs)
        self.joined = FileSystemStorage(Path(settings.STATIC_ROOT).with_name("joined"))

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        """The file's place on disk, for servers that ask one by one (tests, BARNRAISE_DEBUG)."""
        if path not in {STYLE, MODULE}:
            return super().find(path, find_all=True) if find_all else super().find(path)
        self._join()
        found = self.joined.path(path)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[Any]:
        """What is collected: the joined files, then the rest that is no source."""
        self._join()
        yield STYLE, self.joined
        yield MODULE, self.joined
        for path, storage in super().list(ignore_patterns):
            if not _is_source(path):
                yield path, storage

    def sources(self, kind: str) -> dict[str, str]:
        """Every `<room>/<kind>/*.<kind>`, those of `ui` first, then by name."""
        found = {path: file for path, file in self.files() if _is_source(path, kind)}
        order = sorted(found, key=lambda path: (not path.startswith("ui/"), path))
        return {path: found[path].read_text(encoding="utf-8") for path in order}

    def files(self) -> Sequence[tuple[str, Path]]:
        """Every static file of the rooms, by name."""
        return sorted((path, Path(storage.path(path))) for path, storage in super().list([]))

    def digest(self) -> str:
        """Names everything the collected files depend on: sources, pictures and their makers."""
        digest = hashlib.sha256()
        for name, file in [*self.files(), *((maker.name, maker) for maker in [*MAKERS, HTMX])]:
            content = file.read_bytes()
            digest.update(f"{name} {len(content)} ".encode() + content)
        return digest.hexdigest()

    def _join(self) -> None:
        text = {
            STYLE: joined_css(self.sources("css")),
            MODULE: joined_js(HTMX.read_text(encoding="utf-8"), self.sources("js")),
        }
        for name, content in text.items():
            place = Path(self.joined.path(name))
            if not place.exists() or place.read_text(encoding="utf-8") != content:
                _write(place, content)


def _write(place: Path, content: str) -> None:
    """Whole or not at all: another process may be reading."""
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f".{place.name}.{os.getpid()}")
    fresh.write_text(content, encoding="utf-8")
    fresh.replace(place)


def _rooms() -> list[str]:
    return [app.name for app in apps.get_app_configs() if app.name.startswith("barnraise.")]


def _is_source(path: str, *kinds: str) -> bool:
    """Whether this is `<room>/css/*.css` or `<room>/js/*.js`."""
    _room, _, rest = path.replace("\\", "/").partition("/")
    return any(re.fullmatch(rf"{kind}/[^/]+\.{kind}", rest) for kind in kinds or ("css", "js"))
