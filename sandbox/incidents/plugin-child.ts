import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { FromPlugin, type PluginStatus, type ToPlugin } from "./plugin-messages.ts";

const PROGRAM = fileURLToPath(new URL("./plugin-process.ts", import.meta.url));
const ANSWER_LIMIT_MS = 120_000;

export type PluginChild = {
  /** Origin of the plugin, e.g. `http://127.0.0.1:4001`. */
  readonly url: string;
  setTime(now: number): void;
  wake(): void;
  /** Events that are not settled yet, and sends under way; cheaper to ask for than the status. */
  waiting(): Promise<Pick<Extract<FromPlugin, { kind: "waiting" }>, "events" | "sends">>;
  status(): Promise<PluginStatus>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
};

export async function startPluginChild(
  start: Omit<Extract<ToPlugin, { kind: "start" }>, "kind">,
): Promise<PluginChild> {
  const child = fork(PROGRAM, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const send = (message: ToPlugin): void => {
    if (child.connected) child.send(message);
  };
  send({ kind: "start", ...start });
  const { url } = await answerOf(child, "ready");
  return {
    url,
    setTime: (now) => send({ kind: "time", now }),
    wake: () => send({ kind: "wake" }),
    waiting: async () => {
      const answer = answerOf(child, "waiting");
      send({ kind: "waiting" });
      return answer;
    },
    status: async () => {
      const answer = answerOf(child, "status");
      send({ kind: "status" });
      return answer;
    },
    kill: async () => {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
    stop: async () => {
      const stopped = answerOf(child, "stopped");
      send({ kind: "stop" });
      await stopped;
      const ended = once(child, "exit");
      child.kill();
      await ended;
    },
  };
}

/** The next message of a kind; an end of the process before it is an error. */
function answerOf<Kind extends FromPlugin["kind"]>(
  child: ChildProcess,
  kind: Kind,
): Promise<Extract<FromPlugin, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(timer);
      child.off("message", hear);
      child.off("exit", fail);
    };
    const hear = (text: unknown): void => {
      const message = FromPlugin.parse(text);
      if (!isKind(message, kind)) return;
      settle();
      resolve(message);
    };
    const fail = (code: number | null): void => {
      settle();
      reject(new Error(`the plugin ended with ${code} before it was "${kind}"`));
    };
    const timer = setTimeout(() => {
      settle();
      reject(new Error(`the plugin was not "${kind}" within ${ANSWER_LIMIT_MS} ms`));
    }, ANSWER_LIMIT_MS);
    child.on("message", hear);
    child.on("exit", fail);
  });
}

function isKind<Kind extends FromPlugin["kind"]>(
  message: FromPlugin,
  kind: Kind,
): message is Extract<FromPlugin, { kind: Kind }> {
  return message.kind === kind;
}
