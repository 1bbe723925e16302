import type { Health } from "../../app/health/read-health.ts";
import type { HealthImport, HealthStanding } from "../../contract/settings-health.ts";
import type { ImportKindProgress } from "../../ports/import-store.ts";
import { reasonText } from "./health-reason.ts";
import { refusalText, type SettingsTexts } from "./settings-texts.ts";

/** An alert is shown for so long. */
const ALERT_SHOWN_MS = 86_400_000;

const VARIANTS = { running: "info", paused: "warning", done: "success", failed: "danger" } as const;

const TURNS = { running: "paused", paused: "running", failed: "running", done: null } as const;

/** How far the first import of the portal is. */
export function presentImport(
  health: Pick<Health, "firstImport" | "importTurn" | "mayTurnImport" | "grants">,
  texts: SettingsTexts,
): HealthImport | null {
  const { firstImport: found, importTurn } = health;
  if (found === null) return null;
  const { t, at, number } = texts;
  const turn = TURNS[found.state];
  const { state, kinds, history, startedAt, trouble } = found;
  const calls = kinds.reduce((sum, kind) => sum + kind.calls, 0);
  return {
    status: { label: t(`settingsHealth.firstImport.state.${state}`), variant: VARIANTS[state] },
    turn,
    refusal:
      turn === null || health.mayTurnImport
        ? null
        : refusalText("turn_import", health.grants, texts),
    lines: [
      ...(importTurn === null
        ? []
        : [
            t("settingsHealth.firstImport.pausedBy", {
              ...{ name: importTurn.name, time: at(importTurn.at) },
            }),
          ]),
      ...(trouble === null
        ? []
        : [t("settingsHealth.firstImport.trouble", { reason: reasonText(trouble, texts) })]),
      ...kinds.map((kind) => kindLine(kind, texts)),
      t("settingsHealth.firstImport.calls", { calls: number(calls) }),
      t(`settingsHealth.firstImport.history.${history}`, { time: at(startedAt) }),
    ],
  };
}

function kindLine({ kind, done, total }: ImportKindProgress, { t, number }: SettingsTexts): string {
  const name = t(`settingsHealth.firstImport.kind.${kind}`);
  if (total === null || total < done) {
    return t("settingsHealth.firstImport.some", { kind: name, done: number(done) });
  }
  return t("settingsHealth.firstImport.of", {
    ...{ kind: name, done: number(done), total: number(total) },
  });
}

/** What the sweep for lost events found, last and in all. */
export function presentLostEvents(
  { equation, sweeps }: Pick<Health, "equation" | "sweeps">,
  now: number,
  { t, at, number }: SettingsTexts,
): HealthStanding {
  const sweptAt = Math.max(...sweeps.map((sweep) => sweep.sweptAt));
  if (sweeps.length === 0) {
    return {
      status: { label: t("settingsHealth.lostEvents.state.none"), variant: "default" },
      lines: [],
    };
  }
  const last = sweeps.filter((sweep) => sweep.sweptAt === sweptAt);
  const alertedAt = Math.max(...sweeps.map((sweep) => sweep.alertedAt ?? 0));
  const isMuch = now - alertedAt < ALERT_SHOWN_MS;
  const { recovered, reread } = equation;
  return {
    status: {
      label: t(`settingsHealth.lostEvents.state.${isMuch ? "much" : "well"}`),
      variant: isMuch ? "warning" : "success",
    },
    lines: [
      ...(isMuch ? [t("settingsHealth.lostEvents.much", { time: at(alertedAt) })] : []),
      t("settingsHealth.lostEvents.looked", {
        time: at(sweptAt),
        looked: number(sum(last.map(({ looked }) => looked))),
        found: number(sum(last.map(({ found }) => found))),
      }),
      t("settingsHealth.lostEvents.all", { recovered: number(recovered) }),
      ...(reread === 0 ? [] : [t("settingsHealth.lostEvents.reread", { reread: number(reread) })]),
    ],
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
