import type { Express } from "express";
import { z } from "zod";

export type Route = { readonly method: string; readonly path: string };

const Layer = z.looseObject({
  route: z
    .looseObject({
      path: z.union([z.string(), z.array(z.string())]),
      methods: z.record(z.string(), z.boolean()),
    })
    .optional(),
  handle: z.unknown(),
});
/** Every way into an express application, as its routers know it. */
export function routesOf(app: Express): readonly Route[] {
  const found = inRouter(app.router);
  const distinct = new Map(found.map((route) => [`${route.method} ${route.path}`, route]));
  return [...distinct.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function inRouter(router: unknown): readonly Route[] {
  // A router is a function that carries its layers.
  if (typeof router !== "function" || !("stack" in router)) return [];
  return z
    .array(Layer)
    .parse(router.stack)
    .flatMap(({ route, handle }) => {
      if (route === undefined) return inRouter(handle);
      const methods = Object.keys(route.methods).map((method) => method.toUpperCase());
      return [route.path].flat().flatMap((path) => methods.map((method) => ({ method, path })));
    });
}
