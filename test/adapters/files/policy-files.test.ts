import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPolicyFiles } from "../../../src/adapters/files/policy-files.ts";

const files = createPolicyFiles();
let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "aftercare-policy-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe("a policy file", () => {
  it("is replaced as a whole, keeps its mode, and leaves no draft behind", () => {
    const path = join(directory, "policy.yaml");
    writeFileSync(path, "old");
    chmodSync(path, 0o640);
    files.replace(path, "new");
    expect(files.read(path)).toBe("new");
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(directory)).toEqual(["policy.yaml"]);
  });

  it("that a link points to is replaced behind the link", () => {
    writeFileSync(join(directory, "real.yaml"), "old");
    symlinkSync("real.yaml", join(directory, "policy.yaml"));
    files.replace(join(directory, "policy.yaml"), "new");
    expect(readFileSync(join(directory, "real.yaml"), "utf8")).toBe("new");
    expect(readdirSync(directory)).toEqual(["policy.yaml", "real.yaml"]);
  });

  it("that is not there is refused in words, and none is made", () => {
    const path = join(directory, "none.yaml");
    expect(() => files.read(path)).toThrow(/^the policy .*none\.yaml cannot be used: ENOENT/);
    expect(() => files.replace(path, "new")).toThrow(/cannot be used: ENOENT/);
    expect(readdirSync(directory)).toEqual([]);
  });
});
