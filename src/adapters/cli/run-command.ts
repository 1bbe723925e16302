import { type Command, EXIT, type ExitCode, type Terminal } from "./command.ts";

const HELP = ["help", "--help", "-h"];

/** Finds the command that the first argument names and runs it with the others. */
export async function runCommand(
  commands: readonly Command[],
  [name, ...args]: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  if (name === undefined || HELP.includes(name)) {
    terminal.print(overview(commands));
    return name === undefined ? EXIT.wrongUse : EXIT.ok;
  }
  const command = commands.find((one) => one.name === name);
  if (command === undefined) {
    const names = commands.map((one) => one.name).join(", ");
    terminal.complain(`the command is "${name}": expected one of ${names}`);
    return EXIT.wrongUse;
  }
  if (args.some((arg) => HELP.includes(arg))) {
    terminal.print(command.help);
    return EXIT.ok;
  }
  return command.run(args, terminal);
}

function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    "npm run aftercare -- COMMAND [options]",
    "",
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    "COMMAND --help tells the options of one.",
    "Exit codes: 0 as it should be, 1 differences or failure, 2 wrong use.",
  ].join("\n");
}
