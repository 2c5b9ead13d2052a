"""One or two sentences of help for every screen, by the room it belongs to."""

from django.utils.translation import gettext_lazy as _

HINTS = {
    "home:citizen": _("Ketik satu kata di kotak cari, atau pilih salah satu gambar."),
    "home:tasks": _("Yang paling mendesak ada di atas. Ketuk satu tugas untuk mulai."),
    "home:search": _("Ketik nama desa, layanan, atau kata dari berita."),
    "home": _("Kembali ke beranda lewat nama Omah di kiri atas."),
    "notices": _("Ketuk satu pemberitahuan untuk membuka isinya."),
    "assignments": _(
        "Kantor di atas meminta sesuatu sebelum satu tanggal. Jawab, lampirkan "
        "bukti, lalu kirim. Bila dikembalikan, perbaiki dan kirim lagi."
    ),
    "agreements": _(
        "Baca naskahnya sampai selesai, lalu tanda tangani pada jam yang ditentukan."
    ),
    "activities": _(
        "Catat kegiatan satu kali. Berita, laporan, dan daftar hadir dibuat dari "
        "catatan itu."
    ),
    "cases": _(
        "Isi yang Anda tahu saja. Simpan nomor tanda terima untuk melihat jawabannya."
    ),
    "voters": _("Pilih alasan pindah; syarat dan batas waktunya muncul."),
    "field": _("Catat hadir saat datang dan pulang. Jadwal piket ada di bawah."),
    "help": _("Tulis masalah dengan kata sendiri. Jawaban muncul di halaman ini."),
    "count": _("Bandingkan foto dengan angka. Bila ragu, jangan menebak: tandai."),
    "capture": _("Foto formulir, isi angka, lalu serahkan. Bisa tanpa sinyal."),
    "people": _("Jabatan diberikan oleh kantor. Yang keliru, sampaikan ke kantor itu."),
}
MFA = _("Faktor kedua menjaga akun Anda bila orang lain tahu kata sandinya.")
SIGN_IN = _("Masuk hanya untuk petugas. Warga tidak perlu akun untuk apa pun.")


def hint_for(view_name: str) -> str:
    """Return the help for a screen: its own, its room's, or none."""
    if view_name.startswith("mfa_"):
        return str(MFA)
    if view_name == "account_login":
        return str(SIGN_IN)
    room = view_name.partition(":")[0]
    return str(HINTS.get(view_name) or HINTS.get(room) or "")
