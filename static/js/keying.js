// The keying desk by keyboard: Enter goes to the next question, a figure or a letter ticks a choice,
// Ctrl and Enter save. Without this script the same page is keyed with the Tab key and its button.
"use strict";

(() => {
  // A number typed replaces the one suggested.
  document.querySelector(".sheet-number")?.select();
  const form = document.querySelector("[data-keying]");
  if (!form) return;
  document.querySelector("[data-keying-keys]").hidden = false;
  const questions = [...form.querySelectorAll("[data-question]")];
  const firstOf = (question) => question.querySelector("input:checked, input, textarea");
  const isWriting = (field) => field.matches("textarea, input[type=text]");

  const save = () => {
    form.removeEventListener("keydown", onKey);
    form.requestSubmit();
  };
  // Within a question the words come after the choices; then the next question, and after the last one, saved.
  const goOn = (field) => {
    const question = field.closest("[data-question]");
    const words = question.querySelector("textarea, input[type=text]");
    const next = questions[questions.indexOf(question) + 1];
    if (words && !isWriting(field)) words.focus();
    else if (next) firstOf(next).focus();
    else save();
  };
  const tick = (field, key) => {
    const choice = field.closest("[data-question]").querySelector(`[data-mark="${CSS.escape(key)}"]`);
    if (!choice) return false;
    choice.checked = choice.type === "radio" || !choice.checked;
    choice.focus();
    return true;
  };
  const onKey = (event) => {
    const field = event.target;
    if (!field.closest("[data-question]") || event.isComposing || event.altKey) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) save();
      else goOn(field);
    } else if (!isWriting(field) && !event.ctrlKey && !event.metaKey && tick(field, event.key.toLowerCase())) {
      event.preventDefault();
    }
  };

  form.addEventListener("keydown", onKey);
  const wrong = document.querySelector(".notice-error[role=alert]");
  (wrong || firstOf(questions[0])).focus();
})();
