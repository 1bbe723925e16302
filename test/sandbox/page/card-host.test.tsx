import { readdirSync, readFileSync } from "node:fs";
import * as kit from "@hubspot/ui-extensions";
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

  it("shows a visible placeholder with its content for the rest", async () => {
    expect(NOT_DRAWN).toContain("LineChart");
    const { LineChart } = kit;
    const axes = {
      x: { field: "day", fieldType: "category" },
      y: { field: "count", fieldType: "linear" },
    } as const;
    const html = await drawCard(<LineChart data={[]} axes={axes} />);
    expect(html).toContain("LineChart is not drawn in the sandbox");
  });
});

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
        isStale={false}
        backend={backend}
        actions={{ addAlert: () => undefined }}
        readNow={() => undefined}
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
