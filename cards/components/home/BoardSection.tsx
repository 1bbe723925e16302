import {
  BarChart,
  Flex,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@hubspot/ui-extensions";
import type { HomeBoard, HomePage } from "../../../src/contract/home-page.ts";
import { useIsStale } from "../../use-is-stale.ts";
import { MarkTag } from "../Coloured.tsx";
import { TaskList } from "./TaskLists.tsx";

type Shown = { board: HomeBoard; words: HomePage["words"] };

/** How the clocks of every department stand: to look at, to read, and which are the worst. */
export function BoardSection({ board, words }: Shown) {
  const { chart, worst } = board;
  const isStale = useIsStale();
  return (
    <Flex direction="column" gap="sm" testId="home-board">
      {/* A chart has no colourless bars; the table tells the same. */}
      {!isStale && (
        <BarChart
          data={[...chart.rows]}
          axes={{
            x: { field: "department", fieldType: "category", label: "" },
            y: { field: "count", fieldType: "linear", label: "" },
            options: { groupFieldByColor: "what", stacking: true, colors: chart.colors },
          }}
          options={{ title: chart.title, showLegend: true, showTooltips: true }}
          testId="board-chart"
        />
      )}
      <BoardTable board={board} words={words} />
      {worst !== null && <TaskList list={worst} words={words} />}
    </Flex>
  );
}

function BoardTable({ board, words }: Shown) {
  return (
    <Table bordered={true} density="condensed" testId="board-table">
      <TableHead>
        <TableRow>
          <TableHeader>{words.department}</TableHeader>
          {board.columns.map((column) => (
            <TableHeader key={column} align="right">
              {column}
            </TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {board.rows.map(({ department, cells }) => (
          <TableRow key={department}>
            <TableCell>{department}</TableCell>
            {cells.map(({ text, variant }, index) => (
              <TableCell key={board.columns[index] ?? index} align="right">
                {variant === null ? text : <MarkTag variant={variant}>{text}</MarkTag>}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
