import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { Chat, Created, SandboxState, TicketList } from "../sandbox/page-contract.ts";

/**
 * Starts the sandbox as the README says, plays one scenario over the routes of its page, and stops it
 * as an operator would: a ticket is made, a week goes by, its clock is overdue and the department has
 * its message, and every event is accounted for.
 */
const usableWithinMs = 60_000;
const eachStepWithinMs = 30_000;
const stoppedWithinMs = 20_000;
const askEveryMs = 250;
const weekMs = 7 * 24 * 3_600_000;
const subject = "Boot check: the drum is stuck again";

const sandbox = spawn("npm", ["start"], { stdio: ["ignore", "pipe", "pipe"], detached: true });
let output = "";
const remember = (chunk: Buffer): void => {
  output += chunk.toString("utf8");
};
sandbox.stdout.on("data", remember);
sandbox.stderr.on("data", remember);

try {
  await play(await until("the page answers", usableWithinMs, findPage));
  signal(sandbox, "SIGTERM");
  await until("the sandbox stopped when asked", stoppedWithinMs, async () => hasEnded() || null);
} catch (error) {
  console.error(output.split("\n").slice(-30).join("\n"));
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  signal(sandbox, "SIGKILL");
}

async function play(address: string): Promise<void> {
  const at = (path: string): string => new URL(path, address).href;
  const body = { subject, priority: "HIGH", contactId: null };
  const { ticketId } = Created.parse(await post(at("/sandbox/tickets"), body));
  const ticketOnPage = async () => {
    const { tickets } = TicketList.parse(await get(at("/sandbox/tickets?search=drum")));
    return tickets.find((ticket) => ticket.ticketId === ticketId);
  };

  await until("the ticket has a clock", eachStepWithinMs, async () => {
    return (await ticketOnPage())?.clock ?? null;
  });
  await post(at("/sandbox/time"), { advanceMs: weekMs });
  await until("its clock is overdue", eachStepWithinMs, async () => {
    const clock = (await ticketOnPage())?.clock;
    return clock?.variant === "danger" ? clock : null;
  });
  await until("the department has its message", eachStepWithinMs, async () => {
    const { channels } = Chat.parse(await get(at("/sandbox/channels")));
    return channels.find(({ messages }) => JSON.stringify(messages).includes(subject)) ?? null;
  });
  await until("every event is accounted for", eachStepWithinMs, async () => {
    const { portals } = SandboxState.parse(await get(at("/sandbox/state")));
    const open = portals.filter(({ equation }) => {
      const { received, applied, ignored, waiting, dead } = equation;
      return received === 0 || waiting > 0 || dead > 0 || received !== applied + ignored;
    });
    return open.length === 0 ? portals : null;
  });
}

function hasEnded(): boolean {
  return sandbox.exitCode !== null || sandbox.signalCode !== null;
}

/** The first address in the output under which a page answers. */
async function findPage(): Promise<string | null> {
  if (hasEnded()) throw new Error(`npm start ended with ${sandbox.exitCode}`);
  const [address] = /http:\/\/(localhost|127\.0\.0\.1):\d+/.exec(output) ?? [];
  if (address === undefined) return null;
  const answer = await fetch(address, { signal: AbortSignal.timeout(eachStepWithinMs) });
  return answer.ok && /<html/i.test(await answer.text()) ? address : null;
}

/** Asks until there is an answer; a question that cannot be asked yet counts as unanswered. */
async function until<T>(what: string, withinMs: number, ask: () => Promise<T | null>): Promise<T> {
  const startedAt = performance.now();
  let problem = "it did not come true";
  while (performance.now() - startedAt < withinMs) {
    try {
      const found = await ask();
      if (found !== null) {
        console.log(`${what}, after ${Math.round(performance.now() - startedAt)} ms`);
        return found;
      }
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
      if (hasEnded()) break;
    }
    await pause(askEveryMs);
  }
  throw new Error(`not within ${withinMs} ms: ${what} (${problem})`);
}

async function get(url: string): Promise<unknown> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(eachStepWithinMs) });
  if (!answer.ok) throw new Error(`GET ${url} answered ${answer.status}`);
  return answer.json();
}

async function post(url: string, body: object): Promise<unknown> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(eachStepWithinMs),
  });
  if (!answer.ok) throw new Error(`POST ${url} answered ${answer.status}: ${await answer.text()}`);
  return answer.status === 204 ? null : z.unknown().parse(await answer.json());
}

/** To npm and everything that it started. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined || hasEnded()) return;
  try {
    process.kill(-child.pid, name);
  } catch (error) {
    console.log(`there was nothing left to ${name}: ${String(error)}`);
  }
}
