"""Offices, the pages of their sites, view counts and imports; no rule lives here."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
)
from wagtail.documents import get_document_model_string
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Collection, Orderable, Page

from omah.core.news.dates import Basis
from omah.core.news.transcripts import Cue
from omah.formats.webvtt import read_webvtt
from omah.rooms.kabar.blocks import TextBlocks
from omah.rooms.kabar.podcast_form import EpisodeForm

ONE_A_LINE = "Satu orang tiap baris, boleh dengan jabatannya."


class Office(models.Model):
    """An office of the commission, by the KPU code of its region."""

    code = models.CharField(max_length=4, unique=True, blank=True)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=80, unique=True)
    collection = models.OneToOneField(Collection, null=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class HousePage(Page):
    """The root of all sites: the list of offices."""

    max_count = 1
    subpage_types = ["kabar.OfficePage"]
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("daftar kantor")


class OfficePage(Page):
    """The first page of an office's site."""

    office = models.OneToOneField(Office, on_delete=models.PROTECT, related_name="home")
    introduction = models.TextField("pengantar", blank=True)
    introduction_en = models.TextField("pengantar, bahasa Inggris", blank=True)
    address = models.CharField("alamat", max_length=200, blank=True)
    telephone = models.CharField("telepon", max_length=40, blank=True)
    email = models.EmailField("surel", blank=True)
    hours = models.CharField("jam layanan", max_length=120, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("introduction_en"),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("telephone"),
                FieldPanel("email"),
                FieldPanel("hours"),
            ],
            heading="Kontak, di kaki setiap halaman",
        ),
    ]
    subpage_types = ["kabar.MenuPage", "kabar.NewsIndexPage"]
    parent_page_types = ["kabar.HousePage"]

    class Meta:
        verbose_name = _("situs kantor")


class MenuPage(Page):
    """A menu of the template: profile, stages, services and so on."""

    menu = models.CharField(max_length=20, editable=False, blank=True)
    body = StreamField(TextBlocks(), blank=True, verbose_name="isi")
    body_en = StreamField(
        TextBlocks(), blank=True, verbose_name="isi dalam bahasa Inggris"
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("body"),
        FieldPanel("body_en"),
    ]
    subpage_types = ["kabar.MenuPage", "kabar.ShowPage"]
    parent_page_types = ["kabar.OfficePage", "kabar.MenuPage"]

    class Meta:
        verbose_name = _("halaman menu")


class NewsIndexPage(Page):
    """All news of an office: pages, feed and calendar."""

    subpage_types = ["kabar.NewsPage"]
    parent_page_types = ["kabar.OfficePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("daftar berita")


class NewsPage(Page):
    """One news item: whence, by whom, when, with whom, and what was said."""

    place = models.CharField("tempat", max_length=80, blank=True)
    dateline = models.CharField(
        "baris tempat sebagaimana tertulis", max_length=160, blank=True
    )
    writer = models.CharField("penulis atau inisial", max_length=120, blank=True)
    desk = models.CharField("bagian", max_length=40, blank=True)
    byline = models.CharField(
        "penulis sebagaimana tertulis", max_length=160, blank=True
    )
    event_date = models.DateField("tanggal kejadian", null=True, blank=True)
    date_printed = models.CharField(
        "tanggal sebagaimana tertulis", max_length=80, blank=True
    )
    date_basis = models.CharField(
        max_length=12, choices=[(b, b) for b in Basis], default=Basis.NONE
    )
    participants = models.TextField(
        "peserta", blank=True, help_text="Satu orang atau lembaga tiap baris."
    )
    body = StreamField(TextBlocks(), blank=True, verbose_name="isi")
    old_address = models.URLField("alamat di situs lama", blank=True)
    views_before = models.PositiveIntegerField(
        "dilihat di situs lama", null=True, blank=True
    )
    doubts = models.JSONField(default=list, blank=True, editable=False)
    source = models.TextField(blank=True, editable=False)
    import_key = models.CharField(max_length=64, blank=True, editable=False)

    content_panels = [
        *Page.content_panels,
        HelpPanel(template="kabar/panels/doubts.html", heading="Yang perlu diperiksa"),
        MultiFieldPanel(
            [
                FieldPanel("event_date"),
                FieldPanel("date_printed", read_only=True),
                FieldPanel("place"),
                FieldPanel("dateline", read_only=True),
                FieldPanel("writer"),
                FieldPanel("desk"),
                FieldPanel("byline", read_only=True),
            ],
            heading="Kapan, di mana, oleh siapa",
        ),
        FieldPanel("participants"),
        FieldPanel("body"),
        InlinePanel("gallery", label="Gambar galeri"),
    ]
    promote_panels = [*Page.promote_panels, FieldPanel("old_address")]
    subpage_types: list[str] = []
    parent_page_types = ["kabar.NewsIndexPage"]

    class Meta:
        verbose_name = _("berita")
        indexes = [models.Index(fields=["import_key"])]


class GalleryImage(Orderable):
    """A picture of a news item; nobody publishes one without its words."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="gallery")
    image = models.ForeignKey(
        get_image_model_string(), on_delete=models.PROTECT, related_name="+"
    )
    alt = models.CharField("teks pengganti", max_length=200)
    caption = models.CharField("keterangan", max_length=300, blank=True)

    panels = [FieldPanel("image"), FieldPanel("alt"), FieldPanel("caption")]

    def __str__(self) -> str:
        return self.alt


class ShowPage(Page):
    """A podcast of an office: what it is about, its cover, its episodes."""

    summary = models.TextField("tentang podcast ini")
    cover = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="sampul persegi",
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("cover"),
    ]
    subpage_types = ["kabar.EpisodePage"]
    parent_page_types = ["kabar.MenuPage"]

    class Meta:
        verbose_name = _("podcast")


class EpisodePage(Page):
    """An episode: its transcript first, then its sound; neither is published alone."""

    number = models.PositiveIntegerField("episode ke-", null=True, blank=True)
    recorded_on = models.DateField("tanggal rekaman", null=True, blank=True)
    hosts = models.TextField("pemandu", blank=True, help_text=ONE_A_LINE)
    guests = models.TextField("tamu", blank=True, help_text=ONE_A_LINE)
    summary = models.TextField("ringkasan")
    transcript = models.TextField(
        "transkrip",
        help_text="WebVTT, atau ketik: waktu, nama, titik dua, ucapan. "
        "Contoh: 0:05 Sari: Selamat pagi.",
    )
    audio = models.ForeignKey(
        get_document_model_string(),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="rekaman suara (MP3, M4A, OGG, WAV)",
    )
    seconds = models.PositiveIntegerField("panjang dalam detik", null=True, blank=True)

    base_form_class = EpisodeForm
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("transcript_file"), FieldPanel("transcript")],
            heading="Transkrip",
        ),
        FieldPanel("audio"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("number"),
                FieldPanel("recorded_on"),
                FieldPanel("seconds"),
                FieldPanel("hosts"),
                FieldPanel("guests"),
            ],
            heading="Kapan dan dengan siapa",
        ),
    ]
    subpage_types: list[str] = []
    parent_page_types = ["kabar.ShowPage"]

    class Meta:
        verbose_name = _("episode")

    def cues(self) -> tuple[Cue, ...]:
        """What is said, as values; a transcript is kept as WebVTT."""
        return read_webvtt(self.transcript.encode()) if self.transcript else ()


class DayViews(models.Model):
    """How often a page was opened on a day; who opened it is not kept anywhere."""

    page = models.ForeignKey(
        NewsPage, on_delete=models.CASCADE, related_name="day_views"
    )
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "day"], name="one_count_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.day:%Y-%m-%d}: {self.count}"


class Import(models.Model):
    """One run of the importer, so that it can be undone as one."""

    made_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.pk}"


class ImportedArticle(models.Model):
    """What an import did to one page; ``before`` is the revision it replaced."""

    made_by = models.ForeignKey(
        Import, on_delete=models.CASCADE, related_name="articles"
    )
    page = models.ForeignKey(NewsPage, on_delete=models.CASCADE)
    status = models.CharField(max_length=10)
    before = models.PositiveBigIntegerField(null=True)
    after = models.PositiveBigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.status} {self.page_id}"
