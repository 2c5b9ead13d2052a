"""Which sound a file holds, by its first bytes; its name proves nothing."""

from dataclasses import dataclass

HEAD_OCTETS = 12


@dataclass(frozen=True, slots=True)
class AudioKind:
    """A kind of sound that every browser plays."""

    suffix: str
    media_type: str


MP3 = AudioKind("mp3", "audio/mpeg")
M4A = AudioKind("m4a", "audio/mp4")
OGG = AudioKind("ogg", "audio/ogg")
WAV = AudioKind("wav", "audio/wav")


def audio_kind(head: bytes) -> AudioKind | None:
    r"""Return the kind of a sound, or None if these bytes begin none.

    Examples
    --------
    >>> audio_kind(b"OggS\0").media_type
    'audio/ogg'
    """
    if head.startswith(b"ID3") or _is_frame(head):
        return MP3
    if head[4:8] == b"ftyp":
        return M4A
    if head.startswith(b"OggS"):
        return OGG
    return WAV if head.startswith(b"RIFF") and head[8:12] == b"WAVE" else None


def _is_frame(head: bytes) -> bool:
    """Whether an MPEG frame of layer III begins here."""
    return len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2
