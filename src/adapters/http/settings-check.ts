import type { CheckedText } from "../../app/governance/settings-use-cases.ts";
import { differencesOf } from "../../app/sla/differences.ts";
import type { SettingsCheck, SettingsDifference } from "../../contract/settings-work.ts";
import type { PolicyProblem } from "../../domain/governance/lint-problem.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import type { SettingsTexts } from "./settings-texts.ts";

/** More than that nobody mends in one go. */
const MAX_FINDINGS = 100;
const MAX_CHANGES = 200;

export function presentCheck(
  { reading, present, version }: CheckedText,
  texts: SettingsTexts,
): SettingsCheck {
  if (!reading.ok) return presentProblems(reading.problems, texts);
  return {
    isValid: true,
    headline: texts.t("settingsWork.check.clean"),
    variant: "success",
    findings: [],
    moreFindings: null,
    difference: presentDifference(present, { policy: reading.policy, version }, texts),
  };
}

/** Why a document is not taken. */
export function presentProblems(
  problems: readonly PolicyProblem[],
  texts: SettingsTexts,
): SettingsCheck {
  const { t } = texts;
  const more = problems.length - MAX_FINDINGS;
  return {
    isValid: false,
    headline: t("settingsWork.check.problems", { count: problems.length }),
    variant: "danger",
    findings: problems.slice(0, MAX_FINDINGS).map((problem) => findingOf(problem, texts)),
    moreFindings: more > 0 ? t("settingsWork.check.more", { count: more }) : null,
    difference: null,
  };
}

function findingOf({ path, message }: PolicyProblem, { t }: SettingsTexts) {
  return {
    code: "policy",
    severity: { label: t("settingsWork.severity.error"), variant: "danger" as const },
    place: path === "" ? t("settingsWork.check.whole") : path,
    finding: message,
    proposal: "",
  };
}

function presentDifference(
  present: Policy,
  { policy, version }: { readonly policy: Policy; readonly version: number },
  { t }: SettingsTexts,
): SettingsDifference {
  const changes = differencesOf(present, policy);
  const areas = Map.groupBy(
    changes.slice(0, MAX_CHANGES),
    ({ path }) => path.split(/[.[]/)[0] ?? "",
  );
  const more = changes.length - MAX_CHANGES;
  return {
    headline:
      changes.length === 0
        ? t("settingsWork.difference.none", { version })
        : t("settingsWork.difference.some", { count: changes.length, version }),
    areas: [...areas].map(([area, inArea]) => ({
      area,
      changes: inArea.map(({ path, stored, derived }) => ({
        text: `${path}: ${JSON.stringify(stored)} → ${JSON.stringify(derived)}`,
        affects: null,
      })),
    })),
    more: more > 0 ? t("settingsWork.difference.more", { count: more }) : null,
  };
}
