import { Alert, Flex, Tab, Tabs, Text } from "@hubspot/ui-extensions";
import { type ReactElement, useState } from "react";
import type { ShownSettings } from "../../../src/contract/settings-page.ts";
import type { DocumentSource, SettingsBackend } from "../../settings-backend.ts";
import { useDocument } from "../../use-document.ts";
import type { Pressed } from "../../use-press.ts";
import { useSettingsJob } from "../../use-settings-job.ts";
import { SetUpTab } from "../setup/SetUpTab.tsx";
import { AuditTab } from "./AuditTab.tsx";
import { CalendarsTab } from "./CalendarsTab.tsx";
import { CheckTab } from "./CheckTab.tsx";
import { DepartmentsTab } from "./DepartmentsTab.tsx";
import { HealthTab } from "./HealthTab.tsx";
import { PeopleTab } from "./PeopleTab.tsx";
import { PoliciesTab } from "./PoliciesTab.tsx";
import { PrivacyTab } from "./PrivacyTab.tsx";
import { ReplayTab } from "./ReplayTab.tsx";
import {
  GROUP_NAMES,
  type GroupName,
  groupNamed,
  groupOf,
  type TabName,
  tabNamed,
  tabsOf,
} from "./settings-tabs.ts";
import { TiersTab } from "./TiersTab.tsx";
import { VisitPlanTab } from "./VisitPlanTab.tsx";

export type SettingsParts = {
  readonly page: ShownSettings;
  readonly backend: SettingsBackend;
  readonly actions: Pressed["actions"];
  readonly readNow: () => Promise<void>;
};

/** Who you are, and the tabs; the document in the editor and the job outlive a change of tabs. */
export function ShownSettingsPage(props: SettingsParts) {
  const { page } = props;
  const [tab, setTab] = useState<TabName>(page.isSetUpWanted ? "setup" : "policies");
  const contentOf = useTabContent(props, setTab);
  return (
    <Flex direction="column" gap="md">
      {page.observeNotice !== null && <Alert title={page.observeNotice} variant="info" />}
      {page.notice !== null && <Alert title={page.notice} variant="info" testId="policy-notice" />}
      <Text variant="microcopy" testId="viewer">
        {page.viewer.text}
      </Text>
      <TabGroups page={page} tab={tab} onGo={setTab} contentOf={contentOf} />
    </Flex>
  );
}

function useTabContent(props: SettingsParts, setTab: (tab: TabName) => void) {
  const { page, backend, actions } = props;
  const control = useDocument(backend);
  const { failed } = page.words.act;
  const jobs = useSettingsJob({ backend, known: page.job, failed }, actions);
  const onOpen = (source: DocumentSource) => {
    setTab("check");
    void control.open(source);
  };
  return (name: TabName): ReactElement => {
    switch (name) {
      case "policies":
        return <PoliciesTab {...props} onOpen={onOpen} />;
      case "check":
        return <CheckTab {...props} control={control} jobs={jobs} onOpen={onOpen} />;
      case "replay":
        return <ReplayTab page={page} control={control} jobs={jobs} onOpen={onOpen} />;
      case "departments":
        return <DepartmentsTab {...props} />;
      case "tiers":
        return <TiersTab {...props} />;
      case "visits":
        return <VisitPlanTab {...props} />;
      case "calendars":
        return <CalendarsTab {...props} />;
      case "health":
        return <HealthTab {...props} />;
      case "setup":
        return <SetUpTab {...props} />;
      case "privacy":
        return <PrivacyTab {...props} />;
      case "people":
        return <PeopleTab {...props} />;
      case "audit":
        return <AuditTab {...props} />;
    }
  };
}

type GroupProps = {
  page: ShownSettings;
  tab: TabName;
  onGo: (tab: TabName) => void;
  contentOf: (tab: TabName) => ReactElement;
};

/** Whoever comes back to a group finds the tab that was open there. */
function TabGroups({ page, tab, onGo, contentOf }: GroupProps) {
  const [left, setLeft] = useState<Partial<Record<GroupName, TabName>>>({});
  const group = groupOf(tab);
  const goTo = (id: string | number) => {
    const next = groupNamed(id);
    setLeft({ ...left, [group]: tab });
    onGo(left[next] ?? tabNamed(next, ""));
  };
  return (
    <Tabs selected={group} onSelectedChange={goTo} testId="tabs">
      {GROUP_NAMES.map((name) => (
        <Tab key={name} tabId={name} title={page.words.groups[name]}>
          {name === group && <GroupTabs page={page} tab={tab} onGo={onGo} contentOf={contentOf} />}
        </Tab>
      ))}
    </Tabs>
  );
}

function GroupTabs({ page, tab, onGo, contentOf }: GroupProps) {
  const group = groupOf(tab);
  const names = tabsOf(group);
  if (names.length === 1) return contentOf(tab);
  return (
    <Tabs
      selected={tab}
      variant="enclosed"
      onSelectedChange={(id: string | number) => onGo(tabNamed(group, id))}
      testId={`tabs-${group}`}
    >
      {names.map((name) => (
        <Tab key={name} tabId={name} title={page.words.tabs[name]}>
          {name === tab && contentOf(name)}
        </Tab>
      ))}
    </Tabs>
  );
}
