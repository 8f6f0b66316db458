"""Links of a chain over what only grows."""

from django.db import migrations, models

KEEP = """
CREATE TRIGGER history_seal_append_only BEFORE UPDATE OR DELETE ON kinerja_historyseal
    FOR EACH STATEMENT EXECUTE FUNCTION kinerja_keep_history();
"""


class Migration(migrations.Migration):
    """The first link is made by the clock: it covers everything that was there before."""

    dependencies = [("kinerja", "0004_never_emptied")]

    operations = [
        migrations.CreateModel(
            name="HistorySeal",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name="nomor")),
                ("at", models.DateTimeField(verbose_name="waktu")),
                ("parts", models.JSONField(verbose_name="isi")),
                ("guards", models.CharField(max_length=64, verbose_name="penjaga")),
                ("previous", models.CharField(blank=True, max_length=64, verbose_name="segel sebelumnya")),
                ("sha256", models.CharField(max_length=64, verbose_name="segel")),
            ],
            options={
                "verbose_name": "segel riwayat",
                "ordering": ["number"],
            },
        ),
        migrations.RunSQL(KEEP, "DROP TRIGGER history_seal_append_only ON kinerja_historyseal;"),
    ]
