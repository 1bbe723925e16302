import { describe, expect, it } from "vitest";
import { doctorSum, findingLines } from "../../../src/adapters/cli/doctor-words.ts";
import { CHECKS, type Finding, type FindingCode } from "../../../src/app/doctor/finding.ts";
import { enDoctor } from "../../../src/messages/en-doctor.ts";

const LANGUAGES = ["en", "zh-TW", "zh-CN"] as const;
const isCode = (name: string): name is FindingCode => name in enDoctor.found;
const codes = Object.keys(enDoctor.found).filter(isCode);
/** Whatever words may be filled in with. */
const values = Object.fromEntries(
  JSON.stringify(enDoctor)
    .match(/\{\{\w+\}\}/g)
    ?.map((name) => [name.slice(2, -2), "7"]) ?? [],
);
const finding = (code: FindingCode, state: Finding["state"]): Finding => ({
  check: CHECKS.find((check) => code.startsWith(check)) ?? "store",
  state,
  code,
  values,
});

describe("the words of the doctor", () => {
  it("are of every check", () => {
    expect(new Set(codes.map((code) => finding(code, "ok").check))).toEqual(new Set(CHECKS));
  });

  it.each(LANGUAGES)("say in %s what was found, and what to do unless all is well", (language) => {
    for (const code of codes) {
      const isWell = /_(ok|reached|answers|role|forced|later)$/.test(code);
      const lines = findingLines(finding(code, isWell ? "ok" : "fail"), language);
      expect(lines.length).toBe(isWell ? 1 : 2);
      expect(lines.join("\n")).not.toMatch(/\{\{|doctor\./);
    }
  });

  it.each([
    { language: "en", line: "mend  keys      2 of 3 sealed tokens do not open" },
    { language: "zh-TW", line: "處理  金鑰      3 個加密權杖中有 2 個無法解開" },
    { language: "zh-CN", line: "处理  密钥      3 个加密令牌中有 2 个无法解开" },
  ] as const)("stand in columns in $language", ({ language, line }) => {
    const one = { ...finding("keys_closed", "fail"), values: { count: 3, closed: 2 } };
    expect(findingLines(one, language)[0]).toBe(line);
  });

  it("obey nothing that a workspace's name says to a terminal", () => {
    const name = "Ac\u001b[31mme\n";
    const [line] = findingLines(
      { ...finding("slack_ok", "ok"), values: { portal: "1", team: "T1", name } },
      "en",
    );
    expect(line).toContain("Ac [31mme  (T1)");
  });

  it("end with a sum", () => {
    expect(doctorSum({ ok: 9, warn: 2, fail: 1 }, "en")).toBe(
      "9 as they should be, 2 to look at, 1 to mend",
    );
  });
});
