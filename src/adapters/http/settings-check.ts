import type { CheckedText } from "../../app/governance/settings-use-cases.ts";
import type {
  SettingsCheck,
  SettingsDifference,
  SettingsFinding,
} from "../../contract/settings-work.ts";
import type { PolicyProblem } from "../../domain/governance/lint-problem.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import { differenceOf } from "../../domain/governance/policy-difference.ts";
import { policyDifferenceWords } from "../../messages/policy-difference.ts";
import { policyProblemWords } from "../../messages/policy-problem.ts";
import type { SettingsTexts } from "./settings-texts.ts";

/** More than that nobody mends in one go. */
const MAX_FINDINGS = 100;
const MAX_CHANGES = 200;

export function presentCheck(
  { reading, present, version, unknownNames }: CheckedText,
  texts: SettingsTexts,
): SettingsCheck {
  if (!reading.ok) return presentProblems(reading.problems, texts);
  const { t } = texts;
  const count = unknownNames.length;
  return {
    isValid: true,
    headline:
      count > 0 ? t("settingsWork.check.warnings", { count }) : t("settingsWork.check.clean"),
    variant: count > 0 ? "warning" : "success",
    findings: unknownNames
      .slice(0, MAX_FINDINGS)
      .map((problem) => findingOf(problem, "warning", texts)),
    moreFindings: moreText(count, texts),
    difference: presentDifference(present, { policy: reading.policy, version }, texts),
  };
}

/** Why a document is not taken. */
export function presentProblems(
  problems: readonly PolicyProblem[],
  texts: SettingsTexts,
): SettingsCheck {
  return {
    isValid: false,
    headline: texts.t("settingsWork.check.problems", { count: problems.length }),
    variant: "danger",
    findings: problems.slice(0, MAX_FINDINGS).map((problem) => findingOf(problem, "error", texts)),
    moreFindings: moreText(problems.length, texts),
    difference: null,
  };
}

function moreText(count: number, { t }: SettingsTexts): string | null {
  const more = count - MAX_FINDINGS;
  return more > 0 ? t("settingsWork.check.more", { count: more }) : null;
}

function findingOf(
  problem: PolicyProblem,
  severity: "error" | "warning",
  { t }: SettingsTexts,
): SettingsFinding {
  const { code, path } = problem;
  const variant = severity === "error" ? "danger" : "warning";
  return {
    code,
    severity: { label: t(`settingsWork.severity.${severity}`), variant },
    place: path === "" ? t("settingsWork.check.whole") : path,
    ...policyProblemWords(problem, t),
  };
}

function presentDifference(
  present: Policy,
  { policy, version }: { readonly policy: Policy; readonly version: number },
  { t, language }: SettingsTexts,
): SettingsDifference {
  const differences = differenceOf(present, policy);
  const reader = { language, policies: [policy, present] };
  const areas = Map.groupBy(differences.slice(0, MAX_CHANGES), ({ area }) => area);
  const more = differences.length - MAX_CHANGES;
  return {
    headline:
      differences.length === 0
        ? t("settingsWork.difference.none", { version })
        : t("settingsWork.difference.some", { count: differences.length, version }),
    areas: [...areas].map(([area, inArea]) => ({
      area: t(`policyDifference.area.${area}`, { defaultValue: area }),
      changes: inArea.map((one) => policyDifferenceWords(one, reader)),
    })),
    more: more > 0 ? t("settingsWork.difference.more", { count: more }) : null,
  };
}
