import { hubspot } from "@hubspot/ui-extensions";
import { FilePanel } from "./components/FilePanel.tsx";

hubspot.extend<"crm.record.tab">(({ context, actions }) => (
  <FilePanel context={context} actions={actions} />
));
