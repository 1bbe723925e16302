import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { cpus } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { invariant } from "../../src/domain/invariant.ts";
import { listen } from "./listen.ts";
import { LEAVING } from "./loopback-guard.ts";
import { machineSlowness } from "./machine-speed.ts";

export type SandboxProcess = {
  readonly url: string;
  readonly readyAfterMs: number;
  /** Whether the machine had little else to do until it was ready: times mean something only then. */
  readonly wasQuiet: boolean;
  /** Of this machine around the start, against the one that limits are meant for; at least 1. */
  readonly slowness: number;
  /** Null where the system does not tell. */
  residentMb(): number | null;
  /** What would have left the machine until now. */
  departures(): readonly string[];
  /** As Ctrl-C does; answers with its exit code. */
  stop(): Promise<number | null>;
};

const READY = /Ready: open (http:\/\/127\.0\.0\.1:\d+)/;
const READY_WITHIN_MS = 90_000;
const LOOK_MS = 50;
const QUIET_SHARE = 0.2;
const MS_A_TICK = 10;
const GUARD = new URL("./loopback-only.ts", import.meta.url).href;
const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs what `npm start` runs, on a free port, behind a guard that lets nothing leave this machine. */
export async function startSandbox(): Promise<SandboxProcess> {
  const port = await freePort();
  const slownessBefore = machineSlowness();
  const timesBefore = cpuTimes();
  const startedAtMs = performance.now();
  const child = spawn(process.execPath, ["--import", GUARD, ...startArguments()], {
    cwd: root,
    env: environment(port),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const url = await readyUrl(child, () => output);
  const readyAfterMs = performance.now() - startedAtMs;
  return {
    url,
    readyAfterMs,
    // What a browser does beside it makes one of the two too large.
    slowness: Math.min(slownessBefore, machineSlowness()),
    wasQuiet: shareOfOthers(timesBefore, child) <= QUIET_SHARE,
    residentMb: () => residentMb(child),
    departures: () => output.split("\n").filter((line) => line.startsWith(LEAVING)),
    stop: async () => {
      if (child.exitCode === null) {
        child.kill("SIGINT");
        await once(child, "exit");
      }
      const folders = [`sandbox-${port}`, `bundles-${port}`].map((name) => `${root}.data/${name}`);
      await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
      return child.exitCode;
    },
  };
}

/** The last command of the script `start`, without its `node`. */
function startArguments(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  const [program, ...rest] = String(scripts.start).split("&&").at(-1)?.trim().split(" ") ?? [];
  invariant(program === "node" && rest.length > 0, "npm start ends in a node command");
  return rest;
}

/** A stranger's: nothing of the test runner's is passed on. Node programs it starts are guarded as well. */
function environment(port: number): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|NODE_ENV$|TEST$|DATABASE_URL$|NODE_COMPILE_CACHE$)/.test(name),
  );
  return {
    ...Object.fromEntries(own),
    SANDBOX_PORT: String(port),
    NODE_OPTIONS: `--import=${GUARD}`,
  };
}

async function readyUrl(child: ChildProcess, output: () => string): Promise<string> {
  const until = performance.now() + READY_WITHIN_MS;
  while (performance.now() < until && child.exitCode === null) {
    const [, url] = READY.exec(output()) ?? [];
    if (url !== undefined) return url;
    await sleep(LOOK_MS);
  }
  child.kill("SIGKILL");
  throw new Error(`the sandbox did not get ready:\n${output()}`);
}

async function freePort(): Promise<number> {
  const server = await listen(() => undefined);
  await server.close();
  return Number(new URL(server.url).port);
}

function residentMb(child: ChildProcess): number | null {
  const file = `/proc/${child.pid}/status`;
  if (!existsSync(file)) return null;
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(file, "utf8")) ?? [];
  return kilobytes === undefined ? null : Number(kilobytes) / 1024;
}

type CpuTimes = { readonly idle: number; readonly all: number };

function cpuTimes(): CpuTimes {
  const times = cpus().map((cpu) => cpu.times);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  return {
    idle: sum(times.map((one) => one.idle)),
    all: sum(times.flatMap((one) => Object.values(one))),
  };
}

/** How much of the processors everything but the sandbox took; all of it where that cannot be known. */
function shareOfOthers(before: CpuTimes, child: ChildProcess): number {
  const file = `/proc/${child.pid}/stat`;
  if (!existsSync(file)) return 1;
  const after = cpuTimes();
  // After the name in brackets; user and system time of the process and of its ended children.
  const ticks = readFileSync(file, "utf8").split(") ").at(-1)?.split(" ").slice(11, 15) ?? [];
  const ownMs = ticks.reduce((total, count) => total + Number(count) * MS_A_TICK, 0);
  const all = after.all - before.all;
  return (all - (after.idle - before.idle) - ownMs) / all;
}
