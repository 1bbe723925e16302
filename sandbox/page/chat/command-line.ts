/** What somebody typed into a composer: words for people, or a command for the app. */

export type SlashHint = {
  readonly command: string;
  readonly usage: string;
};

/** The chat knows a command's name and its hint only; what it can do, the command itself says. */
export const COMMANDS: readonly SlashHint[] = [{ command: "/aftercare", usage: "help" }];

export type Typed =
  | { readonly kind: "nothing" }
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "command"; readonly command: string; readonly text: string }
  | { readonly kind: "unknown_command"; readonly command: string };

export function typedOf(source: string): Typed {
  const text = source.trim();
  if (text === "") return { kind: "nothing" };
  if (!text.startsWith("/")) return { kind: "words", text };
  const [command = ""] = text.split(/\s/, 1);
  if (!COMMANDS.some((one) => one.command === command)) return { kind: "unknown_command", command };
  return { kind: "command", command, text: text.slice(command.length).trim() };
}

/** The commands that what is typed so far may become; none once the command's own words begin. */
export function hintsFor(source: string): readonly SlashHint[] {
  if (!/^\/\S*$/.test(source)) return [];
  return COMMANDS.filter(
    ({ command }) => command.startsWith(source) && command !== source.trimEnd(),
  );
}
