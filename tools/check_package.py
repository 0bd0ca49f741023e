"""The scans of the plugin store, on the content of the zip: bandit and detect-secrets, with nothing found.

Also looks at what the store refuses for other reasons: binaries, caches, files that do not belong to a user.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from bodem_ondergrond.tools import package

BIN = Path(sys.executable).parent
BINARIES = {".dll", ".dylib", ".exe", ".pyc", ".pyd", ".pyo", ".so", ".whl", ".zip"}
NOT_FOR_USERS = {"test", "tests", "tools", "build", "__pycache__", ".git", ".ci", ".venv"}


def stray_files(names: list[str]) -> list[str]:
    """Entries that do not belong in a package, each with the reason."""
    findings = []
    for name in names:
        parts = name.split("/")
        if parts[0] != package.PACKAGE:
            findings.append(f"{name}: outside the folder {package.PACKAGE}")
        if NOT_FOR_USERS & set(parts) or any(part.startswith(".") for part in parts):
            findings.append(f"{name}: not for users")
        if Path(name).suffix in BINARIES:
            findings.append(f"{name}: a binary")
    return findings


def bandit(folder: Path) -> list[str]:
    """What bandit says of the Python code in `folder`, at any level of severity and confidence."""
    run = subprocess.run(
        [BIN / "bandit", "--recursive", "--quiet", "--format", "json", "--ignore-nosec", "."],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(run.stdout)
    results = [f"{r['filename']}:{r['line_number']}: {r['test_id']} {r['issue_text']}" for r in report["results"]]
    return results + [f"{error['filename']}: {error['reason']}" for error in report["errors"]]


def detect_secrets(folder: Path) -> list[str]:
    """What detect-secrets takes for a password, key or token in any file of `folder`."""
    run = subprocess.run(
        [BIN / "detect-secrets", "scan", "--all-files", "."], cwd=folder, capture_output=True, text=True, check=True
    )
    results = json.loads(run.stdout)["results"]
    return [f"{name}:{hit['line_number']}: {hit['type']}" for name, hits in results.items() for hit in hits]


def check(zip_path: Path) -> list[str]:
    """All findings on the package; empty when the store would take it."""
    with zipfile.ZipFile(zip_path) as archive, tempfile.TemporaryDirectory() as folder:
        findings = stray_files(archive.namelist())
        archive.extractall(folder)
        return findings + bandit(Path(folder)) + detect_secrets(Path(folder))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("zip", nargs="?", type=Path, default=package.default_target())
    found = check(parser.parse_args().zip)
    print("\n".join(found) or "package: bandit, detect-secrets and content: nothing found")
    sys.exit(1 if found else 0)
