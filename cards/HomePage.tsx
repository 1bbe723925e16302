import { hubspot } from "@hubspot/ui-extensions";
import { HomePanel } from "./components/visits/HomePanel.tsx";

hubspot.extend<"home">(({ context }) => <HomePanel context={context} />);
