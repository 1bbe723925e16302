import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { keepBundles } from "../../sandbox/kept-bundles.ts";

let folder: string;
let builds: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aftercare-bundles-"));
  builds = 0;
  await mkdir(join(folder, "source/node_modules"), { recursive: true });
  await write("source/card.tsx", "one");
  await write("lock.json", "{}");
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

const write = (file: string, text: string) => writeFile(join(folder, file), text);
const output = () => join(folder, "out");
const build = async (directory: string) => {
  builds += 1;
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory);
};
const keep = (by = build) =>
  keepBundles(output(), by, [join(folder, "source"), join(folder, "lock.json")]);

it("builds once for the same sources", async () => {
  await keep();
  await keep();
  expect(builds).toBe(1);
});

it.each(["source/card.tsx", "source/another.tsx", "lock.json"])(
  "builds again when %s is another",
  async (file) => {
    await keep();
    await write(file, "two");
    await keep();
    expect(builds).toBe(2);
  },
);

it("does not mind what is installed", async () => {
  await keep();
  await write("source/node_modules/x.js", "two");
  await keep();
  expect(builds).toBe(1);
});

it("builds again after a build that was cut off", async () => {
  await keep();
  await write("source/card.tsx", "two");
  const cutOff = keep(async (directory) => {
    await build(directory);
    throw new Error("killed");
  });
  await expect(cutOff).rejects.toThrow("killed");
  await keep();
  expect(builds).toBe(3);
});
