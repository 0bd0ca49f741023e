"""Start the real QGIS in a profile of its own, with or without a screen, and run a script in it.

For the demonstration and for the test of the package. Nothing of the user's own QGIS profile is read or written.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLUGIN = "bodem_ondergrond"
SCREEN = "1600x1000x24"
# No tips, no news, no search for a newer version: nothing that asks for a network or stands before the window.
SETTINGS = """\
[General]
locale\\overrideFlag=true
locale\\userLocale={locale}

[app]
projections\\unknownCrsBehavior=NoAction

[core]
NewsFeed\\httpsfeedqgisorg\\disabled=true

[locale]
overrideFlag=true
userLocale={locale}

[qgis]
checkVersion=false
# Looking at a GeoPackage leaves its bytes alone, also when QGIS is ended in the middle.
walForSqlite3=false
showTips=false
newsFeed\\enabled=false
welcomePage=0

[plugins]
automatically-check-for-updates=false

[PythonPlugins]
{plugins}
"""


def make_profile(folder: Path, *, locale: str = "nl", plugins: tuple[str, ...] = ()) -> Path:
    """Make an empty QGIS profile in `folder`, in which `plugins` are switched on, and return its own folder."""
    shutil.rmtree(folder, ignore_errors=True)
    profile = folder / "profiles" / "default"
    for name in ("QGIS3.ini", "QGIS4.ini"):
        path = profile / "QGIS" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        switched_on = "\n".join(f"{plugin}=true" for plugin in plugins)
        path.write_text(SETTINGS.format(locale=locale, plugins=switched_on), encoding="utf-8")
    return profile


def link_plugin(profile: Path) -> None:
    """Make this checkout the plugin of the profile."""
    folder = profile / "python" / "plugins"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PLUGIN).symlink_to(ROOT, target_is_directory=True)


def environment(*, with_shapely: bool = True, **extra: str) -> dict[str, str]:
    """Return the environment for QGIS; it runs on the system's Python, which on Debian 12 has no shapely 2."""
    result = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    result.pop("QT_QPA_PLATFORM", None)
    if with_shapely:
        result["PYTHONPATH"] = sysconfig.get_path("purelib")
    return {**result, "PYTHONDONTWRITEBYTECODE": "1", **extra}


def has_screen() -> bool:
    """Return whether there is a screen to show QGIS on."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and not os.environ.get("CI")


def command(profiles: Path, *arguments: str, screen: bool) -> list[str]:
    """Return the command that starts QGIS; without a screen, on a virtual one."""
    qgis = ["qgis", "--profiles-path", str(profiles), "--nologo", "--noversioncheck", *arguments]
    return qgis if screen else ["xvfb-run", "--auto-servernum", "--server-args", f"-screen 0 {SCREEN}", *qgis]


def run_script(profiles: Path, script: Path, *arguments: str, env: dict[str, str], timeout_s: float) -> str:
    """Run `script` in a QGIS on a virtual screen and return what was printed; the script ends QGIS itself.

    Raises:
        TimeoutError: the script did not end in time; QGIS and its screen are gone.
    """
    process = subprocess.Popen(
        command(profiles, "--code", str(script), *arguments, screen=False),
        # The virtual screen is an X one, also on a desktop with Wayland.
        env={**env, "QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # A group of its own, so that the screen goes with it.
        start_new_session=True,
    )
    try:
        return process.communicate(timeout=timeout_s)[0]
    except subprocess.TimeoutExpired as error:
        os.killpg(process.pid, signal.SIGKILL)
        printed = process.communicate()[0]
        raise TimeoutError(f"QGIS did not end within {timeout_s:.0f} s:\n{printed}") from error
