"""A disk that takes 5 ms to sync: a preload library, where a C compiler is present."""

import shutil
import subprocess
from pathlib import Path

SOURCE = Path(__file__).with_suffix(".c")


def shim(folder: Path) -> dict[str, str]:
    """Surroundings in which every sync takes 5 ms more; none where there is no compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if not compiler:
        return {}
    made = folder / "slow_disk.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", made, SOURCE, "-ldl"], check=True)
    return {"LD_PRELOAD": str(made)}
