import {
  type Answer,
  type ApiRequest,
  limitQuery,
  notFound,
  pageOf,
  param,
  type Route,
} from "./api-answer.ts";
import type { Owner, Pipeline } from "./portal-state.ts";
import { instantText } from "./property-values.ts";
import { pathType } from "./record-json.ts";

/** What belongs to the account: its details, owners and pipelines. */

const OWNER_PAGE_LIMIT = 500;

export const ACCOUNT_ROUTES: readonly Route[] = [
  {
    method: "get",
    paths: ["/account-info/v3/details", "/account-info/2026-03/details"],
    handle: readAccount,
  },
  { method: "get", paths: ["/crm/v3/owners", "/crm/owners/2026-03"], handle: listOwners },
  { method: "get", paths: ["/crm/v3/owners/:id", "/crm/owners/2026-03/:id"], handle: readOwner },
  { method: "get", paths: pipelinePaths(""), handle: listPipelines },
  { method: "get", paths: pipelinePaths("/:id"), handle: readPipeline },
  { method: "get", paths: pipelinePaths("/:id/stages"), handle: listStages },
];

function pipelinePaths(rest: string): readonly string[] {
  return [`/crm/v3/pipelines/:type${rest}`, `/crm/pipelines/2026-03/:type${rest}`];
}

function readAccount(request: ApiRequest): Answer {
  const { account } = request.portal;
  const offsetMinutes = zoneOffsetMinutes(account.timeZone, request.portal.now());
  const body = {
    portalId: Number(account.portalId),
    accountType: "DEVELOPER_TEST",
    timeZone: account.timeZone,
    companyCurrency: account.currency,
    additionalCurrencies: [],
    utcOffset: offsetText(offsetMinutes),
    utcOffsetMilliseconds: offsetMinutes * 60_000,
    uiDomain: account.uiDomain,
    dataHostingLocation: "na1",
  };
  return { status: 200, body };
}

function listOwners(request: ApiRequest): Answer {
  const email = request.query.get("email");
  const owners = request.portal.owners.filter((owner) => email === null || owner.email === email);
  const limit = limitQuery(request, { fallback: 100, most: OWNER_PAGE_LIMIT });
  const page = pageOf(owners, request.query.get("after"), limit);
  const results = page.items.map(ownerJson);
  return { status: 200, body: { results, ...(page.paging ? { paging: page.paging } : {}) } };
}

function readOwner(request: ApiRequest): Answer {
  const id = param(request, "id");
  const isByUser = request.query.get("idProperty") === "userId";
  const owner = request.portal.owners.find(
    (candidate) => (isByUser ? String(candidate.userId) : candidate.id) === id,
  );
  if (owner === undefined) throw notFound();
  return { status: 200, body: ownerJson(owner) };
}

function listPipelines(request: ApiRequest): Answer {
  return { status: 200, body: { results: pipelinesOf(request).map(pipelineJson(request)) } };
}

function readPipeline(request: ApiRequest): Answer {
  return { status: 200, body: pipelineJson(request)(findPipeline(request), 0) };
}

function listStages(request: ApiRequest): Answer {
  const results = findPipeline(request).stages.map(stageJson(request));
  return { status: 200, body: { results } };
}

function findPipeline(request: ApiRequest): Pipeline {
  const id = param(request, "id");
  const pipeline = pipelinesOf(request).find((candidate) => candidate.id === id);
  if (pipeline === undefined) throw notFound();
  return pipeline;
}

/** Only tickets and deals have pipelines. */
function pipelinesOf(request: ApiRequest): readonly Pipeline[] {
  const { name } = pathType(request);
  if (name === "deals") return request.portal.dealPipelines;
  return name === "tickets" ? request.portal.pipelines : [];
}

function ownerJson(owner: Owner): unknown {
  return {
    id: owner.id,
    email: owner.email,
    type: "PERSON",
    firstName: owner.firstName,
    lastName: owner.lastName,
    userId: owner.userId,
    userIdIncludingInactive: owner.userId,
    createdAt: instantText(owner.createdAt),
    updatedAt: instantText(owner.createdAt),
    archived: false,
    ...(owner.teams.length === 0 ? {} : { teams: owner.teams }),
  };
}

function pipelineJson(request: ApiRequest) {
  return (pipeline: Pipeline, displayOrder: number): unknown => ({
    label: pipeline.label,
    displayOrder,
    id: pipeline.id,
    stages: pipeline.stages.map(stageJson(request)),
    ...datesOf(request),
    archived: false,
  });
}

function stageJson(request: ApiRequest) {
  return (stage: Pipeline["stages"][number], displayOrder: number): unknown => ({
    label: stage.label,
    displayOrder,
    metadata: {
      isClosed: String(stage.isClosed),
      ...(stage.probability === undefined
        ? { ticketState: stage.isClosed ? "CLOSED" : "OPEN" }
        : { probability: stage.probability.toFixed(1) }),
    },
    id: stage.id,
    ...datesOf(request),
    archived: false,
    writePermissions: "CRM_PERMISSIONS_ENFORCEMENT",
  });
}

function datesOf(request: ApiRequest): { readonly createdAt: string; readonly updatedAt: string } {
  const createdAt = instantText(request.portal.account.createdAt);
  return { createdAt, updatedAt: createdAt };
}

function zoneOffsetMinutes(timeZone: string, at: number): number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  const name = format.formatToParts(at).find((part) => part.type === "timeZoneName")?.value ?? "";
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === "-" ? -size : size;
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const hours = String(Math.floor(size / 60)).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${hours}:${String(size % 60).padStart(2, "0")}`;
}
