"""Addresses of planning, rounds, agreements, signatures and their public verification."""

from django.urls import URLPattern, path

from contracts.views import (
    agreements,
    board,
    cascade,
    certificates,
    drafting,
    indicators,
    letterheads,
    lines,
    planning,
    prints,
    round_runs,
    rounds,
    shared,
    signing,
    signing_pile,
    steps,
    takeover,
    verification,
    volumes,
    wet,
)

AGREEMENTS: list[URLPattern] = [
    path("perjanjian/", agreements.agreements, name="agreements"),
    path("perjanjian/mulai/", agreements.agreement_begin, name="agreement_begin"),
    path("perjanjian/induk/<int:pk>/", agreements.agreement_of, name="agreement_of"),
    path("perjanjian/induk/<int:pk>/ubah/", steps.amend, name="amend"),
    path("perjanjian/<int:pk>/", agreements.agreement, name="agreement"),
    path("perjanjian/<int:pk>/telaah/", steps.review, name="review"),
    path("perjanjian/<int:pk>/sepakati/", steps.agreement_agree, name="agreement_agree"),
    path("perjanjian/<int:pk>/kembalikan/", steps.agreement_return, name="agreement_return"),
    path("perjanjian/<int:pk>/batalkan/", steps.agreement_cancel, name="agreement_cancel"),
    path("perjanjian/<int:pk>/banding/", steps.compare, name="compare"),
]

PLANNING: list[URLPattern] = [
    path("perencanaan/", planning.plan, name="planning"),
    path("perencanaan/baru/", planning.node_new, name="planning_new"),
    path("perencanaan/<int:pk>/ubah/", planning.node_edit, name="planning_edit"),
    path("perencanaan/<int:pk>/hapus/", planning.node_remove, name="planning_remove"),
    path("perencanaan/<int:pk>/anggaran/", planning.budget, name="planning_budget"),
    path("indikator/", indicators.indicator_list, name="indicators"),
    path("indikator/baru/", indicators.indicator_new, name="indicator_new"),
    path("indikator/<int:pk>/", indicators.indicator, name="indicator"),
    path("indikator/<int:pk>/ubah/", indicators.indicator_edit, name="indicator_edit"),
    path("indikator/<int:pk>/hentikan/", indicators.indicator_retire, name="indicator_retire"),
    path("kaskade/", cascade.tree, name="cascade"),
    path("kaskade/<int:pk>/", cascade.branch, name="cascade_branch"),
    path("kaskade/celah/", cascade.gap_counts, name="cascade_counts"),
    path("kaskade/celah/<slug:word>/", cascade.gap_list, name="cascade_gaps"),
]

DRAFTING: list[URLPattern] = [
    path("perjanjian/<int:pk>/susun/", drafting.draft, name="draft"),
    path("perjanjian/<int:pk>/susun/bobot/", drafting.draft_weights, name="draft_weights"),
    path("perjanjian/<int:pk>/susun/paparkan/", drafting.draft_present, name="draft_present"),
    path("perjanjian/<int:pk>/susun/kamus/", takeover.draft_dictionary, name="draft_dictionary"),
    path("perjanjian/<int:pk>/susun/ambil/<int:target>/", takeover.draft_take, name="draft_take"),
    path("perjanjian/<int:pk>/susun/baris/", lines.draft_line_new, name="draft_line_new"),
    path("perjanjian/<int:pk>/susun/baris/<int:line>/", lines.draft_line, name="draft_line"),
    path("perjanjian/<int:pk>/susun/baris/<int:line>/pindah/", drafting.draft_move, name="draft_move"),
    path("perjanjian/<int:pk>/susun/baris/<int:line>/hapus/", drafting.draft_remove, name="draft_remove"),
    path("perjanjian/indikator-bersama/", shared.shared_indicators, name="shared_indicators"),
    path("perjanjian/indikator-bersama/<int:pk>/", shared.shared_attach, name="shared_attach"),
]

ROUNDS: list[URLPattern] = [
    path("putaran/", rounds.rounds, name="rounds"),
    path("putaran/baru/", rounds.round_new, name="round_new"),
    path("putaran/<int:pk>/", board.round_board, name="round"),
    path("putaran/<int:pk>/ubah/", rounds.round_edit, name="round_edit"),
    path("putaran/<int:pk>/periksa/", rounds.round_check, name="round_check"),
    path("putaran/<int:pk>/buka/", rounds.round_open, name="round_open"),
    path("putaran/<int:pk>/salin/", rounds.round_copy, name="round_copy"),
    path("putaran/<int:pk>/kemajuan/", round_runs.round_runs, name="round_runs"),
    path("putaran/<int:pk>/panggilan/<int:call>/ulang/", round_runs.round_call_again, name="round_call_again"),
    path("putaran/<int:pk>/ingatkan/", board.round_remind, name="round_remind"),
    path("putaran/<int:pk>/tutup/", rounds.round_close, name="round_close"),
]

SIGNING: list[URLPattern] = [
    path("perjanjian/tanda-tangan/", signing_pile.sign_batch, name="sign_batch"),
    path("perjanjian/tanda-tangan/<int:pk>/", signing_pile.sign_batch_progress, name="sign_batch_progress"),
    path("perjanjian/<int:pk>/tanda-tangan/", signing.sign, name="sign"),
    path("perjanjian/<int:pk>/tanda-tangan/<slug:sha256>.pdf", signing.sign_document, name="sign_document"),
    path("perjanjian/<int:pk>/tolak/", signing.refuse, name="refuse"),
    path("akun/sertifikat/", certificates.certificates, name="certificates"),
    path("akun/sertifikat/<int:pk>/cabut/", certificates.certificate_revoke, name="certificate_revoke"),
    path("v/<str:token>/", verification.verify, name="verify"),
    path("verifikasi/", verification.verify_upload, name="verify_upload"),
    path("verifikasi/penerbit.<slug:form>", verification.issuer, name="verify_issuer"),
]

PAPERS: list[URLPattern] = [
    path("perjanjian/<int:pk>/dasar/", prints.ground_paper, name="ground_paper"),
    path("perjanjian/<int:pk>/cetak/", prints.agreement_print, name="agreement_print"),
    path("perjanjian/<int:pk>/tanda-tangan-basah/", wet.wet, name="wet"),
    path("perjanjian/<int:pk>/formulir-basah/", prints.wet_form, name="wet_form"),
    path("perjanjian/induk/<int:pk>/cetak/", prints.agreement_copy, name="agreement_copy"),
    path("perjanjian/cetak/", volumes.agreements_print, name="agreements_print"),
    path("perjanjian/cetak/<int:pk>/", volumes.volume_file, name="volume_file"),
    path("kop/", letterheads.letterheads, name="letterheads"),
    path("kop/baru/", letterheads.letterhead_new, name="letterhead_new"),
    path("kop/daerah/", letterheads.letterhead_region, name="letterhead_region"),
    path("kop/<int:pk>/lambang/", letterheads.letterhead_logo, name="letterhead_logo"),
    path("kop/<int:pk>/contoh/", letterheads.letterhead_sample, name="letterhead_sample"),
    path("kop/<int:pk>/hapus/", letterheads.letterhead_remove, name="letterhead_remove"),
    path("kop/unit/<str:code>/", letterheads.letterhead, name="letterhead"),
]

# Each area adds its pages in one block.
urlpatterns: list[URLPattern] = [*PAPERS, *AGREEMENTS, *ROUNDS, *PLANNING, *DRAFTING, *SIGNING]
