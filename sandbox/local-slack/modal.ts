import { z } from "zod";
import { isEmpty } from "./elements.ts";
import { type FilledIn, fillIn } from "./fill-in.ts";
import { readJson } from "./method.ts";
import { type AppAnswer, actorOf, interactionHead, type Stage, sendInteraction } from "./stage.ts";
import { checkView } from "./view-limits.ts";
import type { LocalView } from "./views.ts";

/** What a person does with an open modal. https://docs.slack.dev/surfaces/modals */

export type ViewSubmission = {
  readonly viewId: string;
  readonly userId: string;
  /** By `block_id` and `action_id`; what is not named keeps what it holds. */
  readonly values?: FilledIn;
};
export type ViewClosing = {
  readonly viewId: string;
  readonly userId: string;
  /** The whole stack instead of the view on top of it. */
  readonly isCleared?: boolean;
};

/** What the person sees next. `answer` null: Slack itself asked for what is missing. */
export type ViewOutcome = (
  | { readonly result: "closed" | "cleared" | "updated" | "pushed" }
  | { readonly result: "errors"; readonly errors: Readonly<Record<string, string>> }
  | { readonly result: "failed"; readonly problem: string }
) & { readonly answer: AppAnswer | null };

const ResponseAction = z.discriminatedUnion("response_action", [
  z.strictObject({
    response_action: z.literal("errors"),
    errors: z.record(z.string(), z.string().min(1)),
  }),
  z.strictObject({ response_action: z.enum(["update", "push"]), view: z.unknown() }),
  z.strictObject({ response_action: z.literal("clear") }),
]);

export async function submitView(stage: Stage, submission: ViewSubmission): Promise<ViewOutcome> {
  const view = openModal(stage, submission);
  fillIn(stage.selections, view, submission.values ?? {});
  const missing = missingIn(stage, view);
  if (Object.keys(missing).length > 0) return { result: "errors", errors: missing, answer: null };
  const answer = await sendInteraction(stage, submissionPayload(stage, submission));
  return { ...afterAnswer(stage, view, answer), answer };
}

/** What Slack sends when a form is sent. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export function submissionPayload(stage: Stage, submission: ViewSubmission) {
  const view = openModal(stage, submission);
  fillIn(stage.selections, view, submission.values ?? {});
  const actor = actorOf(stage, submission.userId);
  return {
    type: "view_submission",
    ...interactionHead(actor),
    trigger_id: stage.triggers.make(actor.user),
    view: stage.views.json(view, actor.team),
    response_urls: [],
  };
}

/** Tells the app only if the view asks for it; null when nothing was sent. */
export async function closeView(stage: Stage, closing: ViewClosing): Promise<AppAnswer | null> {
  const view = openModal(stage, closing);
  const actor = actorOf(stage, closing.userId);
  const isCleared = closing.isCleared === true || view.content.clearOnClose;
  const told = stage.views.json(view, actor.team);
  if (isCleared) stage.views.closeAll(view);
  else stage.views.close(view);
  if (!view.content.notifyOnClose) return null;
  return sendInteraction(stage, {
    type: "view_closed",
    ...interactionHead(actor),
    view: told,
    is_cleared: isCleared,
  });
}

/** Only the modal on top can be used. */
function openModal(stage: Stage, { viewId, userId }: ViewClosing): LocalView {
  const top = stage.views.modals(stage.workspaces.person(userId)).at(-1);
  if (top?.viewId !== viewId) throw new Error(`${userId} does not see the modal ${viewId}`);
  return top;
}

/** Slack does not send a form in which something needed is missing. */
function missingIn(stage: Stage, view: LocalView): Readonly<Record<string, string>> {
  const { blocks } = view.content;
  const values = stage.selections.valuesOf(view.viewId, blocks);
  const needed = blocks.filter(
    (block) => block.type === "input" && block["optional"] !== true && block.block_id !== undefined,
  );
  const missing = needed.filter(({ block_id: id = "" }) =>
    Object.values(values[id] ?? {}).every(isEmpty),
  );
  return Object.fromEntries(
    missing.map(({ block_id: id = "" }) => [id, "Please complete this required field."]),
  );
}

function afterAnswer(stage: Stage, view: LocalView, { status, body }: AppAnswer) {
  if (status !== 200) return failed(status === null ? "no answer" : `status ${status}`);
  if (body === "") {
    stage.views.close(view);
    return { result: "closed" } as const;
  }
  const action = ResponseAction.safeParse(readJson(body));
  if (!action.success) return failed("the answer is no response action");
  switch (action.data.response_action) {
    case "clear":
      stage.views.closeAll(view);
      return { result: "cleared" } as const;
    case "errors":
      return withErrors(view, action.data.errors);
    case "update":
    case "push":
      return show(stage, view, action.data);
  }
}

function withErrors(view: LocalView, errors: Readonly<Record<string, string>>) {
  const inputs = view.content.blocks.filter(({ type }) => type === "input");
  const ids = inputs.map((block) => block.block_id);
  const stray = Object.keys(errors).find((id) => !ids.includes(id));
  if (stray !== undefined) return failed(`there is no input block ${stray}`);
  return { result: "errors", errors } as const;
}

function show(
  stage: Stage,
  view: LocalView,
  action: { readonly response_action: "update" | "push"; readonly view?: unknown },
) {
  const checked = checkView(action.view, "modal");
  if (!checked.ok) return failed([checked.error, ...checked.problems].join("; "));
  if (action.response_action === "update") {
    stage.views.replace(view, checked.content);
    return { result: "updated" } as const;
  }
  if (!stage.views.canPush(view)) return failed("push_limit_reached");
  stage.views.push(view, checked.content);
  return { result: "pushed" } as const;
}

const failed = (problem: string) => ({ result: "failed", problem }) as const;
