// What is finished can be read with the interviewer's code only.
//
// A pair of keys is made when the code is chosen. The public one stays in clear, and seals: finishing a sheet needs no
// key that reads. The private one is kept wrapped by a key drawn from the code (PBKDF2), which is never kept; unwrapped,
// it lives in the memory of the page alone, and no script can take it out of there.
// Sealing: a new pair for each sheet (ECDH P-256), HKDF, AES-GCM; the sheet's number is bound to its words.

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const ROUNDS = 1_000_000;
const LEAST = 6;
const { subtle } = crypto;
const bytes = (text) => new TextEncoder().encode(text);
const random = (length) => crypto.getRandomValues(new Uint8Array(length));

export class WrongCode extends Error {}

// Why this code will not do: a name of a sentence, or nothing.
export function whatIsWrong(code, again) {
  if ([...code].length < LEAST) return "code-short";
  const steps = [...code].slice(1).map((sign, place) => sign.codePointAt(0) - code.codePointAt(place));
  const regular = steps.every((step) => step === steps[0]) && Math.abs(steps[0]) <= 1;
  const repeated = /^(.{1,3})\1+$/u.test(code);
  if (regular || repeated) return "code-easy";
  return code === again ? undefined : "code-differs";
}

async function wrappingKey(code, salt, rounds) {
  const known = await subtle.importKey("raw", bytes(code.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return subtle.deriveKey(how, known, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
}

// What to keep on the phone: {open (the public key), salt, rounds, iv, wrapped}.
export async function makeVault(code) {
  const pair = await subtle.generateKey(CURVE, true, ["deriveBits"]);
  const [salt, iv] = [random(16), random(12)];
  const key = await wrappingKey(code, salt, ROUNDS);
  const wrapped = await subtle.wrapKey("pkcs8", pair.privateKey, key, { name: "AES-GCM", iv });
  return { open: await subtle.exportKey("raw", pair.publicKey), salt, rounds: ROUNDS, iv, wrapped };
}

// The private key, for the memory of the page. Throws WrongCode.
export async function unlock(vault, code) {
  const key = await wrappingKey(code, vault.salt, vault.rounds);
  try {
    const how = { name: "AES-GCM", iv: vault.iv };
    return await subtle.unwrapKey("pkcs8", vault.wrapped, key, how, CURVE, false, ["deriveBits"]);
  } catch {
    throw new WrongCode();
  }
}

async function sharedKey(ours, theirs, salt, use) {
  const secret = await subtle.deriveBits({ name: "ECDH", public: theirs }, ours, 256);
  const known = await subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info: bytes("animons sheet") };
  return subtle.deriveKey(how, known, { name: "AES-GCM", length: 256 }, false, [use]);
}

const readPublic = (raw) => subtle.importKey("raw", raw, CURVE, false, []);

// `value` is what JSON takes; `uuid` must be given again to read it.
export async function seal(vault, uuid, value) {
  const pair = await subtle.generateKey(CURVE, false, ["deriveBits"]);
  const by = await subtle.exportKey("raw", pair.publicKey);
  const key = await sharedKey(pair.privateKey, await readPublic(vault.open), by, "encrypt");
  const iv = random(12);
  const data = await subtle.encrypt({ name: "AES-GCM", iv, additionalData: bytes(uuid) }, key, bytes(JSON.stringify(value)));
  return { by, iv, data };
}

export async function unseal(privateKey, uuid, { by, iv, data }) {
  const key = await sharedKey(privateKey, await readPublic(by), by, "decrypt");
  const plain = await subtle.decrypt({ name: "AES-GCM", iv, additionalData: bytes(uuid) }, key, data);
  return JSON.parse(new TextDecoder().decode(plain));
}
