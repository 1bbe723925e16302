import { z } from "zod";
import type { PipelineSnapshot } from "../../ports/crm.ts";
import type { Caller } from "./call.ts";
import { Id } from "./ids.ts";

const Order = z.number().catch(0);
const IsArchived = z.boolean().catch(false);

/** Ticket stages have `ticketState`, some answers have `isClosed` as text instead. */
const StageMetadata = z
  .looseObject({
    ticketState: z.string().nullish(),
    isClosed: z.union([z.string(), z.boolean()]).nullish(),
  })
  .nullish();

const Pipelines = z.looseObject({
  results: z.array(
    z.looseObject({
      id: Id,
      label: z.string(),
      displayOrder: Order,
      archived: IsArchived,
      stages: z.array(
        z.looseObject({
          id: Id,
          label: z.string(),
          displayOrder: Order,
          archived: IsArchived,
          metadata: StageMetadata,
        }),
      ),
    }),
  ),
});

export async function readPipelines(
  call: Caller,
  portalId: string,
): Promise<readonly PipelineSnapshot[]> {
  const { results } = await call(portalId, {
    path: "GET /crm/v3/pipelines/tickets",
    isRepeatable: true,
    answer: Pipelines,
    send: (client) => client.crm.pipelines.pipelinesApi.getAllWithHttpInfo("tickets"),
  });
  return inOrder(results).map((pipeline) => ({
    pipelineId: pipeline.id,
    label: pipeline.label,
    stages: inOrder(pipeline.stages).map((stage) => ({
      stageId: stage.id,
      label: stage.label,
      isClosed: isClosed(stage.metadata),
    })),
  }));
}

function inOrder<Row extends { archived: boolean; displayOrder: number }>(rows: readonly Row[]) {
  return rows
    .filter((row) => !row.archived)
    .toSorted((one, other) => one.displayOrder - other.displayOrder);
}

function isClosed(metadata: z.infer<typeof StageMetadata>): boolean {
  return metadata?.ticketState === "CLOSED" || String(metadata?.isClosed) === "true";
}
