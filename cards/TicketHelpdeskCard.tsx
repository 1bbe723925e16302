import { hubspot } from "@hubspot/ui-extensions";
import { TicketPanel } from "./components/TicketPanel.tsx";

hubspot.extend<"helpdesk.sidebar">(({ context, actions }) => (
  <TicketPanel context={context} actions={actions} />
));
