import django.db.models.deletion
import django.utils.timezone
import omah.core.service.cases
import omah.core.service.cases_report
import omah.core.service.clocks
import omah.rooms.cases.models.case
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("cases", "0001_initial"),
        ("cases", "0002_letter"),
    ]

    dependencies = [
        ("people", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarYear",
            fields=[
                (
                    "year",
                    models.PositiveSmallIntegerField(primary_key=True, serialize=False),
                ),
                ("source", models.CharField(max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "type",
                    models.CharField(
                        choices=[
                            (
                                omah.core.service.cases.CaseType["INFORMATION"],
                                omah.core.service.cases.CaseType["INFORMATION"],
                            ),
                            (
                                omah.core.service.cases.CaseType["REPORT"],
                                omah.core.service.cases.CaseType["REPORT"],
                            ),
                            (
                                omah.core.service.cases.CaseType["COMPLAINT"],
                                omah.core.service.cases.CaseType["COMPLAINT"],
                            ),
                        ],
                        max_length=12,
                    ),
                ),
                ("office", models.CharField(blank=True, max_length=13)),
                ("service", models.CharField(blank=True, max_length=20)),
                ("is_election", models.BooleanField(default=False)),
                ("subject", models.CharField(blank=True, max_length=160)),
                ("text", models.TextField(blank=True, max_length=8000)),
                ("purpose", models.CharField(blank=True, max_length=300)),
                (
                    "salt",
                    models.CharField(
                        blank=True,
                        default=omah.rooms.cases.models.case.new_salt,
                        max_length=32,
                    ),
                ),
                ("code_sha256", models.CharField(max_length=64, unique=True)),
                ("filed_at", models.DateTimeField()),
                ("paper_on", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (
                                omah.core.service.cases.State["RECEIVED"],
                                omah.core.service.cases.State["RECEIVED"],
                            ),
                            (
                                omah.core.service.cases.State["WAITING"],
                                omah.core.service.cases.State["WAITING"],
                            ),
                            (
                                omah.core.service.cases.State["ANSWERED"],
                                omah.core.service.cases.State["ANSWERED"],
                            ),
                            (
                                omah.core.service.cases.State["OBJECTED"],
                                omah.core.service.cases.State["OBJECTED"],
                            ),
                            (
                                omah.core.service.cases.State["SETTLED"],
                                omah.core.service.cases.State["SETTLED"],
                            ),
                            (
                                omah.core.service.cases.State["HANDED_OVER"],
                                omah.core.service.cases.State["HANDED_OVER"],
                            ),
                            (
                                omah.core.service.cases.State["WITHDRAWN"],
                                omah.core.service.cases.State["WITHDRAWN"],
                            ),
                            (
                                omah.core.service.cases.State["CLOSED"],
                                omah.core.service.cases.State["CLOSED"],
                            ),
                        ],
                        max_length=12,
                    ),
                ),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "taken_in_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DayOff",
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
                ("day", models.DateField(db_index=True)),
                ("name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            (
                                omah.core.service.clocks.Off["HOLIDAY"],
                                omah.core.service.clocks.Off["HOLIDAY"],
                            ),
                            (
                                omah.core.service.clocks.Off["JOINT_LEAVE"],
                                omah.core.service.clocks.Off["JOINT_LEAVE"],
                            ),
                        ],
                        max_length=12,
                    ),
                ),
                ("region", models.CharField(blank=True, max_length=13)),
                ("source", models.CharField(max_length=160)),
                ("known_since", models.DateTimeField(null=True)),
                ("struck_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                    ),
                ),
            ],
            options={
                "ordering": ["day", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Event",
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
                ("seq", models.PositiveSmallIntegerField()),
                (
                    "move",
                    models.CharField(
                        choices=[
                            (
                                omah.core.service.cases.Move["FILE"],
                                omah.core.service.cases.Move["FILE"],
                            ),
                            (
                                omah.core.service.cases.Move["ASK_FILER"],
                                omah.core.service.cases.Move["ASK_FILER"],
                            ),
                            (
                                omah.core.service.cases.Move["COMPLETE"],
                                omah.core.service.cases.Move["COMPLETE"],
                            ),
                            (
                                omah.core.service.cases.Move["EXTEND"],
                                omah.core.service.cases.Move["EXTEND"],
                            ),
                            (
                                omah.core.service.cases.Move["ANSWER"],
                                omah.core.service.cases.Move["ANSWER"],
                            ),
                            (
                                omah.core.service.cases.Move["OBJECT"],
                                omah.core.service.cases.Move["OBJECT"],
                            ),
                            (
                                omah.core.service.cases.Move["SETTLE"],
                                omah.core.service.cases.Move["SETTLE"],
                            ),
                            (
                                omah.core.service.cases.Move["HAND_OVER"],
                                omah.core.service.cases.Move["HAND_OVER"],
                            ),
                            (
                                omah.core.service.cases.Move["WITHDRAW"],
                                omah.core.service.cases.Move["WITHDRAW"],
                            ),
                            (
                                omah.core.service.cases.Move["CLOSE"],
                                omah.core.service.cases.Move["CLOSE"],
                            ),
                            (
                                omah.core.service.cases.Move["MESSAGE"],
                                omah.core.service.cases.Move["MESSAGE"],
                            ),
                            (
                                omah.core.service.cases.Move["EVIDENCE"],
                                omah.core.service.cases.Move["EVIDENCE"],
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("given", models.JSONField(default=dict)),
                ("text", models.TextField(blank=True, max_length=8000)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "ordering": ["case", "seq"],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
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
                ("sha256", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=120)),
                ("media_type", models.CharField(max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="InformationItem",
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
                ("office", models.CharField(blank=True, db_index=True, max_length=13)),
                ("title", models.CharField(max_length=160)),
                (
                    "info_class",
                    models.CharField(
                        choices=[
                            ("berkala", "Periodic"),
                            ("serta-merta", "Immediate"),
                            ("setiap-saat", "Any Time"),
                            ("dikecualikan", "Excluded"),
                        ],
                        max_length=12,
                    ),
                ),
                ("summary", models.TextField(blank=True, max_length=1000)),
                ("held_by", models.CharField(blank=True, max_length=120)),
                ("made_on", models.DateField()),
                ("link", models.CharField(blank=True, max_length=300)),
                ("consequence_test", models.CharField(blank=True, max_length=160)),
                ("retired_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                    ),
                ),
            ],
            options={
                "ordering": ["info_class", "title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Letter",
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
                ("sent_at", models.DateTimeField(null=True)),
                ("failure", models.CharField(blank=True, max_length=80)),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letter",
                        to="cases.event",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                (
                    "seq",
                    models.PositiveBigIntegerField(primary_key=True, serialize=False),
                ),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("received_at", models.PositiveBigIntegerField()),
                ("entry", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="log_entries",
                        to="cases.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Party",
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
                ("name", models.CharField(blank=True, max_length=120)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("contact", models.CharField(blank=True, max_length=120)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="party",
                        to="cases.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReportDetails",
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
                    "matter",
                    models.CharField(
                        choices=[
                            (
                                omah.core.service.cases_report.Matter["STATE"],
                                omah.core.service.cases_report.Matter["STATE"],
                            ),
                            (
                                omah.core.service.cases_report.Matter["INSULT"],
                                omah.core.service.cases_report.Matter["INSULT"],
                            ),
                            (
                                omah.core.service.cases_report.Matter["INCITING"],
                                omah.core.service.cases_report.Matter["INCITING"],
                            ),
                            (
                                omah.core.service.cases_report.Matter["DISORDER"],
                                omah.core.service.cases_report.Matter["DISORDER"],
                            ),
                            (
                                omah.core.service.cases_report.Matter["VIOLENCE"],
                                omah.core.service.cases_report.Matter["VIOLENCE"],
                            ),
                            (
                                omah.core.service.cases_report.Matter["PROPS"],
                                omah.core.service.cases_report.Matter["PROPS"],
                            ),
                            (
                                omah.core.service.cases_report.Matter["PLACES"],
                                omah.core.service.cases_report.Matter["PLACES"],
                            ),
                            (
                                omah.core.service.cases_report.Matter["SYMBOLS"],
                                omah.core.service.cases_report.Matter["SYMBOLS"],
                            ),
                            (
                                omah.core.service.cases_report.Matter["MONEY"],
                                omah.core.service.cases_report.Matter["MONEY"],
                            ),
                            (
                                omah.core.service.cases_report.Matter[
                                    "EXCLUDED_PERSONS"
                                ],
                                omah.core.service.cases_report.Matter[
                                    "EXCLUDED_PERSONS"
                                ],
                            ),
                            (
                                omah.core.service.cases_report.Matter["HOAX"],
                                omah.core.service.cases_report.Matter["HOAX"],
                            ),
                            (
                                omah.core.service.cases_report.Matter["OTHER"],
                                omah.core.service.cases_report.Matter["OTHER"],
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("reported", models.CharField(blank=True, max_length=160)),
                ("known_on", models.DateField()),
                ("happened", models.CharField(blank=True, max_length=120)),
                ("place", models.CharField(blank=True, max_length=160)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="report",
                        to="cases.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ServiceStandard",
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
                ("office", models.CharField(blank=True, max_length=13)),
                ("service", models.CharField(max_length=20)),
                ("requirements", models.TextField(blank=True, max_length=2000)),
                ("steps", models.TextField(blank=True, max_length=2000)),
                ("time", models.CharField(blank=True, max_length=200)),
                ("cost", models.CharField(blank=True, max_length=200)),
                ("product", models.CharField(blank=True, max_length=200)),
                ("complaint", models.CharField(blank=True, max_length=300)),
                ("published_on", models.DateField(null=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Stages",
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
                ("region", models.CharField(blank=True, max_length=13)),
                ("name", models.CharField(max_length=120)),
                ("starts", models.DateField()),
            ],
            options={
                "verbose_name_plural": "stages",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "name"), name="stages_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyAnswer",
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
                ("office", models.CharField(blank=True, max_length=13)),
                ("service", models.CharField(max_length=20)),
                ("day", models.DateField()),
                ("ratings", models.JSONField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["office", "service"], name="answers_of_a_service"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
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
                ("what", models.CharField(max_length=160)),
                ("due", models.DateField(null=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="cases.case",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.post",
                    ),
                ),
            ],
            options={
                "ordering": ["due", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["office", "state"], name="cases_of_an_office"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["office", "type", "filed_at"], name="cases_of_a_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="dayoff",
            constraint=models.UniqueConstraint(
                condition=models.Q(("struck_at__isnull", True)),
                fields=("day", "region"),
                name="a_day_is_off_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(
                fields=("case", "seq"), name="one_step_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(
                fields=("case", "sha256"), name="a_file_once_in_a_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="informationitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("info_class", "dikecualikan"), _negated=True),
                    models.Q(("consequence_test", ""), _negated=True),
                    _connector="OR",
                ),
                name="what_is_excluded_names_its_consequence_test",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicestandard",
            constraint=models.UniqueConstraint(
                fields=("office", "service"), name="one_standard_of_a_service"
            ),
        ),
    ]
