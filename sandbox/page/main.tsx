import { createRoot } from "react-dom/client";
import { Sandbox } from "./Sandbox.tsx";
import "./styles/base.css";
import "./styles/page.css";
import "./styles/controls.css";
import "./styles/lists.css";
import "./styles/records.css";
import "./styles/chat.css";
import "./styles/card-layout.css";
import "./styles/card-status.css";
import "./styles/card-pictures.css";
import "./styles/card-data.css";
import "./styles/card-overlays.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element #root");
createRoot(root).render(<Sandbox />);
