import type { CardActAnswer } from "../src/contract/card-api.ts";
import type {
  CustomerCard,
  EndOverrideRequest,
  TierOverrideRequest,
  UseBenefitRequest,
} from "../src/contract/customer-card.ts";
import type {
  CustomerFile,
  CustomerFilePage,
  FileEntry,
  RefreshRequest,
} from "../src/contract/customer-file.ts";
import type {
  LiftVisitRequest,
  MoveVisitRequest,
  OutcomeRequest,
  PlanAgainRequest,
  PlanVisitRequest,
  SkipVisitRequest,
} from "../src/contract/customer-visits.ts";
import { type Asked, ask, hasState, isActAnswer } from "./backend.ts";
import { DEFAULT_BACKEND_URL } from "./default-backend-url.ts";

/** What the cards of a customer ask of Aftercare. Every call rejects when there is no answer, or none of ours. */
export type CustomerBackend = {
  readCard(): Promise<CustomerCard>;
  setTier(request: TierOverrideRequest): Promise<CardActAnswer>;
  endTier(request: EndOverrideRequest): Promise<CardActAnswer>;
  takeBenefit(request: UseBenefitRequest): Promise<CardActAnswer>;
  recordOutcome(request: OutcomeRequest): Promise<CardActAnswer>;
  moveVisit(request: MoveVisitRequest): Promise<CardActAnswer>;
  skipVisit(request: SkipVisitRequest): Promise<CardActAnswer>;
  liftVisit(request: LiftVisitRequest): Promise<CardActAnswer>;
  planAgain(request: PlanAgainRequest): Promise<CardActAnswer>;
  planVisit(request: PlanVisitRequest): Promise<CardActAnswer>;
  readFile(): Promise<CustomerFile>;
  readPage(question: PageQuestion): Promise<CustomerFilePage>;
  refresh(request: RefreshRequest): Promise<CardActAnswer>;
};

export type PageQuestion = {
  /** Null: all of them. */
  readonly kind: FileEntry["kind"] | null;
  readonly after: string | null;
};

/** HubSpot's name for the type of record that is a company; the cards are on contacts else. */
const COMPANY_TYPE_ID = "0-2";

export function createCustomerBackend(
  asked: Omit<Asked, "ticketId"> & { readonly objectId: number; readonly objectTypeId: string },
): CustomerBackend {
  const { backendUrl, objectId, objectTypeId, language } = asked;
  const path = `${String(backendUrl ?? DEFAULT_BACKEND_URL)}/api/card/customer`;
  const kind = objectTypeId === COMPANY_TYPE_ID ? "company" : "contact";
  const query = `objectId=${encodeURIComponent(String(objectId))}&kind=${kind}&language=${language}`;
  return {
    readCard: () => ask(`${path}?${query}`, "GET", isCustomerCard),
    setTier: (body) => ask(`${path}/override?${query}`, { body }, isActAnswer),
    endTier: (body) => ask(`${path}/override/end?${query}`, { body }, isActAnswer),
    takeBenefit: (body) => ask(`${path}/benefit?${query}`, { body }, isActAnswer),
    recordOutcome: (body) => ask(`${path}/visit/outcome?${query}`, { body }, isActAnswer),
    moveVisit: (body) => ask(`${path}/visit/move?${query}`, { body }, isActAnswer),
    skipVisit: (body) => ask(`${path}/visit/skip?${query}`, { body }, isActAnswer),
    liftVisit: (body) => ask(`${path}/visit/lift?${query}`, { body }, isActAnswer),
    planAgain: (body) => ask(`${path}/visit/again?${query}`, { body }, isActAnswer),
    planVisit: (body) => ask(`${path}/visit/plan?${query}`, { body }, isActAnswer),
    readFile: () => ask(`${path}/file?${query}`, "GET", isCustomerFile),
    readPage: ({ kind: wanted, after }) =>
      ask(
        `${path}/file/page?${query}&kinds=${wanted ?? ""}&after=${encodeURIComponent(after ?? "")}`,
        "GET",
        isFilePage,
      ),
    refresh: (body) => ask(`${path}/file/refresh?${query}`, { body }, isActAnswer),
  };
}

function isCustomerCard(answer: unknown): answer is CustomerCard {
  return hasState(answer, ["shown", "ungraded", "deleted", "not_tracked"]) && "next" in answer;
}

function isCustomerFile(answer: unknown): answer is CustomerFile {
  return hasState(answer, ["shown", "deleted", "not_tracked"]) && "figures" in answer;
}

function isFilePage(answer: unknown): answer is CustomerFilePage {
  return hasState(answer, ["page"]) && "entries" in answer;
}
