// Speak with the centre's computer. What does not bear our mark is not its answer: a hotel's page of log-in, a proxy.

export class Trouble extends Error {
  // kind: offline, portal, failed or refused; `sentence` is the server's own, and then `isOurs`.
  constructor(kind, sentence = "") {
    super(kind);
    Object.assign(this, { kind, sentence, isOurs: Boolean(sentence) });
  }
}

async function ask(url, token, body) {
  const options = {
    method: body ? "POST" : "GET",
    headers: { Authorization: `Bearer ${token}`, Accept: "application/json" },
    // No cookie goes with it: the phone is known by its token, and stays so when the session is over.
    credentials: "omit",
    redirect: "manual",
    cache: "no-store",
    signal: AbortSignal.timeout(30_000),
  };
  if (body) Object.assign(options, { body: JSON.stringify(body) });
  if (body) options.headers["Content-Type"] = "application/json";
  let answer;
  let json;
  try {
    answer = await fetch(url, options);
  } catch {
    throw new Trouble("offline");
  }
  if (answer.type === "opaqueredirect") throw new Trouble("portal");
  try {
    json = await answer.json();
  } catch {
    throw new Trouble(answer.status >= 500 ? "failed" : "portal");
  }
  if (json?.animons !== "phone") throw new Trouble("portal");
  if (answer.status === 401) throw new Trouble("refused", json.sentences?.join(" "));
  if (!answer.ok) throw new Trouble("failed", json.sentences?.join(" "));
  return json;
}

const { feed, sheets, slip, figures } = document.body.dataset;

export const fetchFeed = (token) => ask(feed, token);
export const sendSheets = (token, today, parcels) => ask(sheets, token, { today, sheets: parcels });
export const sendSlip = (token, parcel) => ask(slip, token, parcel);
export const sendFigures = (token, parcel) => ask(figures, token, parcel);
