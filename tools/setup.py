"""Installs what is missing, then hands over; needs only Python, so it also works without make.

Say it as `python3 tools/setup.py run`, or test, check, fix, bench, faults, docs, sbom, help.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(HERE, ".venv")
BIN = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
PYTHON, PIP = (os.path.join(BIN, n + ".exe" * (os.name == "nt")) for n in ("python", "pip"))
NEEDS = {
    "run": ["run"],
    "test": ["run", "dev"],
    "check": ["run", "dev"],
    "fix": ["run", "dev"],
    "bench": ["run", "dev"],
    "faults": ["run", "dev"],
    "docs": ["run", "dev"],
    "sbom": ["run", "dev"],
}


def say(sentence):
    print("barnraise: " + sentence, file=sys.stderr, flush=True)


def stop(sentence):
    say(sentence)
    raise SystemExit(1)


def newest_python():
    """Go on under a Python new enough, or say which one is needed."""
    if sys.version_info >= (3, 11):
        return
    for name in ("python3.14", "python3.13", "python3.12", "python3.11"):
        found = shutil.which(name)
        if found and subprocess.call([found, "-c", "pass"], stderr=subprocess.DEVNULL) == 0:
            os.execv(found, [found, *sys.argv])
    stop(
        "this needs Python 3.11 or newer, and this is {}.{}. Install a newer Python and try again.".format(
            *sys.version_info[:2]
        )
    )


def make_venv():
    """A private place for the libraries, in .venv."""
    if os.path.exists(PYTHON) and os.path.exists(PIP):  # pip comes last: the folder is whole
        return
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        stop(
            "Python's venv module is missing here. On Debian or Ubuntu: sudo apt install python3-venv"
        )
    say("making .venv (once)")
    try:
        venv.create(VENV, with_pip=True, clear=True)
    except (OSError, subprocess.CalledProcessError) as error:
        stop("a private folder for the libraries, .venv, could not be made: {}".format(error))


def wanted(names):
    """A digest of everything that decides what must be installed."""
    digest = hashlib.sha256(sys.version.encode())
    for path in ["pyproject.toml", *("requirements/{}.txt".format(n) for n in names)]:
        with open(os.path.join(HERE, path), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def install(names):
    """Install the pinned libraries unless the very same ones are there already."""
    stamp = os.path.join(VENV, ".installed-" + "-".join(names))
    try:
        with open(stamp) as file:
            if file.read() == wanted(names):
                return
    except OSError:
        pass
    say("installing libraries (once)")
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    lists = [part for n in names for part in ("-r", "requirements/{}.txt".format(n))]
    for step in (
        [*pip, "--require-hashes", *lists],
        [*pip, "--no-deps", "--no-build-isolation", "--no-index", "--editable", "."],
    ):
        if subprocess.call(step, cwd=HERE):
            stop(
                "the libraries could not be installed; the lines above say why. Is there a network?"
            )
    with open(stamp, "w") as file:
        file.write(wanted(names))


def help_page():
    """Print each target of the Makefile with its own sentence."""
    print("Barnraise. Say `make TARGET`, or without make: python3 tools/setup.py TARGET\n")
    with open(os.path.join(HERE, "Makefile"), encoding="utf-8") as file:
        for name, text in re.findall(r"^(\w+):.*?## (.+)$", file.read(), re.M):
            print("  {:<7}{}".format(name, text))


def main(words):
    """Make the place ready, then become the program that was asked for."""
    target = words[0] if words else "help"
    if target not in NEEDS:
        help_page()
        return 0 if target == "help" else 2
    newest_python()
    make_venv()
    install(NEEDS[target])
    module = ["barnraise", "run"] if target == "run" else ["tools." + target]
    os.chdir(HERE)
    os.environ["PATH"] = BIN + os.pathsep + os.environ.get("PATH", "")
    command = [PYTHON, "-m", *module, *words[1:]]
    if os.name != "nt":
        os.execv(PYTHON, command)
    return subprocess.call(command)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
