import { checksum } from "../../domain/checksum.ts";
import type { AuditEntry, AuditValues } from "../../ports/audit.ts";
import { differencesOf } from "../sla/differences.ts";
import type { OutboxDeps } from "./outbox-deps.ts";

/** Who did not mend it is told again after so long. */
const TOLD_AGAIN_MS = 86_400_000;

/** Tells those who run a portal of something that they have to mend: once a day while it lasts. */
export async function tellOperators(
  { store, logger, timeSource }: Pick<OutboxDeps, "store" | "logger" | "timeSource">,
  portalId: string,
  { action, subject, detail }: Pick<AuditEntry, "action" | "subject" | "detail">,
): Promise<void> {
  const now = timeSource.now();
  const isNews = await store.transaction(async () => {
    // Several sends meet the same trouble at once.
    await store.audit.lock(portalId, subject);
    const [last] = await store.audit.of(portalId, subject, 1);
    const isToldAlready =
      last?.action === action &&
      last.at > now - TOLD_AGAIN_MS &&
      differencesOf(last.detail, detail).length === 0;
    if (isToldAlready) return false;
    const by = { actor: "aftercare", from: "aftercare" } as const;
    await store.audit.append(portalId, [{ ...by, at: now, action, subject, detail }]);
    return true;
  });
  if (!isNews) return;
  const words = action.replaceAll("_", " ");
  if (subject.startsWith(PERSON)) logger.warn({ portalId, ...unnamed({ subject, detail }) }, words);
  else logger.error({ portalId, subject, ...detail }, words);
}

const PERSON = "person:";

/**
 * Who it is stands in the audit log, for those who run the portal; the log of the process names nobody.
 * People without an account of the chat are usual: they connect theirs, or others are called.
 */
function unnamed({ subject, detail }: Pick<AuditEntry, "subject" | "detail">): AuditValues {
  const { name: _name, ...rest } = detail;
  return { ...rest, subject: `${PERSON}${checksum(subject)}` };
}
