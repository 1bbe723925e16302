import { describe, expect, it } from "vitest";
import { INSTALL_PAGES, renderInstallPage } from "../../../src/adapters/slack/install-page.ts";
import { languageAmong } from "../../../src/adapters/slack/page-language.ts";

const LANGUAGES = ["en", "zh-TW", "zh-CN"] as const;
const pages = INSTALL_PAGES.flatMap((kind) => LANGUAGES.map((language) => ({ kind, language })));

describe("a page of the installation", () => {
  it.each(pages)("has words for $kind in $language", ({ kind, language }) => {
    const { html } = renderInstallPage({ kind, portalId: "42", teamName: "Acme" }, language);
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).not.toMatch(/slackInstall|\{\{|undefined/);
    expect(html.match(/<p>[^<]+<\/p>/g)).toHaveLength(2);
  });

  it("cuts a name that would fill the page", () => {
    const teamName = "a".repeat(5_000);
    const { html } = renderInstallPage({ kind: "connected", portalId: "42", teamName }, "en");
    expect(html).toContain(`${"a".repeat(75)}… is connected`);
  });

  it("shows that a name is not known", () => {
    expect(renderInstallPage({ kind: "team_taken" }, "en").html).toContain("The workspace ? is");
  });
});

describe("the language of a browser", () => {
  it.each<{ accepted: readonly string[]; expected: string | null }>([
    { accepted: [], expected: null },
    { accepted: ["*"], expected: null },
    { accepted: ["fr-FR", "de"], expected: null },
    { accepted: ["fr", "en-US", "zh-TW"], expected: "en" },
    { accepted: ["zh-Hant"], expected: "zh-TW" },
    { accepted: ["zh-MO"], expected: "zh-TW" },
    { accepted: ["zh-Hans-HK"], expected: "zh-CN" },
    { accepted: ["zh-cn", "en"], expected: "zh-CN" },
    { accepted: ["zho", "english"], expected: null },
  ])("among $accepted is $expected", ({ accepted, expected }) => {
    expect(languageAmong(accepted)).toBe(expected);
  });
});
