import { describe, expect, it } from "vitest";
import { rememberOfPortal } from "../../../src/app/portals/remember-of-portal.ts";

describe("what is remembered of a portal", () => {
  const counting = () => {
    const asked: string[] = [];
    const clock = { elapsed: 0 };
    const remember = rememberOfPortal({ lifetimeMs: 1_000, elapsedMs: () => clock.elapsed });
    const read = remember(async (portalId) => {
      asked.push(portalId);
      if (portalId === "broken") throw new Error("the store is away");
      return null;
    });
    return { asked, clock, read, remember };
  };

  it.each([
    { name: "is not asked for again within its lifetime", elapsed: 999, times: 1 },
    { name: "is asked for again at its end", elapsed: 1_000, times: 2 },
  ])("$name", async ({ elapsed, times }) => {
    const { asked, clock, read } = counting();
    await read("1");
    clock.elapsed = elapsed;
    await read("1");
    expect(asked).toHaveLength(times);
  });

  it("is kept apart by portal", async () => {
    const { asked, read } = counting();
    await Promise.all([read("1"), read("2"), read("1")]);
    expect(asked).toEqual(["1", "2"]);
  });

  it("is kept apart by what is read", async () => {
    const { asked, read, remember } = counting();
    const other = remember(async () => "other");
    await read("1");
    expect(await other("1")).toBe("other");
    expect(asked).toEqual(["1"]);
  });

  it("is kept apart by the days that are asked for", async () => {
    const { asked, remember } = counting();
    const read = remember(async (portalId: string, day: string) => asked.push(portalId, day));
    for (const day of ["2026-03-27", "2026-03-28", "2026-03-27"]) await read("1", day);
    expect(asked).toEqual(["1", "2026-03-27", "1", "2026-03-28"]);
  });

  it("is asked for again after a failure", async () => {
    const { asked, read } = counting();
    await expect(read("broken")).rejects.toThrow("away");
    await expect(read("broken")).rejects.toThrow("away");
    expect(asked).toHaveLength(2);
  });

  it("forgets all when there are too many", async () => {
    const { asked, read } = counting();
    for (let id = 0; id <= 500; id += 1) await read(String(id));
    await read("0");
    expect(asked).toHaveLength(502);
  });
});
