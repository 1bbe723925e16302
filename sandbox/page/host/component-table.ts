import type { ComponentMapping } from "@remote-ui/react/host";
import { createElement, type PropsWithChildren } from "react";
import { Placeholder } from "./Placeholder.tsx";
import * as actions from "./parts/actions.tsx";
import * as arrangements from "./parts/arrangements.tsx";
import * as charts from "./parts/charts.tsx";
import * as choices from "./parts/choices.tsx";
import * as dates from "./parts/dates.tsx";
import * as folding from "./parts/folding.tsx";
import * as inputs from "./parts/inputs.tsx";
import { TextArea } from "./parts/inputs.tsx";
import * as layout from "./parts/layout.tsx";
import * as lists from "./parts/lists.tsx";
import * as overlays from "./parts/overlays.tsx";
import * as pages from "./parts/pages.tsx";
import * as status from "./parts/status.tsx";
import * as table from "./parts/table.tsx";
import * as text from "./parts/text.tsx";

const PLAIN = {
  ...actions,
  ...arrangements,
  ...charts,
  ...choices,
  ...dates,
  ...folding,
  ...inputs,
  ...layout,
  ...lists,
  ...overlays,
  ...pages,
  ...status,
  ...table,
  ...text,
  Textarea: TextArea,
};

/** Variants of plain components, drawn as those; what they add is room around them. */
const SPACING_VARIANTS = [
  "AutoGrid",
  "Box",
  "Button",
  "ButtonRow",
  "Checkbox",
  "CurrencyInput",
  "DateInput",
  "Flex",
  "Inline",
  "Input",
  "LoadingButton",
  "MultiSelect",
  "NumberInput",
  "RadioButton",
  "SearchInput",
  "Select",
  "StepperInput",
  "TextArea",
  "TimeInput",
  "Toggle",
] as const;

/** Components drawn for real, by the name that crosses from the worker. */
export const DRAWN: ComponentMapping = {
  ...PLAIN,
  ...Object.fromEntries(SPACING_VARIANTS.map((name) => [`Experimental${name}`, PLAIN[name]])),
};

/**
 * The rest of HubSpot's names: components that fetch data of the CRM by themselves, and those that show
 * files or other sites. A name that is in neither list is refused by the worker, as in HubSpot.
 */
export const NOT_DRAWN: readonly string[] = [
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
  "FileInput",
  "FileUpload",
  "FileViewer",
  "Iframe",
];

export const COMPONENTS: ComponentMapping = {
  ...Object.fromEntries(NOT_DRAWN.map((name) => [name, placeholderOf(name)])),
  ...DRAWN,
};

function placeholderOf(name: string) {
  return (props: PropsWithChildren) => createElement(Placeholder, { name }, props.children);
}
