"""The pages of outings: the team's calendar, then those of interviewers and their papers."""

from django.urls import path

from exchanges.views import my_outings, outings

urlpatterns = [
    path("equipe/questionnaire/<int:pk>/sorties/", outings.outings, name="outings"),
    path("equipe/questionnaire/<int:pk>/sorties/nouvelle/", outings.outing_new, name="outing_new"),
    path("equipe/questionnaire/<int:pk>/sorties/qui-va-ou/", outings.outings_by_person, name="outings_by_person"),
    path("equipe/questionnaire/<int:pk>/sorties/chiffres/", outings.outing_figures, name="outing_figures"),
    path("equipe/questionnaire/<int:pk>/sorties/<str:day>.pdf", outings.outings_week_pdf, name="outings_week_pdf"),
    path("equipe/questionnaire/sorties/<int:pk>/", outings.outing_edit, name="outing_edit"),
    path("equipe/questionnaire/sorties/<int:pk>/enlever/", outings.outing_remove, name="outing_remove"),
    # For interviewers
    path("sorties/", my_outings.my_outings, name="my_outings"),
    path("sorties/fiche/", my_outings.interviewer_guide, name="interviewer_guide"),
    path("sorties/fiche.pdf", my_outings.interviewer_guide_pdf, name="interviewer_guide_pdf"),
    path("sorties/<int:pk>/", my_outings.outing, name="outing"),
    path("sorties/<int:pk>/je-viens/", my_outings.outing_join, name="outing_join"),
    path("sorties/<int:pk>/je-ne-peux-pas/", my_outings.outing_leave, name="outing_leave"),
    path("sorties/<int:pk>/agenda.ics", my_outings.outing_calendar, name="outing_calendar"),
    path("sorties/<int:pk>/feuille.pdf", my_outings.outing_sheet_pdf, name="outing_sheet_pdf"),
]
