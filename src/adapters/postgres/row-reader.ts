import { z } from "zod";

/** Compiling takes as long as some dozens of rows take without, and many a schema sees only a few. */
const ROWS_BEFORE_COMPILING = 100;

/**
 * Reads rows by their schemas. A schema that sees many rows is compiled: it is read some times as fast then, and
 * a transform leaves nothing behind that lives until the next full garbage collection, as it does uncompiled.
 */
export function createRowReader(): <T>(row: z.ZodType<T>, rows: readonly unknown[]) => T[] {
  const counts = new WeakMap<z.ZodType, number>();
  const compiled = new WeakMap<z.ZodType, z.ZodType>();
  return <T>(row: z.ZodType<T>, rows: readonly unknown[]): T[] => {
    const fast = compiled.get(row);
    if (isMadeOf(row, fast)) return rows.map((one) => fast.parse(one));
    const count = (counts.get(row) ?? 0) + rows.length;
    counts.set(row, count);
    if (fast === undefined && count >= ROWS_BEFORE_COMPILING) compiled.set(row, z.compile(row));
    return rows.map((one) => row.parse(one));
  };
}

/** A compiled schema shares the definition of the one that it was made of. */
function isMadeOf<T>(row: z.ZodType<T>, other: z.ZodType | undefined): other is z.ZodType<T> {
  return other !== undefined && other._zod.def === row._zod.def;
}
