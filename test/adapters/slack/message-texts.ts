import { caseMessage } from "../../../src/adapters/slack/case-message.ts";
import type { CaseNotice } from "../../../src/ports/notifier.ts";

export type Leaf = { readonly kind: string; readonly text: string };

/** Every text of a message with the kind of object that holds it. */
export function leavesOf(node: unknown): readonly Leaf[] {
  if (Array.isArray(node)) return node.flatMap(leavesOf);
  if (typeof node !== "object" || node === null) return [];
  const { type, text } = { type: "", text: undefined, ...node };
  const own = typeof text === "string" ? [{ kind: String(type), text }] : [];
  return [...own, ...Object.values(node).flatMap(leavesOf)];
}

export function textsOf(notice: CaseNotice): readonly string[] {
  return leavesOf(caseMessage(notice).blocks).map((leaf) => leaf.text);
}
