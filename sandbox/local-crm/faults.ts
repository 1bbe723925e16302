/**
 * Switches that make the local CRM misbehave on chosen paths, for tests and for the sandbox's page.
 * A closed connection before applying means nothing happened; after applying, that it did.
 */
export type Fault = {
  readonly id: number;
  readonly method?: string;
  /** The start of a path, e.g. `/crm/v3/objects/tickets/batch/read`, or a pattern. */
  readonly path: string | RegExp;
  /** How many requests it hits; every one unless given. */
  readonly times?: number;
} & FaultKind;

export type FaultKind =
  | { readonly kind: "delay"; readonly delayMs: number }
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: "close_before_applying" }
  | { readonly kind: "close_after_applying" }
  | { readonly kind: "html_502" };

export type NewFault = Omit<Fault, "id" | "kind"> & FaultKind;

export type FaultSwitches = {
  /** Returns what takes the fault away again. */
  add(fault: NewFault): () => void;
  list(): readonly Fault[];
  remove(id: number): void;
  clear(): void;
  /** The first fault that fits; counts as one of its `times`. */
  take(method: string, path: string): Fault | undefined;
};

export function createFaultSwitches(): FaultSwitches {
  let faults: { fault: Fault; left: number }[] = [];
  let lastId = 0;
  const remove = (id: number): void => {
    faults = faults.filter((entry) => entry.fault.id !== id);
  };
  return {
    add: (added) => {
      lastId += 1;
      const fault: Fault = { ...added, id: lastId };
      faults.push({ fault, left: added.times ?? Number.POSITIVE_INFINITY });
      return () => remove(fault.id);
    },
    list: () => faults.map((entry) => entry.fault),
    remove,
    clear: () => {
      faults = [];
    },
    take: (method, path) => {
      const entry = faults.find(({ fault }) => fits(fault, method, path));
      if (entry === undefined) return undefined;
      entry.left -= 1;
      if (entry.left <= 0) remove(entry.fault.id);
      return entry.fault;
    },
  };
}

function fits(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
  return typeof fault.path === "string" ? path.startsWith(fault.path) : fault.path.test(path);
}
