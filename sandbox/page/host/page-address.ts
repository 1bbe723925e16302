/** Where a page of an app is: the path its router matches, and what was left over of the parameters. */
export type PageLocation = {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
};

export const FIRST_PAGE: PageLocation = { path: "/", params: {} };

/** Fills `:names` of a route; parameters that no name takes become the query. */
export function fillPath(to: string, params: Readonly<Record<string, string>> = {}): PageLocation {
  const rest = new Map(Object.entries(params));
  const path = to.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = rest.get(name) ?? "";
    rest.delete(name);
    return encodeURIComponent(value);
  });
  return { path, params: Object.fromEntries(rest) };
}
