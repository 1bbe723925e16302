import { hubspot } from "@hubspot/ui-extensions";
import { CustomerPanel } from "./components/CustomerPanel.tsx";

hubspot.extend<"crm.record.sidebar">(({ context, actions }) => (
  <CustomerPanel context={context} actions={actions} />
));
