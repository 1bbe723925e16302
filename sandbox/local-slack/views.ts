import { named } from "./elements.ts";
import type { Selections } from "./selections.ts";
import type { ViewOwner } from "./triggers.ts";
import type { ViewContent } from "./view-limits.ts";
import type { LocalTeam, Workspaces } from "./workspace.ts";

/** What the app shows to single persons: a stack of modals, and the Home tab. */

const STACK_LIMIT = 3;

export type LocalView = ViewOwner & {
  readonly viewId: string;
  readonly hash: string;
  readonly content: ViewContent;
  readonly rootViewId: string;
  readonly previousViewId: string | null;
};
export type Views = ReturnType<typeof createViews>;

export function createViews(workspaces: Workspaces, selections: Selections) {
  const { views, make, put, replace } = createViewStore(workspaces);
  /** View ids, the shown one last. */
  const stacks = new Map<string, readonly string[]>();
  const homes = new Map<string, string>();
  const stackOf = (owner: ViewOwner): readonly string[] => stacks.get(keyOf(owner)) ?? [];
  const find = (viewId: string | undefined) => views.get(viewId ?? "") ?? null;

  function setStack(owner: ViewOwner, ids: readonly string[]): void {
    for (const id of stackOf(owner).filter((one) => !ids.includes(one))) {
      views.delete(id);
      selections.forget(id);
    }
    stacks.set(keyOf(owner), ids);
    workspaces.changed();
  }
  function show(owner: ViewOwner, content: ViewContent, below: readonly string[]): LocalView {
    const view = put(make(owner, content, find(below.at(-1))));
    setStack(owner, [...below, view.viewId]);
    return view;
  }

  return {
    view: find,
    withExternalId: (teamId: string, externalId: string) =>
      [...views.values()].find(
        (view) => view.teamId === teamId && view.content.externalId === externalId,
      ) ?? null,
    home: (owner: ViewOwner) => find(homes.get(keyOf(owner))),
    /** The shown one last. */
    modals: (owner: ViewOwner) => stackOf(owner).flatMap((id) => views.get(id) ?? []),
    canPush: (owner: ViewOwner) => stackOf(owner).length < STACK_LIMIT,
    /** What was open before is gone. */
    open: (owner: ViewOwner, content: ViewContent) => show(owner, content, []),
    push: (owner: ViewOwner, content: ViewContent) => show(owner, content, stackOf(owner)),
    replace,
    publish(owner: ViewOwner, content: ViewContent): LocalView {
      const shown = find(homes.get(keyOf(owner)));
      if (shown !== null) return replace(shown, content);
      const view = make(owner, content, null);
      homes.set(keyOf(owner), view.viewId);
      return put(view);
    },
    /** The one below it is shown again. */
    close: (view: LocalView) =>
      setStack(
        view,
        stackOf(view).filter((id) => id !== view.viewId),
      ),
    closeAll: (owner: ViewOwner) => setStack(owner, []),
    /** A view as the Web API and interactions tell it. */
    json: (view: LocalView, team: LocalTeam) =>
      viewJson(view, team, selections.valuesOf(view.viewId, view.content.blocks)),
  };
}

/** Every change of a view gives it a new hash. */
function createViewStore(workspaces: Workspaces) {
  const views = new Map<string, LocalView>();
  let lastId = 0;
  let lastHash = 0;

  function shown(content: ViewContent): Pick<LocalView, "content" | "hash"> {
    lastHash += 1;
    const seconds = Math.floor(workspaces.now() / 1000);
    const blocks = named(content.blocks, workspaces.nextBlockId);
    const hash = `${seconds}.${lastHash.toString(36).padStart(8, "0")}`;
    return { content: { ...content, blocks }, hash };
  }
  function put(view: LocalView): LocalView {
    views.set(view.viewId, view);
    workspaces.changed();
    return view;
  }
  return {
    views,
    put,
    replace: (view: LocalView, content: ViewContent) => put({ ...view, ...shown(content) }),
    make({ teamId, userId }: ViewOwner, content: ViewContent, below: LocalView | null): LocalView {
      lastId += 1;
      const viewId = `V${String(lastId).padStart(10, "0")}`;
      const rootViewId = below?.rootViewId ?? viewId;
      const previousViewId = below?.viewId ?? null;
      return { teamId, userId, viewId, rootViewId, previousViewId, ...shown(content) };
    },
  };
}

const keyOf = ({ teamId, userId }: ViewOwner) => `${teamId} ${userId}`;
/** What Slack puts where a Home tab has no title. */
const HOME_TITLE = { type: "plain_text", text: "View Title", emoji: true };

function viewJson(view: LocalView, team: LocalTeam, values: unknown): Record<string, unknown> {
  const { content } = view;
  return {
    id: view.viewId,
    team_id: view.teamId,
    type: content.type,
    blocks: content.blocks,
    private_metadata: content.privateMetadata,
    callback_id: content.callbackId,
    state: { values },
    hash: view.hash,
    title: content.title ?? HOME_TITLE,
    clear_on_close: content.clearOnClose,
    notify_on_close: content.notifyOnClose,
    close: content.close,
    submit: content.submit,
    previous_view_id: view.previousViewId,
    root_view_id: view.rootViewId,
    app_id: team.appId,
    external_id: content.externalId,
    app_installed_team_id: view.teamId,
    bot_id: team.botId,
  };
}
