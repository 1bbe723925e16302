/** Time between two instants; the end is exclusive. */
export type Span = { readonly from: number; readonly to: number };

export type LabelledSpan = Span & { readonly label: number };

/**
 * Cuts `bounds` into pieces without gaps, each with the lowest label of the spans that hold it, or
 * `restLabel` where none does. Neighbours differ in their labels.
 */
export function cutByLabel(
  spans: readonly LabelledSpan[],
  bounds: Span,
  restLabel: number,
): readonly LabelledSpan[] {
  // The rest is a span like the others, so the last edge is the end of the bounds at the earliest.
  const edges = [...spans, { ...bounds, label: restLabel }]
    .filter((span) => span.from < span.to)
    .flatMap((span) => [
      { at: span.from, span, isStart: true },
      { at: span.to, span, isStart: false },
    ])
    .sort((a, b) => a.at - b.at);
  const pieces: LabelledSpan[] = [];
  const holding = new Set<LabelledSpan>();
  let from = bounds.from;
  for (const { at, span, isStart } of edges) {
    const to = Math.min(at, bounds.to);
    if (to > from) {
      append(pieces, { from, to, label: lowestOf(holding, restLabel) });
      from = to;
    }
    if (isStart) holding.add(span);
    else holding.delete(span);
  }
  return pieces;
}

function lowestOf(spans: Iterable<LabelledSpan>, restLabel: number): number {
  let lowest = restLabel;
  for (const { label } of spans) lowest = Math.min(lowest, label);
  return lowest;
}

function append(pieces: LabelledSpan[], piece: LabelledSpan): void {
  const last = pieces.at(-1);
  if (last?.label === piece.label) pieces[pieces.length - 1] = { ...piece, from: last.from };
  else pieces.push(piece);
}

/** Joins sorted spans that touch. */
export function joinTouching(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const { from, to } of spans) {
    const last = joined.at(-1);
    if (last?.to === from) joined[joined.length - 1] = { from: last.from, to };
    else joined.push({ from, to });
  }
  return joined;
}
