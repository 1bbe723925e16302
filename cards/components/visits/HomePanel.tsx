import { Alert, EmptyState, Flex, Heading, Text } from "@hubspot/ui-extensions";
import { useMemo } from "react";
import type { HomeFigures } from "../../../src/contract/home-figures.ts";
import type { HomePage } from "../../../src/contract/home-page.ts";
import { type Asked, ask, hasState } from "../../backend.ts";
import { DEFAULT_BACKEND_URL } from "../../default-backend-url.ts";
import { firstWords, type Language, languageOf } from "../../first-words.ts";
import { NO_RECORD, useReading } from "../../use-reading.ts";
import { BoardSection } from "../home/BoardSection.tsx";
import { FiguresSection } from "../home/FiguresSection.tsx";
import { TaskList } from "../home/TaskLists.tsx";
import { ReadingPanel } from "../ReadingPanel.tsx";
import { HomeLists } from "./HomeLists.tsx";
import { TeamCalendar } from "./TeamCalendar.tsx";

type HomeContext = {
  readonly user: { readonly language?: string; readonly locale?: string };
  readonly variables?: { readonly backendUrl?: Exclude<Asked["backendUrl"], undefined> };
};

/** The app's home page: one of loading, shown, not connected, failed. */
export function HomePanel({ context }: { context: HomeContext }) {
  const language = languageOf(context.user);
  const backendUrl = context.variables?.backendUrl;
  const { readPage, readFigures } = useMemo(
    () => homeReaders(backendUrl, language),
    [backendUrl, language],
  );
  const { reading, readNow } = useReading(readPage, NO_RECORD);
  return (
    <ReadingPanel
      reading={reading}
      words={firstWords(language, "visits")}
      readNow={readNow}
      show={({ card }) =>
        card.state === "shown" ? (
          <ShownHome page={card} readFigures={readFigures} />
        ) : (
          <EmptyState title={card.headline} layout="vertical" imageName="building">
            {card.observeNotice}
          </EmptyState>
        )
      }
    />
  );
}

type ReadFigures = () => Promise<HomeFigures>;

function homeReaders(backendUrl: Asked["backendUrl"], language: Language) {
  const path = `${String(backendUrl ?? DEFAULT_BACKEND_URL)}/api/home`;
  const readFigures: ReadFigures = () =>
    ask(`${path}/figures?language=${language}`, "GET", isHomeFigures);
  return {
    readPage: () => ask(`${path}?language=${language}`, "GET", isHomePage),
    readFigures,
  };
}

function isHomePage(answer: unknown): answer is HomePage {
  return hasState(answer, ["shown", "not_connected"]) && "losingTouch" in answer;
}

function isHomeFigures(answer: unknown): answer is HomeFigures {
  return hasState(answer, ["shown", "not_connected"]) && "figures" in answer;
}

function ShownHome({ page, readFigures }: { page: HomePage; readFigures: ReadFigures }) {
  const { words, tasks, own, board, openActions } = page;
  return (
    <Flex direction="column" gap="md">
      <Text testId="home-headline">{page.headline}</Text>
      {page.observeNotice !== null && <Alert title={page.observeNotice} variant="info" />}
      <Heading>{words.tasks}</Heading>
      {tasks.length + own.length === 0 && <Text testId="home-calm">{words.nothingToDo}</Text>}
      {tasks.map((list) => (
        <TaskList key={list.id} list={list} words={words} />
      ))}
      {own.length > 0 && <HomeLists lists={own} words={words} hasOwner={false} />}
      <Heading>{words.board}</Heading>
      {board === null ? (
        <Text testId="home-quiet">{words.quietBoard}</Text>
      ) : (
        <BoardSection board={board} words={words} />
      )}
      <Heading>{words.openActions}</Heading>
      {openActions === null ? (
        <Text testId="home-no-actions">{words.noActions}</Text>
      ) : (
        <TaskList list={openActions} words={words} />
      )}
      <Heading>{words.figures}</Heading>
      <FiguresSection read={readFigures} page={page} />
      <Heading>{words.losingTouch}</Heading>
      {page.losingTouch.length === 0 && <Text>{words.nobodyLost}</Text>}
      <HomeLists lists={page.losingTouch} words={words} hasOwner={true} />
      {page.calendar !== null && (
        <>
          <Heading>{words.calendar}</Heading>
          <TeamCalendar calendar={page.calendar} words={words} />
        </>
      )}
    </Flex>
  );
}
