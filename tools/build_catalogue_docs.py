"""Make `docs/catalogus/*.md` and `docs/dekking.md` from the catalogue.

python tools/build_catalogue_docs.py            write them
python tools/build_catalogue_docs.py --check    say which are out of date; exit code 1 when there are any
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bodem_ondergrond.plugin.catalogue import load_catalogue
from bodem_ondergrond.plugin.domain import Catalogue
from bodem_ondergrond.tools.catalogue_docs.coverage import coverage_page, read_coverage
from bodem_ondergrond.tools.catalogue_docs.markdown import page
from bodem_ondergrond.tools.catalogue_docs.rules_page import rules_page
from bodem_ondergrond.tools.catalogue_docs.theme_page import theme_page

DOCS = Path(__file__).resolve().parent.parent / "docs"


def pages(catalogue: Catalogue) -> dict[str, str]:
    """Return all pages: path below `docs` -> text."""
    themes = {f"catalogus/{theme}.md": theme_page(theme, catalogue) for theme in catalogue.themas}
    return {
        "catalogus/README.md": _index(catalogue),
        "catalogus/regels.md": rules_page(catalogue),
        **themes,
        "dekking.md": coverage_page(read_coverage(), catalogue),
    }


def _index(catalogue: Catalogue) -> str:
    links = [f"- [{theme.naam}]({theme.id}.md)" for theme in catalogue.themas.values()]
    return page(
        "De beleidscatalogus",
        ["Deze bladen laten zien wat er in `resources/catalogue` staat: per thema het beleid, de lagen en de regels."],
        [*links, "- [Alle regels in een tabel](regels.md)", "- [Dekking van de bronnen](../dekking.md)"],
    )


def stale(catalogue: Catalogue, folder: Path = DOCS) -> list[str]:
    """Return the pages that are missing, differ from the catalogue, or belong to a theme that is gone."""
    made = pages(catalogue)
    differing = [name for name, text in made.items() if not _holds(folder / name, text)]
    old = [f"catalogus/{path.name}" for path in (folder / "catalogus").glob("*.md")]
    return differing + [name for name in sorted(old) if name not in made]


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def write(catalogue: Catalogue, folder: Path = DOCS) -> None:
    """Write all pages and remove those that are gone."""
    for name in stale(catalogue, folder):
        text = pages(catalogue).get(name)
        if text is None:
            (folder / name).unlink()
            continue
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        print(folder / name)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the pages."""
    parser = argparse.ArgumentParser(description="Bladen over de beleidscatalogus maken.")
    parser.add_argument("--check", action="store_true", help="alleen zeggen welke bladen verouderd zijn")
    options = parser.parse_args(arguments)
    catalogue = load_catalogue()
    if options.check:
        old = stale(catalogue)
        print("\n".join(f"verouderd: docs/{name}" for name in old) or "docs: bij de tijd")
        return 1 if old else 0
    write(catalogue)
    return 0


if __name__ == "__main__":
    sys.exit(main())
