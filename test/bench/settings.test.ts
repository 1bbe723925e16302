import { describe, expect, it } from "vitest";
import { PATH_NAMES, readSettings } from "../../bench/settings.ts";

const url = "postgres://db/aftercare";

describe("what the bench is asked for", () => {
  it.each([
    {
      name: "everything unless said",
      args: [],
      url,
      paths: PATH_NAMES,
      engines: ["server", "embedded"],
    },
    {
      name: "only the embedded database without a server",
      args: [],
      paths: PATH_NAMES,
      engines: ["embedded"],
    },
    {
      name: "some paths, in the order of the bench",
      args: ["card", "time"],
      paths: ["time", "card"],
      engines: ["embedded"],
    },
    {
      name: "one database",
      args: ["--engine", "embedded"],
      url,
      paths: PATH_NAMES,
      engines: ["embedded"],
    },
  ])("is $name", ({ args, url, paths, engines }) => {
    expect(readSettings(args, url)).toMatchObject({ ok: true, settings: { paths, engines } });
  });

  it.each([
    { name: "a path that is not there", args: ["send"], problem: /send/ },
    { name: "an engine that is not there", args: ["--engine", "oracle"], problem: /oracle/ },
    { name: "a server without its address", args: ["--engine", "server"], problem: /DATABASE_URL/ },
  ])("cannot be $name", ({ args, problem }) => {
    expect(readSettings(args)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(problem),
    });
  });

  it("keeps real figures from a quick run", () => {
    const directoryOf = (...args: string[]) => {
      const reading = readSettings(args);
      return reading.ok ? reading.settings.resultsDirectory : undefined;
    };

    expect(directoryOf("--quick")).toBeNull();
    expect(directoryOf("--quick", "--results", "here")).toBe("here");
    expect(directoryOf()).toMatch(/results$/);
  });
});
