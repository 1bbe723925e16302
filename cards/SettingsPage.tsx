import { hubspot } from "@hubspot/ui-extensions";
import { SettingsPanel } from "./components/settings/SettingsPanel.tsx";

hubspot.extend<"settings">(({ context, actions }) => (
  <SettingsPanel context={context} actions={actions} />
));
