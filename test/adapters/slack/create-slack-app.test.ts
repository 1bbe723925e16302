import { afterEach, describe, expect, it } from "vitest";
import type { CaseAnswer } from "../../../src/app/escalation/act-on-case.ts";
import { openCase, type PressWorld, startPressWorld } from "./press-under-test.ts";
import { NOW, team } from "./slack-under-test.ts";

let world: PressWorld;
afterEach(() => world.stop());

describe("a press", () => {
  it("of Take it is noted with who, which, where and when", async () => {
    const desk = openCase();
    world = await startPressWorld(desk);
    expect(await world.press("case_take")).toBe(200);
    await world.slackApp.stop();
    expect(desk.presses).toEqual([
      {
        teamId: team.teamId,
        portalId: "1001",
        caseId: "77-1",
        detail: { act: "acknowledged" },
        by: { id: "U0000000001", name: "Ada Wong" },
        actKey: expect.stringMatching(/^slack:\d{10}\.\d{6}:case_take:U0000000001:77-1$/),
      },
    ]);
    expect(world.answers()).toEqual(["You have taken this case."]);
  });

  it("of Resolve is noted as resolved", async () => {
    const desk = openCase();
    world = await startPressWorld(desk);
    expect(await world.press("case_resolve")).toBe(200);
    await world.slackApp.stop();
    expect(desk.presses).toMatchObject([{ detail: { act: "resolved" } }]);
    expect(world.answers()).toEqual(["You have resolved this case."]);
  });

  it("of the link is acknowledged and changes nothing", async () => {
    const desk = openCase();
    world = await startPressWorld(desk);
    expect(await world.press("case_open_record")).toBe(200);
    await world.slackApp.stop();
    expect(desk.presses).toEqual([]);
    expect(world.answers()).toEqual([]);
  });

  it("is answered in the language of the message", async () => {
    world = await startPressWorld(openCase(), { notice: { language: "zh-TW" } });
    await world.press("case_take");
    await world.slackApp.stop();
    expect(world.answers()).toEqual(["您已接手此案件。"]);
  });
});

describe("a press on a stale message", () => {
  it("tells the second of two people who was first", async () => {
    world = await startPressWorld(openCase());
    await Promise.all([
      world.press("case_take", "U0000000001"),
      world.press("case_take", "U0000000002"),
    ]);
    await world.slackApp.stop();
    const answers = [...world.answers("U0000000001"), ...world.answers("U0000000002")];
    expect(answers).toHaveLength(2);
    expect(answers).toContain("You have taken this case.");
    expect(answers.join()).toMatch(/(Ada Wong|Ben Li) has taken this case already\./);
  });

  it("tells that the case is closed, and by whom", async () => {
    world = await startPressWorld(openCase());
    await world.press("case_resolve", "U0000000002");
    await world.press("case_take");
    await world.slackApp.stop();
    expect(world.answers()).toEqual(["This case is closed already. Resolved by Ben Li."]);
  });

  it("gives a double click the answer of the click before it", async () => {
    world = await startPressWorld(openCase());
    await world.press("case_take");
    await world.press("case_take");
    await world.slackApp.stop();
    expect(world.answers()).toEqual(["You have taken this case.", "You have taken this case."]);
  });

  it("tells that the case is not known any more", async () => {
    world = await startPressWorld(openCase(), { notice: { caseId: "99-1" } });
    expect(await world.press("case_take")).toBe(200);
    await world.slackApp.stop();
    expect(world.answers()).toEqual(["This case is not known here any more. Nothing was changed."]);
  });
});

describe("a press that takes long", () => {
  it("is acknowledged in time, and its outcome told when it is known", async () => {
    const late = Promise.withResolvers<CaseAnswer>();
    world = await startPressWorld(() => late.promise, { slowAfterMs: 5 });
    expect(await world.press("case_take")).toBe(200);
    late.resolve({ outcome: "not_found" });
    await world.slackApp.stop();
    expect(world.answers()).toEqual([
      "This takes longer than usual. The message will show the result.",
      "This case is not known here any more. Nothing was changed.",
    ]);
  });

  it("is not acknowledged before it is noted while there is time", async () => {
    const noted = Promise.withResolvers<CaseAnswer>();
    const came = Promise.withResolvers<void>();
    world = await startPressWorld(() => {
      came.resolve();
      return noted.promise;
    });
    let status: number | null = null;
    const pressed = world.press("case_take").then((answer) => {
      status = answer;
    });
    await came.promise;
    expect(status).toBeNull();
    noted.resolve({ outcome: "not_found" });
    await pressed;
    expect(status).toBe(200);
  });
});

it("asks to press again when a press could not be noted", async () => {
  world = await startPressWorld(async () => {
    throw new Error("the store is away");
  });
  expect(await world.press("case_take")).toBe(200);
  await world.slackApp.stop();
  expect(world.answers()).toEqual(["This could not be recorded. Please press the button again."]);
  expect(world.logger.lines).toContainEqual(
    expect.objectContaining({ level: "error", message: "a press could not be noted" }),
  );
});

it("leaves bodies alone that are not Slack's", async () => {
  world = await startPressWorld(openCase());
  const response = await fetch(`${world.url}/later`, {
    method: "POST",
    body: '{"a":1}',
    headers: { "content-type": "application/json" },
  });
  expect(await response.json()).toEqual({ a: 1 });
});

it("shows a name in an answer literally", async () => {
  const desk = openCase();
  world = await startPressWorld((press) =>
    desk({ ...press, by: { ...press.by, name: `<!channel> *${press.by.name}* & co` } }),
  );
  await world.press("case_take", "U0000000002");
  await world.press("case_take", "U0000000001");
  await world.slackApp.stop();
  const [answer] = world.slack.ephemerals(world.pressOf("").channelId, "U0000000001");
  expect(answer?.text).toBe("&lt;!channel&gt; *Ben Li* &amp; co has taken this case already.");
  expect(answer?.blocks).toMatchObject([
    { text: { type: "plain_text", text: "<!channel> *Ben Li* & co has taken this case already." } },
  ]);
});

describe("a removal of the app", () => {
  it.each(["app_uninstalled", "tokens_revoked"] as const)(
    "is told by %s, with the workspace and Slack's time",
    async (reason) => {
      world = await startPressWorld(openCase());
      expect(await world.slack.tellRemoval(team.teamId, reason)).toBe(200);
      expect(world.removals).toEqual([{ teamId: team.teamId, at: NOW, reason }]);
    },
  );
});
