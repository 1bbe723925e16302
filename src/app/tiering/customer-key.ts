import type { CustomerRef } from "../../domain/tiering/customer.ts";

/** `contact:ID` or `company:ID`, as the outbox and the audit log name customers. */
export function customerKey({ kind, id }: CustomerRef): string {
  return `${kind}:${id}`;
}

export function refOf({ kind, id }: CustomerRef): CustomerRef {
  return { kind, id };
}
