// Every sentence of the capture app: key: [Indonesian, English]. {name} is a value.

/** @type {Record<string, [string, string]>} */
const WORDS = {
  title: ["Catat hasil TPS", "Record a station's result"],
  language: ["English", "Bahasa Indonesia"],
  back: ["Kembali", "Back"],
  next: ["Lanjut", "Next"],
  previous: ["Sebelumnya", "Previous"],
  close: ["Tutup", "Close"],
  practice: ["LATIHAN: semua data rekaan.", "PRACTICE: all data is invented."],
  unofficial: ["Bukan hasil resmi.", "Not the official result."],

  "safe.nothing": ["Belum ada isian", "Nothing entered yet"],
  "safe.unsafe": ["Belum aman", "Not safe yet"],
  "safe.partial": ["Terkirim aman, angka belum diisi", "Sent is safe, no figures yet"],
  "safe.figures": ["Angka aman, foto belum", "Figures safe, photos not yet"],
  "safe.all": ["Aman semua: angka dan foto", "All safe: figures and photos"],
  "safe.unsafe_why": ["Hanya ada di HP ini.", "Only on this phone."],
  "safe.partial_why": ["Server sudah menjawab.", "The server has answered."],
  "safe.figures_why": ["Server sudah menyimpan angka.", "The server has the figures."],
  "safe.all_why": ["Server sudah menyimpan semuanya.", "The server has everything."],
  "safe.nothing_why": ["", ""],
  waiting_count: ["{n} menunggu", "{n} waiting"],
  "net.sending": ["sedang mengirim", "sending"],
  "net.waiting": ["mencoba lagi sendiri", "will retry by itself"],
  "net.idle": ["", ""],
  send_now: ["Kirim sekarang", "Send now"],

  sign_in: ["Masuk dahulu", "Sign in first"],
  sign_in_why: [
    "Masuk sekali selagi ada jaringan. Sesudah itu bisa dipakai tanpa jaringan.",
    "Sign in once while there is a network. After that it works without one.",
  ],
  no_tasks: ["Belum ada tugas untuk jabatan Anda.", "There is nothing to do for your post."],
  offline_first: [
    "Belum pernah tersambung. Buka halaman ini sekali dengan jaringan.",
    "Never connected yet. Open this page once with a network.",
  ],
  enrol: ["Daftarkan HP ini", "Enrol this phone"],
  enrol_why: [
    "HP membuat kunci sendiri. Kunci itu tidak bisa disalin keluar dan menandatangani isian Anda.",
    "The phone makes its own key. It can't be copied out, and signs what you enter.",
  ],
  enrolled: ["HP ini terdaftar untuk {post}", "This phone is enrolled for {post}"],
  key: ["Kunci", "Key"],
  new_version: ["Versi baru siap", "A new version is ready"],
  reload: ["Pasang sekarang", "Install now"],
  reload_why: [
    "Isian tetap ada. Boleh juga nanti.",
    "Your work stays. Later is fine too.",
  ],

  photos: ["Foto lembar", "Photograph the pages"],
  figures: ["Isi angka", "Key in the figures"],
  notes: ["Kejadian dan keberatan", "Incidents and objections"],
  review: ["Periksa dan tanda tangani", "Review and sign"],
  page_n: ["Halaman {n}", "Page {n}"],
  take: ["Ambil foto", "Take photo"],
  retake: ["Ulangi", "Retake"],
  keep_photo: ["Pakai foto ini", "Use this photo"],
  keep_anyway: ["Tetap pakai", "Use it anyway"],
  looking: ["Memeriksa foto", "Checking the photo"],
  photo_good: ["Foto tampak jelas.", "The photo looks clear."],
  photo_kept: ["Tersimpan di HP", "Kept on this phone"],
  photo_safe: ["Sudah aman di server", "Safe on the server"],
  not_a_photo: ["Berkas ini bukan foto yang terbaca.", "This file is not a photo we can read."],
  "hint.small": ["Foto terlalu kecil.", "The photo is too small."],
  "hint.dark": ["Terlalu gelap. Cari cahaya.", "Too dark. Find light."],
  "hint.blurred": ["Kurang tajam. Tahan HP diam.", "Not sharp. Hold the phone still."],
  "hint.glare": ["Ada pantulan cahaya.", "There is glare."],
  "hint.far": ["Terlalu jauh. Penuhi layar dengan lembar.", "Too far. Fill the screen with the page."],
  "hint.cut": ["Tepi lembar terpotong. Mundur sedikit.", "The page is cut off. Step back a little."],

  one_by_one: ["Satu per satu", "One at a time"],
  whole_page: ["Satu halaman", "Whole page"],
  of: ["{i} dari {n}", "{i} of {n}"],
  as_written: ["Tulis persis seperti di kertas.", "Key in exactly what the paper says."],
  unknown: ["Kosong atau X", "Blank or X"],
  erase: ["Hapus", "Erase"],
  not_yet: ["belum diisi", "not yet"],
  not_a_number: ["Isi dengan angka, atau X bila kosong.", "Enter digits, or X if blank."],
  erase_field: ["Hapus angka terakhir", "Erase the last digit"],
  nothing_wanted: [
    "Angka lembar ini sudah lengkap. Tidak ada yang perlu Anda isi.",
    "This sheet's figures are complete. There is nothing for you to key in.",
  ],
  correct_field: ["Betulkan", "Correct"],
  missing_n: ["{n} kotak belum diisi", "{n} boxes not yet filled"],
  finding: ["Perlu dilihat lagi", "Look again"],
  finding_why: [
    "Cocokkan dengan kertas. Bila kertasnya memang begitu, biarkan.",
    "Compare with the paper. If the paper says so, leave it.",
  ],
  no_findings: ["Semua penjumlahan cocok.", "All sums agree."],
  no_rules: ["Aturan belum terunduh; diperiksa di server.", "Rules not loaded; the server checks."],

  note_incident: ["Kejadian khusus", "Incident"],
  note_objection: ["Keberatan saksi", "Witness's objection"],
  note_text: ["Apa yang terjadi", "What happened"],
  note_private: [
    "Di log umum hanya ada sidik jarinya. Kalimat ini dikirim kepada kantor Anda saja.",
    "Only its fingerprint is in the public log. The words go to your office alone.",
  ],
  note_keep: ["Simpan dan tanda tangani", "Keep and sign"],
  note_empty: ["Tulis dahulu apa yang terjadi.", "First write what happened."],

  sign: ["Tanda tangani", "Sign"],
  sign_why: [
    "Sesudah ditandatangani tidak bisa diubah di sini. Koreksi dilakukan PPK dengan alasan.",
    "Once signed it can't be changed here. Corrections are made by the PPK with a reason.",
  ],
  signed: ["Sudah ditandatangani", "Signed"],
  receipt: ["Tanda terima", "Receipt"],
  "receipt.checked": ["tanda tangan server diperiksa", "server's signature checked"],
  "receipt.kept": [
    "disimpan; peramban ini belum bisa memeriksa tanda tangannya",
    "kept; this browser cannot check its signature",
  ],
  server_time: ["Diterima server", "Received by the server"],
  refused: ["Tidak diterima", "Not accepted"],
  try_again: ["Kirim lagi", "Send again"],
  nothing_to_sign: ["Belum ada angka.", "No figures yet."],
  clock_wrong: [
    "Jam HP ini berbeda {n} menit dari server. Yang berlaku jam server.",
    "This phone's clock differs {n} minutes from the server's. The server's counts.",
  ],

  handover: ["Titip tanpa jaringan", "Hand over without a network"],
  handover_why: [
    "Siapa pun boleh membawa. Isi tidak bisa diubah; yang berlaku tanda tangannya.",
    "Anyone may carry it. It can't be changed; the signature is what counts.",
  ],
  by_code: ["Kode QR", "QR code"],
  by_file: ["Berkas", "File"],
  by_text: ["SMS", "Text message"],
  code_n: ["Kode {i} dari {n}", "Code {i} of {n}"],
  no_waiting: ["Tidak ada angka yang menunggu.", "No figures are waiting."],
  save_file: ["Simpan berkas", "Save file"],
  with_no_photos: ["Foto tidak ikut; tetap dikirim dari HP ini.", "Photos stay; this phone sends them."],
  text_figures_only: [
    "SMS hanya membawa angka. Catatan kejadian dititipkan lewat QR atau berkas.",
    "A text message carries figures only. Hand notes over by QR or file.",
  ],
  open_text: ["Buka SMS", "Open messages"],
  text_long: ["Terlalu panjang untuk SMS; pakai QR atau berkas.", "Too long for SMS; use QR or a file."],
  receive: ["Terima titipan", "Receive a hand-over"],
  scan: ["Pindai dengan kamera", "Scan with the camera"],
  scan_photo: ["Foto kode QR", "Photograph a QR code"],
  paste: ["Tempel SMS di sini", "Paste the messages here"],
  read_text: ["Baca", "Read"],
  open_file: ["Buka berkas titipan", "Open a hand-over file"],
  got_n: ["{n} kiriman diterima, {old} sudah ada.", "{n} received, {old} already here."],
  got_part: ["{i} dari {n} kode. Pindai yang berikut.", "{i} of {n} codes. Scan the next."],
  not_ours: ["Itu bukan titipan Omah.", "That is not an Omah hand-over."],
  needs_net: ["Untuk membaca ini perlu jaringan.", "Reading this needs a network."],

  ask: ["Tanya bantuan", "Ask for help"],
  ask_answered: ["Ada jawaban ({n})", "Answered ({n})"],
  ask_subject: ["Pertanyaan singkat", "Your question in short"],
  ask_text: ["Apa yang Anda lakukan, apa yang terjadi", "What you did, what happened"],
  ask_secret: [
    "Jangan tulis kata sandi atau nomor KTP.",
    "Write no password and no identity number.",
  ],
  ask_topic: ["Tentang", "About"],
  ask_urgency: ["Seberapa mendesak", "How urgent"],
  ask_about: [
    "Ikut terkirim: {about}. Angka dan nama tidak ikut.",
    "Sent along: {about}. No figures, no names.",
  ],
  ask_send: ["Tanyakan", "Ask"],
  ask_mine: ["Pertanyaan dari HP ini", "Asked on this phone"],
  ask_open: ["Buka", "Open"],
  "topic.figures": ["Foto dan angka", "Photos and figures"],
  "topic.access": ["Masuk, HP, aplikasi", "Signing in, phone, app"],
  "topic.bodies": ["Jabatan, piket, kehadiran", "Posts, duty, attendance"],
  "topic.supplies": ["Formulir, logistik, uang", "Forms, supplies, money"],
  "topic.rules": ["Aturan, saksi, keberatan", "Rules, witnesses, objections"],
  "urgency.stopped": ["Pekerjaan berhenti: dijawab dalam 15 menit", "Work has stopped: 15 minutes"],
  "urgency.today": ["Perlu hari ini: dijawab dalam 4 jam", "Needed today: 4 hours"],
  "urgency.calm": ["Tidak mendesak: dijawab dalam 1 hari", "Not urgent: 1 day"],
  "question.waiting": ["menunggu jaringan", "waiting for a network"],
  "question.refused": ["tidak diterima", "not accepted"],
  "question.asked": ["terkirim, menunggu jawaban", "sent, waiting for an answer"],
  "question.taken": ["sedang dikerjakan", "being worked on"],
  "question.answered": ["terjawab", "answered"],
  "question.closed": ["selesai", "closed"],

  device: ["HP ini", "This phone"],
  room_free: ["Sisa ruang {n} MB", "{n} MB free"],
  room_tight: [
    "Ruang hampir habis. Kosongkan HP sebelum memotret.",
    "Almost no room left. Free some before taking photos.",
  ],
  room_full: [
    "HP penuh. Belum tersimpan! Kosongkan ruang, lalu ulangi.",
    "The phone is full. NOT kept! Free some room, then try again.",
  ],
  free_room: ["Hapus foto yang sudah aman", "Remove photos that are safe"],
  freed: ["{n} foto dihapus dari HP.", "{n} photos removed from this phone."],
  kept_yes: ["Peramban berjanji tidak menghapus isian.", "The browser promises to keep your work."],
  kept_no: [
    "Peramban bisa menghapus isian bila HP penuh. Kirim secepatnya.",
    "The browser may remove your work if the phone is full. Send soon.",
  ],
  apple: [
    "iPhone: Safari bisa menghapus isian setelah 7 hari tidak dibuka, dan tidak mengirim saat tertutup. Tambahkan ke Layar Utama, biarkan terbuka sampai tertulis aman.",
    "iPhone: Safari may delete your work after 7 days unused, and sends nothing while closed. Add to Home Screen and keep it open until it says safe.",
  ],
  keep_open: ["Biarkan terbuka sampai tertulis aman.", "Keep this open until it says safe."],
  receipts_file: ["Simpan tanda terima", "Save receipts"],
  not_drawn: [
    "Layar ini gagal dibuka. Isian yang tersimpan tetap ada di HP.",
    "This screen could not be opened. What was kept is still on this phone.",
  ],
  open_again: ["Buka lagi", "Open again"],
  problem: ["Ada gangguan: {what}", "Something went wrong: {what}"],

  "row.voters.dpt": ["Pemilih dalam DPT", "Voters on the DPT"],
  "row.voters.dptb": ["Pemilih dalam DPTb", "Voters on the DPTb"],
  "row.voters.dpk": ["Pemilih dalam DPK", "Voters on the DPK"],
  "row.voters.total": ["Jumlah pemilih", "All voters"],
  "row.used.dpt": ["Pengguna hak pilih DPT", "DPT voters who voted"],
  "row.used.dptb": ["Pengguna hak pilih DPTb", "DPTb voters who voted"],
  "row.used.dpk": ["Pengguna hak pilih DPK", "DPK voters who voted"],
  "row.used.total": ["Jumlah pengguna hak pilih", "All who voted"],
  "row.disabled": ["Pemilih disabilitas", "Voters with disabilities"],
  "row.disabled.registered": ["Pemilih disabilitas terdaftar", "Registered voters with disabilities"],
  "row.disabled.used": ["Pemilih disabilitas yang memilih", "Voters with disabilities who voted"],
  "row.ballots.received": ["Surat suara diterima", "Ballots received"],
  "row.ballots.used": ["Surat suara digunakan", "Ballots used"],
  "row.ballots.returned": ["Surat suara rusak atau keliru coblos", "Ballots returned, spoilt"],
  "row.ballots.unused": ["Surat suara tidak digunakan", "Ballots not used"],
  "row.valid": ["Jumlah suara sah", "Valid votes"],
  "row.invalid": ["Jumlah suara tidak sah", "Invalid votes"],
  "row.total": ["Jumlah suara sah dan tidak sah", "Valid and invalid votes"],
  "row.party": ["Partai {name}", "Party {name}"],
  "row.party_total": ["Jumlah suara partai {name}", "All votes of party {name}"],
  "row.candidate": ["{party}: calon nomor {n}", "{party}: candidate {n}"],
  "sex.l": ["laki-laki", "men"],
  "sex.p": ["perempuan", "women"],
  "sex.j": ["jumlah", "total"],
};

let language = "id";

export const LANGUAGES = ["id", "en"];

export const currentLanguage = () => language;

/** @param {string} chosen "id" or "en" */
export function useLanguage(chosen) {
  language = LANGUAGES.includes(chosen) ? chosen : "id";
}

/** A sentence in the chosen language. @param {string} key */
export function say(key, values = {}) {
  const pair = WORDS[key];
  if (!pair) return key;
  const text = pair[LANGUAGES.indexOf(language)];
  return text.replace(/\{(\w+)\}/g, (hole, name) => String(values[name] ?? hole));
}

/** What a field of the form is called. */
export function label(field, candidates = []) {
  const parts = field.split(".");
  if (parts[0] === "votes") return voteLabel(parts, candidates);
  const last = parts.at(-1);
  if (parts.length > 1 && `sex.${last}` in WORDS) {
    return `${say(`row.${parts.slice(0, -1).join(".")}`)}, ${say(`sex.${last}`)}`;
  }
  return say(`row.${field}`);
}

function voteLabel([, number, part], candidates) {
  const found = candidates.find((one) => one.number === Number(number));
  const name = found ? `${number}. ${found.name}` : number;
  if (part === undefined) return name;
  if (part === "party") return say("row.party", { name });
  if (part === "total") return say("row.party_total", { name });
  return say("row.candidate", { party: name, n: part });
}

export const allKeys = () => Object.keys(WORDS);
