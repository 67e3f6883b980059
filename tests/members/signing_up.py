"""What somebody sends to sign up, in each of the two ways, and the code in a mail."""

import re

SAID = {"first_name": "Jeanne", "other_commune": "Chantelande", "offer": "les confitures", "agrees": "on"}
BY_EMAIL = {**SAID, "email": "Jeanne@Exemple.fr", "way": "email"}
BY_NAME = {**SAID, "username": "Jeanne52", "password": "trois mots qui chantent", "way": "username"}


def code_in(mail) -> str:
    return re.search(r"\b\d{6}\b", mail.body)[0]
