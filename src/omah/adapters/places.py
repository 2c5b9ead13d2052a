"""Where things live on this machine: the data folder and its secrets."""

import os
import secrets
from pathlib import Path


def data_folder() -> Path:
    """Return the folder of the embedded store (``OMAH_DATA_DIR``), made if needed."""
    given = os.environ.get("OMAH_DATA_DIR")
    folder = Path(given) if given else user_data_folder() / "omah"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def user_data_folder() -> Path:
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home())))
    given = os.environ.get("XDG_DATA_HOME")
    return Path(given) if given else Path.home() / ".local" / "share"


def secret_of(path: Path) -> str:
    """Return the secret kept in a file of mode 0600, made on first use."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as stream:
        stream.write(secrets.token_urlsafe(48))
    return path.read_text()
