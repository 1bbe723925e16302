import type { CrmUser, SandboxState } from "../page-contract.ts";
import { GlobalSearch } from "./GlobalSearch.tsx";
import { addressOf, type Route } from "./route.ts";
import { TimeLever } from "./TimeLever.tsx";
import { languageNamed, PAGE_LANGUAGES, type PageLanguage, useWords } from "./words/page-words.ts";

/** What can be opened beside the records. */
export type Panel = "troubles" | "log" | "chat" | "tour";

type BarProps = {
  state: SandboxState | null;
  route: Route;
  onLanguage: (language: PageLanguage) => void;
  /** Who looks at the cards and the settings page. */
  user: CrmUser | null;
  onUser: (userId: number) => void;
  open: ReadonlySet<Panel>;
  onToggle: (panel: Panel) => void;
  /** Grows with every change in the sandbox. */
  version: number;
  onTimeMoved: () => void;
};

export function TopBar(props: BarProps) {
  const { state, route, open, onToggle } = props;
  const { shell } = useWords();
  return (
    <header className="top-bar">
      <div className="top-row">
        <h1 title={shell.subtitle}>{shell.title}</h1>
        <GlobalSearch route={route} />
        <div className="top-end">
          <PanelButton panel="tour" label={shell.tour} {...{ open, onToggle }} />
          <PanelButton panel="troubles" label={shell.whatIf} {...{ open, onToggle }} />
          <PanelButton panel="log" label={shell.log} {...{ open, onToggle }} />
          <PanelButton panel="chat" label={shell.chat} {...{ open, onToggle }} />
          <UserSwitch state={state} user={props.user} onUser={props.onUser} />
          <LanguageSwitch onLanguage={props.onLanguage} />
        </div>
      </div>
      <div className="top-row">
        <Views route={route} counts={state?.counts} />
        <TimeLever state={state} version={props.version} onMoved={props.onTimeMoved} />
      </div>
    </header>
  );
}

function Views(props: { route: Route; counts: SandboxState["counts"] | undefined }) {
  const { route, counts } = props;
  const { shell } = useWords();
  const { views } = shell;
  return (
    <nav aria-label={shell.nav}>
      <NavLink view="helpdesk" route={route} label={views.helpdesk} />
      <NavLink view="tickets" route={route} label={views.tickets} count={counts?.tickets} />
      <NavLink view="contacts" route={route} label={views.contacts} count={counts?.contacts} />
      <NavLink view="companies" route={route} label={views.companies} count={counts?.companies} />
      <NavLink view="tasks" route={route} label={views.tasks} count={counts?.tasks} />
      <NavLink view="home" route={route} label={views.home} />
      <NavLink view="settings" route={route} label={views.settings} />
    </nav>
  );
}

function PanelButton(props: {
  panel: Panel;
  label: string;
  open: ReadonlySet<Panel>;
  onToggle: (panel: Panel) => void;
}) {
  const { panel, label, open, onToggle } = props;
  return (
    <button
      type="button"
      className="button"
      data-tour={panel}
      aria-pressed={open.has(panel)}
      onClick={() => onToggle(panel)}
    >
      {label}
    </button>
  );
}

/** Named in every language, for it is looked for by whoever cannot read the present one. */
function LanguageSwitch({ onLanguage }: { onLanguage: (language: PageLanguage) => void }) {
  const { language, shell } = useWords();
  return (
    <label className="language">
      <span className="visually-hidden">Language of the card · 語言 · 语言</span>
      <select
        value={language}
        onChange={(event) => onLanguage(languageNamed(event.target.value))}
        title={shell.languageHint}
      >
        {PAGE_LANGUAGES.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

function UserSwitch(props: {
  state: SandboxState | null;
  user: CrmUser | null;
  onUser: (userId: number) => void;
}) {
  const { state, user, onUser } = props;
  const { shell } = useWords();
  if (state === null || user === null || state.people.length === 0) return null;
  return (
    <label className="language">
      <span className="visually-hidden">{shell.signedInAs}</span>
      <select
        value={user.userId}
        onChange={(event) => onUser(Number(event.target.value))}
        title={shell.signedInHint}
      >
        {state.people.map(({ userId, firstName, lastName }) => (
          <option key={userId} value={userId}>{`${firstName} ${lastName}`}</option>
        ))}
      </select>
    </label>
  );
}

function NavLink(props: {
  view: Route["view"];
  route: Route;
  label: string;
  count?: number | undefined;
}) {
  const isCurrent = props.route.view === props.view;
  return (
    <a
      href={addressOf(props.view)}
      data-tour={`view-${props.view}`}
      aria-current={isCurrent ? "page" : undefined}
    >
      {props.label}
      {props.count !== undefined && <span className="count">{props.count}</span>}
    </a>
  );
}
