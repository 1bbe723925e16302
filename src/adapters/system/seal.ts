import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { invariant } from "../../domain/invariant.ts";
import type { Seal } from "../../ports/token-vault.ts";

/**
 * AES-256-GCM with a ring of keys. The first key seals, all open: put a new key first, keep the old
 * ones until everything was sealed again. A sealed text reads `v1:KEY-ID:NONCE:TAG:TEXT`; version and
 * key id are bound to it, so neither can be changed.
 */
const VERSION = "v1";
const ALGORITHM = "aes-256-gcm";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export type SealKey = { readonly id: string; readonly key: Uint8Array };

export function createSeal(keys: readonly SealKey[]): Seal {
  const [first] = keys;
  invariant(first, "there is a key to seal with");
  for (const { id, key } of keys) {
    invariant(key.length === KEY_BYTES, `key ${id} has ${KEY_BYTES} bytes`);
    invariant(/^[\w-]+$/.test(id), "a key id has letters, digits, _ and - only");
  }
  const byId = new Map(keys.map(({ id, key }) => [id, key]));
  invariant(byId.size === keys.length, "no two keys have the same id");
  return {
    seal: (text) => sealWith(first, text),
    open: (sealed) => openWith(byId, sealed),
    sign: (purpose, text) => `${first.id}.${macOf(first.key, purpose, text)}`,
    isSigned: (purpose, text, signature) => {
      const [id = "", mac = "", ...rest] = signature.split(".");
      const key = byId.get(id);
      if (key === undefined || rest.length > 0) return false;
      const [told, right] = [Buffer.from(mac), Buffer.from(macOf(key, purpose, text))];
      return told.length === right.length && timingSafeEqual(told, right);
    },
  };
}

function sealWith({ id, key }: SealKey, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(boundTo(id));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  const parts = [nonce, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"));
  return [VERSION, id, ...parts].join(":");
}

/** Never says what the text was; whoever catches it knows which record it belongs to. */
function openWith(byId: ReadonlyMap<string, Uint8Array>, sealed: string): string {
  const [version, id = "", nonce = "", tag = "", text = "", ...rest] = sealed.split(":");
  if (version !== VERSION || rest.length > 0) throw new Error("a sealed text has no known form");
  const key = byId.get(id);
  if (key === undefined) throw new Error(`a text was sealed with key "${id}", which is not given`);
  const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(nonce, "base64url"), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(boundTo(id))
    .setAuthTag(Buffer.from(tag, "base64url"));
  return (
    decipher.update(Buffer.from(text, "base64url"), undefined, "utf8") + decipher.final("utf8")
  );
}

/** HMAC-SHA256 with a key of its own for each purpose, so that the sealing key is used for nothing else. */
function macOf(key: Uint8Array, purpose: string, text: string): string {
  const own = hkdfSync("sha256", key, "", `${VERSION} signature: ${purpose}`, KEY_BYTES);
  return createHmac("sha256", Buffer.from(own)).update(text, "utf8").digest("base64url");
}

function boundTo(id: string): Buffer {
  return Buffer.from(`${VERSION}:${id}`);
}
