import { createHash, randomInt } from "node:crypto";
import type { ConnectCodes } from "../../ports/connect-codes.ts";

const LENGTH = 8;
/** Without 0 and O, 1, I and L, which a reader may take for each other. */
const CHARACTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

export const connectCodes: ConnectCodes = {
  newCode: () =>
    Array.from({ length: LENGTH }, () => CHARACTERS.charAt(randomInt(CHARACTERS.length))).join(""),
  hash: (code) => createHash("sha256").update(code, "utf8").digest("hex"),
};
