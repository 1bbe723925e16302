import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { LoadReport, type LoadTask } from "./load-task.ts";

/** The generator in its own process, so that it does not share the server's event loop. */
export type LoadClient = {
  run(task: LoadTask): Promise<LoadReport>;
  stop(): Promise<void>;
};

export function startLoadClient(): LoadClient {
  const child = fork(new URL("./load-generator.ts", import.meta.url), {
    serialization: "advanced",
  });
  return {
    run: async (task) => {
      child.send(task);
      return LoadReport.parse(await nextMessage(child));
    },
    stop: async () => {
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}

/** What a child process says next; fails when it ends instead. */
export function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown): void => {
      child.off("exit", onExit);
      resolve(message);
    };
    const onExit = (code: number | null): void => {
      child.off("message", onMessage);
      reject(new Error(`a child process of the bench ended with ${code}`));
    };
    child.once("message", onMessage);
    child.once("exit", onExit);
  });
}
