"""A copy of the catalogue in which a test may break one thing."""

from __future__ import annotations

import shutil

import pytest
import yaml

from bodem_ondergrond.plugin.catalogue import CATALOGUE_FOLDER


@pytest.fixture
def broken(tmp_path):
    """Copy the catalogue, change one file, and return the folder: `broken("lagen.yaml", lambda content: ...)`."""

    def change(name, edit):
        folder = tmp_path / "catalogue"
        shutil.copytree(CATALOGUE_FOLDER, folder)
        content = yaml.safe_load((folder / name).read_text(encoding="utf-8"))
        edit(content)
        (folder / name).write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return folder

    return change
