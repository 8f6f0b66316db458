"""Addresses of planning, rounds, agreements, signatures and their public verification."""

from django.urls import URLPattern, path

from contracts.views import agreements, drafting, lines, steps, takeover

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
]

# Each area adds its pages in one block.
urlpatterns: list[URLPattern] = [*AGREEMENTS, *DRAFTING]
