"""Names for pages that anyone may open: enough to recognise, too little to harvest."""

KEPT = 1


def masked_name(name: str) -> str:
    """Return a name with the first letter of each word; its length is not told.

    Examples
    --------
    >>> masked_name("Sari Dewi Contoh, S.H.")
    'S*** D*** C*** S***'
    """
    return " ".join(f"{word[:KEPT].upper()}***" for word in name.split())
