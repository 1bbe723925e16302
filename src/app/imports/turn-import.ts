import type { ImportState } from "../../ports/import-store.ts";
import type { Store } from "../../ports/store.ts";
import { askRight, type NotAllowed } from "../governance/ask-right.ts";
import type { PolicyDeps } from "../governance/policy-deps.ts";
import { type AskedOnce, wasToldBefore } from "../governance/told-before.ts";

export const IMPORT_SUBJECT = "import";

export type ImportTurn =
  | { readonly ok: true; readonly state: ImportState }
  | NotAllowed
  | { readonly ok: false; readonly reason: "no_import" }
  /** It cannot be turned from where it is, e.g. as it is done. */
  | { readonly ok: false; readonly reason: "not_turned"; readonly state: ImportState };

export type ImportTurnDeps = Pick<PolicyDeps, "origin" | "timeSource"> & {
  readonly store: Pick<Store, "roles" | "audit" | "transaction" | "imports">;
};

/**
 * Pauses the first import of a portal after the portion that is being read, or lets one go on that was
 * paused or stopped; a worker takes it up with its next turn. Answers with how it stands then.
 */
export async function turnImport(
  { store, timeSource, origin }: ImportTurnDeps,
  asked: AskedOnce & { readonly to: "running" | "paused" },
): Promise<ImportTurn> {
  const { portalId, by, actKey, to } = asked;
  return store.transaction(async (): Promise<ImportTurn> => {
    const right = await askRight({ store, origin }, asked, "turn_import");
    if (!right.ok) return right;
    await store.audit.lock(portalId, IMPORT_SUBJECT);
    const found = await store.imports.find(portalId);
    if (found === null) return { ok: false, reason: "no_import" };
    const isTold = await wasToldBefore(store.audit, asked, IMPORT_SUBJECT);
    if (isTold || found.state === to) return { ok: true, state: found.state };
    const now = timeSource.now();
    if (!(await store.imports.turn(portalId, to, now))) {
      return { ok: false, reason: "not_turned", state: found.state };
    }
    await store.audit.append(portalId, [
      {
        ...{
          at: now,
          actor: by.userId,
          action: `import_${to === "paused" ? "paused" : "resumed"}`,
        },
        ...{ subject: IMPORT_SUBJECT, from: origin, detail: { name: by.name, actKey } },
        ...{ before: { import: found.state }, after: { import: to } },
      },
    ]);
    return { ok: true, state: to };
  });
}
