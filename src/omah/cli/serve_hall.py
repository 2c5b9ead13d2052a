"""Serve the house in a hall without internet: TLS by a certificate of its own."""

import ipaddress
import os
import sys

from omah.adapters.hall import (
    HALL_NAME,
    Address,
    HallCertificates,
    hall_certificates,
    own_address,
)
from omah.adapters.hall_page import serve_hall_page
from omah.adapters.places import data_folder
from omah.cli.house_server import free_port, prepare_house, run_server
from omah.cli.main import UsageError

EVERYWHERE = "0.0.0.0"  # noqa: S104  # phones in the hall come from its network
FOLDER = "hall"


def serve_hall(given: str, port: int) -> int:
    """Say where phones find certificate and house, then serve until stopped."""
    address = address_of(given)
    port = port or free_port(EVERYWHERE)
    os.environ["OMAH_HALL"] = "1"
    os.environ["OMAH_HOSTS"] = f"{address},{HALL_NAME},localhost"
    prepare_house()
    move_in()
    certificates = hall_certificates(data_folder() / FOLDER, [address])
    house = f"https://{written(address)}:{port}"
    with serve_hall_page(EVERYWHERE, port + 1, certificates, house):
        tell(certificates, house, f"http://{written(address)}:{port + 1}/")
        from granian.constants import SSLProtocols

        return run_server(
            EVERYWHERE,
            port,
            ssl_cert=certificates.chain,
            ssl_key=certificates.key,
            ssl_protocol_min=SSLProtocols.tls12,  # phones of 2016
        )


def address_of(given: str) -> Address:
    """Return the address by which phones reach this laptop."""
    if not given:
        found = own_address()
        if found is None:
            raise UsageError(
                "this laptop is in no network; open its hotspot, or say its address:"
                " --hall 192.168.43.1"
            )
        return found
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        raise UsageError(f"'{given}' is not an address such as 192.168.43.1") from None
    if not address.is_private:
        raise UsageError(f"{given} is an address of the internet, not of a hall")
    return address


def move_in() -> None:
    from omah.rooms.count.hall import move_in as take_what_was_lent

    take_what_was_lent(data_folder() / "election")


def written(address: Address) -> str:
    return f"[{address}]" if address.version == 6 else str(address)


def tell(certificates: HallCertificates, house: str, page: str) -> None:
    """Show the QR of the page that hands out the certificate, and what it is."""
    import segno

    print(f"{house}/  (Ctrl+C stops)")
    print(f"{page}  sertifikat untuk HP / certificate for phones")
    print(certificates.fingerprint, flush=True)
    if sys.stdout.isatty():
        segno.make(page).terminal(compact=True)
