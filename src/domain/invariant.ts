/** A bug if it fails: the condition holds by construction, and nobody on the way catches it. */
export function invariant(condition: unknown, whatMustHold: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${whatMustHold}`);
}
