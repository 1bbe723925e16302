import { existsSync, utimesSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { layKept } from "../../sandbox/kept-folder.ts";

let folder: string;
let made: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aftercare-kept-"));
  made = 0;
  await mkdir(join(folder, "source/node_modules"), { recursive: true });
  await write("source/card.tsx", "one");
  await write("lock.json", "{}");
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
});

const write = (file: string, text: string) => writeFile(join(folder, file), text);
const target = () => join(folder, "target");
const keptOnes = async () =>
  (await readdir(join(folder, "kept"))).filter((name) => name.startsWith("thing-"));
const make = async (directory: string) => {
  made += 1;
  await mkdir(directory);
  await writeFile(join(directory, "made"), String(made));
};
const lay = (by = make, madeOf = ["source", "lock.json"]) =>
  layKept(
    {
      folder: join(folder, "kept"),
      kind: "thing",
      madeOf: madeOf.map((name) => join(folder, name)),
      skipped: /(^|\/)node_modules(\/|$)/,
      make: by,
    },
    target(),
  );

it("is made once of the same sources", async () => {
  await lay();
  await lay();
  expect(made).toBe(1);
  expect(await readFile(join(target(), "made"), "utf8")).toBe("1");
});

it.each(["source/card.tsx", "source/another.tsx", "lock.json"])(
  "is made again when %s is another",
  async (file) => {
    await lay();
    await write(file, "two");
    await lay();
    expect(await readFile(join(target(), "made"), "utf8")).toBe("2");
  },
);

it("does not mind what is installed", async () => {
  await lay();
  await write("source/node_modules/x.js", "two");
  await lay();
  expect(made).toBe(1);
});

it("takes away what the last visit left, and leaves what is kept untouched", async () => {
  await lay();
  await writeFile(join(target(), "made"), "changed");
  await writeFile(join(target(), "left-behind"), "");
  await lay();
  expect(await readdir(target())).toEqual(["made"]);
  expect(await readFile(join(target(), "made"), "utf8")).toBe("1");
});

it("is made again after a start that was cut off, of which nothing is left", async () => {
  const cutOff = lay(async (directory) => {
    await make(directory);
    throw new Error("killed");
  });
  await expect(cutOff).rejects.toThrow("killed");
  expect(await readdir(join(folder, "kept"))).toEqual([]);
  await lay();
  expect(await readFile(join(target(), "made"), "utf8")).toBe("2");
});

it("takes the one of another start that was quicker", async () => {
  await lay(async (directory) => {
    await lay();
    await make(directory);
  });
  expect(await readFile(join(target(), "made"), "utf8")).toBe("1");
});

it("forgets all but the three newest", async () => {
  for (const [index, text] of ["a", "b", "c", "d"].entries()) {
    const before = existsSync(join(folder, "kept")) ? await keptOnes() : [];
    await write("lock.json", text);
    await lay();
    for (const name of (await keptOnes()).filter((one) => !before.includes(one))) {
      utimesSync(join(folder, "kept", name), index, index);
    }
  }
  await write("lock.json", "e");
  await lay();
  expect(await keptOnes()).toHaveLength(3);
});

it("clears away what a killed start left an hour ago, and nothing that is being made", async () => {
  const [abandoned, another] = ["unfinished-abandoned", "unfinished-another"];
  for (const name of [abandoned, another]) {
    await mkdir(join(folder, "kept", name), { recursive: true });
  }
  utimesSync(join(folder, "kept", abandoned), 1, 1);
  await lay();
  expect(
    (await readdir(join(folder, "kept"))).filter((name) => !name.startsWith("thing-")),
  ).toEqual([another]);
});
