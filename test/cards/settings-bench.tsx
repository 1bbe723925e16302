import { Tabs } from "@hubspot/ui-extensions";
import { createRenderer } from "@hubspot/ui-extensions/testing";
import { vi } from "vitest";
import { SettingsPanel } from "../../cards/components/settings/SettingsPanel.tsx";
import { groupOf, type TabName } from "../../cards/components/settings/settings-tabs.ts";
import { settle } from "./card-bench.tsx";

type Answer = unknown | (() => Promise<Response>);

/** Answers by the last part of the address; of a list the first ones once, and the last one from then on. */
export async function openSettings(
  answers: Readonly<Record<string, readonly Answer[]>>,
  user: { language?: string } = {},
) {
  const asked: { readonly path: string; readonly url: URL; readonly body: unknown }[] = [];
  const left = new Map(Object.entries(answers).map(([path, list]) => [path, [...list]]));
  const hsFetch = vi.fn(async (url: string, options: { body?: unknown }) => {
    const address = new URL(url);
    const path = address.pathname.replace("/api/settings/", "");
    asked.push({ path, url: address, body: options.body });
    const list = left.get(path) ?? [];
    const answer = list.length > 1 ? list.shift() : list[0];
    if (answer === undefined) throw new Error(`nothing was expected to ask for ${path}`);
    return typeof answer === "function" ? answer() : Response.json(answer);
  });
  vi.stubGlobal("self", { hsFetch });
  const page = createRenderer("settings");
  Object.assign(page.mocks.context.user, user);
  page.render(<SettingsPanel context={page.mocks.context} actions={page.mocks.actions} />);
  await settle();
  const alerts = () => page.mocks.actions.addAlert.calls.map(([alert]) => alert.message);
  const select = async (tabs: string, id: string) => {
    const tell: unknown = page.maybeFindByTestId(Tabs, tabs)?.props.onSelectedChange;
    if (typeof tell === "function") tell(id);
    await settle();
  };
  /** First its group, then the tab in it. */
  const goTo = async (tab: TabName) => {
    await select("tabs", groupOf(tab));
    await select(`tabs-${groupOf(tab)}`, tab);
  };
  const bodies = (path: string) => asked.filter((one) => one.path === path).map(({ body }) => body);
  const urls = (path: string) => asked.filter((one) => one.path === path).map(({ url }) => url);
  return { page, asked, alerts, goTo, bodies, urls };
}
