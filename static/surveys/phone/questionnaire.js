// The questions and what is answered to them, as surveys/questionnaire.py sees them; no page, no store.

const WRITING = new Set(["text", "savoirs_have", "savoirs_seek", "ready_to", "village"]);
const SEVERAL = new Set(["several_choices", "ready_to"]);
export const LONGEST = { village: 120, other: 2000 };

// The text in this language; else in the first offered that has it, else in any.
export function sayIn(texts, language, offered) {
  const code = [language, ...offered, ...Object.keys(texts)].find((one) => texts[one]);
  return { text: code ? texts[code] : "", language: code ?? language };
}

export const takesSeveral = (question) => SEVERAL.has(question.kind);

export function takesText(question, answer) {
  if (WRITING.has(question.kind)) return true;
  return question.choices.some((choice) => choice.opens_text && answer?.choices?.includes(choice.key));
}

export function isEmpty(answer) {
  return !answer || !(answer.text?.trim() || answer.choices?.length || answer.number);
}

// The questions to ask, given what was answered so far; a hidden question's own answer counts for nothing.
export function asked(questionnaire, answers) {
  const shown = new Set();
  return questionnaire.questions.filter((question) => {
    const met = ({ question: key, choices }) =>
      shown.has(key) && (answers[key]?.choices ?? []).some((choice) => choices.includes(choice));
    const isShown = !question.conditions.length || question.conditions.some(met);
    if (isShown) shown.add(question.key);
    return isShown;
  });
}

// What is sent: answers to the questions asked, without empty parts.
export function cleaned(questionnaire, answers) {
  const kept = {};
  for (const question of asked(questionnaire, answers)) {
    const answer = answers[question.key];
    if (isEmpty(answer)) continue;
    const text = takesText(question, answer) ? answer.text?.trim() : "";
    kept[question.key] = {
      ...(text && { text }),
      ...(answer.choices?.length && { choices: answer.choices }),
      ...(answer.number && { number: answer.number }),
    };
  }
  return kept;
}

// One answer in words, to be read over by the interviewer.
export function inWords(question, answer, language, offered) {
  const chosen = question.choices.filter((choice) => answer.choices?.includes(choice.key));
  const said = chosen.map((choice) => sayIn(choice.texts, language, offered).text);
  if (answer.number) said.push(String(answer.number));
  if (answer.text) said.push(answer.text);
  return said.join(" · ");
}

// The day as the phone's clock has it; the server mends a clock that is wrong.
export function today() {
  const now = new Date();
  const two = (figure) => String(figure).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
