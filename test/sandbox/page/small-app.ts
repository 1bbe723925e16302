import { text } from "node:stream/consumers";
import { z } from "zod";
import type { LocalSlack } from "../../../sandbox/local-slack/create-local-slack.ts";
import { listen, type TestServer } from "../../support/listen.ts";
import { clientOf } from "../local-slack/client-under-test.ts";
import { homeBlocks, noteForm, openCase, shownCase, takenCase } from "./small-app-blocks.ts";

/** An app just big enough to use everything that the page's chat can do. */

const Payload = z.looseObject({
  type: z.string(),
  trigger_id: z.string().optional(),
  user: z.looseObject({ id: z.string() }),
  channel: z.looseObject({ id: z.string() }).optional(),
  message: z.looseObject({ ts: z.string() }).optional(),
  response_url: z.string().optional(),
  actions: z.array(z.looseObject({ action_id: z.string(), block_id: z.string() })).optional(),
  view: z
    .looseObject({
      private_metadata: z.string(),
      state: z.looseObject({ values: z.record(z.string(), z.record(z.string(), z.unknown())) }),
    })
    .optional(),
});
type Payload = z.infer<typeof Payload>;

const Note = z.looseObject({
  note: z.looseObject({ text: z.looseObject({ value: z.string().nullable() }) }),
});
const Command = z.looseObject({ text: z.string() });
const HomeOpened = z.looseObject({
  event: z.looseObject({ type: z.literal("app_home_opened"), user: z.string() }),
});
const SHORTEST_NOTE = 10;

export type SmallApp = TestServer & {
  /** Without an answer until it is called again with false. */
  beSilent(isSilent: boolean): void;
};

export async function startSmallApp(slack: () => LocalSlack): Promise<SmallApp> {
  let isSilent = false;
  const server = await listen((request, response) => {
    const answer = async () => {
      const body = await text(request);
      if (isSilent) return response.destroy();
      const contentType = request.headers["content-type"];
      const answered = await (contentType === "application/json"
        ? hear(slack(), JSON.parse(body))
        : react(slack(), new URLSearchParams(body)));
      const isJson = answered.startsWith("{");
      response.setHeader("content-type", isJson ? "application/json" : "text/plain");
      return response.end(answered);
    };
    answer().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  return {
    ...server,
    beSilent: (wanted) => {
      isSilent = wanted;
    },
  };
}

async function hear(slack: LocalSlack, event: unknown): Promise<string> {
  const opened = HomeOpened.safeParse(event);
  if (opened.success) {
    const { user } = opened.data.event;
    await call(slack, "views.publish", { user_id: user, view: homeBlocks(user) });
  }
  return "";
}

async function react(slack: LocalSlack, form: URLSearchParams): Promise<string> {
  const payload = form.get("payload");
  if (payload !== null) return interact(slack, Payload.parse(JSON.parse(payload)));
  const { text: words } = Command.parse(Object.fromEntries(form));
  const help = "*/aftercare mine*  your open cases\n*/aftercare ticket 4711*  how a ticket stands";
  return words === "help" ? help : `I do not know “${words}”. Try */aftercare help*.`;
}

async function interact(slack: LocalSlack, payload: Payload): Promise<string> {
  switch (payload.type) {
    case "block_actions":
      await press(slack, payload);
      return "";
    case "message_action":
      await fetch(payload.response_url ?? "", {
        method: "POST",
        body: JSON.stringify({ text: "The message is now a note on ticket 4711." }),
      });
      return "";
    case "view_submission":
      return submit(slack, payload);
    default:
      return "";
  }
}

async function press(slack: LocalSlack, payload: Payload): Promise<void> {
  const { user, message, channel } = payload;
  const { action_id: action } = payload.actions?.[0] ?? {};
  const place = `${channel?.id ?? ""} ${message?.ts ?? ""}`;
  if (action === "take" && message !== undefined) {
    const { blocks } = takenCase(user.id);
    await call(slack, "chat.update", {
      channel: channel?.id,
      ts: message.ts,
      text: "Taken",
      blocks,
    });
  }
  if (action === "note" || action === "home_note") {
    await call(slack, "views.open", { trigger_id: payload.trigger_id, view: noteForm(place) });
  }
  if (action === "refresh") {
    await call(slack, "views.publish", { user_id: user.id, view: homeBlocks(user.id, true) });
  }
}

async function submit(slack: LocalSlack, { user, view }: Payload): Promise<string> {
  const note = Note.parse(view?.state.values).note.text.value ?? "";
  if (note.length < SHORTEST_NOTE) {
    const errors = { note: "Say it so that a colleague understands it tomorrow." };
    return JSON.stringify({ response_action: "errors", errors });
  }
  const [channel = "", threadTs = ""] = (view?.private_metadata ?? "").split(" ");
  const thread = threadTs === "" ? {} : { thread_ts: threadTs };
  await call(slack, "chat.postMessage", {
    channel: channel === "" ? user.id : channel,
    ...thread,
    text: `<@${user.id}> noted: ${note}`,
  });
  return "";
}

/** Posts what a demo would have: a case with a discussion, one that is taken, a word to one person. */
export async function postCases(slack: LocalSlack, at: { channel: string; person: string }) {
  const { channel, person } = at;
  await call(slack, "chat.postMessage", { channel, text: "Taken", blocks: shownCase().blocks });
  const posted = await call(slack, "chat.postMessage", {
    channel,
    text: "First response overdue",
    blocks: openCase(person).blocks,
  });
  await call(slack, "chat.postMessage", {
    channel: person,
    text: "Ticket 4711 waits for you: *Filling line FL-200 stops* is due in 40 minutes.",
  });
  return z.looseObject({ ts: z.string() }).parse(posted).ts;
}

function call(slack: LocalSlack, method: string, args: Record<string, unknown>) {
  return clientOf(slack).apiCall(method, args);
}
