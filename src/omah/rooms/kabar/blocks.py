"""What a text may be made of: few blocks, each readable without script."""

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

FEATURES = ["bold", "italic", "link", "ol", "ul", "document-link"]


class QuoteBlock(blocks.StructBlock):
    words = blocks.TextBlock(label="Kutipan")
    speaker = blocks.CharBlock(label="Diucapkan oleh", required=False)

    class Meta:
        icon = "openquote"
        label = "Kutipan"
        template = "kabar/blocks/quote.html"


class FigureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label="Gambar")
    alt = blocks.CharBlock(
        label="Teks pengganti",
        help_text="Apa yang terlihat, untuk orang yang tidak melihat gambar.",
        max_length=200,
    )
    caption = blocks.CharBlock(label="Keterangan", required=False, max_length=300)

    class Meta:
        icon = "image"
        label = "Gambar"
        template = "kabar/blocks/figure.html"


class TextBlocks(blocks.StreamBlock):
    """The body of any page of an office's site."""

    heading = blocks.CharBlock(
        label="Judul bagian", icon="title", template="kabar/blocks/heading.html"
    )
    paragraph = blocks.RichTextBlock(label="Paragraf", features=FEATURES)
    quote = QuoteBlock()
    figure = FigureBlock()
