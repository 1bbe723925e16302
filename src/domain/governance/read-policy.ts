import type { z } from "zod";
import { lintPolicy } from "./lint-policy.ts";
import { type PolicyProblem, problem } from "./lint-problem.ts";
import { Policy } from "./policy.ts";

export type PolicyReading =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] };

/** Found values are quoted up to this length. */
const MAX_QUOTE_LENGTH = 60;

/** Reads a policy document, as YAML or JSON gave it; all problems are told at once. */
export function readPolicy(document: unknown): PolicyReading {
  const parsed = Policy.safeParse(document);
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.flatMap((i) => problemsOf(i, document)) };
  }
  const problems = lintPolicy(parsed.data);
  return problems.length === 0 ? { ok: true, policy: parsed.data } : { ok: false, problems };
}

function problemsOf(issue: z.core.$ZodIssue, document: unknown): PolicyProblem[] {
  const path = pathOf(issue.path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const keyPath = pathOf([...issue.path, key]);
      return problem("unknown_key", keyPath, {
        found: "is not a key of a policy",
        expected: "it to be absent",
        params: { key },
      });
    });
  }
  // The part before the colon says what kind of mismatch it is, which the found value shows better.
  const expected = issue.message.replace(/^[A-Z][a-z ]+: /, "").replace(/, received .*$/, "");
  const where = path === "" ? "the document" : path;
  const found = quote(valueAt(document, issue.path));
  return [
    {
      code: "wrong_value",
      path,
      params: { found, expected: expected.replace(/^expected /, "") },
      message: `${where} is ${found}: ${expected}`,
    },
  ];
}

/** `targets[0].durationMinutes`. */
function pathOf(keys: readonly PropertyKey[]): string {
  return keys
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");
}

/** What stands at a path; nothing where the path leads nowhere. */
function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), document);
}

function quote(value: unknown): string {
  if (value === undefined) return "missing";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "a group of keys";
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length <= MAX_QUOTE_LENGTH ? text : `${text.slice(0, MAX_QUOTE_LENGTH)}…`;
}
