import type { Equation, SandboxState } from "../page-contract.ts";
import { AccountSwitch } from "./AccountSwitch.tsx";
import { TroubleSigns } from "./TroubleSigns.tsx";
import { useWords } from "./words/page-words.ts";

const PARTS = ["received", "applied", "ignored", "waiting", "dead"] as const;
const SIGNS = { received: "", applied: "= ", ignored: "+ ", waiting: "+ ", dead: "+ " } as const;

/** The proof that no event was lost, what the plugin may and did do, and what is made to go wrong. */
export function LedgerStrip(props: {
  state: SandboxState | null;
  isConnected: boolean;
  onChanged: () => void;
}) {
  const { locale, shell } = useWords();
  const { ledger } = shell;
  const { state } = props;
  const [portal] = state?.portals ?? [];
  // What was known last has no colour: it may have changed since.
  const isNow = state?.troubles.plugin === "up";
  return (
    <div className={isNow ? "ledger-strip" : "ledger-strip last-known"}>
      {state === null || portal === undefined ? (
        <span className="soft">{ledger.reading}</span>
      ) : (
        <>
          <span className={`mode ${portal.mode}`} title={ledger[`${portal.mode}Hint`]}>
            {ledger[portal.mode]}
          </span>
          <EquationLine equation={portal.equation} />
          <span className="soft">
            {ledger.crmCalls} <b>{portal.crmCalls.toLocaleString(locale)}</b>
          </span>
          <TroubleSigns troubles={state.troubles} onChanged={props.onChanged} />
          <AccountSwitch state={state} />
        </>
      )}
      {!props.isConnected && (
        <span className="offline" role="status">
          {ledger.noAnswer}
        </span>
      )}
    </div>
  );
}

function EquationLine({ equation }: { equation: Equation }) {
  const { locale, shell } = useWords();
  const { ledger } = shell;
  const { received, applied, ignored, waiting, dead } = equation;
  const isBalanced = received === applied + ignored + waiting + dead;
  return (
    <p className="equation" data-balanced={isBalanced}>
      <span className="soft">{ledger.events}</span>{" "}
      {PARTS.map((part) => (
        <span key={part}>
          {SIGNS[part]}
          {ledger[part]} <b>{equation[part].toLocaleString(locale)}</b>{" "}
        </span>
      ))}
      <span
        className={isBalanced ? "tick good" : "tick bad"}
        role="img"
        aria-label={isBalanced ? ledger.addsUp : ledger.doesNotAddUp}
      >
        {isBalanced ? "✓" : "✗"}
      </span>
    </p>
  );
}
