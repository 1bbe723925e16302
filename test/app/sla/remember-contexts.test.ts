import { describe, expect, it } from "vitest";
import { rememberContexts } from "../../../src/app/sla/remember-contexts.ts";

describe("remembered contexts", () => {
  const counting = () => {
    const asked: string[] = [];
    const clock = { elapsed: 0 };
    const contexts = rememberContexts(
      async (portalId) => {
        asked.push(portalId);
        if (portalId === "broken") throw new Error("the store is away");
        return null;
      },
      { lifetimeMs: 1_000, elapsedMs: () => clock.elapsed },
    );
    return { asked, clock, contexts };
  };

  it.each([
    { name: "are not asked for again within their lifetime", elapsed: 999, times: 1 },
    { name: "are asked for again at its end", elapsed: 1_000, times: 2 },
  ])("$name", async ({ elapsed, times }) => {
    const { asked, clock, contexts } = counting();
    await contexts("1");
    clock.elapsed = elapsed;
    await contexts("1");
    expect(asked).toHaveLength(times);
  });

  it("are kept apart by portal", async () => {
    const { asked, contexts } = counting();
    await Promise.all([contexts("1"), contexts("2"), contexts("1")]);
    expect(asked).toEqual(["1", "2"]);
  });

  it("are asked for again after a failure", async () => {
    const { asked, contexts } = counting();
    await expect(contexts("broken")).rejects.toThrow("away");
    await expect(contexts("broken")).rejects.toThrow("away");
    expect(asked).toHaveLength(2);
  });

  it("forget all when there are too many", async () => {
    const { asked, contexts } = counting();
    for (let id = 0; id <= 500; id += 1) await contexts(String(id));
    await contexts("0");
    expect(asked).toHaveLength(502);
  });
});
