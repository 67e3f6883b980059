"""The pages about people and what they know, by concept."""

from django.urls import include, path

from members.views import catalogue, household, people, words

urlpatterns = [
    # Sign-up and sign-in
    path("compte/", include("members.account_urls")),
    # « Mon espace », for oneself or in somebody's name
    path("mon-espace/", include("members.space_urls")),
    path("au-nom-de/<int:person_pk>/", include("members.space_urls")),
    path("au-nom-de/<int:person_pk>/autorisation/", household.child_authorise, name="child_authorise"),
    path("au-nom-de/<int:person_pk>/accompagne/", household.child_companion, name="child_companion"),
    # Residents, for the team
    path("equipe/habitants/", people.people, name="people"),
    path("equipe/habitants/nouveau/", people.person_new, name="person_new"),
    path("equipe/habitants/<int:person_pk>/", people.person, name="person"),
    path("equipe/habitants/<int:person_pk>/entree/", people.person_account, name="person_account"),
    # The catalogue, for everybody
    path("savoirs/", catalogue.catalogue, name="catalogue"),
    path("savoirs/<int:pk>/", catalogue.skill, name="skill"),
    # « À classer »
    path("equipe/a-classer/", words.words_to_sort, name="words_to_sort"),
    path("equipe/a-classer/ranger/", words.words_settle, name="words_settle"),
    path("equipe/a-classer/appris/", words.words_learned, name="words_learned"),
    path("equipe/a-classer/appris/oublier/", words.words_forget, name="words_forget"),
    path("equipe/a-classer/<slug:anchors>/", words.words_choose, name="words_choose"),
    path("equipe/a-classer/<slug:anchors>/nouveau/", words.words_new_skill, name="words_new_skill"),
]
