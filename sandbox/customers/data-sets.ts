import { join } from "node:path";
import { readCdnow } from "./cdnow-log.ts";
import type { Purchase } from "./purchase.ts";
import { readRetail } from "./retail-log.ts";

export const SET_NAMES = ["retail", "cdnow", "telco"] as const;
export type SetName = (typeof SET_NAMES)[number];

/** Where a set lies within the folder of public data beside the repository. */
export function fileOf(dataFolder: string, set: SetName): string {
  const names = {
    retail: "retail/online_retail.shared.csv.gz",
    cdnow: "cdnow/cdnow.shared.csv.gz",
    telco: "telco/telco_churn.shared.csv.gz",
  } as const;
  return join(dataFolder, names[set]);
}

export function readPurchases(
  set: Exclude<SetName, "telco">,
  file: string,
): Promise<readonly Purchase[]> {
  return set === "retail" ? readRetail(file) : readCdnow(file);
}
