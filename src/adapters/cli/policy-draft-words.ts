import type { Draft } from "../../domain/governance/draft.ts";
import { EXIT, type ExitCode, type Terminal } from "./command.ts";
import { type PolicyStore, printJson, refusePortal } from "./policy-subcommand.ts";
import { type Refusal, refusalLine } from "./refusal-words.ts";

/** What became of a step on a draft. */
export async function tellDraft(
  store: PolicyStore,
  told: {
    readonly answer: { readonly ok: true; readonly draft: Draft } | Refusal;
    readonly portal: string;
    readonly json: boolean;
  },
  terminal: Terminal,
): Promise<ExitCode> {
  const { answer, portal, json } = told;
  if (answer.ok) {
    const { text: _text, policy: _policy, ...head } = answer.draft;
    if (json) printJson(terminal, { ok: true, draft: head });
    else terminal.print(draftLine(answer.draft));
    return EXIT.ok;
  }
  if (json) printJson(terminal, answer);
  if (answer.reason === "not_connected") return refusePortal(store, portal, terminal);
  terminal.complain(refusalLine(answer));
  return EXIT.failed;
}

export function draftLine({ draftId, revision, standing }: Draft): string {
  const draft = `draft ${draftId}, revision ${revision}`;
  switch (standing.state) {
    case "draft":
      return `${draft}: kept, to be submitted`;
    case "submitted":
      return `${draft}: submitted, to be approved`;
    case "approved":
      return `${draft}: approved, in force from ${new Date(standing.approval.effectiveAt).toISOString()}`;
    case "effective":
      return `${draft}: version ${standing.version} governs new tickets`;
    case "refused":
    case "withdrawn":
    case "superseded":
      return `${draft}: ${standing.state}`;
  }
}
