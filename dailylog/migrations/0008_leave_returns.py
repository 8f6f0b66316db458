"""Coming back from a running leave, asked for or called; its history is kept."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


WATCH = "SELECT kinerja_watch('dailylog_leavereturn'::regclass)"
UNWATCH = """
DROP TRIGGER history_insert ON dailylog_leavereturn;
DROP TRIGGER history_update ON dailylog_leavereturn;
DROP TRIGGER history_delete ON dailylog_leavereturn;
"""


class Migration(migrations.Migration):
    """A row a return."""

    dependencies = [
        ('dailylog', '0007_marks_over_midnight'),
        ('kinerja', '0002_history_triggers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LeaveReturn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('annual', 'cuti tahunan'), ('sick', 'cuti sakit'), ('maternity', 'cuti melahirkan'), ('important', 'cuti alasan penting'), ('long', 'cuti besar'), ('unpaid', 'cuti di luar tanggungan negara'), ('dinas_luar', 'dinas luar')], max_length=12, verbose_name='jenis')),
                ('start', models.DateField(verbose_name='mulai')),
                ('planned_end', models.DateField(verbose_name='selesai semula')),
                ('back_on', models.DateField(verbose_name='bekerja kembali')),
                ('called', models.BooleanField(default=False, verbose_name='dipanggil kembali')),
                ('reason', models.TextField(verbose_name='alasan')),
                ('state', models.CharField(choices=[('requested', 'menunggu putusan'), ('approved', 'dikabulkan'), ('refused', 'ditolak'), ('withdrawn', 'ditarik')], default='requested', max_length=9, verbose_name='keadaan')),
                ('requested_at', models.DateTimeField(auto_now_add=True, verbose_name='diajukan pada')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='diputuskan pada')),
                ('decision_text', models.TextField(blank=True, default='', verbose_name='catatan putusan')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decided_leave_returns', to=settings.AUTH_USER_MODEL, verbose_name='diputuskan oleh')),
                ('employee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='leave_returns', to=settings.AUTH_USER_MODEL, verbose_name='pegawai')),
                ('leave', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='returns', to='dailylog.leave', verbose_name='cuti')),
            ],
            options={
                'verbose_name': 'kembali dari cuti',
                'ordering': ['employee', 'start', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['requested', 'approved', 'refused', 'withdrawn'])), name='leavereturn_state_known'), models.CheckConstraint(condition=models.Q(('state__in', ['requested', 'withdrawn']), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='leavereturn_decided_by_someone'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('employee')), _negated=True), _connector='OR'), name='leavereturn_not_decided_by_oneself', violation_error_message='Permohonan sendiri tidak dapat diputuskan sendiri.'), models.CheckConstraint(condition=models.Q(('kind__in', ['annual', 'sick', 'maternity', 'important', 'long', 'unpaid', 'dinas_luar'])), name='leavereturn_kind_known'), models.CheckConstraint(condition=models.Q(('back_on__gte', models.F('start')), ('back_on__lte', models.F('planned_end'))), name='leavereturn_within', violation_error_message='Hari bekerja kembali harus di dalam masa cuti.'), models.UniqueConstraint(condition=models.Q(('state', 'requested')), fields=('leave',), name='leavereturn_one_waiting', violation_error_message='Permohonan kembali dari cuti ini masih menunggu putusan.')],
            },
        ),
        migrations.RunSQL(WATCH, UNWATCH),
    ]
