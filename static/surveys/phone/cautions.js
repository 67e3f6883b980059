// Does a free text seem to say too much? As surveys/cautions.py does, from the same lists; works without network.

let lists;
let terms;
let patterns;

export function useCautions(json) {
  lists = json;
  patterns = {};
  terms = {};
  if (!json) return;
  for (const [kind, all] of Object.entries(json.patterns)) patterns[kind] = new RegExp(all.join("|"));
  for (const [kind, all] of Object.entries(json.terms)) {
    const each = all.map((term) => term.replace(/[.+?^${}()|[\]\\-]/g, "\\$&").replaceAll("*", "[a-z0-9]*"));
    terms[kind] = new RegExp(` (?:${each.join("|")}) `);
  }
}

const LETTERS = { œ: "oe", æ: "ae", ø: "o", ł: "l", đ: "d", ı: "i" };

function fold(text) {
  const bare = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  return bare.replace(/[œæøłđı]/g, (letter) => LETTERS[letter]);
}

// A first name with its capital letter; « rue Jean-Moulin » is a place.
function namesSomebody(text) {
  let before = "";
  for (const word of text.match(/[A-Za-zÀ-ÖØ-öø-ÿ]+(?:-[A-Za-zÀ-ÖØ-öø-ÿ]+)*/g) ?? []) {
    const parts = fold(word).split("-");
    const capital = word[0] !== word[0].toLowerCase();
    if (capital && lists.first_names.includes(parts[0]) && !lists.not_people.includes(before)) return true;
    before = parts.at(-1);
  }
  return false;
}

export function findCautions(text) {
  if (!lists || !text?.trim()) return [];
  const words = ` ${(fold(text).match(/[a-z0-9]+/g) ?? []).join(" ")} `;
  const found = new Set();
  for (const [kind, pattern] of Object.entries(patterns)) if (pattern.test(text)) found.add(kind);
  for (const [kind, pattern] of Object.entries(terms)) if (pattern.test(words)) found.add(kind);
  if (namesSomebody(text)) found.add("name");
  return [...found];
}
