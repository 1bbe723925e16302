import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { PortalState } from "./portal-state.ts";
import type { ValueProblem } from "./property-values.ts";

/** One answer of the API; `body` undefined means an empty one. */
export type Answer = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

export type ApiRequest = {
  readonly portal: PortalState;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** As in property history and events, for what this request changes. */
  readonly appId: string;
};

export type Route = {
  readonly method: "get" | "post" | "patch" | "put" | "delete";
  /** The same call under its versions; `:type`, `:from` and `:to` are object types. */
  readonly paths: readonly string[];
  readonly isSearch?: boolean;
  readonly handle: (request: ApiRequest) => Answer;
};

/** A request that HubSpot would refuse; the server turns it into its answer. */
export class ApiRefusal extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(`refused with ${status}`);
    this.name = "ApiRefusal";
    this.status = status;
    this.body = { ...body, correlationId: randomUUID() };
  }
}

export function refusal(status: number, category: string, message: string): ApiRefusal {
  return new ApiRefusal(status, { status: "error", message, category });
}

export function invalidInput(message: string): ApiRefusal {
  return refusal(400, "VALIDATION_ERROR", message);
}

export function notFound(): ApiRefusal {
  return refusal(404, "OBJECT_NOT_FOUND", "resource not found");
}

/** The body HubSpot sends when property values do not fit. */
export function invalidProperties(problems: readonly ValueProblem[]): ApiRefusal {
  const listed = problems.map(({ name, code, message }) => ({
    isValid: false,
    message,
    error: code,
    name,
  }));
  return new ApiRefusal(400, {
    status: "error",
    message: `Property values were not valid: ${JSON.stringify(listed)}`,
    errors: problems.map(({ name, code, message }) => ({
      message,
      code,
      context: { propertyName: [name] },
    })),
    category: "VALIDATION_ERROR",
  });
}

/** One entry of `errors` in a 207. */
export function partialError(error: {
  readonly category: string;
  readonly subCategory?: string;
  readonly message: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
}): Readonly<Record<string, unknown>> {
  return { status: "error", ...error };
}

/** 200 or 201 when all went well, else 207 with `errors`. */
export function batchAnswer(input: {
  readonly request: ApiRequest;
  readonly results: readonly unknown[];
  readonly errors: readonly unknown[];
  readonly status?: number;
}): Answer {
  const at = new Date(input.request.portal.now()).toISOString();
  const body = { status: "COMPLETE", results: input.results, startedAt: at, completedAt: at };
  if (input.errors.length === 0) return { status: input.status ?? 200, body };
  return { status: 207, body: { ...body, numErrors: input.errors.length, errors: input.errors } };
}

/** Parses a request body, refusing as HubSpot does when it does not fit. */
export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
): z.infer<Schema> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join(".") ?? "";
  throw invalidInput(`Invalid input JSON: ${where}: ${issue?.message ?? "not readable"}`);
}

export function param(request: ApiRequest, name: string): string {
  return request.params[name] ?? "";
}

/** A list given as repeated keys or with commas. */
export function listQuery(request: ApiRequest, name: string): readonly string[] {
  return request.query
    .getAll(name)
    .flatMap((value) => value.split(","))
    .filter(Boolean);
}

export function limitQuery(
  request: ApiRequest,
  bounds: { readonly fallback: number; readonly most: number },
): number {
  const given = request.query.get("limit");
  const limit = given === null ? bounds.fallback : Number(given);
  if (Number.isInteger(limit) && limit >= 1 && limit <= bounds.most) return limit;
  throw invalidInput(`Invalid limit ${given}: expected 1 to ${bounds.most}`);
}

/** Cuts one page out of a list; `after` is the number of entries before it. */
export function pageOf<Item>(
  items: readonly Item[],
  after: string | null | undefined,
  limit: number,
): { readonly items: readonly Item[]; readonly paging?: { next: { after: string } } } {
  const start = Number(after ?? 0);
  if (!Number.isInteger(start) || start < 0) throw invalidInput(`Invalid paging cursor ${after}`);
  const page = items.slice(start, start + limit);
  const end = start + limit;
  if (end >= items.length) return { items: page };
  return { items: page, paging: { next: { after: String(end) } } };
}
