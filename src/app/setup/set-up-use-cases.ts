import type { Language } from "../../domain/words.ts";
import type { Farewell } from "../../ports/portal-purges.ts";
import type { Asked } from "../governance/policy-deps.ts";
import { type ArchiveAnswer, archiveOwn } from "./archive-own.ts";
import { changePortal, type PortalChange } from "./change-portal.ts";
import { chooseFarewell, type FarewellChoice } from "./choose-farewell.ts";
import { readSetUp } from "./read-set-up.ts";
import type { SetUpDeps } from "./set-up-deps.ts";
import { type PartSwitch, switchParts } from "./switch-parts.ts";
import { choosePreset, mapStages, type SetUpAnswer, setChannels } from "./write-set-up.ts";

/** The first set-up of a portal: a policy in steps, then from observing to live, part by part. */
export type SetUpUseCases = {
  readSetUp(asked: Asked): ReturnType<typeof readSetUp>;
  choosePreset(asked: Parameters<typeof choosePreset>[1]): Promise<SetUpAnswer>;
  mapStages(asked: Parameters<typeof mapStages>[1]): Promise<SetUpAnswer>;
  setChannels(asked: Parameters<typeof setChannels>[1]): Promise<SetUpAnswer>;
  switchParts(asked: Parameters<typeof switchParts>[1]): Promise<PartSwitch>;
  /** That of whoever has none of their own. */
  setLanguage(asked: Asked & { readonly language: Language }): Promise<PortalChange>;
  /** What becomes of the data once the app is removed. */
  farewell(portalId: string): Promise<Farewell>;
  chooseFarewell(asked: Parameters<typeof chooseFarewell>[1]): Promise<FarewellChoice>;
  /** Takes Aftercare's own properties out of HubSpot. */
  archiveOwn(asked: Asked): Promise<ArchiveAnswer>;
};

export function setUpUseCases(deps: SetUpDeps): SetUpUseCases {
  return {
    readSetUp: (asked) => readSetUp(deps, asked),
    choosePreset: (asked) => choosePreset(deps, asked),
    mapStages: (asked) => mapStages(deps, asked),
    setChannels: (asked) => setChannels(deps, asked),
    switchParts: (asked) => switchParts(deps, asked),
    farewell: async (portalId) => (await deps.purges.leaving(portalId))?.farewell ?? "keep",
    chooseFarewell: (asked) => chooseFarewell(deps, asked),
    archiveOwn: (asked) => archiveOwn(deps, asked),
    setLanguage: ({ language, ...asked }) =>
      changePortal(deps, asked, {
        right: "set_language",
        auditAs: "language_set",
        change: () => ({ language }),
      }),
  };
}
