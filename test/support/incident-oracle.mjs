// Figures of the incident log, computed straight from the CSV by counting minutes. It shares no code
// with Aftercare, on purpose, and is slow and plain, on purpose. `docs/replay.md` has the mapping.
//
//   node test/support/incident-oracle.mjs FILE CASES
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const MINUTE = 60_000;
const DAY = 1440;
const FIRST_DAY = Date.UTC(2016, 1, 1);
const DAYS = 420;
const HOLIDAYS = ["2016-03-25", "2016-03-28"];
const TARGETS = {
  first_response: { URGENT: 30, HIGH: 60, other: 240, keyUrgent: 15, key: 120 },
  resolution: { URGENT: 240, HIGH: 540, other: 2700, key: 1080 },
};

/** openBefore[i]: open minutes before minute i of the table. */
const openBefore = buildTable();

export function oracle(file, cases) {
  const rows = readRows(file);
  const byCase = new Map();
  for (const row of rows) {
    if (!byCase.has(row.number)) {
      if (byCase.size >= cases) break;
      byCase.set(row.number, []);
    }
    byCase.get(row.number).push(row);
  }
  return [...byCase.values()].map(figuresOf);
}

function readRows(file) {
  const lines = gunzipSync(readFileSync(file)).toString("utf8").trimEnd().split("\n");
  const names = split(lines[0]);
  return lines.slice(1).map((line) => {
    const cells = split(line);
    return Object.fromEntries(names.map((name, index) => [name, cells[index]]));
  });
}

function split(line) {
  const cells = [];
  let cell = "";
  let quoted = false;
  for (const char of line) {
    if (char === '"') quoted = !quoted;
    else if (char === "," && !quoted) {
      cells.push(cell);
      cell = "";
    } else cell += char;
  }
  return [...cells, cell];
}

function time(text) {
  const [date, clock] = text.split(" ");
  const [day, month, year] = date.split("/").map(Number);
  const [hours, minutes] = clock.split(":").map(Number);
  return Date.UTC(year, month - 1, day, hours, minutes);
}

function buildTable() {
  const table = new Int32Array(DAYS * DAY + 1);
  for (let day = 0; day < DAYS; day++) {
    const date = new Date(FIRST_DAY + day * DAY * MINUTE);
    const weekday = date.getUTCDay();
    const works =
      weekday >= 1 && weekday <= 5 && !HOLIDAYS.includes(date.toISOString().slice(0, 10));
    for (let minute = 0; minute < DAY; minute++) {
      const hour = minute / 60;
      const open = works && ((hour >= 8 && hour < 12) || (hour >= 13 && hour < 18));
      table[day * DAY + minute + 1] = table[day * DAY + minute] + (open ? 1 : 0);
    }
  }
  return table;
}

/** Open minutes in [a, b), to the millisecond. */
function openMinutes(a, b) {
  return openUntil(b) - openUntil(a);
}
function openUntil(at) {
  const minute = Math.floor((at - FIRST_DAY) / MINUTE);
  const open = openBefore[minute + 1] - openBefore[minute];
  return openBefore[minute] + (open * ((at - FIRST_DAY) % MINUTE)) / MINUTE;
}

const priorityOf = (row) =>
  ({ "1 - Critical": "URGENT", "2 - High": "HIGH", "3 - Moderate": "MEDIUM", "4 - Low": "LOW" })[
    row.priority
  ] ?? "";
const isClosing = (state) => state === "Resolved" || state === "Closed";
const isWaiting = (state) =>
  state === "Awaiting User Info" || state === "Awaiting Evidence" || state === "Awaiting Vendor";

function figuresOf(rows) {
  const opened = time(rows[0].opened_at);
  const counts = new Map();
  const events = rows
    .map((row, index) => {
      const minute = time(row.sys_updated_at);
      const nth = counts.get(minute) ?? 0;
      counts.set(minute, nth + 1);
      return { at: minute < opened ? opened + 1 + index : minute + nth, row };
    })
    .sort((a, b) => a.at - b.at);
  const worked = events.filter(
    ({ row }) =>
      row.assigned_to !== "?" || (row.incident_state !== "New" && row.incident_state !== "-100"),
  );
  // State and priority from the opening on: what was told earlier holds from the opening.
  const life = [];
  let state = "New";
  let priority = priorityOf(rows[0]);
  life.push({ at: opened, state, priority });
  for (const { at, row } of events) {
    if (row.incident_state !== "-100") state = row.incident_state;
    priority = priorityOf(row);
    life.push({ at: Math.max(at, opened), state, priority });
  }
  const firstClosing = life.find((entry) => isClosing(entry.state));
  let closedAt = null;
  for (const entry of life) {
    if (!isClosing(entry.state)) closedAt = null;
    else closedAt ??= entry.at;
  }
  const answers = [worked[0]?.at, firstClosing?.at].filter((at) => at !== undefined);
  const answeredAt = answers.length === 0 ? null : Math.min(...answers);
  const tier = tierOf(rows[0].caller_id);
  const finalPriority = life.at(-1).priority;
  return {
    number: rows[0].number,
    priority: finalPriority,
    response: clock(life, answeredAt, { kind: "first_response", tier }),
    resolution: clock(life, closedAt, { kind: "resolution", tier }),
    responseWallMinutes: answeredAt === null ? null : Math.max(0, answeredAt - opened) / MINUTE,
    resolutionWallMinutes: closedAt === null ? null : (closedAt - opened) / MINUTE,
  };
}

function clock(life, endedAt, { kind, tier }) {
  if (endedAt === null) return { state: "open", usedMinutes: null };
  let used = 0;
  let breached = false;
  life.forEach((entry, index) => {
    const until = Math.min(life[index + 1]?.at ?? endedAt, endedAt);
    if (until <= entry.at) return;
    if (isClosing(entry.state)) return;
    if (kind === "resolution" && isWaiting(entry.state)) return;
    const target = targetOf(kind, tier, entry.priority);
    // Beyond the due instant while it counts: used up before this stretch, or within it.
    if (used >= target) breached = true;
    const more = openMinutes(entry.at, until);
    if (used + more > target) breached = true;
    // Used up exactly at a closing time and still not done after it.
    if (used + more === target && openMinutes(entry.at, lastOpen(until)) + used >= target) {
      if (lastOpen(until) < until) breached = true;
    }
    used += more;
  });
  return { state: breached ? "breached" : "met", usedMinutes: used };
}

/** The end of the open time before `at`; `at` itself within or right after open time. */
function lastOpen(at) {
  let minute = Math.floor((at - FIRST_DAY) / MINUTE);
  if ((at - FIRST_DAY) % MINUTE !== 0 && openBefore[minute + 1] > openBefore[minute]) return at;
  while (minute > 0 && openBefore[minute] === openBefore[minute - 1]) minute -= 1;
  return FIRST_DAY + minute * MINUTE;
}

function targetOf(kind, tier, priority) {
  const targets = TARGETS[kind];
  if (kind === "first_response" && tier === "key" && priority === "URGENT")
    return targets.keyUrgent;
  if (priority === "URGENT" || priority === "HIGH") return targets[priority];
  return tier === "key" ? targets.key : targets.other;
}

/** Callers' revenue is invented from their number; see `docs/replay.md`. */
function tierOf(caller) {
  const number = Number(caller.replace(/\D/g, "")) || 0;
  const revenue = (number % 100) * 1000;
  return revenue >= 90_000 ? "key" : revenue >= 50_000 ? "developing" : "standard";
}

if (process.argv[1]?.endsWith("incident-oracle.mjs")) {
  const figures = oracle(process.argv[2], Number(process.argv[3] ?? 2000));
  const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;
  for (const kind of ["response", "resolution"]) {
    const done = figures.filter((entry) => entry[kind].usedMinutes !== null);
    console.log(
      kind,
      `met ${done.filter((entry) => entry[kind].state === "met").length}`,
      `breached ${done.filter((entry) => entry[kind].state === "breached").length}`,
      `mean business minutes ${mean(done.map((entry) => entry[kind].usedMinutes)).toFixed(1)}`,
      `mean wall minutes ${mean(done.map((entry) => entry[`${kind}WallMinutes`])).toFixed(1)}`,
    );
  }
}
