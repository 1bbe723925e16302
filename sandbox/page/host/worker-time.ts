/**
 * The worker's monotonic clock, made to stand still while the sandbox's time does; a card that counts
 * down by it then shows the same rest as the server.
 */
export function createFreezableTime(clock: { now(): number }) {
  const machineNow = clock.now.bind(clock);
  let frozenAtMs: number | null = null;
  let lostMs = 0;
  const now = () => (frozenAtMs ?? machineNow()) - lostMs;
  clock.now = now;
  return {
    freeze() {
      frozenAtMs ??= machineNow();
    },
    run() {
      if (frozenAtMs === null) return;
      lostMs += machineNow() - frozenAtMs;
      frozenAtMs = null;
    },
  };
}
