"""`make demo`: prove on this machine that speech reaches a notebook's function, then open JupyterLab."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from navai_jupyter.client.audio import write_wav
from navai_jupyter.engine.voice import synthesise

ROOT = Path(__file__).parent.parent
NOTEBOOK = ROOT / "notebooks" / "quickstart.ipynb"
SENTENCE = "add two and three"


def prove() -> bool:
    """Put one spoken sentence through the notebook, without a browser, and print what happened."""
    print(f'Saying "{SENTENCE}" to {NOTEBOOK.relative_to(ROOT)}, without a browser …', flush=True)
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder, "sentence.wav")
        samples, rate = synthesise(SENTENCE)
        write_wav(wav, samples.tobytes(), rate)
        question = ["ask", "--json", "--wav", str(wav), "--notebook", str(NOTEBOOK)]
        run = subprocess.run(
            [sys.executable, "-m", "navai_jupyter.cli", *question],
            env={**os.environ, "NAVAI_PROVIDER": "local"},
            stdout=subprocess.PIPE,
            timeout=300,
            check=False,
        )
    if run.returncode != 0:
        return False
    turn = json.loads(run.stdout)
    print(f"  heard    {turn['transcript']}")
    for call in turn["calls"]:
        arguments = ", ".join(f"{name}={value}" for name, value in call["arguments"].items())
        print(f"  called   {call['name']}({arguments}) in the kernel → {call['result']}")
    print(f"  answered {turn['reply']}")
    if not turn["calls"]:
        return False
    latency = turn["latency_ms"]
    print(f"  {latency['speech_end_to_call']:.0f} ms from the end of speech to the call", end=", ")
    print(f"{latency['speech_end_to_audio']:.0f} ms to the first sound of the answer")
    return True


def main() -> None:
    if not prove():
        sys.exit("The sentence did not reach the function. See: .venv/bin/jupyter navai doctor")
    # As a default address the notebook is also in the URL that is printed where no browser opens.
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={NOTEBOOK.parent}"]
    command.append(f"--LabApp.default_url=/lab/tree/{NOTEBOOK.name}")
    if hasattr(os, "getuid") and os.getuid() == 0:
        command.append("--allow-root")
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not display:
        command.append("--no-browser")
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
