"""The committed bundles are built from the committed sources, and weigh what they may."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

SNIPPET = Path(__file__).parents[2] / "snippet"
DIST = SNIPPET / "dist"
ALSO = (
    "build.mjs",
    "licences/rrweb.txt",
    "notices.mjs",
    "package-lock.json",
    "package.json",
    "shorten.mjs",
    "tsconfig.json",
)
MANIFEST = json.loads((DIST / "manifest.json").read_text(encoding="utf-8"))


def sha256(path: Path) -> str:
    """Hash a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_bundles_were_built_from_these_sources() -> None:
    """Installing needs no Node, so nobody would notice a bundle that was not built again."""
    sources = [path for path in (SNIPPET / "src").rglob("*") if path.suffix in {".ts", ".css"}]
    names = sorted([*(path.relative_to(SNIPPET).as_posix() for path in sources), *ALSO])
    whole = hashlib.sha256()
    for name in names:
        whole.update(f"{name}\0{sha256(SNIPPET / name)}\n".encode())

    assert whole.hexdigest() == MANIFEST["sources"], "run `make snippet`"


@pytest.mark.parametrize("name", sorted(MANIFEST["bundles"]))
def test_a_bundle_is_the_one_that_was_built(name: str) -> None:
    assert sha256(DIST / name) == MANIFEST["bundles"][name]["sha256"]


@pytest.mark.parametrize("budget", MANIFEST["budgets"], ids=lambda budget: "+".join(budget["of"]))
def test_what_a_page_loads_stays_within_its_budget(budget: dict[str, object]) -> None:
    of = budget["of"]
    assert isinstance(of, list)

    weight = sum(len(gzip.compress((DIST / name).read_bytes(), 9)) for name in of)

    assert weight <= int(str(budget["gzip_bytes"]))


def test_the_notices_name_everything_of_others_that_a_bundle_holds() -> None:
    """With name, version and licence text, as those licences ask for."""
    lock = json.loads((SNIPPET / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    notices = (DIST / "NOTICES.txt").read_text(encoding="utf-8").split("=" * 80)[1:]
    told = {notice.split()[0]: notice for notice in notices}

    assert {"@rrweb/record", "@rrweb/replay", "socket.io-client", "tinykeys"} <= set(told)
    assert {"rrweb-snapshot", "postcss", "engine.io-client", "lit-html"} <= set(told)
    for name, notice in told.items():
        assert notice.split()[1] == lock[f"node_modules/{name}"]["version"]
        assert "WARRANT" in notice.upper()


def test_a_development_tool_is_in_no_bundle_and_not_in_the_notices() -> None:
    text = (DIST / "NOTICES.txt").read_text(encoding="utf-8")

    assert not re.search(r"^(esbuild|terser|typescript|vitest|acorn|happy-dom) ", text, re.M)


def test_the_lock_file_names_no_host() -> None:
    """A lock that names one registry cannot be used behind another."""
    lock = json.loads((SNIPPET / "package-lock.json").read_text(encoding="utf-8"))

    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
