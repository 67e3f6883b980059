"""The pages of the questionnaire, by concept: the team's first, then what anyone may answer."""

from django.urls import path, re_path

from surveys.views import (
    answering,
    coding,
    coding_figures,
    coding_samples,
    coding_themes,
    contacting,
    editions,
    gatherings,
    giving_back,
    interview,
    interview_api,
    invitation_calls,
    invitations,
    keying,
    material,
    outcomes,
    phones,
    places,
    questions,
    quotations,
    review,
    second_keying,
    slip_keying,
)

urlpatterns = [
    # « Animons nos villages », for the team: editions
    path("equipe/questionnaire/", editions.surveys, name="surveys"),
    path("equipe/questionnaire/nouvelle/", editions.edition_new, name="edition_new"),
    path("equipe/questionnaire/questions-de-depart/", editions.edition_founding, name="edition_founding"),
    path("equipe/questionnaire/<int:pk>/", editions.edition, name="edition"),
    path("equipe/questionnaire/<int:pk>/reglages/", editions.edition_settings, name="edition_settings"),
    path("equipe/questionnaire/<int:pk>/ouvrir/", editions.edition_open, name="edition_open"),
    path("equipe/questionnaire/<int:pk>/fermer/", editions.edition_close, name="edition_close"),
    path("equipe/questionnaire/<int:pk>/preparer/", editions.edition_prepare, name="edition_prepare"),
    path("equipe/questionnaire/<int:pk>/publier/", editions.edition_publish, name="edition_publish"),
    # Questions
    path("equipe/questionnaire/<int:pk>/questions/", questions.edition_questions, name="edition_questions"),
    path("equipe/questionnaire/<int:pk>/questions/nouvelle/", questions.question_new, name="question_new"),
    path("equipe/questionnaire/<int:pk>/textes/", questions.edition_words, name="edition_words"),
    path("equipe/questionnaire/<int:pk>/apercu/", questions.edition_preview, name="edition_preview"),
    path("equipe/questionnaire/questions/<int:pk>/", questions.question_edit, name="question_edit"),
    path("equipe/questionnaire/questions/<int:pk>/deplacer/", questions.question_move, name="question_move"),
    path("equipe/questionnaire/questions/<int:pk>/enlever/", questions.question_remove, name="question_remove"),
    # Places, and words that wait for a look
    path("equipe/questionnaire/lieux/", places.survey_places, name="survey_places"),
    path("equipe/questionnaire/lieux/<int:pk>/", places.survey_place, name="survey_place"),
    path("equipe/questionnaire/lieux/<int:pk>/affiche/", places.survey_poster, name="survey_poster"),
    path("equipe/questionnaire/a-verifier/", review.survey_review, name="survey_review"),
    path("equipe/questionnaire/a-verifier/<int:pk>/", review.survey_review_settle, name="survey_review_settle"),
    # The interviewer's phone: its page, what it asks and sends, and who carries one
    path("enquete/", interview.interview, name="interview"),
    path("enquete/installer/", interview.interview_install, name="interview_install"),
    path("enquete/worker.js", interview.interview_worker, name="interview_worker"),
    path("enquete/api/questions/", interview_api.interview_feed, name="interview_feed"),
    path("enquete/api/feuilles/", interview_api.interview_sheets, name="interview_sheets"),
    path("enquete/api/sorties/", interview_api.interview_figures, name="interview_figures"),
    path("enquete/api/coordonnees/", interview_api.interview_slip, name="interview_slip"),
    path("equipe/questionnaire/<int:pk>/telephones/", phones.edition_phones, name="edition_phones"),
    path("equipe/questionnaire/telephones/<int:pk>/retirer/", phones.phone_revoke, name="phone_revoke"),
    # « Dépouillement »: answers cut into passages, themes, double readings, figures
    path("equipe/questionnaire/<int:pk>/depouillement/", coding.coding, name="coding"),
    path("equipe/questionnaire/<int:pk>/depouillement/<int:answer_pk>/", coding.coding_answer, name="coding_answer"),
    path("equipe/questionnaire/<int:pk>/themes/", coding_themes.coding_themes, name="coding_themes"),
    path("equipe/questionnaire/<int:pk>/themes/<int:code_pk>/", coding_themes.coding_theme, name="coding_theme"),
    path("equipe/questionnaire/<int:pk>/themes/<int:code_pk>/reunir/", coding_themes.coding_merge, name="coding_merge"),
    path(
        "equipe/questionnaire/<int:pk>/themes/<int:code_pk>/partager/", coding_themes.coding_split, name="coding_split"
    ),
    path("equipe/questionnaire/<int:pk>/double-lecture/", coding_samples.coding_samples, name="coding_samples"),
    path(
        "equipe/questionnaire/<int:pk>/double-lecture/<int:sample_pk>/",
        coding_samples.coding_sample,
        name="coding_sample",
    ),
    path("equipe/questionnaire/<int:pk>/chiffres/", coding_figures.coding_figures, name="coding_figures"),
    path("equipe/questionnaire/<int:pk>/chiffres/<slug:way>/", coding_figures.coding_figures, name="coding_figures_by"),
    re_path(
        r"^equipe/questionnaire/(?P<pk>\d+)/chiffres/(?P<way>[a-z]+)\.(?P<kind>csv|xlsx)$",
        coding_figures.coding_figures_file,
        name="coding_figures_file",
    ),
    # What the words become, and the invitations to join with them
    path("equipe/questionnaire/<int:pk>/paroles/", outcomes.outcomes, name="outcomes"),
    path("equipe/questionnaire/<int:pk>/paroles/inviter/", outcomes.outcomes_invite, name="outcomes_invite"),
    path("equipe/questionnaire/<int:pk>/paroles/appels/", invitation_calls.invitation_calls, name="invitation_calls"),
    path("equipe/questionnaire/paroles/<int:pk>/", outcomes.outcome_edit, name="outcome_edit"),
    path("equipe/questionnaire/invitations/<int:pk>/", invitation_calls.invitation_call, name="invitation_call"),
    path(
        "equipe/questionnaire/invitations/<int:pk>/encore/", invitation_calls.invitation_again, name="invitation_again"
    ),
    path(
        "equipe/questionnaire/invitations/<int:pk>/inscrire/",
        invitation_calls.invitation_sign_up,
        name="invitation_sign_up",
    ),
    path("equipe/coups-de-main/", outcomes.helpers, name="helpers"),
    path("invitation/", invitations.invitation, name="invitation"),
    path("invitation/oublier/", invitations.invitation_forget, name="invitation_forget"),
    path("invitation/encore/", invitations.invitation_renew, name="invitation_renew"),
    path("invitation/<str:code>/", invitations.invitation_open, name="invitation_open"),
    path("mon-espace/mes-paroles/", invitations.my_words, name="my_words"),
    # Giving back: sentences to publish; writing the page is in `exchanges.urls`
    path("equipe/questionnaire/<int:pk>/phrases/", quotations.quotations, name="quotations"),
    path("equipe/questionnaire/<int:pk>/phrases/choisir/", quotations.quotation_choose, name="quotation_choose"),
    path("equipe/questionnaire/phrases/<int:pk>/", quotations.quotation, name="quotation"),
    path("equipe/questionnaire/phrases/<int:pk>/deplacer/", quotations.quotation_move, name="quotation_move"),
    path("ce-que-vous-avez-dit/", giving_back.restitutions, name="restitutions"),
    path("ce-que-vous-avez-dit/<slug:slug>/", giving_back.restitution, name="restitution"),
    path("equipe/questionnaire/<int:pk>/materiau/", material.material, name="material"),
    re_path(
        r"^equipe/questionnaire/(?P<pk>\d+)/materiau\.(?P<kind>xlsx|zip)$", material.material_file, name="material_file"
    ),
    # « Rassembler les voix »
    path("equipe/questionnaire/<int:pk>/rassemblements/", gatherings.gatherings, name="gatherings"),
    path("equipe/questionnaire/<int:pk>/rassembler/", gatherings.gather, name="gather"),
    # The keying desk, and the contact slips apart
    path("equipe/questionnaire/<int:pk>/saisie/", keying.keying, name="keying"),
    path("equipe/questionnaire/<int:pk>/saisie/<int:number>/", keying.keying_sheet, name="keying_sheet"),
    path("equipe/questionnaire/<int:pk>/saisie/<int:number>/corriger/", keying.keying_correct, name="keying_correct"),
    path("equipe/questionnaire/<int:pk>/saisie/<int:number>/double/", second_keying.keying_again, name="keying_again"),
    path(
        "equipe/questionnaire/<int:pk>/saisie/<int:number>/differences/",
        second_keying.keying_settle,
        name="keying_settle",
    ),
    path("equipe/questionnaire/<int:pk>/bulletins/", slip_keying.keying_slips, name="keying_slips"),
    # On the web, for anyone
    path("questionnaire/", answering.questionnaires, name="questionnaires"),
    path("q/<slug:code>/", answering.place_entry, name="place_entry"),
    path("questionnaire/<slug:slug>/", answering.questionnaire, name="questionnaire"),
    path(
        "questionnaire/<slug:slug>/question/<slug:key>/",
        answering.questionnaire_question,
        name="questionnaire_question",
    ),
    path("questionnaire/<slug:slug>/envoyer/", answering.questionnaire_send, name="questionnaire_send"),
    path("questionnaire/<slug:slug>/merci/", answering.questionnaire_thanks, name="questionnaire_thanks"),
    path("questionnaire/<slug:slug>/effacer/", answering.questionnaire_restart, name="questionnaire_restart"),
    path("questionnaire/<slug:slug>/coordonnees/", contacting.questionnaire_contact, name="questionnaire_contact"),
]
