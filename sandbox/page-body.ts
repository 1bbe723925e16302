import type { Request, Response } from "express";
import type { z } from "zod";
import type { ChangeOutcome } from "./sandbox-deps.ts";

/** The body, or null after answering 400. */
export function bodyOf<T>(request: Request, response: Response, schema: z.ZodType<T>): T | null {
  const read = schema.safeParse(request.body);
  if (read.success) return read.data;
  const [problem] = read.error.issues;
  response.status(400).json({ error: `${problem?.path.join(".")}: ${problem?.message}` });
  return null;
}

export function sendOutcome(response: Response, outcome: ChangeOutcome): void {
  if (outcome.ok) response.status(204).end();
  else response.status(outcome.reason === "unknown" ? 404 : 409).json({ error: outcome.message });
}
