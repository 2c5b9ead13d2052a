"""Why something was not taken, in a sentence for the person with the phone."""

from dataclasses import dataclass
from enum import StrEnum

from omah.core.count.sheet_moves import Refused
from omah.core.log.roll import Why


class Door(StrEnum):
    """Refusals of the house's own doors, before any rule of the log is asked."""

    MALFORMED = "it is not a statement that we know"
    NOT_HERE = "statements of this kind are not sent in this way"
    NO_STATION = "the register has no such polling station"
    NO_PHOTO = "its photograph has not arrived yet"
    TOO_MANY = "too much at once; wait a little and send it again"
    TOO_LARGE = "it is larger than we take"
    GAP = "bytes before this piece are missing"
    BEYOND = "the piece reaches beyond the end of the photograph"
    OTHER_BYTES = "the bytes are not those that the hash promises; send them again"
    BAD_PROOF = "the proof was not made with this key"
    NOT_YOUR_POST = "this post is not yours today"
    CSRF = "the page was open too long; load it again"
    NO_ELECTION = "this house serves no election yet"
    DISK_FULL = "the server's disk is full; your work is safe on this device"
    NO_STORE = "the store of photographs is away; your work is safe on this device"
    NO_DATABASE = "the database does not answer; your work is safe on this device"


@dataclass(frozen=True, slots=True)
class Words:
    """A refusal as it is shown; ``retry``: sending it again later may help."""

    code: str
    id: str
    en: str
    retry: bool = False


RETRY = {
    Door.NO_PHOTO,
    Door.TOO_MANY,
    Door.GAP,
    Door.OTHER_BYTES,
    Door.NO_ELECTION,
    Door.DISK_FULL,
    Door.NO_STORE,
    Door.NO_DATABASE,
}

INDONESIAN: dict[StrEnum, str] = {
    Why.NO_ROOT: "Pemilihan ini belum dibuka.",
    Why.SECOND_ROOT: "Satu pemilihan hanya dibuka sekali.",
    Why.OTHER_ELECTION: "Kiriman ini untuk pemilihan lain.",
    Why.DUPLICATE: "Kiriman ini sudah tercatat.",
    Why.UNKNOWN_KEY: "Perangkat ini belum terdaftar.",
    Why.REVOKED_KEY: "Perangkat ini sudah dicabut; hubungi kantor Anda.",
    Why.BAD_SIGNATURE: "Tanda tangan digitalnya tidak cocok dengan isinya.",
    Why.WRONG_ROLE: "Jabatan ini tidak berwenang mengirimnya.",
    Why.WRONG_REGION: "Tempat itu di luar wilayah jabatan ini.",
    Why.WRONG_POST: "Jabatan yang disebut bukan jabatan perangkat ini.",
    Why.UNKNOWN_POST: "Jabatan itu tidak ada.",
    Why.POST_EXISTS: "Jabatan itu sudah ada.",
    Why.KEY_EXISTS: "Perangkat ini sudah terdaftar.",
    Why.UNKNOWN_CONTEST: "Pemilihan, formulir, atau tempat itu tidak dibuka.",
    Why.CONTEST_EXISTS: "Pemilihan itu sudah dibuka dengan formulir ini.",
    Why.OTHER_FORM: "Formulir TPS ini jenis lain.",
    Why.UNKNOWN_FIELD: "Ada isian yang tidak dikenal formulir ini.",
    Why.UNKNOWN_SOURCE: "Dasarnya tidak ada pada formulir ini.",
    Why.NOT_AGREED: "Dua pembacaan belum sama.",
    Why.NOT_STANDING: "Angka yang hendak diubah bukan angka yang berlaku.",
    Why.UNKNOWN_OBJECTION: "Keberatan itu tidak ada.",
    Why.BEYOND_LOG: "Melebihi isi catatan.",
    Refused.NOT_YOUR_MOVE: "Jabatan ini tidak melakukan langkah itu.",
    Refused.NO_PHOTOGRAPH: "Belum ada foto yang dapat dibaca.",
    Refused.SAYS_NOTHING: "Tidak ada satu pun isian.",
    Refused.SAID_ALREADY: "Ini sudah dikirim; pembacaan kedua oleh jabatan lain.",
    Refused.NOT_AGREED: "Dua pembacaan belum sama.",
    Refused.NOTED_ALREADY: "Kesepakatan itu sudah tercatat.",
    Refused.NOT_STANDING: "Angka yang hendak diubah bukan angka yang berlaku.",
    Door.MALFORMED: "Bentuk kiriman ini tidak dikenal.",
    Door.NOT_HERE: "Kiriman jenis ini tidak lewat jalan ini.",
    Door.NO_STATION: "TPS dengan kode itu tidak ada di daftar.",
    Door.NO_PHOTO: "Fotonya belum sampai; dikirim lagi sesudah foto aman.",
    Door.TOO_MANY: "Terlalu banyak sekaligus; tunggu sebentar, lalu dikirim lagi.",
    Door.TOO_LARGE: "Terlalu besar.",
    Door.GAP: "Bagian sebelumnya belum sampai.",
    Door.BEYOND: "Bagian ini melewati ujung foto.",
    Door.OTHER_BYTES: "Isi foto berubah di jalan; kirim lagi dari awal.",
    Door.BAD_PROOF: "Bukti kepemilikan kunci tidak cocok.",
    Door.NOT_YOUR_POST: "Jabatan itu bukan milik Anda hari ini.",
    Door.CSRF: "Halaman terlalu lama terbuka; muat ulang.",
    Door.NO_ELECTION: "Belum ada pemilihan di server ini.",
    Door.DISK_FULL: "Penyimpanan server penuh; kiriman Anda aman di perangkat ini.",
    Door.NO_STORE: "Tempat foto sedang terganggu; kiriman Anda aman di perangkat ini.",
    Door.NO_DATABASE: "Server sedang terganggu; kiriman Anda aman di perangkat ini.",
}


def words_of(why: StrEnum) -> Words:
    code = why.name.lower().replace("_", "-")
    english = why.value[0].upper() + why.value[1:] + "."
    return Words(code, INDONESIAN[why], english, why in RETRY)
