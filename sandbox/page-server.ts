import express, { type NextFunction, type Request, type Response, type Router } from "express";
import { addChatRoutes } from "./chat-routes.ts";
import { createEventStream } from "./event-stream.ts";
import { bodyOf, sendOutcome } from "./page-body.ts";
import { CardProxyRequest, NewTicket, PropertyChange, TimeMove } from "./page-contract.ts";
import { refuseStrangers, servePage } from "./page-files.ts";
import { Merger, Reply } from "./page-record-contract.ts";
import { TaskAct } from "./page-task-contract.ts";
import { TroubleSwitch } from "./page-trouble-contract.ts";
import type { ListQuestion, SandboxDeps } from "./sandbox-deps.ts";

const BODY_LIMIT = "1mb";
const LIST_LIMIT = 200;
const SEARCH_LIMIT = 200;

/**
 * The page at `/`, its bundles and JSON routes below `/sandbox/`. Only this machine is served, and
 * only pages of this origin: bodies must be JSON, which another site's page cannot send unasked.
 */
export function createPageServer(deps: SandboxDeps): Router {
  const router = express.Router();
  router.use("/sandbox", refuseStrangers);
  servePage(router, deps.bundleDirectory);
  router.use("/sandbox", express.json({ limit: BODY_LIMIT }));
  const events = createEventStream(deps.onChange);
  router.get("/sandbox/events", (_request, response) => events.open(response));
  addReads(router, deps);
  addChanges(router, deps);
  addChatRoutes(router, deps);
  router.use("/sandbox", answerError);
  return router;
}

function addReads(router: Router, deps: SandboxDeps): void {
  router.get("/sandbox/state", async (_request, response) => {
    response.json(await deps.readState());
  });
  router.get("/sandbox/ahead", async (_request, response) => {
    response.json(await deps.readAhead());
  });
  router.get("/sandbox/tickets", async (request, response) => {
    response.json(await deps.listTickets(questionOf(request)));
  });
  router.get("/sandbox/tickets/:id", async (request, response) => {
    sendFound(response, await deps.readTicket(request.params.id));
  });
  router.get("/sandbox/contacts", async (request, response) => {
    response.json(await deps.listContacts(questionOf(request)));
  });
  router.get("/sandbox/contacts/:id", async (request, response) => {
    sendFound(response, await deps.readContact(request.params.id));
  });
  router.get("/sandbox/companies", async (request, response) => {
    response.json(await deps.listCompanies(questionOf(request)));
  });
  router.get("/sandbox/companies/:id", async (request, response) => {
    sendFound(response, await deps.readCompany(request.params.id));
  });
  router.get("/sandbox/tasks", async (_request, response) => {
    response.json(await deps.listTasks(LIST_LIMIT));
  });
  router.get("/sandbox/log", async (_request, response) => {
    response.json(await deps.readLog());
  });
  router.get("/sandbox/channels", async (_request, response) => {
    response.json(await deps.readChat());
  });
}

function addChanges(router: Router, deps: SandboxDeps): void {
  router.post("/sandbox/tickets", async (request, response) => {
    const ticket = bodyOf(request, response, NewTicket);
    if (ticket !== null) response.status(201).json(await deps.createTicket(ticket));
  });
  for (const view of ["tickets", "contacts", "companies"] as const) {
    router.post(`/sandbox/${view}/:id/properties`, async (request, response) => {
      const change = bodyOf(request, response, PropertyChange);
      if (change === null) return;
      const { id } = request.params;
      sendOutcome(response, await deps.setProperties({ view, id }, change));
    });
  }
  router.post("/sandbox/tickets/:id/replies", async (request, response) => {
    const reply = bodyOf(request, response, Reply);
    if (reply === null) return;
    sendOutcome(response, await deps.replyOnTicket(request.params.id, reply));
  });
  router.post("/sandbox/tickets/:id/merge", async (request, response) => {
    const merger = bodyOf(request, response, Merger);
    if (merger !== null) sendOutcome(response, await deps.mergeTicket(request.params.id, merger));
  });
  router.post("/sandbox/tasks/:id", async (request, response) => {
    const change = bodyOf(request, response, TaskAct);
    if (change !== null) sendOutcome(response, await deps.actOnTask(request.params.id, change));
  });
  router.post("/sandbox/trouble", async (request, response) => {
    const change = bodyOf(request, response, TroubleSwitch);
    if (change !== null) sendOutcome(response, await deps.switchTrouble(change));
  });
  router.post("/sandbox/time", async (request, response) => {
    const move = bodyOf(request, response, TimeMove);
    if (move === null) return;
    await deps.moveTime(move);
    response.status(204).end();
  });
  router.post("/sandbox/card-proxy", async (request, response) => {
    const wanted = bodyOf(request, response, CardProxyRequest);
    if (wanted !== null) response.json(await deps.proxyCard(wanted));
  });
}

function questionOf(request: Request): ListQuestion {
  const { search } = request.query;
  return {
    search: typeof search === "string" ? search.slice(0, SEARCH_LIMIT) : "",
    limit: LIST_LIMIT,
  };
}

function sendFound(response: Response, found: object | null): void {
  if (found === null) response.status(404).json({ error: "There is no such record." });
  else response.json(found);
}

// biome-ignore lint/complexity/useMaxParams: express knows an error handler by its four parameters.
function answerError(error: unknown, _request: Request, response: Response, next: NextFunction) {
  if (response.headersSent) return next(error);
  const status = statusOf(error);
  const message = error instanceof Error ? error.message : String(error);
  response.status(status).json({ error: message });
}

/** Body parsers mark their refusals with a status; anything else is ours. */
function statusOf(error: unknown): number {
  if (typeof error !== "object" || error === null || !("status" in error)) return 500;
  return typeof error.status === "number" ? error.status : 500;
}
