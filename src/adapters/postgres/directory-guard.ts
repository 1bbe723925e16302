import { createHash } from "node:crypto";
import { realpathSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PluginError } from "../../ports/plugin-error.ts";
import { errorCode } from "./database-error.ts";

const OWNER_ANSWER_TIMEOUT_MS = 5_000;

/** `pid` is null when the owner was too busy to say it. */
type Owner = { readonly isThere: true; readonly pid: string | null } | { readonly isThere: false };

export type DirectoryGuard = { release(): Promise<void> };

/**
 * PGlite does not refuse a second process on one directory, and both lose what they write. So the owner
 * listens on a socket named after the directory: the system frees it whatever becomes of the process, so
 * nothing stale is ever left. Whoever connects is told the owner's process id.
 */
export async function guardDirectory(
  directory: string,
  platform: NodeJS.Platform = process.platform,
): Promise<DirectoryGuard> {
  const address = addressOf(directory, platform);
  const server = (await listen(address)) ?? (await takeOver(directory, address));
  server.unref();
  return { release: () => new Promise((done) => server.close(() => done())) };
}

/** The kernel keeps abstract sockets and pipes; on macOS only a socket file is to be had. */
function addressOf(directory: string, platform: NodeJS.Platform): string {
  const id = createHash("sha256").update(realpathSync(directory)).digest("hex").slice(0, 24);
  if (platform === "linux") return `\0aftercare-${id}`;
  if (platform === "win32") return `\\\\.\\pipe\\aftercare-${id}`;
  return join(tmpdir(), `aftercare-${id}.sock`);
}

/** Null when somebody listens there already. */
function listen(address: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.end(String(process.pid)));
    server.once("error", (error) =>
      errorCode(error) === "EADDRINUSE" ? resolve(null) : reject(error),
    );
    server.listen(address, () => resolve(server));
  });
}

/** A socket file outlives a killed owner: when nobody answers on it, it is removed and taken. */
async function takeOver(directory: string, address: string): Promise<Server> {
  const owner = await askOwner(address);
  if (!owner.isThere && !address.startsWith("\0")) {
    rmSync(address, { force: true });
    const server = await listen(address);
    if (server !== null) return server;
  }
  const user = owner.isThere && owner.pid !== null ? `process ${owner.pid}` : "another process";
  throw new PluginError(
    "store_in_use",
    `The data directory ${directory} is in use by ${user}. Stop that process first, ` +
      "or give this one a directory of its own; several processes need DATABASE_URL.",
  );
}

function askOwner(address: string): Promise<Owner> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(address);
    socket.setTimeout(OWNER_ANSWER_TIMEOUT_MS, () => socket.destroy());
    socket.on("data", (chunk) => {
      answer += chunk.toString("utf8");
    });
    socket.on("error", (error) => {
      if (errorCode(error) === "ECONNREFUSED") resolve({ isThere: false });
    });
    socket.on("close", () => resolve({ isThere: true, pid: answer === "" ? null : answer }));
  });
}
