# fmt: off

import django.db.models.deletion
import modelcluster.fields
import omah.core.news.dates
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
        ('wagtaildocs', '0014_alter_document_file_size'),
        ('wagtailimages', '0027_image_description'),
    ]

    operations = [
        migrations.CreateModel(
            name='HousePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'daftar kantor',
                'abstract': False,
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Import',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('undone_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='MenuPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('menu', models.CharField(blank=True, editable=False, max_length=20)),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 4), ('figure', 8)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Judul bagian', 'template': 'kabar/blocks/heading.html'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul', 'document-link'], 'label': 'Paragraf'}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Kutipan'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Diucapkan oleh', 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('words', 2), ('speaker', 3)]], {}), 5: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Gambar'}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': 'Apa yang terlihat, untuk orang yang tidak melihat gambar.', 'label': 'Teks pengganti', 'max_length': 200}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Keterangan', 'max_length': 300, 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('image', 5), ('alt', 6), ('caption', 7)]], {})}, verbose_name='isi')),
                ('body_en', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 4), ('figure', 8)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Judul bagian', 'template': 'kabar/blocks/heading.html'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul', 'document-link'], 'label': 'Paragraf'}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Kutipan'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Diucapkan oleh', 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('words', 2), ('speaker', 3)]], {}), 5: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Gambar'}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': 'Apa yang terlihat, untuk orang yang tidak melihat gambar.', 'label': 'Teks pengganti', 'max_length': 200}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Keterangan', 'max_length': 300, 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('image', 5), ('alt', 6), ('caption', 7)]], {})}, verbose_name='isi dalam bahasa Inggris')),
            ],
            options={
                'verbose_name': 'halaman menu',
                'abstract': False,
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='NewsIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'daftar berita',
                'abstract': False,
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='EpisodePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('number', models.PositiveIntegerField(blank=True, null=True, verbose_name='episode ke-')),
                ('recorded_on', models.DateField(blank=True, null=True, verbose_name='tanggal rekaman')),
                ('hosts', models.TextField(blank=True, help_text='Satu orang tiap baris, boleh dengan jabatannya.', verbose_name='pemandu')),
                ('guests', models.TextField(blank=True, help_text='Satu orang tiap baris, boleh dengan jabatannya.', verbose_name='tamu')),
                ('summary', models.TextField(verbose_name='ringkasan')),
                ('transcript', models.TextField(help_text='WebVTT, atau ketik: waktu, nama, titik dua, ucapan. Contoh: 0:05 Sari: Selamat pagi.', verbose_name='transkrip')),
                ('seconds', models.PositiveIntegerField(blank=True, null=True, verbose_name='panjang dalam detik')),
                ('audio', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtaildocs.document', verbose_name='rekaman suara (MP3, M4A, OGG, WAV)')),
            ],
            options={
                'verbose_name': 'episode',
                'abstract': False,
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='NewsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('place', models.CharField(blank=True, max_length=80, verbose_name='tempat')),
                ('dateline', models.CharField(blank=True, max_length=160, verbose_name='baris tempat sebagaimana tertulis')),
                ('writer', models.CharField(blank=True, max_length=120, verbose_name='penulis atau inisial')),
                ('desk', models.CharField(blank=True, max_length=40, verbose_name='bagian')),
                ('byline', models.CharField(blank=True, max_length=160, verbose_name='penulis sebagaimana tertulis')),
                ('event_date', models.DateField(blank=True, null=True, verbose_name='tanggal kejadian')),
                ('date_printed', models.CharField(blank=True, max_length=80, verbose_name='tanggal sebagaimana tertulis')),
                ('date_basis', models.CharField(choices=[(omah.core.news.dates.Basis['PRINTED'], omah.core.news.dates.Basis['PRINTED']), (omah.core.news.dates.Basis['NEIGHBOURS'], omah.core.news.dates.Basis['NEIGHBOURS']), (omah.core.news.dates.Basis['WEEKDAY'], omah.core.news.dates.Basis['WEEKDAY']), (omah.core.news.dates.Basis['TERM'], omah.core.news.dates.Basis['TERM']), (omah.core.news.dates.Basis['NONE'], omah.core.news.dates.Basis['NONE'])], default=omah.core.news.dates.Basis['NONE'], max_length=12)),
                ('participants', models.TextField(blank=True, help_text='Satu orang atau lembaga tiap baris.', verbose_name='peserta')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1), ('quote', 4), ('figure', 8)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Judul bagian', 'template': 'kabar/blocks/heading.html'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul', 'document-link'], 'label': 'Paragraf'}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'Kutipan'}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Diucapkan oleh', 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('words', 2), ('speaker', 3)]], {}), 5: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Gambar'}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': 'Apa yang terlihat, untuk orang yang tidak melihat gambar.', 'label': 'Teks pengganti', 'max_length': 200}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'Keterangan', 'max_length': 300, 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('image', 5), ('alt', 6), ('caption', 7)]], {})}, verbose_name='isi')),
                ('old_address', models.URLField(blank=True, verbose_name='alamat di situs lama')),
                ('views_before', models.PositiveIntegerField(blank=True, null=True, verbose_name='dilihat di situs lama')),
                ('doubts', models.JSONField(blank=True, default=list, editable=False)),
                ('source', models.TextField(blank=True, editable=False)),
                ('import_key', models.CharField(blank=True, editable=False, max_length=64)),
            ],
            options={
                'verbose_name': 'berita',
                'indexes': [models.Index(fields=['import_key'], name='kabar_newsp_import__276655_idx')],
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ImportedArticle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(max_length=10)),
                ('before', models.PositiveBigIntegerField(null=True)),
                ('after', models.PositiveBigIntegerField(null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='articles', to='kabar.import')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='kabar.newspage')),
            ],
        ),
        migrations.CreateModel(
            name='GalleryImage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('alt', models.CharField(max_length=200, verbose_name='teks pengganti')),
                ('caption', models.CharField(blank=True, max_length=300, verbose_name='keterangan')),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailimages.image')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='gallery', to='kabar.newspage')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(blank=True, max_length=4, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('collection', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, to='wagtailcore.collection')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='OfficePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', models.TextField(blank=True, verbose_name='pengantar')),
                ('introduction_en', models.TextField(blank=True, verbose_name='pengantar, bahasa Inggris')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='alamat')),
                ('telephone', models.CharField(blank=True, max_length=40, verbose_name='telepon')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='surel')),
                ('hours', models.CharField(blank=True, max_length=120, verbose_name='jam layanan')),
                ('office', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='home', to='kabar.office')),
            ],
            options={
                'verbose_name': 'situs kantor',
                'abstract': False,
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ShowPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.TextField(verbose_name='tentang podcast ini')),
                ('cover', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailimages.image', verbose_name='sampul persegi')),
            ],
            options={
                'verbose_name': 'podcast',
                'abstract': False,
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='DayViews',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('count', models.PositiveIntegerField(default=0)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='day_views', to='kabar.newspage')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('page', 'day'), name='one_count_a_day')],
            },
        ),
    ]
