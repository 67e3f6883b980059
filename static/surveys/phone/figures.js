// How many people were met at an outing: two figures that say nothing of anybody, kept as they are until the server has
// them. One row of the settings by outing: {edition, outing, met, refused, over, stamp, sentences?}; `over` is what was
// known when they were keyed, so that nothing is written over what somebody gave meanwhile.

import { Trouble, sendFigures } from "./api.js";
import * as store from "./store.js";

const PREFIX = "figures-";
const nameOf = ({ edition, outing }) => `${PREFIX}${edition}-${outing}`;

export const waitingFigures = async () => (await store.settingsNamed(PREFIX)).map((row) => row.value);

export const keepFigures = (said) => store.keepSetting(nameOf(said), { ...said, stamp: crypto.randomUUID() });
export const dropFigures = (said) => store.remove("settings", nameOf(said));

// Only what is still as it was sent goes; what is refused stays, with the reason.
const settle = (said, sentences) =>
  store.editSetting(nameOf(said), (now) => (now.stamp === said.stamp ? sentences && { ...now, sentences } : now));

export async function sendFiguresOf(phone) {
  const waiting = (await waitingFigures()).filter((said) => said.edition === phone.edition && !said.sentences);
  for (const said of waiting) {
    const { outing, met, refused, over } = said;
    try {
      const { results } = await sendFigures(phone.token, { outing, met, refused, over });
      const result = results?.find((one) => one.outing === outing);
      if (!result) throw new Trouble("portal");
      await settle(said, result.state === "kept" ? undefined : result.sentences);
    } catch (error) {
      if (error.kind !== "failed" || !error.isOurs) throw error;
      await settle(said, [error.sentence]);
    }
  }
}
