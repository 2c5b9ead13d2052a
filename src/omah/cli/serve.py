"""Serve a published folder, on this machine unless told otherwise."""

import argparse
from pathlib import Path

from omah.adapters.static_server import make_server
from omah.cli.main import OK, UsageError

HOST, PORT = "127.0.0.1", 8000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", type=Path, nargs="?", default=Path(), metavar="DIR",
        help="a published folder (default: this one)",
    )  # fmt: skip
    parser.add_argument("--port", type=int, default=PORT, help="0 picks a free one")
    parser.add_argument(
        "--host", default=HOST, help="0.0.0.0 shows it to the whole network"
    )


def run(args: argparse.Namespace) -> int:
    folder: Path = args.folder
    if not (folder / "index.html").is_file():
        raise UsageError(f"{folder} is not a published folder: it has no index.html")
    try:
        server = make_server(folder.resolve(), args.host, args.port)
    except (OSError, OverflowError) as problem:
        raise UsageError(
            f"can't serve on {args.host} port {args.port}: {problem}; try --port 0"
        ) from None
    print(f"http://{args.host}:{server.server_port}/  (Ctrl+C stops)", flush=True)
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
    return OK
