import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { PluginError } from "../../ports/plugin-error.ts";
import type { PolicyFiles } from "../../ports/policy-text.ts";

export function createPolicyFiles(): PolicyFiles {
  return {
    read: (path) => {
      try {
        return readFileSync(path, "utf8");
      } catch (error) {
        throw unusable(path, error);
      }
    },
    replace: (path, text) => {
      try {
        replace(realpathSync(path), text);
      } catch (error) {
        throw unusable(path, error);
      }
    },
  };
}

/** Beside the file, so that a rename within one disk puts it in place at once. */
function replace(path: string, text: string): void {
  const draft = `${path}.${process.pid}.draft`;
  try {
    writeFileSync(draft, text, { mode: statSync(path).mode, flag: "wx" });
    const file = openSync(draft, "r+");
    fsyncSync(file);
    closeSync(file);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function unusable(path: string, cause: unknown): PluginError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new PluginError("policy_invalid", `the policy ${path} cannot be used: ${reason}`, {
    cause,
  });
}
