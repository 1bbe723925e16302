import { readdirSync, readFileSync } from "node:fs";
import * as kit from "@hubspot/ui-extensions";
import { CrmReport } from "@hubspot/ui-extensions/crm";
import * as pages from "@hubspot/ui-extensions/pages";
import * as homePage from "@hubspot/ui-extensions/pages/home";
import { createRemoteRoot } from "@remote-ui/core";
import { createRoot } from "@remote-ui/react";
import { createController, createRemoteReceiver, RemoteRenderer } from "@remote-ui/react/host";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { createBackend } from "../../../cards/backend.ts";
import { ShownTicket } from "../../../cards/components/ShownTicket.tsx";
import { COMPONENTS, DRAWN, NOT_DRAWN } from "../../../sandbox/page/host/component-table.ts";
import { fullCard, runningPause } from "../../cards/card-samples.ts";
import { offeredConnect, offeredForm, takenEscalation } from "../../cards/escalation-samples.ts";

const root = new URL("../../../", import.meta.url);

/** Mirrors a card's tree to the host as worker and page do, without the port between them. */
async function drawCard(card: ReactElement): Promise<string> {
  const receiver = createRemoteReceiver();
  const remoteRoot = createRemoteRoot(receiver.receive, { components: Object.keys(COMPONENTS) });
  createRoot(remoteRoot).render(card);
  await remoteRoot.mount();
  await receiver.flush();
  const controller = createController(COMPONENTS);
  return renderToStaticMarkup(<RemoteRenderer receiver={receiver} controller={controller} />);
}

/** Names that HubSpot's kit registers, read from its code because it does not export them. */
function namesOfKit(): string[] {
  const file = "node_modules/@hubspot/ui-extensions/dist/shared.synced/remoteComponents.synced.js";
  const code = readFileSync(new URL(file, root), "utf8");
  const calls = code.matchAll(/createAndRegisterRemote\w*ReactComponent\('(\w+)'/g);
  return [...new Set([...calls].map(([, name]) => name ?? ""))];
}

function componentsImportedByCards(): string[] {
  const folder = new URL("cards/components/", root);
  const code = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx"))
    .map((file) => readFileSync(new URL(file, folder), "utf8"));
  const imports = code.join("\n").matchAll(/import \{([^}]*)\} from "@hubspot\/ui-extensions"/g);
  const names = [...imports].flatMap(([, list]) => (list ?? "").split(","));
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ""))];
}

describe("the component table", () => {
  it("knows every name of HubSpot's kit and no other", () => {
    expect(Object.keys(COMPONENTS).sort()).toEqual(namesOfKit().sort());
  });

  it("draws for real whatever the cards import", () => {
    const used = componentsImportedByCards();
    expect(used).toEqual(expect.arrayContaining(["Tile", "ProgressBar", "LoadingButton"]));
    expect(used.filter((name) => DRAWN[name] === undefined)).toEqual([]);
  });

  it("draws every standard component of the kit and of an app's pages", () => {
    const known = new Set(namesOfKit());
    const standard = Object.values({ ...kit, ...pages, ...homePage }).flatMap(wireNamesOf);
    const drawn = standard.filter((name) => known.has(name));
    expect(drawn).toEqual(
      expect.arrayContaining(["Flex", "Button", "LineChart", "PageHeaderLink"]),
    );
    expect(drawn.filter((name) => DRAWN[name] === undefined)).toEqual([]);
  });

  it("shows a visible placeholder with its content for the rest", async () => {
    expect(NOT_DRAWN).toContain("CrmReport");
    const html = await drawCard(<CrmReport reportId="1" />);
    expect(html).toContain("CrmReport is not drawn in the sandbox");
  });
});

/** A component of the kit is its wire name, or a function that bears it; some have others on them. */
function wireNamesOf(exported: unknown): string[] {
  if (typeof exported === "string") return [exported];
  if (typeof exported !== "function" && (typeof exported !== "object" || exported === null)) {
    return [];
  }
  const named = "displayName" in exported ? [String(exported.displayName)] : [];
  const parts = Object.values(exported).filter((part) => typeof part === "string");
  return [...named, ...parts];
}

describe("the host", () => {
  it("draws a whole ticket card", async () => {
    const card = {
      ...fullCard,
      pause: runningPause,
      escalation: { ...takenEscalation, form: offeredForm },
      connect: offeredConnect,
    };
    const answer = { card, answeredAtMs: performance.now() };
    const backend = createBackend({ backendUrl: undefined, ticketId: 1, language: "en" });
    const html = await drawCard(
      <ShownTicket
        answer={answer}
        backend={backend}
        actions={{ addAlert: () => undefined }}
        readNow={async () => undefined}
      />,
    );
    expect(html).toContain(fullCard.headline);
    expect(html).toContain("45:00");
    expect(html).toContain('aria-valuenow="25"');
    expect(html).toContain("Field service");
    expect(html).toContain("Why this deadline?");
    expect(html).toContain("Pause");
    expect(html).toContain("Escalate");
    expect(html).not.toContain("not drawn");
  });

  it("draws an amount of money and a page's header", async () => {
    const { CurrencyInput } = kit;
    const { PageBreadcrumbs, PageHeader, PageLink, PageTitle } = pages;
    const html = await drawCard(
      <>
        <PageTitle>Cases</PageTitle>
        <PageHeader>
          <PageHeader.PrimaryAction>
            <PageHeader.PageLink to="/new">New</PageHeader.PageLink>
          </PageHeader.PrimaryAction>
        </PageHeader>
        <PageBreadcrumbs>
          <PageLink to="/cases/:id" params={{ id: "a b", tab: "log" }}>
            Case
          </PageLink>
        </PageBreadcrumbs>
        <CurrencyInput name="price" label="Price" currency="TWD" value={120} />
      </>,
    );
    expect(html).toContain('href="/cases/a%20b"');
    expect(html).toContain("uie-button-primary");
    expect(html).toContain("TWD");
    expect(html).toContain('value="120"');
  });

  it("draws days and times of the card's form, months counted from 0", async () => {
    const { DateInput, TimeInput } = kit;
    const html = await drawCard(
      <>
        <DateInput name="d" label="Day" value={{ year: 2026, month: 2, date: 7 }} />
        <TimeInput name="t" label="Time" value={{ hours: 9, minutes: 5 }} />
      </>,
    );
    expect(html).toContain('value="2026-03-07"');
    expect(html).toContain('value="09:05"');
  });

  const axes = (options: object) => ({
    x: { field: "week", fieldType: "category" as const },
    y: { field: "value", fieldType: "linear" as const },
    options: { groupFieldByColor: "what", ...options },
  });

  it("draws a line that breaks where a week has no value", async () => {
    const data = [
      { week: "1 Mar", what: "kept", value: 4 },
      { week: "8 Mar", what: "other", value: 2 },
      { week: "15 Mar", what: "kept", value: 8 },
      { week: "22 Mar", what: "kept", value: 0 },
    ];
    const { LineChart } = kit;
    const options = { title: "Kept", showLegend: true };
    const html = await drawCard(<LineChart data={data} axes={axes({})} options={options} />);
    const [kept = "", other = ""] = [...html.matchAll(/<path d="([^"]*)"/g)].map(([, d]) => d);
    expect([kept, other].map((path) => path.match(/M/g)?.length)).toEqual([2, 1]);
    expect(kept.match(/L/g)).toHaveLength(1);
    expect(html.match(/<circle/g)).toHaveLength(4);
    expect(html).toContain("Kept");
    expect(html).toContain("15 Mar");
  });

  it("puts bars on top of each other when they are stacked, and cuts long names", async () => {
    const department = "Technical support of the northern branch";
    const data = ["overdue", "at risk"].map((what) => ({ week: department, what, value: 4 }));
    const { BarChart } = kit;
    const html = await drawCard(<BarChart data={data} axes={axes({ stacking: true })} />);
    const bars = [...html.matchAll(/<rect x="([\d.]+)" y="([\d.]+)"/g)].map(([, x, y]) => [x, y]);
    expect(bars).toHaveLength(2);
    expect(bars[0]?.[0]).toBe(bars[1]?.[0]);
    expect(Number(bars[1]?.[1])).toBeLessThan(Number(bars[0]?.[1]));
    expect(html).toContain(`<title>${department}</title>`);
    expect(html).toContain("Technical support…");
  });

  it("draws a tooltip's and a modal's button without opening them", async () => {
    const { Button, Modal, ModalBody, Text } = kit;
    const overlay = (
      <Modal id="m" title="Sure?">
        <ModalBody>
          <Text>inside</Text>
        </ModalBody>
      </Modal>
    );
    const html = await drawCard(<Button overlay={overlay}>Open</Button>);
    expect(html).toContain("Open");
    expect(html).not.toContain("inside");
  });

  it("never lets a card's link run a script", async () => {
    const { Link } = kit;
    const scriptUrl = ["java", "script:alert(1)"].join("");
    const html = await drawCard(<Link href={scriptUrl}>x</Link>);
    expect(html).toContain('href="#"');
    expect(html).not.toContain("alert");
  });

  it("refuses a name that HubSpot does not have", async () => {
    await expect(drawCard(<div>plain html</div>)).rejects.toThrow("Unsupported component: div");
  });
});
