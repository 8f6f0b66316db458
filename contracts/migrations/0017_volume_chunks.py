"""The file of a volume in pieces; those that are there become one piece each."""

import django.db.models.deletion
from django.db import migrations, models

MOVE = """
INSERT INTO contracts_volumechunk (volume_id, number, content)
SELECT id, 1, content FROM contracts_volume WHERE content IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
# Backwards the column comes empty, and a volume can be made again at any time.
FORGET = "DELETE FROM contracts_volume WHERE state = 'done';"


class Migration(migrations.Migration):
    dependencies = [("contracts", "0016_volume_duplex")]

    operations = [
        migrations.CreateModel(
            name="VolumeChunk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                (
                    "volume",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="chunks", to="contracts.volume"
                    ),
                ),
            ],
            options={"ordering": ["volume", "number"]},
        ),
        migrations.AddConstraint(
            model_name="volumechunk",
            constraint=models.UniqueConstraint(fields=("volume", "number"), name="volume_chunk_once"),
        ),
        migrations.RunSQL(MOVE, FORGET),
        migrations.RemoveConstraint(model_name="volume", name="volume_done_has_a_file"),
        migrations.RemoveField(model_name="volume", name="content"),
        migrations.AddConstraint(
            model_name="volume",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "done"), _negated=True), ("size__gt", 0), _connector="OR"),
                name="volume_done_has_a_file",
            ),
        ),
    ]
