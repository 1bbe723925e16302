import { z } from "zod";

/**
 * What is left of an answer that is not 2xx. It never keeps the body: HubSpot repeats values of
 * records in its messages, and errors end in logs.
 */
export class HttpFailure extends Error {
  readonly status: number;
  /** Category and codes, e.g. `VALIDATION_ERROR`, `PROPERTY_DOESNT_EXIST`. */
  readonly codes: readonly string[];
  readonly policyName: string | null;
  readonly retryAfterMs: number | null;
  readonly missingScopes: readonly string[];
  readonly correlationId: string | null;

  constructor(status: number, facts: FailureFacts) {
    super(`status ${status}`);
    this.name = "HttpFailure";
    this.status = status;
    this.codes = facts.codes;
    this.policyName = facts.policyName;
    this.retryAfterMs = facts.retryAfterMs;
    this.missingScopes = facts.missingScopes;
    this.correlationId = facts.correlationId;
  }

  /** Status and words, e.g. `400 VALIDATION_ERROR PROPERTY_DOESNT_EXIST (correlation …)`. */
  describe(): string {
    const words = [this.status, ...this.codes, this.policyName, ...this.missingScopes];
    const trail = this.correlationId === null ? null : `(correlation ${this.correlationId})`;
    return [...words, trail].filter((word) => word !== null).join(" ");
  }
}

type FailureFacts = Pick<
  HttpFailure,
  "codes" | "policyName" | "retryAfterMs" | "missingScopes" | "correlationId"
>;

/** Anything that is not a plain word could be a person's. */
const Word = z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,79}$/);
const OptionalWord = Word.nullish().catch(null);

const Context = z
  .looseObject({ requiredGranularScopes: z.array(OptionalWord).nullish().catch(null) })
  .nullish()
  .catch(null);

const Detail = z.looseObject({
  code: OptionalWord,
  subCategory: OptionalWord,
  context: Context,
});

/** HubSpot's error body in all its ages; every field may be missing or something else. */
const ErrorBody = z.looseObject({
  category: OptionalWord,
  subCategory: OptionalWord,
  errorType: OptionalWord,
  policyName: OptionalWord,
  correlationId: z.string().max(80).nullish().catch(null),
  context: Context,
  errors: z
    .array(Detail.catch({ code: null, subCategory: null, context: null }))
    .nullish()
    .catch(null),
});
type ErrorBody = z.infer<typeof ErrorBody>;

/** Old bodies name this code only inside their message. */
const CODES_IN_TEXT = ["PROPERTY_DOESNT_EXIST"] as const;

export function readHttpFailure(
  status: number,
  headers: Readonly<Record<string, string | undefined>>,
  text: string,
): HttpFailure {
  const body = parseBody(text);
  const details = body.errors ?? [];
  const codes = [body.category, body.errorType, body.subCategory].concat(
    details.flatMap((detail) => [detail.code, detail.subCategory]),
    CODES_IN_TEXT.filter((code) => text.includes(code)),
  );
  const scopes = [body.context, ...details.map((detail) => detail.context)].flatMap(
    (context) => context?.requiredGranularScopes ?? [],
  );
  return new HttpFailure(status, {
    codes: unique(codes),
    policyName: body.policyName ?? null,
    retryAfterMs: readRetryAfter(headers["retry-after"]),
    missingScopes: unique(scopes),
    correlationId: body.correlationId ?? null,
  });
}

/** A gateway in between answers HTML, an overloaded server nothing at all. */
function parseBody(text: string): ErrorBody {
  return ErrorBody.safeParse(parseJson(text)).data ?? ErrorBody.parse({});
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Seconds only: a date would need a clock that agrees with HubSpot's. */
function readRetryAfter(header: string | undefined): number | null {
  if (header === undefined || !/^\d{1,6}(\.\d+)?$/.test(header.trim())) return null;
  return Math.ceil(Number(header) * 1000);
}

function unique(words: readonly (string | null | undefined)[]): string[] {
  return [...new Set(words.filter((word) => typeof word === "string"))];
}
