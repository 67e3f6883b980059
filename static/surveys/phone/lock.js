// The code: chosen once, asked each time the page opens. What it opens is returned, and kept by nobody else.

import { make, say, show } from "./screen.js";
import * as store from "./store.js";
import { WrongCode, makeVault, unlock, whatIsWrong } from "./vault.js";

// Put the screen up, and again with the sentence that says what is wrong, until `take(form)` gives something.
function ask(template, words, take) {
  return new Promise((resolve) => {
    const draw = (error) => {
      const root = make(template, { ...words, error });
      const form = root.querySelector("form");
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        const button = form.querySelector("[type=submit]");
        if (button.disabled) return;
        button.disabled = true;
        const { wrong, taken } = await take(new FormData(form));
        if (wrong) draw(say(wrong));
        else resolve(taken);
      });
      show(root);
      if (error || template === "unlock") document.getElementById("code").focus();
    };
    draw("");
  });
}

export function chooseCode() {
  return ask("set-code", {}, async (form) => {
    const code = form.get("code");
    const wrong = whatIsWrong(code, form.get("again"));
    if (wrong) return { wrong };
    const vault = await makeVault(code);
    await store.keepSetting("vault", vault);
    await store.askToStay();
    return { taken: { vault, key: await unlock(vault, code) } };
  });
}

export async function askCode(vault) {
  const sheets = await store.all("sheets");
  const count = (state) => sheets.filter((sheet) => sheet.state === state).length;
  const waiting = say("locked-drafts", { draft: count("draft"), ready: count("ready") });
  return ask("unlock", { waiting }, async (form) => {
    try {
      return { taken: { vault, key: await unlock(vault, form.get("code")) } };
    } catch (error) {
      if (error instanceof WrongCode) return { wrong: "code-wrong" };
      throw error;
    }
  });
}
