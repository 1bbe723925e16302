/** What a person sees at the end of a visit, and where the browser went. */
export type Arrival = {
  readonly status: number;
  readonly html: string;
  /** The page's words without marks. */
  readonly text: string;
  readonly headers: Headers;
  readonly visited: readonly string[];
};

const HOPS_LIMIT = 5;

/**
 * A browser with cookies of its own. What Aftercare is known by outside leads to where it runs; its
 * cookies are `Secure` and would not be sent to a plain address otherwise.
 */
export function createInstallBrowser(options: {
  readonly publicBaseUrl: string;
  pluginUrl(): string;
  readonly language?: string;
}) {
  const cookies = new Map<string, string>();

  async function fetchOnce(url: string): Promise<Response> {
    const isOurs = url.startsWith(options.publicBaseUrl);
    const response = await fetch(url.replace(options.publicBaseUrl, options.pluginUrl()), {
      redirect: "manual",
      headers: {
        ...(options.language === undefined ? {} : { "accept-language": options.language }),
        ...(isOurs ? { cookie: [...cookies].map((pair) => pair.join("=")).join("; ") } : {}),
      },
    });
    for (const line of isOurs ? response.headers.getSetCookie() : []) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Expires=Thu, 01 Jan 1970/.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  }

  return {
    cookies,
    /** Goes where it is sent, at most until the first address that contains `until`, which is not opened. */
    async open(url: string, until?: string): Promise<Arrival> {
      const visited = [url];
      let response = await fetchOnce(url);
      for (let hop = 0; hop < HOPS_LIMIT; hop += 1) {
        const next = response.headers.get("location");
        if (next === null) break;
        visited.push(next);
        if (until !== undefined && next.includes(until)) break;
        await response.body?.cancel();
        response = await fetchOnce(next);
      }
      const html = await response.text();
      const text = html.replace(/<style>.*?<\/style>/s, "").replace(/<[^>]+>/g, " ");
      return {
        status: response.status,
        html,
        text: text.replace(/\s+/g, " ").trim(),
        headers: response.headers,
        visited,
      };
    },
  };
}
