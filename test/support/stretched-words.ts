import type { Page } from "playwright-core";

/** 120 characters, as a firm may be registered. */
const LONG_NAME =
  "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft & Söhne Nachfolger GmbH & Co. KG, Steyr";
const TAIL = " · Kraftfahrzeughaftpflichtversicherungsbedingungen";

/** What other words a card has to bear: longer ones, without a place to break, or read from right to left. */
export const STRETCHES = {
  german: (text: string) => `${text}${TAIL}`,
  name: () => LONG_NAME,
  "right-to-left": () => "مضخة الحرارة في الطابق الثاني تسرّب الماء منذ أمس ولا أحد يجيب على الهاتف",
  emoji: (text: string) => `👩🏽‍🔧🔥🚰 ${text} 👨‍👩‍👧‍👦🧯✅`,
} as const;
export type Stretch = keyof typeof STRETCHES;

const CARD_PROXY = "**/sandbox/card-proxy";
/** Codes and addresses have neither a capital nor a space at their beginning, as words have. */
const WORDS = /^(?:\p{Lu}|\p{Script=Han})|\s/u;
const ADDRESS = /^[a-z]+:\/\//;

/** From now on the cards of a page hear every word of the server in another form, until nothing is routed. */
export async function stretchWords(page: Page, stretch: Stretch): Promise<void> {
  await page.route(CARD_PROXY, async (route) => {
    const response = await route.fetch();
    const { status, body }: { status: number; body: string } = await response.json();
    const stretched = JSON.stringify(stretchedValue(JSON.parse(body), STRETCHES[stretch]));
    await route.fulfill({ response, json: { status, body: stretched } });
  });
}

/** Names that stand as keys, such as those of colours, are words as well. */
function stretchedValue(value: unknown, stretch: (text: string) => string): unknown {
  if (typeof value === "string") {
    return WORDS.test(value) && !ADDRESS.test(value) ? stretch(value) : value;
  }
  if (Array.isArray(value)) return value.map((one) => stretchedValue(one, stretch));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      WORDS.test(key) ? stretch(key) : key,
      stretchedValue(one, stretch),
    ]),
  );
}
