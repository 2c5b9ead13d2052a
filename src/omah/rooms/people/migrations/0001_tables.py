import django.db.models.deletion
import omah.core.people.access
import omah.core.people.roles
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("people", "0001_initial"),
        ("people", "0002_groups"),
        ("people", "0003_body"),
        ("people", "0004_invitation_instead_of"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Body",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("region", models.CharField(blank=True, max_length=13, unique=True)),
                ("name", models.CharField(max_length=120)),
            ],
            options={
                "verbose_name_plural": "bodies",
                "ordering": ["region"],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="last login"
                    ),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "handle",
                    models.CharField(
                        max_length=40, unique=True, verbose_name="nama masuk"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="nama")),
                ("language", models.CharField(default="id", max_length=2)),
                ("is_active", models.BooleanField(default=True)),
                ("joined_at", models.DateTimeField(auto_now_add=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            (
                                omah.core.people.roles.Role["KPPS"],
                                omah.core.people.roles.Role["KPPS"],
                            ),
                            (
                                omah.core.people.roles.Role["PPS"],
                                omah.core.people.roles.Role["PPS"],
                            ),
                            (
                                omah.core.people.roles.Role["PPK"],
                                omah.core.people.roles.Role["PPK"],
                            ),
                            (
                                omah.core.people.roles.Role["OPERATOR"],
                                omah.core.people.roles.Role["OPERATOR"],
                            ),
                            (
                                omah.core.people.roles.Role["KPU_KABKOTA"],
                                omah.core.people.roles.Role["KPU_KABKOTA"],
                            ),
                            (
                                omah.core.people.roles.Role["KPU_PROVINSI"],
                                omah.core.people.roles.Role["KPU_PROVINSI"],
                            ),
                            (
                                omah.core.people.roles.Role["KPU_RI"],
                                omah.core.people.roles.Role["KPU_RI"],
                            ),
                            (
                                omah.core.people.roles.Role["WITNESS"],
                                omah.core.people.roles.Role["WITNESS"],
                            ),
                            (
                                omah.core.people.roles.Role["SUPERVISOR"],
                                omah.core.people.roles.Role["SUPERVISOR"],
                            ),
                            (
                                omah.core.people.roles.Role["OBSERVER"],
                                omah.core.people.roles.Role["OBSERVER"],
                            ),
                            (
                                omah.core.people.roles.Role["AUDITOR"],
                                omah.core.people.roles.Role["AUDITOR"],
                            ),
                            (
                                omah.core.people.roles.Role["ADMINISTRATOR"],
                                omah.core.people.roles.Role["ADMINISTRATOR"],
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "division",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                omah.core.people.access.Division["CHAIR"],
                                omah.core.people.access.Division["CHAIR"],
                            ),
                            (
                                omah.core.people.access.Division["FINANCE"],
                                omah.core.people.access.Division["FINANCE"],
                            ),
                            (
                                omah.core.people.access.Division["VOTERS_DATA"],
                                omah.core.people.access.Division["VOTERS_DATA"],
                            ),
                            (
                                omah.core.people.access.Division["TECHNICAL"],
                                omah.core.people.access.Division["TECHNICAL"],
                            ),
                            (
                                omah.core.people.access.Division["OUTREACH"],
                                omah.core.people.access.Division["OUTREACH"],
                            ),
                            (
                                omah.core.people.access.Division["LAW"],
                                omah.core.people.access.Division["LAW"],
                            ),
                        ],
                        max_length=40,
                    ),
                ),
                ("region", models.CharField(blank=True, db_index=True, max_length=13)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "acting",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                omah.core.people.access.Acting["PLT"],
                                omah.core.people.access.Acting["PLT"],
                            ),
                            (
                                omah.core.people.access.Acting["PLH"],
                                omah.core.people.access.Acting["PLH"],
                            ),
                        ],
                        max_length=3,
                    ),
                ),
                ("statement", models.CharField(blank=True, max_length=64)),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("token_sha256", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "instead_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="people.post",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="people.post",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Device",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True)),
                ("public_spki", models.BinaryField()),
                ("label", models.CharField(blank=True, max_length=60)),
                ("enrolled_at", models.DateTimeField(auto_now_add=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("statement", models.CharField(blank=True, max_length=64)),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="devices",
                        to="people.post",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="post_ends_after_it_begins",
            ),
        ),
    ]
