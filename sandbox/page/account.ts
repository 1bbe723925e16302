/** Which account's screens are shown stands in the page's own address; the first one unless it does. */

const NAME = "account";

export function shownAccount(): string | null {
  return new URLSearchParams(globalThis.location?.search ?? "").get(NAME);
}

/** The same path, asked about the shown account. */
export function ofAccount(path: string): string {
  const account = shownAccount();
  if (account === null) return path;
  return `${path}${path.includes("?") ? "&" : "?"}${NAME}=${encodeURIComponent(account)}`;
}

export function pageOfAccount(portalId: string): string {
  return `/?${NAME}=${encodeURIComponent(portalId)}`;
}
