import { useEffect, useMemo, useRef } from "react";
import { CardProxyAnswer, type CrmUser, type SandboxState } from "../page-contract.ts";
import { CardFrame } from "./host/CardFrame.tsx";
import type { CardServices } from "./host/card-services.ts";
import type { CardContext, FetchRequest, RecordProperties } from "./host/protocol.ts";
import { send } from "./server-calls.ts";
import { type ToastKind, useToast } from "./Toasts.tsx";

/** HubSpot's ids of the types of records that have cards. */
const TYPE_IDS = { tickets: "0-5", contacts: "0-1", companies: "0-2" } as const;
export const WORKER_URL = "/sandbox/worker/runtime.js";

/** A record that a card stands on. */
export type HostRecord = {
  readonly type: keyof typeof TYPE_IDS;
  readonly id: string;
  readonly properties: RecordProperties;
};

export type HostProps = {
  state: SandboxState;
  record: HostRecord;
  /** Who looks at it. */
  user: CrmUser;
  language: string;
  /** Grows when the time was moved: the card looks again, as it would after an edit. */
  timeMoves: number;
};

/** A compiled card, as HubSpot would show it on a record. */
export function HostedCard(
  props: HostProps & {
    entry: string;
    location: "crm.record.sidebar" | "crm.record.tab" | "helpdesk.sidebar";
  },
) {
  const { state, record, user, language, timeMoves, entry, location } = props;
  const services = useCardServices(record.properties, { timeMoves, userId: user.userId });
  const person = useContextOf(state, user, language);
  const { type, id } = record;
  const context = useMemo(
    () => ({
      ...person,
      location,
      crm: { objectId: Number(id), objectTypeId: TYPE_IDS[type] },
    }),
    [person, location, type, id],
  );
  return (
    <CardFrame
      key={`${record.type} ${record.id} ${user.userId}`}
      workerUrl={WORKER_URL}
      scriptUrl={`/sandbox/cards/${entry}.js`}
      context={context}
      services={services}
      isPaused={state.isPaused}
    />
  );
}

/** What a card or page is told of its surroundings, but for where it stands. */
export function useContextOf(
  state: SandboxState,
  user: CrmUser,
  language: string,
): Omit<CardContext, "location" | "crm"> {
  const [portal] = state.portals;
  const { appId } = state;
  const { userId, email, firstName, lastName } = user;
  const portalId = Number(portal?.portalId);
  const timezone = portal?.timeZone ?? "UTC";
  return useMemo(
    () => ({
      user: {
        id: userId,
        email,
        emails: [email],
        firstName,
        lastName,
        roles: [],
        teams: [],
        permissions: [],
        language,
        locale: language,
      },
      portal: { id: portalId, timezone },
      extension: { appId, appName: "Aftercare" },
      variables: {},
    }),
    [userId, email, firstName, lastName, portalId, timezone, appId, language],
  );
}

export function useCardServices(
  properties: RecordProperties,
  { timeMoves, userId }: { timeMoves: number; userId: number },
): CardServices {
  const say = useToast();
  const present = useRef(properties);
  const watchers = useRef(new Set<() => void>());
  present.current = properties;
  // The ticket is read again at every change of the sandbox; only what changed in it is news.
  const fingerprint = JSON.stringify(Object.entries(properties).sort());
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are what the card is told of.
  useEffect(() => {
    for (const tell of watchers.current) tell();
  }, [fingerprint, timeMoves]);

  return useMemo(
    () => ({
      fetch: (request) => fetchThroughProxy(request, userId),
      log: (level, text) => console[level](`card: ${text}`),
      watchProperties: (names, onUpdate) => {
        const pick = () => picked(present.current, names);
        const tell = () => onUpdate(pick());
        watchers.current.add(tell);
        return { properties: pick(), stop: () => void watchers.current.delete(tell) };
      },
      action: (name, args) => runAction(name, args, { say, properties: present.current }),
    }),
    [say, userId],
  );
}

async function fetchThroughProxy(request: FetchRequest, userId: number): Promise<CardProxyAnswer> {
  const answer = await send("/sandbox/card-proxy", {
    requestUri: request.url,
    method: request.method,
    requestTimeoutMillis: request.timeoutMs,
    requestBody: request.body,
    requestHeaders: request.headers,
    userId,
  });
  return CardProxyAnswer.parse(answer);
}

async function runAction(
  name: string,
  args: readonly unknown[],
  page: { say: (kind: ToastKind, text: string) => void; properties: RecordProperties },
): Promise<unknown> {
  switch (name) {
    case "addAlert":
      page.say(...alertOf(args[0]));
      return undefined;
    case "fetchCrmObjectProperties":
      return picked(page.properties, Array.isArray(args[0]) ? args[0].map(String) : "*");
    case "copyTextToClipboard":
      return navigator.clipboard.writeText(String(args[0]));
    case "reloadPage":
      location.reload();
      return undefined;
    case "refreshObjectProperties":
      return undefined;
    default:
      throw new Error(`${name} is not there in the sandbox`);
  }
}

function alertOf(alert: unknown): [ToastKind, string] {
  const isAlert = typeof alert === "object" && alert !== null && "message" in alert;
  const text = isAlert ? String(alert.message) : String(alert);
  const type = isAlert && "type" in alert ? alert.type : "info";
  const kind = type === "success" || type === "warning" || type === "danger" ? type : "info";
  return [kind, text];
}

function picked(properties: RecordProperties, names: readonly string[] | "*"): RecordProperties {
  if (names === "*") return properties;
  return Object.fromEntries(names.map((name) => [name, properties[name] ?? null]));
}
