import { z } from "zod";
import type { Complaint } from "../../domain/complaints/complaint.ts";
import { AnswerChannel, ComplaintOutcome } from "../../domain/complaints/complaint-fact.ts";
import { ComplaintSeverity } from "../../domain/governance/complaint-rules.ts";

/** A complaint as jsonb; see `documents.ts`. */
const At = z.number();
const Person = z.object({ id: z.string(), name: z.string() });

export const ComplaintDocument: z.ZodType<Complaint> = z.object({
  state: z.enum(["proposed", "dismissed", "open", "acknowledged", "answered", "closed"]),
  proposals: z.array(
    z.object({ at: At, source: z.enum(["words", "low_score"]), evidence: z.array(z.string()) }),
  ),
  dismissal: z.object({ at: At, reason: z.string(), by: Person }).nullable(),
  since: At.nullable(),
  severity: ComplaintSeverity.nullable(),
  department: z.string().nullable(),
  text: z.string(),
  acknowledgedAt: At.nullable(),
  answers: z.array(
    z.object({
      at: At,
      stage: z.enum(["first", "final"]),
      text: z.string(),
      channel: AnswerChannel,
      by: Person,
    }),
  ),
  outcome: z.object({ at: At, outcome: ComplaintOutcome, note: z.string(), by: Person }).nullable(),
  missing: z.array(z.enum(["outcome", "final_answer"])),
  closedAt: At.nullable(),
  reopenings: z.array(z.object({ at: At, reason: z.string(), by: Person })),
  episodes: z.array(z.object({ from: At, to: At.nullable() })),
  leftOpenSince: At.nullable(),
});
