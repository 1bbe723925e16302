import { afterEach, expect, it, vi } from "vitest";
import { originOf } from "../../sandbox/serve.ts";
import { type TakenPort, takePort } from "../../sandbox/take-port.ts";

const taken: TakenPort[] = [];

afterEach(() => {
  for (const { server } of taken.splice(0)) server.close();
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

async function take(wanted: string): Promise<TakenPort> {
  const port = await takePort(wanted);
  if (port === null) throw new Error(`port ${wanted} is taken`);
  taken.push(port);
  return port;
}

it("answers those who came before there was an answer", async () => {
  const { server, answerWith } = await take("0");
  const early = fetch(originOf(server));
  await new Promise((resolve) => server.once("request", resolve));
  answerWith((_request, response) => response.end("here"));
  expect(await (await early).text()).toBe("here");
  expect(await (await fetch(originOf(server))).text()).toBe("here");
});

it("says that another program has the port, and how to take another one", async () => {
  const { server } = await take("0");
  const { port } = new URL(originOf(server));
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  expect(await takePort(port)).toBeNull();
  expect(said).toHaveBeenCalledWith(expect.stringContaining(`Port ${port} is in use`));
  expect(process.exitCode).toBe(1);
});
