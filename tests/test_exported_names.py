import subprocess
import sys

import navai_jupyter as navai


def test_the_public_names():
    assert navai.__all__ == [
        "Context",
        "ProcessExecutor",
        "VoiceWidget",
        "__version__",
        "agent",
        "call",
        "function",
        "functions",
        "last",
        "load_ipython_extension",
        "register",
        "results",
        "route",
        "talk",
        "unload_ipython_extension",
        "unregister",
    ]
    assert all(hasattr(navai, name) for name in navai.__all__)
    assert set(navai.__all__) <= set(dir(navai))
    assert not hasattr(navai, "no_such_name")


def test_jupyter_finds_both_extensions():
    assert navai._jupyter_labextension_paths() == [{"src": "labextension", "dest": "navai-jupyter"}]
    (point,) = navai._jupyter_server_extension_points()
    assert point["module"] == "navai_jupyter.server"
    assert point["app"].__name__ == "NavaiApp"


def test_importing_costs_nothing_heavy():
    code = "import sys, navai_jupyter; print(sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    for heavy in ("aiortc", "numpy", "anywidget", "pydantic", "IPython", "jupyter_server"):
        assert f"'{heavy}'" not in loaded
    assert "'navai_jupyter'" in loaded


def test_registering_needs_no_notebook_and_no_speech():
    code = (
        "import sys, navai_jupyter as navai\n"
        "navai.register(len, name='length')\n"
        "assert navai.call('length', obj=[1, 2]).result == 2\n"
        "assert not {'aiortc', 'numpy', 'anywidget', 'IPython', 'faster_whisper'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
