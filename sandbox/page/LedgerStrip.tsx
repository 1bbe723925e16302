import type { Equation, SandboxState } from "../page-contract.ts";

/** The proof that no event was lost, and what the plugin may and did do. */
export function LedgerStrip(props: { state: SandboxState | null; isConnected: boolean }) {
  const [portal] = props.state?.portals ?? [];
  return (
    <div className="ledger-strip">
      {portal === undefined ? (
        <span className="soft">Reading the ledger…</span>
      ) : (
        <>
          <span className={`mode ${portal.mode}`} title={MODE_HINTS[portal.mode]}>
            {portal.mode === "observe" ? "Observe mode" : "Live mode"}
          </span>
          <EquationLine equation={portal.equation} />
          <span className="soft">
            HubSpot calls <b>{format(portal.crmCalls)}</b>
          </span>
        </>
      )}
      {!props.isConnected && (
        <span className="offline" role="status">
          The sandbox does not answer. Trying again…
        </span>
      )}
    </div>
  );
}

const MODE_HINTS = {
  observe: "Everything is computed, nothing is written to the CRM or posted to the chat.",
  live: "Results are written to the CRM and posted to the chat.",
} as const;

function EquationLine({ equation }: { equation: Equation }) {
  const { received, applied, ignored, waiting, dead } = equation;
  const isBalanced = received === applied + ignored + waiting + dead;
  return (
    <p className="equation" data-balanced={isBalanced}>
      <span className="soft">Events:</span> received <b>{format(received)}</b> = applied{" "}
      <b>{format(applied)}</b> + ignored <b>{format(ignored)}</b> + waiting <b>{format(waiting)}</b>{" "}
      + dead <b>{format(dead)}</b>
      <span
        className={isBalanced ? "tick good" : "tick bad"}
        role="img"
        aria-label={isBalanced ? "adds up" : "does not add up"}
      >
        {isBalanced ? "✓" : "✗"}
      </span>
    </p>
  );
}

function format(count: number): string {
  return count.toLocaleString("en");
}
