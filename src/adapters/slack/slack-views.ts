import type { types } from "@slack/bolt";
import { z } from "zod";
import {
  type CallSlack,
  createCallSlack,
  type SlackCallDeps,
  type SlackCallSettings,
} from "./call-slack.ts";

/** Forms and Home tabs. What Slack does not do is in the log; nothing here throws for it. */
export type SlackViews = {
  /** The id of the form; null when Slack did not open it, e.g. because the press was too long ago. */
  open(teamId: string, triggerId: string, view: types.ModalView): Promise<string | null>;
  update(teamId: string, viewId: string, view: types.ModalView): Promise<boolean>;
  /** Whatever was shown before: what is published is read anew each time. */
  publish(teamId: string, userId: string, view: types.HomeView): Promise<boolean>;
  /** How the person is called; null when Slack does not tell. */
  nameOf(teamId: string, userId: string): Promise<string | null>;
};

const Opened = z.looseObject({ view: z.looseObject({ id: z.string() }) });
const Info = z.looseObject({
  user: z.looseObject({
    name: z.string().optional(),
    real_name: z.string().optional(),
    profile: z.looseObject({ real_name: z.string().optional() }).optional(),
  }),
});

export function createSlackViews(deps: SlackCallDeps, settings: SlackCallSettings): SlackViews {
  const call: CallSlack = createCallSlack(deps, settings);
  return {
    async open(teamId, triggerId, view) {
      const opened = await call("views.open", { teamId, channelId: null }, async (client) =>
        Opened.parse(await client.views.open({ trigger_id: triggerId, view })),
      );
      return opened.ok ? opened.value.view.id : null;
    },
    async update(teamId, viewId, view) {
      const updated = await call("views.update", { teamId, channelId: null }, (client) =>
        client.views.update({ view_id: viewId, view }),
      );
      return updated.ok;
    },
    async publish(teamId, userId, view) {
      const published = await call("views.publish", { teamId, channelId: null }, (client) =>
        client.views.publish({ user_id: userId, view }),
      );
      return published.ok;
    },
    async nameOf(teamId, userId) {
      const info = await call("users.info", { teamId, channelId: null }, async (client) =>
        Info.parse(await client.users.info({ user: userId })),
      );
      if (!info.ok) return null;
      const { user } = info.value;
      return user.real_name || user.profile?.real_name || user.name || null;
    },
  };
}
