import type { Logger } from "../../src/ports/logger.ts";
import type { ResponseAddress } from "./response-urls.ts";
import type { Selections } from "./selections.ts";
import { type SignedRequest, signedFields, signedForm, signedJson } from "./signed-request.ts";
import type { Triggers } from "./triggers.ts";
import type { Views } from "./views.ts";
import type { LocalTeam, LocalUser, Workspaces } from "./workspace.ts";

/** What everything that a person does needs: what there is, and the way to the app. */

const ANSWER_TIMEOUT_MS = 5_000;
/** Longer answers are of no use to anybody. */
const ANSWER_LIMIT = 300_000;

/** The app's answer; status null when none came. Slack shows an error unless it is 200. */
export type AppAnswer = { readonly status: number | null; readonly body: string };

export type Stage = {
  readonly workspaces: Workspaces;
  readonly views: Views;
  readonly triggers: Triggers;
  readonly selections: Selections;
  /** A new address to which the app may answer. */
  responseUrl(address: ResponseAddress): string;
  readonly line: Line;
};

/** The way to the app. */
export type Line = {
  signedForm(payload: unknown): SignedRequest;
  signedFields(fields: Readonly<Record<string, string>>): SignedRequest;
  signedJson(payload: unknown): SignedRequest;
  send(request: SignedRequest): Promise<AppAnswer>;
};

export function createLine(options: {
  readonly signingSecret: string;
  readonly url: () => string;
  readonly now: () => number;
  readonly logger: Logger;
}): Line {
  const signing = () => ({ signingSecret: options.signingSecret, at: options.now() });
  return {
    signedForm: (payload) => signedForm(payload, signing()),
    signedFields: (fields) => signedFields(fields, signing()),
    signedJson: (payload) => signedJson(payload, signing()),
    async send({ body, headers }) {
      const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
      try {
        const response = await fetch(options.url(), { method: "POST", body, headers, signal });
        const text = await response.text();
        return { status: response.status, body: text.slice(0, ANSWER_LIMIT) };
      } catch (error) {
        options.logger.warn({ error: String(error) }, "a request got no answer");
        return { status: null, body: "" };
      }
    },
  };
}

/** Somebody in a workspace that has the app; without the app nothing is sent. */
export function actorOf(
  { workspaces }: Stage,
  userId: string,
): { readonly user: LocalUser; readonly team: LocalTeam } {
  const user = workspaces.person(userId);
  const team = workspaces.team(user.teamId);
  if (team === null || team.botToken === null) {
    throw new Error(`The app is not installed in ${user.teamId}`);
  }
  return { user, team };
}

/** What every interaction says of its origin. https://docs.slack.dev/reference/interaction-payloads */
export function interactionHead({ user, team }: ReturnType<typeof actorOf>) {
  return {
    team: { id: team.teamId, domain: team.domain },
    user: { id: user.userId, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: team.appId,
    token: "not-used",
    enterprise: null,
    is_enterprise_install: false,
  };
}

export function sendInteraction({ line }: Stage, payload: unknown): Promise<AppAnswer> {
  return line.send(line.signedForm(payload));
}
