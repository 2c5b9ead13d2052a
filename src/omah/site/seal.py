"""Seal a publication: write the hash lists, log their root, publish the log."""

from collections.abc import Mapping

from omah.adapters.files import Folder
from omah.adapters.keys import Signer
from omah.adapters.ledger import Ledger
from omah.adapters.log import Sequencer
from omah.core.log.canonical_json import Json
from omah.core.log.statements import Statement
from omah.site.lists import write_lists


def seal(  # the parts of an election that a publication binds together
    folder: Folder,
    hashes: Mapping[str, str],
    ledger: Ledger,
    sequencer: Sequencer,
    publisher: Signer,
    *,
    size: int,
    at: int,
) -> Statement:
    """Return the logged root of a publication.

    ``hashes`` has the SHA-256 of every published file but the lists and the log;
    ``size`` is the number of log entries that the pages were made from.
    """
    root = ledger.fold().root
    if root is None:
        raise ValueError("the election has not begun; there is nothing to seal")
    lists: dict[str, Json] = {**write_lists(folder, hashes)}
    publication = publisher.say(
        "publication.root", at=at, election=root.id, size=size, lists=lists
    )
    ledger.append(publication)
    sequencer.run()
    return publication
