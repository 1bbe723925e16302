import type { CaseStep, EscalationCase } from "../../domain/escalation/case.ts";

/** The newest call of a person to a case that nobody has followed yet; null when there is none. */
export function standingCall(
  { state, steps }: Pick<EscalationCase, "state" | "steps">,
  email: string,
): CaseStep | null {
  if (state !== "open") return null;
  const told = steps.findLast(
    ({ act, people = [] }) => act === "told" && people.some((person) => person.email === email),
  );
  return told ?? null;
}
