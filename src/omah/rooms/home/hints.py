"""One or two sentences of help for every screen, by the room it belongs to."""

from django.utils.translation import gettext_lazy as _

HINTS = {
    "home:citizen": _("Ketik satu kata di kotak cari, atau pilih salah satu gambar."),
    "home:tasks": _("Yang paling mendesak ada di atas. Ketuk satu tugas untuk mulai."),
    "home:search": _("Ketik nama desa, layanan, atau kata dari berita."),
    "home:outside": _(
        "Yang bertanda tiruan hanya mencatat. Ganti setelannya bila layanan aslinya"
        " sudah ada."
    ),
    "home:style": _(
        "Salin kodenya; pakai bagian yang sama supaya semua halaman serupa."
    ),
    "notices:devices": _("Tekan tombolnya, lalu izinkan bila peramban bertanya."),
    "notices:mail": _(
        "Alamat baru dipakai setelah Anda membuka surat yang kami kirim."
    ),
    "assignments:board": _(
        "Hijau sudah diterima, kuning menunggu Anda periksa. Ketuk satu kantor "
        "untuk melihat jawabannya."
    ),
    "assignments:review": _(
        "Baca jawaban dan buktinya, lalu terima, atau kembalikan dengan alasan yang"
        " jelas."
    ),
    "assignments:ask": _(
        "Hapus centang kantor yang tidak diminta. Tanggal akhir tidak boleh lewat "
        "dari surat di atasnya."
    ),
    "agreements:board": _(
        "Papan ini menyegarkan diri sendiri; tampilkan di proyektor."
    ),
    "agreements:call": _("Pilih naskah dan jamnya. Kantor Anda ikut menandatangani."),
    "agreements:check": _("Pilih berkas PDF. Satu huruf yang diubah pun ketahuan."),
    "activities:index": _(
        "Pilih kegiatan untuk mendaftar; sertifikatnya dapat diperiksa siapa pun."
    ),
    "cases:desk": _(
        "Yang paling dekat tenggatnya ada di atas. Lingkaran menunjukkan hari yang "
        "tersisa."
    ),
    "cases:case": _("Setiap langkah dicatat. Jawaban dan alasannya dibaca pemohon."),
    "cases:readiness": _(
        "Layanan siap bila semua bagian standarnya terisi dan terbit."
    ),
    "cases:follow": _(
        "Kode ada di tanda terima Anda. Tanpa kode, tidak ada yang dapat membukanya."
    ),
    "cases:start": _("Pilih kantor di daerah Anda, lalu pilih layanannya."),
    "voters:access": _(
        "Ukur TPS sebelum hari pemungutan suara; kekurangannya menjadi tugas."
    ),
    "voters:ballots": _("Isi dari mana dan ke mana Anda pindah."),
    "field:find": _(
        "Ketik nama desa atau kelurahan untuk melihat siapa bertugas sekarang."
    ),
    "field:roster": _(
        "Satu giliran satu orang. Giliran yang dibatalkan tetap tercatat."
    ),
    "help:desk": _("Ambil satu pertanyaan, jawab, lalu tutup bila penanya puas."),
    "count:queue": _("Mulai dari yang berbeda, lalu yang menunggu orang."),
    "count:workbench": _("Baca dari foto dan ketik. Satu tombol untuk satu keputusan."),
    "people:office": _("Nama pimpinan kantor hari ini. Tekan layanan untuk bertanya."),
    "people:accept": _(
        "Satu undangan untuk satu orang. Simpan kata sandi di tempat aman."
    ),
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
