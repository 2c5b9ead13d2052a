"""The form of an episode: a transcript is parsed before it is kept."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm

from omah.core.news.transcripts import Cue, TranscriptError, read_typed
from omah.formats.audio_kinds import HEAD_OCTETS, audio_kind
from omah.formats.webvtt import MAX_OCTETS, read_webvtt, write_webvtt


def read_transcript(content: bytes) -> tuple[Cue, ...]:
    """Return the cues of a WebVTT file or of a typed transcript.

    Raises ``TranscriptError`` with the line that can't be read.
    """
    text = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"WEBVTT"):
        return read_webvtt(text)
    if len(text) > MAX_OCTETS:
        raise TranscriptError(1, "the file is larger than 2 MB")
    try:
        return read_typed(text.decode())
    except UnicodeDecodeError:
        raise TranscriptError(1, "the file is not UTF-8") from None


class EpisodeForm(WagtailAdminPageForm):
    """An uploaded transcript replaces what was typed; a fault is named by its line."""

    transcript_file = forms.FileField(
        label="Unggah transkrip (.vtt)",
        required=False,
        help_text="Berkas WebVTT dari perekam atau penyunting; menggantikan ketikan.",
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean()
        upload = given.get("transcript_file")
        typed = given.get("transcript") or ""
        content = upload.read(MAX_OCTETS + 1) if upload else typed.encode()
        if content.strip():
            self.keep_transcript("transcript_file" if upload else "transcript", content)
        self.check_audio(given.get("audio"))
        return given

    def keep_transcript(self, field: str, content: bytes) -> None:
        try:
            self.cleaned_data["transcript"] = write_webvtt(read_transcript(content))
        except TranscriptError as fault:
            sentence = f"Baris {fault.line} tidak terbaca: {fault.what}."
            self.add_error(field, sentence)
            return
        if "transcript" in self.errors:  # it was empty, and the file has filled it
            del self.errors["transcript"]

    def check_audio(self, document: Any) -> None:  # noqa: ANN401  Wagtail's document
        if document is None:
            return
        with document.file.open("rb") as sound:
            if audio_kind(sound.read(HEAD_OCTETS)) is None:
                self.add_error("audio", "Berkas ini bukan rekaman suara yang dikenal.")
