import { randomUUID } from "node:crypto";

/** A new id that no other process makes. */
export function newId(): string {
  return randomUUID();
}
