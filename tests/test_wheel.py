"""One wheel brings the Python package, the widget, the JupyterLab extension and the server's configuration."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BUILD_SECONDS = 500
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Built from what git tracks: a build that lies in the checkout must not hide a missing step."""
    source = tmp_path_factory.mktemp("source")
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    for name in filter(None, tracked.split("\0")):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", out, source)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """An environment of its own that holds the wheel; its dependencies come from this one."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, with_pip=True)
    interpreter = home / "bin" / "python"
    run(interpreter, "-m", "pip", "install", "--no-deps", wheel)
    site = run(interpreter, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    Path(site, "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return interpreter


def run(*command):
    done = subprocess.run(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=BUILD_SECONDS,
        env={k: v for k, v in os.environ.items() if not k.startswith("JUPYTER_")},
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
    return COLOUR.sub("", done.stdout)


@pytest.mark.timeout(BUILD_SECONDS)
def test_the_wheel_holds_all_parts(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for part in (
        "navai_jupyter/static/widget.js",
        "navai_jupyter/locale/es_ES/LC_MESSAGES/navai_jupyter.json",
        "/share/jupyter/labextensions/navai-jupyter/package.json",
        "/share/jupyter/labextensions/navai-jupyter/install.json",
        "/etc/jupyter/jupyter_server_config.d/navai_jupyter.json",
    ):
        assert any(name.endswith(part) for name in names), part
    assert any("/labextensions/navai-jupyter/static/remoteEntry" in name for name in names)
    assert not any("node_modules" in name or name.startswith("tests/") for name in names)


@pytest.mark.timeout(BUILD_SECONDS)
def test_nothing_is_to_enable_by_hand(python):
    server = run(python, "-m", "jupyter_server.extension.serverextension", "list")
    assert "navai_jupyter enabled" in server
    assert "navai_jupyter 0.1.0 OK" in server
    lab = run(python, "-m", "jupyterlab.labextensions", "list")
    (line,) = (line for line in lab.splitlines() if "navai-jupyter" in line)
    assert "enabled" in line
    assert "OK" in line


@pytest.mark.timeout(BUILD_SECONDS)
def test_jupyterlab_finds_the_catalogues(python):
    find = "from jupyterlab_server.translation_utils import get_installed_packages_locale as find"
    assert run(python, "-c", f"{find}; print(*find('es_ES')[0])").split() == ["navai_jupyter"]


@pytest.mark.timeout(BUILD_SECONDS)
def test_the_command_line_is_there(python):
    assert run(python.parent / "jupyter-navai", "version").strip() == "0.1.0"
