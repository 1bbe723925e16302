import type { ChatUser } from "../../app/escalation/chat-person.ts";
import type { ChatUseCases } from "../../app/escalation/chat-use-cases.ts";
import type { Logger } from "../../ports/logger.ts";
import { homeView } from "./home-view.ts";
import type { SlackViews } from "./slack-views.ts";

/** Shows a person the Home tab as things stand, with what came of the last press if that is given. */
export type ShowHome = (user: ChatUser, notice?: string | null) => Promise<void>;

export function createHomeTab(deps: {
  readonly useCases: Pick<ChatUseCases, "readChatHome">;
  readonly views: Pick<SlackViews, "publish">;
  readonly logger: Logger;
}): ShowHome {
  return async (user, notice = null) => {
    const { teamId, userId } = user;
    try {
      const home = await deps.useCases.readChatHome(user);
      await deps.views.publish(teamId, userId, homeView(home, notice));
    } catch (error) {
      // It is read anew when it is opened next; what was done before is done.
      deps.logger.error({ error, teamId, userId }, "a Home tab could not be shown");
    }
  };
}
