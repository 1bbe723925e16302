import type { Request, Response } from "express";

/**
 * The one cookie of this server: it ties a visit to the browser that began it. Its prefix keeps other
 * hosts of the domain from setting it; plain http, which only this machine may use, has no such cookies.
 */
export type InstallCookie = {
  read(request: Request): string | null;
  set(response: Response, value: string): void;
  clear(response: Response): void;
};

export function createInstallCookie(isSecure: boolean, lifetimeMs: number): InstallCookie {
  const name = isSecure ? "__Host-aftercare-install" : "aftercare-install";
  const attributes = { httpOnly: true, secure: isSecure, sameSite: "lax", path: "/" } as const;
  return {
    read: (request) => valueIn(request.headers.cookie ?? "", name),
    set: (response, value) => {
      response.cookie(name, value, { ...attributes, maxAge: lifetimeMs });
    },
    clear: (response) => {
      response.clearCookie(name, attributes);
    },
  };
}

function valueIn(header: string, name: string): string | null {
  for (const pair of header.split(";")) {
    const [key = "", value = ""] = pair.trim().split("=", 2);
    if (key === name) return value;
  }
  return null;
}
