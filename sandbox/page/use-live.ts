import { useEffect, useRef, useState } from "react";
import type { z } from "zod";
import { ofAccount } from "./account.ts";
import { createRepeatReader, type RepeatReader } from "./repeat-reader.ts";
import { readFrom } from "./server-calls.ts";

export type Live = {
  /** Grows with every change in the sandbox; whoever shows something reads it again. */
  readonly version: number;
  readonly isConnected: boolean;
};

/** Follows the sandbox's event stream; the browser reconnects by itself. */
export function useLive(): Live {
  const [version, setVersion] = useState(0);
  const [isConnected, setConnected] = useState(true);
  useEffect(() => {
    const stream = new EventSource(ofAccount("/sandbox/events"));
    const readAgain = () => setVersion((before) => before + 1);
    let wasLost = false;
    stream.addEventListener("changed", readAgain);
    stream.addEventListener("open", () => {
      setConnected(true);
      if (wasLost) readAgain();
      wasLost = false;
    });
    stream.addEventListener("error", () => {
      wasLost = true;
      setConnected(false);
    });
    return () => stream.close();
  }, []);
  return { version, isConnected };
}

export type Remote<T> = { readonly value: T | null; readonly problem: string | null };

const NOTHING = { value: null, problem: null } as const;

/** The newest answer of `path`; keeps showing the last one while the next is on its way. */
export function useRemote<T>(path: string, schema: z.ZodType<T>, version: number): Remote<T> {
  const [remote, setRemote] = useState<Remote<T> & { readonly path: string }>({ ...NOTHING, path });
  const reader = useRef<RepeatReader | null>(null);
  useEffect(() => {
    const started = createRepeatReader((signal) => readFrom(path, schema, signal), {
      onValue: (value) => setRemote({ path, value, problem: null }),
      onProblem: (problem) =>
        setRemote((before) => ({
          path,
          value: before.path === path ? before.value : null,
          problem,
        })),
    });
    reader.current = started;
    return () => started.stop();
  }, [path, schema]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version means reading again.
  useEffect(() => reader.current?.read(), [path, schema, version]);
  return remote.path === path ? remote : NOTHING;
}
