import {
  Link,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@hubspot/ui-extensions";
import type { HomePage, HomeTask } from "../../../src/contract/home-page.ts";
import { StateTag } from "../Coloured.tsx";

/** What somebody has to look at, a row each; `first` is the head of the column of titles. */
export function HomeTable(props: {
  tasks: readonly HomeTask[];
  first: string;
  words: HomePage["words"];
  hasOwner: boolean;
}) {
  const { tasks, first, words, hasOwner } = props;
  return (
    <Table bordered={true} density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>{first}</TableHeader>
          <TableHeader>{words.what}</TableHeader>
          <TableHeader>{words.when}</TableHeader>
          {hasOwner && <TableHeader>{words.owner}</TableHeader>}
          <TableHeader>{words.state}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {tasks.map(({ id, title, url, what, when, owner, state }) => (
          <TableRow key={id}>
            <TableCell>{url === null ? title : <Link href={url}>{title}</Link>}</TableCell>
            <TableCell>{what}</TableCell>
            <TableCell>{when}</TableCell>
            {hasOwner && <TableCell>{owner}</TableCell>}
            <TableCell>
              <StateTag variant={state.variant}>{state.label}</StateTag>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
