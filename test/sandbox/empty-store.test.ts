import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { layEmptyStore } from "../../sandbox/empty-store.ts";

const MADE_WITHIN_MS = 120_000;
const isStore = (directory: string) => existsSync(join(directory, "PG_VERSION"));

let temporary: string;
let folder: string;
let store: string;
beforeAll(async () => {
  // As in a fresh clone, the folder is not there yet.
  temporary = await mkdtemp(join(tmpdir(), "aftercare-empty-"));
  folder = `${temporary}/data/`;
  store = `${folder}store`;
  await layEmptyStore(folder, store);
}, MADE_WITHIN_MS);
afterAll(() => rm(temporary, { recursive: true, force: true }));

it("keeps an untouched store beside the one that it gives", async () => {
  const [kept = "", ...others] = await readdir(folder);

  expect(kept).toMatch(/^empty-store-[\d.]+$/);
  expect(others).toEqual(["store"]);
  expect([isStore(folder + kept), isStore(store)]).toEqual([true, true]);
});

it("takes away what the last visit left", async () => {
  await writeFile(join(store, "left-behind"), "");
  await layEmptyStore(folder, store);

  expect(existsSync(join(store, "left-behind"))).toBe(false);
  expect(isStore(store)).toBe(true);
});
