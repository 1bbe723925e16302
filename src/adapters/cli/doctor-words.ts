import type { Finding, FindingState } from "../../app/doctor/finding.ts";
import { type MessageLanguage, translatorOf } from "../../messages/translate.ts";

/** Wide characters take two columns in a terminal. */
const STATE_COLUMNS = 6;
const CHECK_COLUMNS = 10;
const WIDE = /[\u3000-\u9fff\uff00-\uffef]/g;

/** One line of what was found, and below it what to do where something has to be done. */
export function findingLines(
  { check, state, code, values }: Finding,
  language: MessageLanguage,
): readonly string[] {
  const say = translatorOf(language);
  const head = [
    padded(say(`doctor.state.${state}`), STATE_COLUMNS),
    padded(say(`doctor.check.${check}`), CHECK_COLUMNS),
  ].join("");
  const line = `${head}${printable(say(`doctor.found.${code}`, values))}`;
  if (state === "ok") return [line];
  const indent = " ".repeat(STATE_COLUMNS + CHECK_COLUMNS);
  return [line, `${indent}→ ${printable(say(`doctor.todo.${code}`, values))}`];
}

export function doctorSum(
  counts: Readonly<Record<FindingState, number>>,
  language: MessageLanguage,
): string {
  return translatorOf(language)("doctor.sum", counts);
}

function padded(text: string, columns: number): string {
  const width = text.length + (text.match(WIDE)?.length ?? 0);
  return text + " ".repeat(Math.max(1, columns - width));
}

/** A workspace may have any name; a terminal obeys some signs. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, " ");
}
