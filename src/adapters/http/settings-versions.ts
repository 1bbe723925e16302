import type { SettingsView } from "../../app/governance/read-settings.ts";
import type { SettingsVersion } from "../../contract/settings-page.ts";
import type { DraftHead } from "../../ports/policy-drafts.ts";
import type { SettingsTexts } from "./settings-texts.ts";

const NOBODY = "–";

/** Every version with who wrote and approved it, the newest first. */
export function presentVersions(view: SettingsView, texts: SettingsTexts): SettingsVersion[] {
  return view.versions.map(({ version, effectiveAt }) => {
    const isInForce = version === view.inForce;
    const { t, at, number } = texts;
    return {
      ...{ version, isInForce, ...peopleOf(version, view, texts) },
      label: t("settings.version.label", { version }),
      status: isInForce
        ? { label: t("settings.version.inForce"), variant: "success" }
        : { label: t("settings.version.earlier"), variant: "default" },
      since: at(effectiveAt),
      openTickets: number(view.openTickets.get(version) ?? 0),
    };
  });
}

function peopleOf(
  version: number,
  { effective }: SettingsView,
  { t, list }: SettingsTexts,
): Pick<SettingsVersion, "author" | "approvedBy" | "appliesTo"> {
  const head = effective.get(version);
  const approval = head && approvalOf(head);
  if (head === undefined || approval === undefined) {
    const by = t(version === 1 ? "settings.version.installed" : "settings.version.otherwise");
    return { author: by, approvedBy: NOBODY, appliesTo: NOBODY };
  }
  return {
    author: list(head.authors.map(({ name }) => name)),
    approvedBy: approval.by.name,
    appliesTo: t(`settings.appliesTo.${approval.appliesTo}`),
  };
}

function approvalOf({ standing }: DraftHead) {
  return standing.state === "effective" ? standing.approval : undefined;
}

/** What was approved and waits for its day, or what is new. */
export function presentNotice(
  view: SettingsView,
  { now, titleOf }: { readonly now: number; readonly titleOf: (head: DraftHead) => string },
  { t, at }: SettingsTexts,
): string | null {
  for (const { head } of view.drafts) {
    if (head.standing.state !== "approved") continue;
    const { by, effectiveAt } = head.standing.approval;
    const time = at(effectiveAt);
    return t("settings.notice.waiting", { title: titleOf(head), by: by.name, time });
  }
  const [newest] = view.versions;
  const head = newest && view.effective.get(newest.version);
  const approval = head && approvalOf(head);
  if (newest === undefined || approval === undefined) return null;
  if (now - newest.effectiveAt > NEW_FOR_MS) return null;
  const { version, effectiveAt } = newest;
  return t("settings.notice.newVersion", { version, time: at(effectiveAt), by: approval.by.name });
}

/** A week. */
const NEW_FOR_MS = 7 * 86_400_000;
