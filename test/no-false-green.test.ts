import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const CARDS = new URL("../cards/components/", import.meta.url);

/** What HubSpot draws in a colour by how things stand. */
const COLOURED =
  /^\s*import \{[^}]*\b(StatusTag|Tag|ProgressBar)\b[^}]*\} from "@hubspot\/ui-extensions"/m;

it("is drawn in one place, which knows whether it is old", () => {
  const files = readdirSync(CARDS, { recursive: true, encoding: "utf8" });
  const drawing = files.filter(
    (name) => name.endsWith(".tsx") && COLOURED.test(readFileSync(new URL(name, CARDS), "utf8")),
  );
  expect(drawing).toEqual(["Coloured.tsx"]);
});
