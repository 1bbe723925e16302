import type { Audit } from "../../ports/audit.ts";
import type { Asked } from "./policy-deps.ts";

/** What a person asked for by a press, under the key of that press: the same once more does nothing. */
export type AskedOnce = Asked & { readonly actKey: string };

/** Presses that are looked through for one that was told before. */
const MAX_PRESSES_LOOKED_AT = 200;

/** Whether this very press is in the audit log of the subject already. */
export async function wasToldBefore(
  audit: Pick<Audit, "of">,
  { portalId, by, actKey }: AskedOnce,
  subject: string,
): Promise<boolean> {
  const entries = await audit.of(portalId, subject, MAX_PRESSES_LOOKED_AT);
  return entries.some(({ actor, detail }) => actor === by.userId && detail["actKey"] === actKey);
}
