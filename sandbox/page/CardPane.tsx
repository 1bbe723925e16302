import { useEffect, useMemo, useRef } from "react";
import { CardProxyAnswer, type SandboxState, type TicketRecord } from "../page-contract.ts";
import { CardFrame } from "./host/CardFrame.tsx";
import type { CardServices } from "./host/card-services.ts";
import type { CardContext, FetchRequest, RecordProperties } from "./host/protocol.ts";
import { send } from "./server-calls.ts";
import { type ToastKind, useToast } from "./Toasts.tsx";

const TICKET_TYPE_ID = "0-5";
const WORKER_URL = "/sandbox/worker/runtime.js";
const CARD_URL = "/sandbox/cards/TicketCard.js";

/** The right column: the compiled card, as HubSpot would show it beside a ticket. */
export function CardPane(props: {
  state: SandboxState;
  ticket: TicketRecord;
  language: string;
  /** Grows when the time was moved: the card looks again, as it would after an edit. */
  timeMoves: number;
}) {
  const { state, ticket, language, timeMoves } = props;
  const services = useCardServices(ticket.properties, timeMoves);
  const context = useCardContext(state, ticket.ticketId, language);
  return (
    <aside className="card-pane" aria-label="Cards">
      <article className="card">
        <header>
          <h3>Aftercare</h3>
          <span className="soft">Card</span>
        </header>
        <CardFrame
          key={ticket.ticketId}
          workerUrl={WORKER_URL}
          scriptUrl={CARD_URL}
          context={context}
          services={services}
          isPaused={state.isPaused}
        />
      </article>
    </aside>
  );
}

function useCardContext(state: SandboxState, ticketId: string, language: string): CardContext {
  const [portal] = state.portals;
  const { user, appId } = state;
  const { userId, email, firstName, lastName } = user;
  const portalId = Number(portal?.portalId);
  const timezone = portal?.timeZone ?? "UTC";
  return useMemo(
    () => ({
      location: "crm.record.sidebar",
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
      crm: { objectId: Number(ticketId), objectTypeId: TICKET_TYPE_ID },
      extension: { appId, appName: "Aftercare" },
      variables: {},
    }),
    [userId, email, firstName, lastName, portalId, timezone, ticketId, appId, language],
  );
}

function useCardServices(properties: RecordProperties, timeMoves: number): CardServices {
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
      fetch: fetchThroughProxy,
      log: (level, text) => console[level](`card: ${text}`),
      watchProperties: (names, onUpdate) => {
        const pick = () => picked(present.current, names);
        const tell = () => onUpdate(pick());
        watchers.current.add(tell);
        return { properties: pick(), stop: () => void watchers.current.delete(tell) };
      },
      action: (name, args) => runAction(name, args, { say, properties: present.current }),
    }),
    [say],
  );
}

async function fetchThroughProxy(request: FetchRequest): Promise<CardProxyAnswer> {
  const answer = await send("/sandbox/card-proxy", {
    requestUri: request.url,
    method: request.method,
    requestTimeoutMillis: request.timeoutMs,
    requestBody: request.body,
    requestHeaders: request.headers,
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
