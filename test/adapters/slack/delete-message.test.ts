import { expect, it } from "vitest";
import { CHANNEL_ID, noticeOf, notifierFor, startLocalSlack } from "./slack-under-test.ts";

it("takes a message out of its channel", async () => {
  const slack = await startLocalSlack();
  try {
    const notifier = notifierFor(slack);
    const posted = await notifier.post(noticeOf());
    if (posted.outcome !== "sent") throw new Error("it is posted");
    expect(await notifier.delete(noticeOf(), posted.ref)).toEqual(posted);
    expect(slack.messages(CHANNEL_ID)).toEqual([]);
    expect(await notifier.delete(noticeOf(), posted.ref)).toEqual({
      outcome: "not_sent",
      reason: "message_not_found",
      retryAfterMs: null,
    });
  } finally {
    await slack.stop();
  }
});
