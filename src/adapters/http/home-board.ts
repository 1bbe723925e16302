import type { BoardDepartment } from "../../app/home/read-board.ts";
import type { HomeView } from "../../app/visits/read-home.ts";
import type { HomeBoard } from "../../contract/home-page.ts";
import type { CardTexts } from "./card-texts.ts";
import { clockTask, departmentName } from "./home-tasks.ts";

const COLUMNS = ["overdue", "atRisk", "onTrack", "paused", "untaken"] as const;
type Column = (typeof COLUMNS)[number];

const VARIANTS = {
  overdue: "danger",
  atRisk: "warning",
  onTrack: null,
  paused: null,
  untaken: "warning",
} as const satisfies Record<Column, HomeBoard["rows"][number]["cells"][number]["variant"]>;

/** What is drawn: how running clocks stand; paused ones and cases are numbers beside. */
const DRAWN = {
  overdue: "orange",
  atRisk: "yellow",
  onTrack: "green",
} as const satisfies Partial<Record<Column, string>>;

/** A younger count is of now, for people. */
const OLD_AFTER_MS = 10_000;

/** How the team stands, the worst department first; null where no clock is open and no case waits. */
export function presentBoard(view: HomeView, texts: CardTexts): HomeBoard | null {
  const { departments, worst } = view.board;
  if (departments.length === 0) return null;
  const { t } = texts;
  const drawn = (["overdue", "atRisk", "onTrack"] as const).map((column) => ({
    column,
    what: t(`home.boardColumn.${column}`),
  }));
  const named = departments.map((counts) => ({ counts, department: nameOf(view, counts, texts) }));
  return {
    rows: named.map(({ counts, department }) => ({
      department,
      cells: COLUMNS.map((column) => cellOf(column, counts[column], texts)),
    })),
    columns: COLUMNS.map((column) => t(`home.boardColumn.${column}`)),
    chart: {
      title: titleOf(view, texts),
      rows: named.flatMap(({ counts, department }) =>
        drawn.map(({ column, what }) => ({ department, what, count: counts[column] })),
      ),
      colors: Object.fromEntries(drawn.map(({ column, what }) => [what, DRAWN[column]])),
    },
    worst:
      worst.length === 0
        ? null
        : {
            id: "worst",
            title: t("home.task.worst"),
            tasks: worst.map((clock) => clockTask(view, clock, texts)),
            more: null,
          },
  };
}

function titleOf({ now, board, portal }: HomeView, { t, timeOfDay }: CardTexts): string {
  if (now - board.countedAt < OLD_AFTER_MS) return t("home.boardChart");
  return t("home.boardChartAt", { time: timeOfDay(board.countedAt, portal.timeZone) });
}

function cellOf(column: Column, count: number, { number }: CardTexts) {
  return { text: number(count), variant: count === 0 ? null : VARIANTS[column] };
}

function nameOf(view: HomeView, { department }: BoardDepartment, texts: CardTexts): string {
  return departmentName(view, department, texts) ?? texts.t("home.noDepartment");
}
