import { Alert, Flex, Tab, Tabs, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { ShownSettings } from "../../../src/contract/settings-page.ts";
import type { DocumentSource, SettingsBackend } from "../../settings-backend.ts";
import { useDocument } from "../../use-document.ts";
import type { Pressed } from "../../use-press.ts";
import { useSettingsJob } from "../../use-settings-job.ts";
import { AuditTab } from "./AuditTab.tsx";
import { CheckTab } from "./CheckTab.tsx";
import { PeopleTab } from "./PeopleTab.tsx";
import { PoliciesTab } from "./PoliciesTab.tsx";
import { ReplayTab } from "./ReplayTab.tsx";

const TABS = ["policies", "check", "replay", "people", "audit"] as const;
type TabName = (typeof TABS)[number];

export type SettingsParts = {
  readonly page: ShownSettings;
  readonly backend: SettingsBackend;
  readonly actions: Pressed["actions"];
  readonly readNow: () => Promise<void>;
};

/** Who you are, and the five tabs; the document in the editor and the job outlive a change of tabs. */
export function ShownSettingsPage(props: SettingsParts) {
  const { page, backend, actions } = props;
  const { words, viewer } = page;
  const [tab, setTab] = useState<TabName>("policies");
  const opened = useDocument(backend);
  const { failed } = words.act;
  const jobs = useSettingsJob({ backend, known: page.job, failed }, actions);
  const open = (source: DocumentSource) => {
    setTab("check");
    void opened.open(source);
  };
  const contentOf = (name: TabName) => {
    switch (name) {
      case "policies":
        return <PoliciesTab {...props} onOpen={open} />;
      case "check":
        return <CheckTab {...props} control={opened} jobs={jobs} onOpen={open} />;
      case "replay":
        return <ReplayTab page={page} control={opened} jobs={jobs} onOpen={open} />;
      case "people":
        return <PeopleTab {...props} />;
      case "audit":
        return <AuditTab {...props} />;
    }
  };
  return (
    <Flex direction="column" gap="md">
      {page.observeNotice !== null && <Alert title={page.observeNotice} variant="info" />}
      {page.notice !== null && <Alert title={page.notice} variant="info" testId="policy-notice" />}
      <Text variant="microcopy" testId="viewer">
        {viewer.text}
      </Text>
      <Tabs
        selected={tab}
        onSelectedChange={(id: string | number) => setTab(tabOf(id))}
        testId="tabs"
      >
        {TABS.map((name) => (
          <Tab key={name} tabId={name} title={words.tabs[name]}>
            {tab === name && contentOf(name)}
          </Tab>
        ))}
      </Tabs>
    </Flex>
  );
}

function tabOf(id: string | number): TabName {
  return TABS.find((name) => name === id) ?? "policies";
}
