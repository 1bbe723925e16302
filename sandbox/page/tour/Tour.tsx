import { type CSSProperties, useEffect, useRef, useState } from "react";
import type { SandboxState } from "../../page-contract.ts";
import type { Route } from "../route.ts";
import { useWords } from "../words/page-words.ts";
import { TOUR_STEPS, type TourSight, type TourStep } from "./steps.ts";
import type { TourState } from "./use-tour.ts";

const LOOK_MS = 200;
const WIDTH_PX = 340;
const HEIGHT_PX = 240;
const GAP_PX = 12;

/** One step at a time: a ring around the real element, and beside it what it is about. */
export function Tour(props: { tour: TourState; state: SandboxState; route: Route }) {
  const { tour, state, route } = props;
  const step = TOUR_STEPS[tour.step ?? 0];
  if (step === undefined) return null;
  return <Step key={step.id} step={step} tour={tour} sight={{ state, route }} />;
}

function Step({ step, tour, sight }: { step: TourStep; tour: TourState; sight: TourSight }) {
  const words = useWords().tour;
  const selector = step.target(sight);
  const box = useBoxOf(selector);
  const newest = useRef({ tour, sight });
  newest.current = { tour, sight };
  useArrival(step, newest.current);
  const isDone = step.isDone?.(sight) ?? false;
  useEffect(() => {
    if (isDone) newest.current.tour.next();
  }, [isDone]);
  useClickOn(step.isDoneByClick === true ? selector : null, () => newest.current.tour.next());
  useEscape(tour.end);
  const at = TOUR_STEPS.indexOf(step);
  const isLast = at === TOUR_STEPS.length - 1;
  const { title, text } = words.steps[step.id];
  return (
    <>
      {box !== null && <div className="tour-ring" style={ringOf(box)} aria-hidden="true" />}
      <section
        className="tour-note"
        role="dialog"
        aria-label={words.label}
        aria-describedby="tour-text"
        style={placeBeside(box)}
      >
        <p className="tour-who">{words.who[step.who]}</p>
        <h2>{title}</h2>
        <div id="tour-text" aria-live="polite">
          <p>{text}</p>
          {(step.isDone ?? step.isDoneByClick) !== undefined && (
            <p className="soft">{words.doIt}</p>
          )}
        </div>
        <div className="tour-buttons">
          <span className="soft">{words.progress(at + 1, TOUR_STEPS.length)}</span>
          {!isLast && (
            <button type="button" className="plain-link" onClick={tour.end}>
              {words.skip}
            </button>
          )}
          {at > 0 && (
            <button type="button" className="button" onClick={tour.back}>
              {words.back}
            </button>
          )}
          <button type="button" className="button primary" onClick={tour.next}>
            {isLast ? words.finish : words.next}
          </button>
        </div>
      </section>
    </>
  );
}

/** Goes to where the step takes place, once; what is done already is not waited for. */
function useArrival(step: TourStep, { sight }: { sight: TourSight }): void {
  const first = useRef(step.place(sight));
  useEffect(() => {
    const place = first.current;
    if (place !== null && location.hash !== place) location.hash = place;
  }, []);
}

/** Where an element is on the screen, followed as it moves; null while there is none. */
function useBoxOf(selector: string | null): DOMRect | null {
  const [box, setBox] = useState<DOMRect | null>(null);
  useEffect(() => {
    let isScrolled = false;
    const look = () => {
      const element = selector === null ? null : document.querySelector(selector);
      if (element !== null && !isScrolled) {
        isScrolled = true;
        element.scrollIntoView({ block: "nearest" });
      }
      const next = element?.getBoundingClientRect() ?? null;
      setBox((before) => (isSame(before, next) ? before : next));
    };
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [selector]);
  return box;
}

function isSame(a: DOMRect | null, b: DOMRect | null): boolean {
  if (a === null || b === null) return a === b;
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

function useClickOn(selector: string | null, onClick: () => void): void {
  const newest = useRef(onClick);
  newest.current = onClick;
  useEffect(() => {
    if (selector === null) return;
    const heard = ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest(selector) !== null) newest.current();
    };
    document.addEventListener("click", heard);
    return () => document.removeEventListener("click", heard);
  }, [selector]);
}

function useEscape(onEscape: () => void): void {
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      // An open dialog takes the key for itself.
      if (event.key === "Escape" && document.querySelector("dialog[open]") === null) onEscape();
    };
    document.addEventListener("keydown", heard);
    return () => document.removeEventListener("keydown", heard);
  }, [onEscape]);
}

function ringOf(box: DOMRect): CSSProperties {
  return {
    left: box.left - 4,
    top: box.top - 4,
    width: box.width + 8,
    height: box.height + 8,
  };
}

/** Below the element, else above it, else beside it: wherever it covers nothing of it. */
function placeBeside(box: DOMRect | null): CSSProperties {
  if (box === null) return { left: "50%", top: "50%", transform: "translate(-50%, -50%)" };
  const left = Math.min(Math.max(GAP_PX, box.left), innerWidth - WIDTH_PX - GAP_PX);
  if (box.bottom + GAP_PX + HEIGHT_PX < innerHeight) return { left, top: box.bottom + GAP_PX };
  if (box.top - GAP_PX - HEIGHT_PX > 0) {
    return { left, bottom: innerHeight - box.top + GAP_PX };
  }
  const isRoomLeft = box.left - WIDTH_PX - GAP_PX > 0;
  return {
    top: Math.max(GAP_PX, Math.min(box.top, innerHeight - HEIGHT_PX - GAP_PX)),
    left: isRoomLeft
      ? box.left - WIDTH_PX - GAP_PX
      : Math.min(box.right + GAP_PX, innerWidth - WIDTH_PX - GAP_PX),
  };
}
