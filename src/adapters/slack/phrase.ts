import type { types } from "@slack/bolt";
import type { CalledPerson } from "../../ports/notifier.ts";
import { dateElement } from "./blocks.ts";
import { cut, oneLine } from "./text.ts";

/**
 * A sentence of a catalogue with places that Slack fills in itself: instants in the reader's zone and
 * mentions. Each place is a mark in the text, which no person can write, as control characters are taken
 * out of people's words.
 */
export type Phrase = {
  /** A mark for an instant, to be put into a sentence. */
  date(at: number): string;
  /** A mention, or the name of somebody who cannot be mentioned. */
  person(person: CalledPerson): string;
  channel(channelId: string): string;
  link(url: string, text: string): string;
  /** The sentence as Slack wants it. */
  elements(text: string, style?: "bold"): types.RichTextElement[];
};

const NAME_LIMIT = 200;
/** The mark of a place is its number between two of these. */
const BOUND = "\u0001";

export function createPhrase(): Phrase {
  const places: types.RichTextElement[] = [];
  const mark = (place: types.RichTextElement): string => {
    places.push(place);
    return `${BOUND}${places.length - 1}${BOUND}`;
  };
  return {
    date: (at) => mark(dateElement(at)),
    person: ({ name, userId }) =>
      userId === null ? cut(oneLine(name), NAME_LIMIT) : mark({ type: "user", user_id: userId }),
    channel: (channelId) => mark({ type: "channel", channel_id: channelId }),
    link: (url, text) => mark({ type: "link", url, text }),
    elements: (text, style) =>
      text.split(BOUND).flatMap((part, index): types.RichTextElement[] => {
        // Between every second pair of bounds stands the number of a place.
        const place = index % 2 === 1 ? places[Number(part)] : undefined;
        if (place !== undefined) return [place];
        if (part === "") return [];
        return [{ type: "text", text: part, ...(style === "bold" && { style: { bold: true } }) }];
      }),
  };
}
