"""Serve a published folder, or the house; on this machine unless told otherwise."""

import argparse
from pathlib import Path

from omah.adapters.static_server import make_server
from omah.cli.house_server import free_port, prepare_house, run_server
from omah.cli.main import OK, UsageError

HOST, PORT = "127.0.0.1", 8000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", type=Path, nargs="?", metavar="DIR",
        help="a published folder; without it the house is served",
    )  # fmt: skip
    parser.add_argument("--port", type=int, default=PORT, help="0 picks a free one")
    parser.add_argument(
        "--host", default=HOST, help="0.0.0.0 shows it to the whole network"
    )
    parser.add_argument(
        "--hall", nargs="?", const="", metavar="ADDRESS",
        help="the house, over TLS, for a hall without internet; at this address",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    if args.hall is not None:
        from omah.cli.serve_hall import serve_hall

        return serve_hall(args.hall, args.port)
    if args.folder is None:
        return serve_house(args.host, args.port)
    return serve_folder(args.folder, args.host, args.port)


def serve_folder(folder: Path, host: str, port: int) -> int:
    if not (folder / "index.html").is_file():
        raise UsageError(f"{folder} is not a published folder: it has no index.html")
    try:
        server = make_server(folder.resolve(), host, port)
    except (OSError, OverflowError) as problem:
        raise UsageError(
            f"can't serve on {host} port {port}: {problem}; try --port 0"
        ) from None
    print(f"http://{host}:{server.server_port}/  (Ctrl+C stops)", flush=True)
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
    return OK


def serve_house(host: str, port: int) -> int:
    """Serve the house with its database brought up to date; `omah worker` reads."""
    prepare_house()
    port = port or free_port(host)
    print(f"http://{host}:{port}/  (Ctrl+C stops)", flush=True)
    return run_server(host, port)
