import type { CareItem } from "../governance/care.ts";
import type { VisitPlan } from "../governance/visit-rules.ts";
import type { Words } from "../words.ts";
import type { Visit } from "./visit.ts";

/** What whoever makes a visit is given for it. */
export type VisitHelp = {
  /** The care item that asked for it; null for other visits, and for one that the policy no longer has. */
  readonly item: CareItem | null;
  /** What to ask this customer. */
  readonly questions: readonly Words[];
};

/** Of a care item its own script, of all other visits that of the tier. */
export function visitHelp(
  { careId, tier, customer }: Pick<Visit, "careId" | "tier" | "customer">,
  { care, scripts, byTier }: Pick<VisitPlan, "care" | "scripts" | "byTier">,
): VisitHelp {
  const item = care.find(({ id }) => id === careId) ?? null;
  const scriptId = careId === null ? byTier[tier]?.scriptId : item?.scriptId;
  const script = scripts.find(({ id }) => id === scriptId);
  const own = customer?.kind === "company" ? "companies" : "contacts";
  const questions = script?.questions ?? [];
  return {
    item,
    questions: questions
      .filter(({ customers }) => customers === "all" || customers === own)
      .map(({ text }) => text),
  };
}

/** The letter with its places filled in; what a customer is called is text, whatever it looks like. */
export function filledLetter(
  letter: string,
  { customer, date }: { readonly customer: string; readonly date: string },
): string {
  return letter.replaceAll(/\{\{\s*(customer|date)\s*\}\}/g, (_place, name) =>
    name === "customer" ? customer : date,
  );
}
