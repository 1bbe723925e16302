import { useEffect, useState } from "react";

/** A local copy of a value that the card controls, so that typing never waits for the worker. */
export function useMirror<T>(value: T | undefined, fallback: T): [T, (next: T) => void] {
  const [local, setLocal] = useState<T>(value ?? fallback);
  useEffect(() => {
    if (value !== undefined) setLocal(value);
  }, [value]);
  return [local, setLocal];
}
