"""Builds what a browser loads: stylesheets, sprites, scripts and fonts, under names that change with their content.

`build()` writes each file with its `.gz` and `.br` twin and a manifest; templates ask the manifest for addresses.
Serving the files (immutable, compressed) is left to the application. Run by hand: `python -m engage.web.assets`.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import brotli

from engage.web import fonts, minify, sprite

STATIC = sprite.STATIC
BUILT = STATIC / "built"
PREFIX = "/static/"

# a later sheet builds on an earlier one, so the order is part of the design
_SHEETS = {
    "ripple.css": ("tokens", "base", "frame", "parts", "answer", "paper"),
    "board.css": ("board",),
    "embed.css": ("tokens", "embed"),
    "work.css": ("work", "results"),
    "tongues.css": ("tongues",),
}
_SCRIPTS = {
    **{
        f"{name}.js": (f"scripts/{name}",) for name in ("say", "progress", "rank", "record", "draw", "tablet")
    },
    "answer.js": ("scripts/say", "offline/page"),  # on every page of answering
    "away.js": ("offline/away",),
    "worker.js": ("offline/way", "offline/read", "offline/outbox", "offline/worker"),
}


@dataclass(frozen=True)
class Manifest:
    """Which hashed file stands behind each plain name, and from which sources it was made."""

    fingerprint: str
    files: Mapping[str, str]

    def url(self, name: str) -> str:
        """The address of `ripple.css`, or of one drawing: `icon:tick`, `face:good`, `symbol:home`.

        Raises KeyError for a name that is neither a built file nor one of those kinds.
        """
        if ":" not in name:
            return PREFIX + self.files[name]
        file, fragment = sprite.address(name)
        return f"{PREFIX}{self.files[file]}#{fragment}"


def build(destination: Path = BUILT) -> Manifest:
    """Write every asset to `destination`, unless what lies there was made from these very sources."""
    fingerprint = _fingerprint(_sources())
    present = read_manifest(destination)
    if present is not None and present.fingerprint == fingerprint and _complete(present, destination):
        return present
    destination.mkdir(parents=True, exist_ok=True)
    contents = _contents()
    manifest = Manifest(fingerprint, {name: _hashed(name, body) for name, body in contents.items()})
    for name, body in contents.items():
        _write(destination / manifest.files[name], body)
    _sweep(destination, keep=manifest.files.values())
    stored = {"fingerprint": fingerprint, "files": dict(sorted(manifest.files.items()))}
    (destination / "manifest.json").write_text(json.dumps(stored, indent=1) + "\n", "utf-8")
    return manifest


def read_manifest(destination: Path = BUILT) -> Manifest | None:
    """The manifest of an earlier build, or None when there is none that can be read."""
    try:
        stored = json.loads((destination / "manifest.json").read_text("utf-8"))
        return Manifest(stored["fingerprint"], stored["files"])
    except (FileNotFoundError, json.JSONDecodeError, KeyError):
        return None


def _contents() -> dict[str, bytes]:
    contents: dict[str, bytes] = dict(fonts.subset_fonts())
    contents["ui.svg"] = sprite.ui_sprite().encode()
    for name, parts in _SCRIPTS.items():
        source = "".join((STATIC / f"{part}.js").read_text("utf-8") for part in parts)
        contents[name] = minify.minify_js(source).encode()
    named = {name: _hashed(name, body) for name, body in contents.items()}
    for name, parts in _SHEETS.items():
        contents[name] = _stylesheet(parts, named).encode()
    return contents


def _stylesheet(parts: Iterable[str], named: Mapping[str, str]) -> str:
    css = "\n".join((STATIC / "css" / f"{part}.css").read_text("utf-8") for part in parts)
    if "[data-theme=dark]" in css:
        css = minify.with_auto_theme(css)
    linked = re.sub(r"url\(([\w.-]+)\)", lambda found: f"url({named[found[1]]})", css)
    return minify.minify_css(linked)


def _sources() -> list[Path]:
    folders = [path for path in STATIC.rglob("*") if path.is_file() and BUILT not in path.parents]
    return (
        sorted(folders)
        + [Path(module.__file__ or "") for module in (fonts, minify, sprite)]
        + [Path(__file__)]
    )


def _fingerprint(sources: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sources:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _complete(manifest: Manifest, destination: Path) -> bool:
    return all((destination / file).exists() for file in manifest.files.values())


def _hashed(name: str, body: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(body).hexdigest()[:10]}.{suffix}"


def _write(path: Path, body: bytes) -> None:
    path.write_bytes(body)
    if path.suffix != ".woff2":  # already compressed inside
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(body, 9, mtime=0))
        path.with_name(path.name + ".br").write_bytes(brotli.compress(body, quality=11))


def _sweep(destination: Path, keep: Iterable[str]) -> None:
    wanted = set(keep)
    for path in destination.iterdir():
        if path.name.removesuffix(".gz").removesuffix(".br") not in wanted:
            path.unlink()


def main() -> None:
    """Build, then print each file with its size as sent."""
    manifest = build()
    for name, file in sorted(manifest.files.items()):
        packed = BUILT / f"{file}.gz"
        sent = (packed if packed.exists() else BUILT / file).stat().st_size
        print(f"{name:16}{sent:8,} bytes sent")


if __name__ == "__main__":
    main()
