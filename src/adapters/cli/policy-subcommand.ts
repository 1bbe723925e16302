import { z } from "zod";
import type { GovernanceUseCases } from "../../app/governance/governance-use-cases.ts";
import type { Asked } from "../../app/governance/policy-deps.ts";
import type { GovernanceDeps } from "../../app/governance/submit-policy.ts";
import type { PolicyProblem } from "../../domain/governance/lint-problem.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import type { PolicyReading } from "../../domain/governance/read-policy.ts";
import type { PolicyFiles } from "../../ports/policy-text.ts";
import { EXIT, type ExitCode, type Terminal } from "./command.ts";
import { readOptions } from "./options.ts";

/** Problems that a report tells one by one. */
const PROBLEMS_TOLD = 200;
const PROGRESS_EVERY_TICKETS = 1_000;

export type PolicyStore = GovernanceDeps & {
  readonly governance: GovernanceUseCases;
  close(): Promise<void>;
};

export type PolicyCommandDeps = {
  /** Opens the store in this folder, or the one that the settings name. */
  openStore(dataDir: string | undefined): Promise<PolicyStore>;
  readonly files: Pick<PolicyFiles, "read">;
  readPolicy(text: string): PolicyReading;
};

/** One word after `policy`. */
export type PolicySubcommand = {
  readonly name: string;
  /** For the list, e.g. `policy lint --file FILE`. */
  readonly usage: string;
  readonly summary: string;
  run(deps: PolicyCommandDeps, args: readonly string[], terminal: Terminal): Promise<ExitCode>;
};

/** Options that several of them take. */
export const OPTIONS = {
  portal: z
    .string("expected a portal's id, in digits")
    .regex(/^\d{1,19}$/, "expected a portal's id, in digits"),
  file: z.string("expected a file").min(1, "expected a file"),
  draft: z.string("expected a draft's id").min(1, "expected a draft's id"),
  by: z.email("expected your e-mail address in HubSpot"),
  data: z.string().min(1, "expected a folder").optional(),
  json: z.boolean().default(false),
} as const;

export const Whom = z.enum(["new", "open"], "expected new or open").optional();
export const Count = z
  .string()
  .regex(/^\d{1,9}$/, "expected a number")
  .transform(Number)
  .optional();
/** An instant with its zone; a wall time without one means something else on every machine. */
export const At = z.iso
  .datetime({ offset: true, error: "expected an instant such as 2026-04-01T08:00:00+02:00" })
  .transform((text) => Date.parse(text))
  .optional();

/** The options of one subcommand; null when they are wrong, which is said. */
export function optionsOf<O>(
  schema: z.ZodType<O> & { readonly shape: Readonly<Record<string, unknown>> },
  args: readonly string[],
  terminal: Terminal,
): O | null {
  const names = Object.keys(schema.shape);
  const flags = { texts: names.filter((name) => name !== "json"), switches: ["json"] };
  const reading = readOptions(args, schema, flags);
  if (reading.ok) return reading.options;
  for (const problem of reading.problems) terminal.complain(problem);
  return null;
}

/** The policy in a file; null when it has problems, all of which are told in one report. */
export function readFile(
  deps: Pick<PolicyCommandDeps, "files" | "readPolicy">,
  { file, json }: { readonly file: string; readonly json: boolean },
  terminal: Terminal,
): { readonly text: string; readonly policy: Policy } | null {
  const text = deps.files.read(file);
  const reading = deps.readPolicy(text);
  if (reading.ok) return { text, policy: reading.policy };
  reportProblems({ file, json, problems: reading.problems }, terminal);
  return null;
}

export function reportProblems(
  report: {
    readonly file: string;
    readonly json: boolean;
    readonly problems: readonly PolicyProblem[];
  },
  terminal: Terminal,
): void {
  const { file, json, problems } = report;
  if (json) printJson(terminal, { ok: false, problems });
  for (const { message } of problems.slice(0, PROBLEMS_TOLD)) terminal.complain(message);
  const more = problems.length - PROBLEMS_TOLD;
  if (more > 0) terminal.complain(`and ${more} more`);
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  terminal.complain(`${file} has ${count}: nothing was changed`);
}

/** Opens the store for one piece of work and closes it again. */
export async function withStore(
  deps: PolicyCommandDeps,
  data: string | undefined,
  work: (store: PolicyStore) => Promise<ExitCode>,
): Promise<ExitCode> {
  const store = await deps.openStore(data);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** As who somebody acts: by the role of that e-mail address, if it has one. */
export async function personAtTerminal(
  { store }: PolicyStore,
  portalId: string,
  email: string,
): Promise<Asked["by"]> {
  const grants = await store.roles.list(portalId);
  const grant = grants.find((one) => one.email.toLowerCase() === email.toLowerCase());
  if (grant === undefined) return { userId: `cli:${email}`, email, name: email };
  return { userId: grant.userId, email: grant.email, name: grant.name };
}

/** Who only reads. */
export const READER: Asked["by"] = { userId: "cli", email: "", name: "command line" };

export function printJson(terminal: Terminal, value: unknown): void {
  terminal.print(JSON.stringify(value, null, 2));
}

export function progressOn(terminal: Terminal) {
  let told = 0;
  const onTickets = ({ tickets }: { readonly tickets: number }): void => {
    if (tickets - told < PROGRESS_EVERY_TICKETS) return;
    told = tickets;
    terminal.complain(`${tickets} tickets looked at`);
  };
  return { onTickets };
}

export async function refusePortal(
  { store }: PolicyStore,
  portal: string,
  terminal: Terminal,
): Promise<ExitCode> {
  const connected = (await store.portals.list()).filter(({ state }) => state === "connected");
  const ids = connected.map(({ portalId }) => portalId).join(", ");
  terminal.complain(`--portal is "${portal}": expected a connected account, ${ids || "none is"}`);
  return EXIT.wrongUse;
}
