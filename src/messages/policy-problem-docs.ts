import { en } from "./en.ts";

/** `docs/policy-problems.md`: every code of the linter with what it found and what to do. */
export function renderPolicyProblems(): string {
  const rows = Object.entries(en.policyProblem).map(
    ([code, { finding, proposal }]) => `| \`${code}\` | ${told(finding)} | ${told(proposal)} |`,
  );
  return [
    "# What the linter finds in a policy",
    "",
    "Written by `npm run docs` from `src/messages/en-policy-problem.ts`; do not edit.",
    "",
    "A policy document with any of these is refused as a whole, and nothing is changed; all problems are",
    "told at once, each with its code, its place in the document, what was found and what to do. `stale_list`",
    "and the names that only a portal knows (`unknown_pipeline`, `unknown_property`, `unknown_stage`) are",
    "advice of the preview. Words in italics are filled in.",
    "",
    "Whether all visits can be made depends on how many customers there are, which a policy does not say: what",
    "the owners cannot make is shown as short by the plan of each night ([visits.md](visits.md)).",
    "",
    "| code | what was found | what to do |",
    "| --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

function told(text: string): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, "*$1*");
}
