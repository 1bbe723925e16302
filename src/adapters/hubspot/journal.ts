import { z } from "zod";
import type {
  JournalPage,
  LifecycleEvent,
  LifecycleJournal,
} from "../../ports/lifecycle-journal.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import { Id } from "./ids.ts";

/** Names differ between HubSpot's descriptions of the journal, so that they can all be set. */
export type JournalSettings = {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Of the app's own token, separated by spaces. */
  readonly scopes: string;
  readonly readPath: string;
  readonly subscribePath: string;
  readonly installTypeId: string;
  readonly uninstallTypeId: string;
};

const TOKEN_PATH = "/oauth/2026-03/token";
const TIMEOUT_MS = 10_000;
/** Larger files are not of installs. */
const MAX_FILE_CHARACTERS = 20_000_000;
/** Nothing new. */
const EMPTY = [204, 404];

const Token = z.looseObject({ access_token: z.string().min(1) });
const Pointer = z.looseObject({
  url: z.string().optional(),
  currentOffset: Id.optional(),
  offset: Id.optional(),
});
const Entry = z.looseObject({
  action: z.string().optional(),
  eventTypeId: z.string().optional(),
  subscriptionType: z.string().optional(),
  portalId: Id.optional(),
  occurredAt: z.union([z.number(), z.string()]).optional(),
});
const File = z.union([
  z.looseObject({ journalEvents: z.array(z.unknown()) }).transform((file) => file.journalEvents),
  z.looseObject({ events: z.array(z.unknown()) }).transform((file) => file.events),
  z.array(z.unknown()),
]);

/** The journal, read with the app's own token; one token serves one turn. */
export function createJournal(settings: JournalSettings): LifecycleJournal {
  const origin = settings.baseUrl.replace(/\/+$/, "");
  const authorised = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { authorization: `Bearer ${await appToken(origin, settings)}` };
    return send(origin + path, path, { ...init, headers: { ...init.headers, ...headers } });
  };
  return {
    subscribe: async () => {
      for (const eventTypeId of [settings.installTypeId, settings.uninstallTypeId]) {
        const body = { subscriptionType: "APP_LIFECYCLE_EVENT", eventTypeId, properties: [] };
        const response = await authorised(settings.subscribePath, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        });
        // 409: it was subscribed before.
        if (!response.ok && response.status !== 409)
          throw refused(settings.subscribePath, response);
      }
    },
    next: async (offset) => {
      const place = offset === null ? "earliest" : `offset/${encodeURIComponent(offset)}/next`;
      const path = `${settings.readPath}/${place}`;
      const response = await authorised(path);
      if (EMPTY.includes(response.status)) return null;
      if (!response.ok) throw refused(settings.readPath, response);
      return readPage(settings, await response.text());
    },
  };
}

async function appToken(
  origin: string,
  { clientId, clientSecret, scopes }: JournalSettings,
): Promise<string> {
  const response = await send(origin + TOKEN_PATH, TOKEN_PATH, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      scope: scopes,
    }),
  });
  const token = response.ok ? Token.safeParse(parseJson(await response.text())) : null;
  if (token?.success) return token.data.access_token;
  throw refused(TOKEN_PATH, response);
}

/** The answer names a file, which is read without our token: it lies elsewhere. */
async function readPage(settings: JournalSettings, text: string): Promise<JournalPage> {
  const pointer = Pointer.safeParse(parseJson(text));
  const offset = pointer.data?.currentOffset ?? pointer.data?.offset;
  if (!pointer.success || offset === undefined) throw odd("names no offset");
  const { url } = pointer.data;
  if (url === undefined) return { offset, events: [] };
  if (!isOfTheWeb(url, settings.baseUrl)) throw odd("names a file that is not on the web");
  const response = await send(url, "the file of the journal", {});
  if (!response.ok) throw refused("the file of the journal", response);
  const content = await response.text();
  if (content.length > MAX_FILE_CHARACTERS) throw odd("names a file that is too large");
  const file = File.safeParse(parseJson(content));
  if (!file.success) throw odd("names a file in another shape");
  return { offset, events: file.data.flatMap((entry) => lifecycleOf(settings, entry)) };
}

/** HubSpot alone says where the file is; one on this machine is read only where HubSpot is here too. */
function isOfTheWeb(url: string, baseUrl: string): boolean {
  const target = URL.parse(url);
  if (target === null) return false;
  return target.protocol === "https:" || target.origin === URL.parse(baseUrl)?.origin;
}

function lifecycleOf(settings: JournalSettings, entry: unknown): readonly LifecycleEvent[] {
  const parsed = Entry.safeParse(entry);
  if (!parsed.success) return [];
  const { portalId, occurredAt, eventTypeId } = parsed.data;
  const action = (parsed.data.action ?? "").toUpperCase();
  const isUninstall = action === "APP_UNINSTALL" || eventTypeId === settings.uninstallTypeId;
  const isInstall = action === "APP_INSTALL" || eventTypeId === settings.installTypeId;
  const at = typeof occurredAt === "string" ? Date.parse(occurredAt) : occurredAt;
  if (portalId === undefined || at === undefined || Number.isNaN(at)) return [];
  if (!isUninstall && !isInstall) return [];
  return [{ portalId, what: isUninstall ? "uninstalled" : "installed", occurredAt: at }];
}

/** No body is kept in an error: they carry secrets. */
async function send(url: string, what: string, init: RequestInit): Promise<Response> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    return await fetch(url, { ...init, signal, redirect: "error" });
  } catch (cause) {
    throw new PluginError("crm_unavailable", `${what} was not answered`, {
      retryable: true,
      cause,
    });
  }
}

function refused(what: string, { status }: Response): PluginError {
  const isPassing = status >= 500 || status === 429;
  const expected = isPassing ? "" : ": expected the scopes and paths of the journal to be right";
  return new PluginError(
    isPassing ? "crm_unavailable" : "settings_invalid",
    `${what} answered ${status}${expected}`,
    { retryable: isPassing },
  );
}

function odd(what: string): PluginError {
  return new PluginError("crm_unavailable", `the journal ${what}`, { retryable: true });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
