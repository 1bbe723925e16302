import {
  type Chosen,
  chosenValueOf,
  type ElementValue,
  type PlacedElement,
  pressableOf,
} from "./elements.ts";
import { type FilledIn, fillIn } from "./fill-in.ts";
import { messageJson } from "./message-json.ts";
import type { LocalBlock } from "./message-store.ts";
import { actorOf, interactionHead, type Stage } from "./stage.ts";

/** Who uses which element, and what was chosen with it; a button needs no choice. */
type Use = {
  readonly actionId: string;
  readonly userId: string;
  /** Needed where two blocks have elements of one `actionId`. */
  readonly blockId?: string | undefined;
  readonly chosen?: Chosen | undefined;
};
/** In a message. */
export type Press = Use & { readonly channelId: string; readonly ts: string };
/** In a modal or in the Home tab. */
export type ViewPress = Use & {
  readonly viewId: string;
  /** What is filled in and not yet sent: Slack tells it with every use of the view. */
  readonly values?: FilledIn | undefined;
};

type Actor = ReturnType<typeof actorOf>;
type Surface = {
  /** Where choices are kept. */
  readonly key: string;
  readonly blocks: readonly LocalBlock[];
  /** What only this kind of surface tells. */
  tell(): Record<string, unknown>;
};

/** What Slack sends when an element is used. https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function pressPayload(stage: Stage, press: Press | ViewPress): Record<string, unknown> {
  const actor = actorOf(stage, press.userId);
  const surface =
    "viewId" in press ? viewSurface(stage, press, actor) : messageSurface(stage, press, actor);
  const placed = surface === null ? null : elementIn(surface.blocks, press);
  if (surface === null || placed === null) {
    throw new Error(`No such button, message or person (${press.actionId})`);
  }
  const { blockId, actionId, element } = placed;
  const value = chosenIn(stage, placed, press);
  if (element.type !== "button" && element.type !== "overflow") {
    stage.selections.note(surface.key, { blockId, actionId, type: element.type }, value);
  }
  return {
    type: "block_actions",
    ...interactionHead(actor),
    trigger_id: stage.triggers.make(actor.user),
    ...surface.tell(),
    actions: [{ ...actionOf(placed, value), action_ts: stage.workspaces.nextTs() }],
  };
}

function actionOf({ blockId, actionId, element }: PlacedElement, value: ElementValue) {
  return {
    type: element.type,
    action_id: actionId,
    block_id: blockId,
    ...(element["text"] === undefined ? {} : { text: element["text"] }),
    ...(element["value"] === undefined ? {} : { value: element["value"] }),
    ...value,
  };
}

/** An edit may have renamed the block since the person saw the button: Slack takes that press all the same. */
function elementIn(blocks: readonly LocalBlock[], use: Use): PlacedElement | null {
  const { blockId } = use;
  const ofAction = pressableOf(blocks).filter(({ actionId }) => actionId === use.actionId);
  const isThere = blocks.some((block) => block.block_id === blockId);
  const isRenamed = !isThere && ofAction.length === 1;
  if (blockId === undefined || isRenamed) return ofAction[0] ?? null;
  return ofAction.find((placed) => placed.blockId === blockId) ?? null;
}

/** The lists of persons offer those of the workspace. */
function chosenIn(stage: Stage, { element }: PlacedElement, press: Use): ElementValue {
  const { chosen = null } = press;
  if (element.type === "users_select" && typeof chosen === "string") {
    const { teamId } = stage.workspaces.person(press.userId);
    if (stage.workspaces.user(teamId, chosen) === null) throw new Error(`No person ${chosen}`);
  }
  return chosenValueOf(element, chosen);
}

function messageSurface(stage: Stage, press: Press, actor: Actor): Surface | null {
  const { workspaces, selections } = stage;
  const { channelId, ts, userId } = press;
  const channel = workspaces.channelIn(actor.team, channelId);
  const message = workspaces.message(channelId, ts);
  const whispered = workspaces.ephemeral(ts);
  const ephemeral =
    whispered?.userId === userId && whispered.channelId === channelId ? whispered : null;
  const shown = message ?? ephemeral;
  if (channel === null || shown === null) return null;
  const key = `${channelId} ${ts} ${userId}`;
  const { threadTs } = shown;
  return {
    key,
    blocks: shown.blocks,
    tell: () => ({
      container: {
        type: "message",
        message_ts: ts,
        ...(threadTs === null ? {} : { thread_ts: threadTs }),
        channel_id: channelId,
        is_ephemeral: message === null,
      },
      channel: { id: channelId, name: channel.kind === "dm" ? "directmessage" : channel.name },
      ...(message === null ? {} : { message: messageJson(message, true) }),
      state: { values: selections.valuesOf(key, shown.blocks) },
      response_url: stage.responseUrl({ channelId, userId, originalTs: ts }),
    }),
  };
}

function viewSurface(stage: Stage, press: ViewPress, actor: Actor): Surface | null {
  const { views } = stage;
  const view = views.view(press.viewId);
  if (view?.userId !== press.userId) return null;
  fillIn(stage.selections, view, press.values ?? {});
  return {
    key: view.viewId,
    blocks: view.content.blocks,
    tell: () => ({
      container: { type: "view", view_id: view.viewId },
      view: views.json(view, actor.team),
    }),
  };
}
