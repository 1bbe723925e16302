import { z } from "zod";
import type { ChatUser } from "../../app/escalation/chat-person.ts";

/** What people press, read out of Slack's payloads once. https://docs.slack.dev/reference/interaction-payloads */

const Person = z.looseObject({
  id: z.string(),
  name: z.string().optional(),
  username: z.string().optional(),
});

const BlockActions = z.looseObject({
  user: Person,
  trigger_id: z.string().optional(),
  message: z.unknown().optional(),
  view: z.looseObject({ type: z.string() }).optional(),
  actions: z
    .array(
      z.looseObject({
        action_id: z.string(),
        action_ts: z.string().optional(),
        value: z.string().optional(),
        selected_option: z.looseObject({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
});

/** What our buttons carry: the portal, and the case or the group. */
const BUTTON_VALUE = /^(\d{1,19}):(.{1,200})$/s;

export type Pressed = {
  readonly user: ChatUser;
  readonly actionId: string;
  /** Of a button its value, of a list what was chosen. */
  readonly value: string;
  /** The same for every telling of one press. */
  readonly pressKey: string;
  readonly triggerId: string;
  /** The message that bears the button; null in the Home tab. */
  readonly message: unknown;
};

/** Null for what is none of ours. */
export function pressedOf(body: unknown, teamId: string | undefined): Pressed | null {
  const { data } = BlockActions.safeParse(body);
  const action = data?.actions[0];
  if (data === undefined || action === undefined || teamId === undefined) return null;
  const { action_id: actionId } = action;
  return {
    user: userOf(data.user, teamId),
    actionId,
    value: action.value ?? action.selected_option?.value ?? "",
    pressKey: `slack:${action.action_ts ?? ""}:${actionId}:${data.user.id}`,
    triggerId: data.trigger_id ?? "",
    message: data.message ?? null,
  };
}

export function userOf({ id, name, username }: z.infer<typeof Person>, teamId: string): ChatUser {
  return { teamId, userId: id, name: name ?? username ?? id };
}

export function targetOf(value: string): { readonly portalId: string; readonly id: string } | null {
  const [, portalId, id] = BUTTON_VALUE.exec(value) ?? [];
  return portalId === undefined || id === undefined ? null : { portalId, id };
}
