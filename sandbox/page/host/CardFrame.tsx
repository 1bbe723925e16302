import { createController, createRemoteReceiver, RemoteRenderer } from "@remote-ui/react/host";
import {
  Component,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useWords } from "../words/page-words.ts";
import type { CardServices } from "./card-services.ts";
import { type CardWorker, startCardWorker } from "./card-worker.ts";
import { COMPONENTS } from "./component-table.ts";
import { ManagerContext } from "./overlay.tsx";
import { createOverlayManager } from "./overlay-manager.ts";
import type { PageLocation } from "./page-address.ts";
import { NavigateContext } from "./page-navigation.ts";
import type { CardContext, FailureStage } from "./protocol.ts";

type Failure = { readonly stage: FailureStage; readonly message: string };

/** One card: its own worker, its own remote tree. A new context reaches the running card without a restart. */
export function CardFrame(props: {
  workerUrl: string;
  scriptUrl: string;
  context: CardContext;
  services: CardServices;
  isPaused: boolean;
}) {
  const [generation, setGeneration] = useState(0);
  const { shell } = useWords();
  const { receiver, manager, failure, warning, isMounted, dismissWarning, navigate } =
    useCardWorker({
      ...props,
      generation,
    });
  const controller = useMemo(() => createController(COMPONENTS), []);
  return (
    <div className="card-frame" data-mounted={isMounted}>
      {failure !== null && (
        <CrashNotice failure={failure} onReload={() => setGeneration(generation + 1)} />
      )}
      {warning !== null && (
        <div className="card-warning" role="status">
          {warning}
          <button
            type="button"
            className="uie-plain"
            aria-label={shell.dismiss}
            onClick={dismissWarning}
          >
            ✕
          </button>
        </div>
      )}
      {!isMounted && failure === null && (
        <div className="card-skeleton" role="status" aria-label={shell.card.loading} />
      )}
      <NavigateContext.Provider value={navigate}>
        <ManagerContext.Provider value={manager}>
          <DrawingBoundary key={generation} title={shell.card.couldNotDraw}>
            <RemoteRenderer receiver={receiver} controller={controller} />
          </DrawingBoundary>
        </ManagerContext.Provider>
      </NavigateContext.Provider>
    </div>
  );
}

function useCardWorker(options: {
  workerUrl: string;
  scriptUrl: string;
  context: CardContext;
  services: CardServices;
  isPaused: boolean;
  generation: number;
}) {
  const { workerUrl, scriptUrl, context, services, isPaused, generation } = options;
  const [failure, setFailure] = useState<Failure | null>(null);
  const [warning, setWarning] = useState<string | null>(null);
  const [isMounted, setMounted] = useState(false);
  const running = useRef<CardWorker | null>(null);
  // A new worker speaks of new nodes: it needs a receiver without the old ones.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names are the worker's identity.
  const receiver = useMemo(() => createRemoteReceiver(), [scriptUrl, generation]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above.
  const manager = useMemo(() => createOverlayManager(), [scriptUrl, generation]);
  const latest = useRef({ context, services, isPaused });
  latest.current = { context, services, isPaused };

  useEffect(() => {
    setFailure(null);
    setWarning(null);
    setMounted(false);
    const started = startCardWorker({
      workerUrl,
      scriptUrl,
      receiver,
      given: () => latest.current,
      closeOverlay: (id) => manager.close(id),
      onMount: () => setMounted(true),
      onFailure: (stage, message) =>
        stage === "later" ? setWarning(message) : setFailure({ stage, message }),
    });
    running.current = started;
    return () => started.stop();
  }, [workerUrl, scriptUrl, receiver, manager]);

  useEffect(() => running.current?.setContext(context), [context]);
  useEffect(() => running.current?.setPaused(isPaused), [isPaused]);

  const dismissWarning = () => setWarning(null);
  const navigate = useCallback(
    (location: PageLocation) => running.current?.setPageLocation(location),
    [],
  );
  return { receiver, manager, failure, warning, isMounted, dismissWarning, navigate };
}

function CrashNotice({ failure, onReload }: { failure: Failure; onReload: () => void }) {
  const { card } = useWords().shell;
  return (
    <div className="uie-alert uie-alert-error" role="alert">
      <strong>{card.stopped(failure.stage)}</strong>
      <div>{failure.message}</div>
      <button
        type="button"
        className="uie-button uie-button-secondary uie-button-xs"
        onClick={onReload}
      >
        {card.restart}
      </button>
    </div>
  );
}

class DrawingBoundary extends Component<
  { title: string; children: ReactNode },
  { message: string | null }
> {
  override state = { message: null };
  static getDerivedStateFromError(error: unknown) {
    return { message: String(error) };
  }
  override render() {
    if (this.state.message === null) return this.props.children;
    return (
      <div className="uie-alert uie-alert-error" role="alert">
        <strong>{this.props.title}</strong>
        <div>{this.state.message}</div>
      </div>
    );
  }
}
