import type { NotAllowed } from "../../app/governance/ask-right.ts";
import type { NewestAudit } from "../../app/governance/read-newest-audit.ts";
import type { SettingsAudit } from "../../contract/settings-page.ts";
import type { AuditValues } from "../../ports/audit.ts";
import type { SealedEntry } from "../../ports/audit-chain.ts";
import { cut } from "./card-cut.ts";
import { refusalText, type SettingsTexts } from "./settings-texts.ts";

const NOBODY = "aftercare";
/** Where the words of a value stand, by the key under which it is noted. */
const WORDS_OF: Readonly<Record<string, readonly string[]>> = {
  state: ["settings.draft.state", "settings.audit.known.state"],
  role: ["settings.role"],
  appliesTo: ["settings.appliesTo"],
  clock: ["clock"],
  sendKind: ["settingsHealth.kind"],
  mode: ["settings.audit.known.mode", "part"],
  import: ["settingsHealth.firstImport.state"],
  farewell: ["settings.audit.known.farewell"],
  reason: ["card.pauseReason", "settings.audit.known.reason"],
};
/** A word of ours; what a person wrote is never looked up. */
const OUR_WORD = /^[a-z_]+$/;
/** Several of them, e.g. the parts that are switched on. */
const OUR_WORDS = /^[a-z_]+(,[a-z_]+)*$/;
/** Of the person, which has a column of its own; and keys, which tell nobody anything. */
const TOLD_ELSEWHERE = ["name", "email", "actKey", "logKey"];

export function presentAudit(
  answer: NewestAudit | NotAllowed,
  texts: SettingsTexts,
): SettingsAudit {
  const { t } = texts;
  if (!answer.ok) {
    const headline = refusalText(answer.action, answer.people, texts);
    return { state: "refused", headline, entries: [], olderThan: null };
  }
  const { sealed, waiting, entries, olderThan } = answer;
  const parts = [
    t("settings.audit.sealed", { count: sealed }),
    ...(waiting === 0 ? [] : [t("settings.audit.waiting", { count: waiting })]),
  ];
  return {
    state: "shown",
    headline: parts.join(" "),
    entries: entries.map((entry) => presentEntry(entry, texts)),
    olderThan: olderThan === null ? null : String(olderThan),
  };
}

function presentEntry(
  { entry, position, isErased }: SealedEntry,
  texts: SettingsTexts,
): SettingsAudit["entries"][number] {
  const { t, at } = texts;
  const { actor, action, from, subject, detail } = entry;
  const name = typeof detail["name"] === "string" ? detail["name"] : actor;
  return {
    id: String(position),
    when: at(entry.at),
    who: isErased ? t("settings.audit.erased") : name === NOBODY ? "Aftercare" : name,
    what: t(`settings.audit.action.${action}`, { defaultValue: action }),
    where: from === undefined ? "–" : t(`settings.audit.origin.${from}`),
    detail: [
      [t("settings.audit.place", { position }), subjectText(subject, texts)].join(" · "),
      changesOf(entry.before ?? {}, entry.after ?? {}, texts).join(" · "),
      valuesOf(detail, texts).join(" · "),
    ].filter((line) => line !== ""),
  };
}

function changesOf(before: AuditValues, after: AuditValues, texts: SettingsTexts): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    const [was, is] = [before[key] ?? null, after[key] ?? null];
    if (was === is) return [];
    const sides = { before: valueText(key, was, texts), after: valueText(key, is, texts) };
    return [texts.t("settings.audit.change", { key: keyText(key, texts), ...sides })];
  });
}

function valuesOf(detail: AuditValues, texts: SettingsTexts): string[] {
  return Object.entries(detail)
    .filter(([key, value]) => !TOLD_ELSEWHERE.includes(key) && value !== null)
    .map(([key, value]) => {
      const told = { key: keyText(key, texts), value: valueText(key, value, texts) };
      return texts.t("settings.audit.value", told);
    });
}

/** `role:61120013` as `Role of user 61120013`; a kind that is not known as it is. */
function subjectText(subject: string, { t }: SettingsTexts): string {
  const [kind = "", ...rest] = subject.split(":");
  if (!OUR_WORD.test(kind)) return subject;
  return t(`settings.audit.subject.${kind}`, { id: rest.join(":"), defaultValue: subject });
}

function keyText(key: string, { t }: SettingsTexts): string {
  return t(`settings.audit.key.${key}`, { defaultValue: key });
}

function valueText(
  key: string,
  value: AuditValues[string] | undefined,
  { t, at, list }: SettingsTexts,
): string {
  if (value === null || value === undefined) return t("settings.audit.nothing");
  if (typeof value === "string" && OUR_WORDS.test(value)) {
    return list(value.split(",").map((word) => wordText(key, word, t)));
  }
  // Instants are the only numbers that are so large.
  if (typeof value === "number" && value > 1e12) return at(value);
  return cut(String(value));
}

function wordText(key: string, word: string, t: SettingsTexts["t"]): string {
  const texts = (WORDS_OF[key] ?? []).map((place) => t(`${place}.${word}`, { defaultValue: "" }));
  return texts.find((text) => text !== "") ?? word;
}
