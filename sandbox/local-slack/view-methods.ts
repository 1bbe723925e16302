import { type Answer, type Call, failed, type Method, readJson } from "./method.ts";
import type { TakenTrigger, ViewOwner } from "./triggers.ts";
import { type CheckedView, checkView, type ViewContent } from "./view-limits.ts";
import type { LocalView } from "./views.ts";

const scopes = () => [];

/** https://docs.slack.dev/reference/methods/views.open */
export const VIEW_METHODS: Readonly<Record<string, Method>> = {
  "views.open": { scopes, run: open },
  "views.push": { scopes, run: push },
  "views.update": { scopes, run: update },
  "views.publish": { scopes, run: publish },
};

function open(call: Call): Answer {
  return onTrigger(call, (owner, content) => call.views.open(owner, content));
}

function push(call: Call): Answer {
  return onTrigger(call, (owner, content) => {
    if (call.views.modals(owner).length === 0) return "not_found";
    if (!call.views.canPush(owner)) return "push_limit_reached";
    return call.views.push(owner, content);
  });
}

/** A view that is refused uses its trigger up nevertheless. */
function onTrigger(
  call: Call,
  show: (owner: ViewOwner, content: ViewContent) => LocalView | string,
): Answer {
  const trigger: TakenTrigger = call.triggers.take(call.args.trigger_id ?? "", call.team.teamId);
  if (!trigger.ok) return failed(trigger.error);
  const checked = checkView(readJson(call.args.view), "modal");
  if (!checked.ok) return refusalOf(checked);
  if (isTaken(call, checked.content, null)) return failed("duplicate_external_id");
  const shown = show(trigger.owner, checked.content);
  return typeof shown === "string" ? failed(shown) : answerOf(call, shown);
}

function update(call: Call): Answer {
  const { args, views, team } = call;
  const view =
    args.view_id === undefined
      ? views.withExternalId(team.teamId, args.external_id ?? "")
      : views.view(args.view_id);
  const isNamed = (args.view_id ?? args.external_id ?? "") !== "";
  if (!isNamed || view?.teamId !== team.teamId) return failed("not_found");
  return put(call, view, (content) => views.replace(view, content));
}

function publish(call: Call): Answer {
  const { args, views, team, workspaces } = call;
  const user = workspaces.user(team.teamId, args.user_id ?? "");
  if (user === null || user.isDeleted) return failed("invalid_arguments");
  return put(call, views.home(user), (content) => views.publish(user, content));
}

/** A stale hash stops what would overwrite a newer view. */
function put(
  call: Call,
  present: LocalView | null,
  show: (content: ViewContent) => LocalView,
): Answer {
  const { hash, view: raw } = call.args;
  const checked = checkView(readJson(raw), present?.content.type ?? "home");
  if (!checked.ok) return refusalOf(checked);
  if (isTaken(call, checked.content, present)) return failed("duplicate_external_id");
  if (hash !== undefined && hash !== present?.hash) return failed("hash_conflict");
  return answerOf(call, show(checked.content));
}

function isTaken(call: Call, { externalId }: ViewContent, present: LocalView | null): boolean {
  if (externalId === "") return false;
  const holder = call.views.withExternalId(call.team.teamId, externalId);
  return holder !== null && holder.viewId !== present?.viewId;
}

function refusalOf({ error, problems }: CheckedView & { readonly ok: false }): Answer {
  const messages = problems.map((problem) => `[ERROR] ${problem}`);
  return { ...failed(error), response_metadata: { messages } };
}

const answerOf = (call: Call, view: LocalView): Answer => ({
  ok: true,
  view: call.views.json(view, call.team),
});
