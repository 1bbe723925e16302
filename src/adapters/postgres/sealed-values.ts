import { z } from "zod";
import { invariant } from "../../domain/invariant.ts";
import type { SealedValues } from "../../ports/sealed-values.ts";
import type { Seal } from "../../ports/token-vault.ts";
import type { Database } from "./database.ts";

/** Every column whose name begins with `sealed_`; a test compares this with the tables. */
export const SEALED_COLUMNS = [
  {
    place: "HubSpot tokens",
    table: "portal_token",
    columns: ["sealed_access_token", "sealed_refresh_token"],
  },
  { place: "Slack tokens", table: "slack_installation", columns: ["sealed_bot_token"] },
] as const;

type Place = (typeof SEALED_COLUMNS)[number];

export function createSealedValues(
  db: Database,
  seal: Pick<Seal, "seal" | "open">,
  currentKeyId: string,
): SealedValues {
  return {
    places: SEALED_COLUMNS.map(({ place }) => place),
    currentKeyId,
    counts: async () => {
      const all = await Promise.all(SEALED_COLUMNS.map((place) => countsOf(db, place)));
      return all.flat();
    },
    sealAnew: async (name, { afterPortalId, limit }) => {
      const place = SEALED_COLUMNS.find((one) => one.place === name);
      invariant(place, "the place is one of those that are listed");
      const rows = await db.rows(Row, oldRows(place), [afterPortalId, currentKeyId, limit]);
      let sealed = 0;
      const refused: string[] = [];
      for (const { portal_id: portalId, values } of rows) {
        const outcome = await sealRow(db, seal, { place, portalId, values, currentKeyId });
        if (outcome === null) refused.push(portalId);
        else sealed += outcome;
      }
      const lastPortalId = rows.at(-1)?.portal_id ?? afterPortalId;
      return { rows: rows.length, sealed, refused, lastPortalId };
    },
  };
}

/** By column, in the order of the list. */
const Row = z.object({ portal_id: z.string(), values: z.array(z.string()) });
const Count = z.object({ key_id: z.string(), values: z.int() });

async function countsOf(db: Database, { place, table, columns }: Place) {
  const all = columns
    .map((column) => `select ${column} as value from ${table}`)
    .join(" union all ");
  const rows = await db.rows(
    Count,
    `select split_part(value, ':', 2) as key_id, count(*)::int as values from (${all}) v
     group by 1 order by 1`,
  );
  return rows.map((row) => ({ place, keyId: row.key_id, values: row.values }));
}

function oldRows({ table, columns }: Place): string {
  const isOld = columns.map((column) => `split_part(${column}, ':', 2) <> $2`).join(" or ");
  return `select portal_id, array[${columns.join(", ")}] as values from ${table}
    where portal_id > $1::bigint and (${isOld}) order by portal_id limit $3`;
}

/** How many values were sealed anew; null when one of them cannot be opened. */
async function sealRow(
  db: Database,
  seal: Pick<Seal, "seal" | "open">,
  row: {
    readonly place: Place;
    readonly portalId: string;
    readonly values: readonly string[];
    readonly currentKeyId: string;
  },
): Promise<number | null> {
  const { place, portalId, values, currentKeyId } = row;
  let sealed = 0;
  for (const [index, column] of place.columns.entries()) {
    const old = values[index] ?? "";
    if (old.split(":")[1] === currentKeyId) continue;
    const text = opened(seal, old);
    if (text === null) return null;
    const update = `update ${place.table} set ${column} = $3 where portal_id = $1 and ${column} = $2`;
    sealed += await db.run(update, [portalId, old, seal.seal(text)]);
  }
  return sealed;
}

function opened({ open }: Pick<Seal, "open">, sealed: string): string | null {
  try {
    return open(sealed);
  } catch {
    return null;
  }
}
