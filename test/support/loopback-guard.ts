import dgram from "node:dgram";
import dns from "node:dns";
import { writeSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { Socket } from "node:net";

/** Begins a line on stderr for everything that would have left this machine. */
export const LEAVING = "would leave this machine:";

const STDERR = 2;
const LOOPBACK = /^(localhost|127(\.\d+){3}|::1|::ffff:127(\.\d+){3})$/;

/**
 * Refuses, and reports, what would leave this machine: connections, name lookups, datagrams. Every TCP
 * client of Node ends in `Socket.connect`, `fetch` and TLS too. Programs in other languages that a
 * process starts are not seen.
 */
export function guardLoopback(): void {
  const { connect } = Socket.prototype;
  const { lookup } = dns;
  Object.assign(Socket.prototype, {
    connect(this: Socket, ...args: readonly unknown[]) {
      const host = hostOf(args);
      if (!LOOPBACK.test(host)) refuse(`connection to ${host}`);
      return Reflect.apply(connect, this, args);
    },
  });
  Object.assign(dns, {
    lookup: (...args: readonly unknown[]) => {
      const name = String(args[0]);
      if (!LOOPBACK.test(name)) refuse(`lookup of ${name}`);
      return Reflect.apply(lookup, dns, args);
    },
  });
  Object.assign(dgram.Socket.prototype, { send: () => refuse("a datagram") });
  syncBuiltinESMExports();
}

/** `connect(options)`, `connect(port, host)`, `connect(path)`, and what Node makes of them itself: one array. */
function hostOf(args: readonly unknown[]): string {
  const [target, host] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof target === "object" && target !== null) {
    const isLocalPath = "path" in target && typeof target.path === "string";
    if (isLocalPath || !("host" in target)) return "localhost";
    return typeof target.host === "string" ? target.host : "localhost";
  }
  const isPort = Number.isInteger(Number(target));
  return isPort && typeof host === "string" ? host : "localhost";
}

function refuse(what: string): never {
  writeSync(STDERR, `${LEAVING} ${what}\n`);
  throw new Error(`${LEAVING} ${what}`);
}
