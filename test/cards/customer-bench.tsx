import { createRenderer } from "@hubspot/ui-extensions/testing";
import { vi } from "vitest";
import { CustomerPanel } from "../../cards/components/CustomerPanel.tsx";
import { FilePanel } from "../../cards/components/FilePanel.tsx";

type Answers = Readonly<Record<string, () => Promise<Response>>>;

/** Answers by the end of the address's path; anything else is an error of the test. */
export function stubPaths(answers: Answers) {
  const hsFetch = vi.fn(async (url: string, _options: unknown) => {
    const path = new URL(url).pathname.replace("/api/card/customer", "") || "/";
    const answer = answers[path];
    if (answer === undefined) throw new Error(`${path} was not to be asked`);
    return answer();
  });
  vi.stubGlobal("self", { hsFetch });
  return hsFetch;
}

/** The paths that were asked for, with bodies of presses. */
export function askedOf(hsFetch: ReturnType<typeof stubPaths>): readonly (readonly unknown[])[] {
  return hsFetch.mock.calls.map(([url, options]) => {
    const { pathname, searchParams } = new URL(url);
    const body =
      typeof options === "object" && options !== null && "body" in options ? options.body : null;
    return [pathname.replace("/api/card/customer", ""), searchParams.get("kinds"), body];
  });
}

/** The card beside a company, as HubSpot's sidebar would show it. */
export function renderCustomer(objectTypeId = "0-2") {
  const renderer = createRenderer("crm.record.sidebar");
  renderer.mocks.context.crm = { objectId: 77, objectTypeId };
  renderer.mocks.context.user.language = "en";
  const { context, actions } = renderer.mocks;
  renderer.render(<CustomerPanel context={context} actions={actions} />);
  return renderer;
}

export function renderFile() {
  const renderer = createRenderer("crm.record.tab");
  renderer.mocks.context.crm = { objectId: 77, objectTypeId: "0-1" };
  renderer.mocks.context.user.language = "en";
  const { context, actions } = renderer.mocks;
  renderer.render(<FilePanel context={context} actions={actions} />);
  return renderer;
}
