import { describe, expect, it } from "vitest";
import type { Command } from "../../../src/adapters/cli/command.ts";
import { runCommand } from "../../../src/adapters/cli/run-command.ts";

const command = (name: string): Command => ({
  name,
  summary: `about ${name}`,
  help: `help of ${name}`,
  run: async (args, { print }) => {
    print(`${name} ${args.join(" ")}`);
    return 1;
  },
});

async function run(...args: string[]) {
  const printed: string[] = [];
  const complaints: string[] = [];
  const code = await runCommand([command("one"), command("another")], args, {
    print: (line) => printed.push(line),
    complain: (line) => complaints.push(line),
  });
  return { code, printed: printed.join("\n"), complaints: complaints.join("\n") };
}

describe("the command line tool", () => {
  it("runs the named command with what follows, and ends with its code", async () => {
    expect(await run("one", "--a", "b")).toEqual({ code: 1, printed: "one --a b", complaints: "" });
  });

  it.each<{ name: string; args: string[]; code: number; printed: RegExp }>([
    { name: "an overview, when asked", args: ["--help"], code: 0, printed: / {2}one {6}about one/ },
    { name: "an overview, for want of a command", args: [], code: 2, printed: /another {2}about/ },
    { name: "a command's help", args: ["one", "--x", "-h"], code: 0, printed: /^help of one$/ },
  ])("prints $name", async ({ args, code, printed }) => {
    const result = await run(...args);
    expect(result.code).toBe(code);
    expect(result.printed).toMatch(printed);
  });

  it("refuses a command that is none and names those that are", async () => {
    expect(await run("two")).toEqual({
      code: 2,
      printed: "",
      complaints: 'the command is "two": expected one of one, another',
    });
  });
});
