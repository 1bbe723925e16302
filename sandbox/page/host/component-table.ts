import type { ComponentMapping } from "@remote-ui/react/host";
import { createElement, type PropsWithChildren } from "react";
import { Placeholder } from "./Placeholder.tsx";
import * as actions from "./parts/actions.tsx";
import * as charts from "./parts/charts.tsx";
import * as choices from "./parts/choices.tsx";
import * as dates from "./parts/dates.tsx";
import * as folding from "./parts/folding.tsx";
import * as inputs from "./parts/inputs.tsx";
import { TextArea } from "./parts/inputs.tsx";
import * as layout from "./parts/layout.tsx";
import * as lists from "./parts/lists.tsx";
import * as overlays from "./parts/overlays.tsx";
import * as status from "./parts/status.tsx";
import * as table from "./parts/table.tsx";
import * as text from "./parts/text.tsx";

/** Components drawn for real, by the name that crosses from the worker. */
export const DRAWN: ComponentMapping = {
  ...actions,
  ...charts,
  ...choices,
  ...dates,
  ...folding,
  ...inputs,
  ...layout,
  ...lists,
  ...overlays,
  ...status,
  ...table,
  ...text,
  Textarea: TextArea,
};

/** The rest of HubSpot's names. A name that is in neither list is refused by the worker, as in HubSpot. */
export const NOT_DRAWN: readonly string[] = [
  "Center",
  "CrmActionButton",
  "CrmActionLink",
  "CrmAssociationPivot",
  "CrmAssociationPropertyList",
  "CrmAssociationStageTracker",
  "CrmAssociationTable",
  "CrmCardActions",
  "CrmDataHighlight",
  "CrmPropertyList",
  "CrmReport",
  "CrmSimpleDeadline",
  "CrmStageTracker",
  "CrmStatistics",
  "CurrencyInput",
  "ExpandableText",
  "ExperimentalAutoGrid",
  "ExperimentalBox",
  "ExperimentalButton",
  "ExperimentalButtonRow",
  "ExperimentalCheckbox",
  "ExperimentalCurrencyInput",
  "ExperimentalDateInput",
  "ExperimentalFlex",
  "ExperimentalInline",
  "ExperimentalInput",
  "ExperimentalLoadingButton",
  "ExperimentalMultiSelect",
  "ExperimentalNumberInput",
  "ExperimentalRadioButton",
  "ExperimentalSearchInput",
  "ExperimentalSelect",
  "ExperimentalStepperInput",
  "ExperimentalTextArea",
  "ExperimentalTimeInput",
  "ExperimentalToggle",
  "FileInput",
  "FileUpload",
  "FileViewer",
  "Grid",
  "GridItem",
  "HeaderActions",
  "Iframe",
  "LineChart",
  "MediaObject",
  "PageBreadcrumbs",
  "PageBreadcrumbsCurrent",
  "PageBreadcrumbsPageLink",
  "PageHeader",
  "PageHeaderLink",
  "PageHeaderPageLink",
  "PageHeaderPrimaryAction",
  "PageHeaderSecondaryActions",
  "PageLink",
  "PageTitle",
  "PrimaryHeaderActionButton",
  "SecondaryHeaderActionButton",
  "SettingsView",
  "Stack2",
];

export const COMPONENTS: ComponentMapping = {
  ...Object.fromEntries(NOT_DRAWN.map((name) => [name, placeholderOf(name)])),
  ...DRAWN,
};

function placeholderOf(name: string) {
  return (props: PropsWithChildren) => createElement(Placeholder, { name }, props.children);
}
