"""Addresses of planning, rounds, agreements, signatures and their public verification."""

from django.urls import URLPattern, path

from contracts.views import agreements, steps

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

# Each area adds its pages in one block.
urlpatterns: list[URLPattern] = [*AGREEMENTS]
