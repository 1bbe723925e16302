import { z } from "zod";

/** What the page asks of the sandbox's chat, and what it shows of modals and Home tabs. */

const Id = z.string().min(1).max(255);
const ActionId = z.string().min(1).max(255);
const MOST_WORDS = 3_000;
/** What was chosen or written; a list from checkboxes; null for nothing. */
const Chosen = z.union([
  z.string().max(MOST_WORDS),
  z.array(z.string().max(MOST_WORDS)).max(10),
  z.null(),
]);

/** A modal or a Home tab, as the app built it. */
export const ChatView = z.strictObject({
  viewId: Id,
  hash: z.string(),
  callbackId: z.string(),
  title: z.string().nullable(),
  submit: z.string().nullable(),
  close: z.string().nullable(),
  /** Block Kit; every block and element has its id. */
  blocks: z.array(z.unknown()),
  /** What is filled in, by `block_id` and `action_id`. */
  values: z.record(z.string(), z.record(z.string(), z.unknown())),
});
export type ChatView = z.infer<typeof ChatView>;

/** What lasts until it is switched off: `answer_lost` takes effect and tells nobody. */
export const ChatFault = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["down", "answer_lost"]) }),
  z.strictObject({ kind: z.literal("slow"), delayMs: z.int().positive().max(60_000) }),
  z.strictObject({ kind: z.literal("rate_limited"), retryAfterSeconds: z.int().positive() }),
]);
export type ChatFault = z.infer<typeof ChatFault>;

/** A method of the Web API, or `*` for all of them. */
const MethodName = z.string().regex(/^(\*|[a-zA-Z0-9.]{1,100})$/);
export const StandingChatFault = z.strictObject({ method: MethodName, fault: ChatFault });
export type StandingChatFault = z.infer<typeof StandingChatFault>;

/** By `block_id` and `action_id`; what is not named keeps what it holds. */
const FilledIn = z.record(Id, z.record(ActionId, Chosen));

const use = {
  actionId: ActionId,
  userId: Id,
  /** Needed only where two blocks have elements of one `actionId`. */
  blockId: Id.optional(),
  /** Of a select or an overflow menu: the option's value, or the person's id. */
  chosen: Chosen.optional(),
};
/** Somebody uses an element, in a message or in a view. */
export const Press = z.union([
  z.strictObject({ channelId: Id, ts: Id, ...use }),
  // What is filled in goes along, so that the app may look at it.
  z.strictObject({ viewId: Id, ...use, values: FilledIn.optional() }),
]);
export type Press = z.infer<typeof Press>;

export const ViewSubmit = z.strictObject({
  viewId: Id,
  userId: Id,
  values: FilledIn,
});
export type ViewSubmit = z.infer<typeof ViewSubmit>;

/** What became of the modal; `errors` by `block_id`, empty unless the result is `errors`. */
export const ViewResult = z.strictObject({
  result: z.enum(["closed", "cleared", "updated", "pushed", "errors"]),
  errors: z.record(z.string(), z.string()),
});
export type ViewResult = z.infer<typeof ViewResult>;

export const ViewClose = z.strictObject({
  viewId: Id,
  userId: Id,
  /** The cross closes the whole stack, the button only the modal on top. */
  isCleared: z.boolean(),
});
export type ViewClose = z.infer<typeof ViewClose>;

export const SlashCommand = z.strictObject({
  userId: Id,
  channelId: Id,
  command: z.string().regex(/^\/\S{1,31}$/),
  text: z.string().max(MOST_WORDS),
});
export type SlashCommand = z.infer<typeof SlashCommand>;

export const MessageShortcut = z.strictObject({
  userId: Id,
  channelId: Id,
  ts: Id,
  callbackId: Id,
});
export type MessageShortcut = z.infer<typeof MessageShortcut>;

export const Saying = z.strictObject({
  userId: Id,
  channelId: Id,
  text: z.string().min(1).max(MOST_WORDS),
  threadTs: Id.nullable(),
});
export type Saying = z.infer<typeof Saying>;

export const HomeVisit = z.strictObject({ userId: Id });
export type HomeVisit = z.infer<typeof HomeVisit>;

/** Null switches off. */
export const ChatFaultSwitch = z.strictObject({ method: MethodName, fault: ChatFault.nullable() });
export type ChatFaultSwitch = z.infer<typeof ChatFaultSwitch>;

export const ChannelChange = z.strictObject({
  channelId: Id,
  isArchived: z.boolean().optional(),
  hasBot: z.boolean().optional(),
});
export type ChannelChange = z.infer<typeof ChannelChange>;

/** `token_revoked`: the app has not been told. `uninstalled`: it has. */
export const AppState = z.enum(["installed", "token_revoked", "uninstalled"]);
export type AppState = z.infer<typeof AppState>;

export const AppChange = z.strictObject({ state: AppState });
export type AppChange = z.infer<typeof AppChange>;
