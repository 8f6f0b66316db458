"""Addresses of the day: what was done, shown and decided."""

from django.urls import URLPattern, path

from dailylog.views import approval, disturbances, entry, evidence, findings, presence, requests, tasks, today

urlpatterns: list[URLPattern] = [
    path("hari-ini/", today.today, name="today"),
    path("hari-ini/hadir/", presence.tap, name="presence_tap"),
    path("hari-ini/hadir/<int:pk>/batal/", presence.undo, name="presence_undo"),
    path("hari-ini/<str:day>/", today.today, name="day_log"),
    path("hari-ini/<str:day>/draf/", today.draft, name="day_draft"),
    path("kegiatan/<int:pk>/", entry.activity, name="activity"),
    path("kegiatan/<int:pk>/ubah/", entry.activity_edit, name="activity_edit"),
    path("kegiatan/<int:pk>/hapus/", entry.activity_remove, name="activity_remove"),
    path("persetujuan/", approval.approvals, name="approvals"),
    path("persetujuan/<str:day>/", approval.approval_day, name="approval_day"),
    path("tugas/", tasks.tasks, name="tasks"),
    path("tugas/baru/", tasks.task_new, name="task_new"),
    path("tugas/<int:pk>/tarik/", tasks.task_withdraw, name="task_withdraw"),
    path("permohonan/", requests.request_list, name="requests"),
    path("permohonan/kehadiran/baru/", requests.correction_new, name="correction_new"),
    path("permohonan/cuti/baru/", requests.leave_new, name="leave_new"),
    path("permohonan/lembur/baru/", requests.overtime_new, name="overtime_new"),
    path("permohonan/lembur/<int:pk>/tarik/", requests.overtime_withdraw, name="overtime_withdraw"),
    path("permohonan/<str:kind>/<int:pk>/putuskan/", requests.request_decide, name="request_decide"),
    path("permohonan/<str:kind>/<int:pk>/tarik/", requests.request_withdraw, name="request_withdraw"),
    path("gangguan/", disturbances.disturbances, name="disturbances"),
    path("gangguan/baru/", disturbances.disturbance_new, name="disturbance_new"),
    path("temuan/", findings.findings, name="findings"),
    path("temuan/<int:pk>/jelaskan/", findings.finding_explain, name="finding_explain"),
    path("temuan/<int:pk>/putuskan/", findings.finding_judge, name="finding_judge"),
    path("bukti/<int:pk>.jpg", evidence.evidence, name="evidence"),
    path("bukti/<int:pk>-kecil.jpg", evidence.evidence_small, name="evidence_small"),
    path("bukti/<int:pk>/hapus/", evidence.evidence_remove, name="evidence_remove"),
]
