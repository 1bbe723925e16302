import type { RequestHandler } from "express";

/** The page shows one account of the CRM; which one, each of its requests names. */
export function switchAccounts(
  pages: ReadonlyMap<string, RequestHandler>,
  first: RequestHandler,
): RequestHandler {
  return (request, response, next) => {
    const { account } = request.query;
    const page = typeof account === "string" ? pages.get(account) : undefined;
    return (page ?? first)(request, response, next);
  };
}
