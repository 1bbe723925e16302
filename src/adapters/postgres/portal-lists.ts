import { z } from "zod";
import type { OwnerSnapshot, PipelineSnapshot } from "../../ports/crm.ts";
import type { Portals } from "../../ports/store.ts";
import type { Database } from "./database.ts";
import { StagesDocument } from "./documents.ts";
import { instant, json } from "./values.ts";

/** Pipelines and owners of a portal; what is saved replaces what was there. */
export function createPortalLists(
  db: Database,
): Pick<Portals, "pipelines" | "savePipelines" | "owners" | "saveOwners"> {
  return {
    pipelines: (portalId) => db.rows(StoredPipeline, PIPELINES, [portalId]),
    savePipelines: async (portalId, pipelines, now) => {
      const rows = pipelines.map((pipeline, position) => ({
        pipeline_id: pipeline.pipelineId,
        position,
        label: pipeline.label,
        stages: pipeline.stages,
      }));
      await db.run(REPLACE_PIPELINES, [portalId, json(rows), instant(now)]);
    },
    owners: (portalId) => db.rows(StoredOwner, OWNERS, [portalId]),
    saveOwners: async (portalId, owners, now) => {
      const rows = owners.map((owner) => ({
        owner_id: owner.ownerId,
        user_id: owner.userId,
        email: owner.email,
        name: owner.name,
      }));
      await db.run(REPLACE_OWNERS, [portalId, json(rows), instant(now)]);
    },
  };
}

const StoredPipeline = z
  .object({ pipeline_id: z.string(), label: z.string(), stages: StagesDocument })
  .transform(
    (row): PipelineSnapshot => ({
      pipelineId: row.pipeline_id,
      label: row.label,
      stages: row.stages,
    }),
  );

const PIPELINES = {
  name: "list_pipelines",
  text: `
  select pipeline_id, label, stages from pipeline where portal_id = $1
  order by position, pipeline_id`,
};

const REPLACE_PIPELINES = `
  with wanted as materialized (
    select * from jsonb_to_recordset($2::jsonb)
      as p(pipeline_id text, position int, label text, stages jsonb)
  ), gone as (
    delete from pipeline p where p.portal_id = $1
      and not exists (select from wanted w where w.pipeline_id = p.pipeline_id)
  )
  insert into pipeline (portal_id, pipeline_id, position, label, stages, updated_at)
  select $1, w.*, $3 from wanted w order by w.pipeline_id
  on conflict (portal_id, pipeline_id) do update set position = excluded.position,
    label = excluded.label, stages = excluded.stages, updated_at = excluded.updated_at`;

const StoredOwner = z
  .object({
    owner_id: z.string(),
    user_id: z.string().nullable(),
    email: z.string().nullable(),
    name: z.string(),
  })
  .transform(
    (row): OwnerSnapshot => ({
      ownerId: row.owner_id,
      userId: row.user_id,
      email: row.email,
      name: row.name,
    }),
  );

const OWNERS = {
  name: "list_owners",
  text: `
  select owner_id, user_id, email, name from owner where portal_id = $1 order by owner_id`,
};

const REPLACE_OWNERS = `
  with wanted as materialized (
    select * from jsonb_to_recordset($2::jsonb)
      as o(owner_id text, user_id text, email text, name text)
  ), gone as (
    delete from owner o where o.portal_id = $1
      and not exists (select from wanted w where w.owner_id = o.owner_id)
  )
  insert into owner (portal_id, owner_id, user_id, email, name, updated_at)
  select $1, w.*, $3 from wanted w order by w.owner_id
  on conflict (portal_id, owner_id) do update set user_id = excluded.user_id,
    email = excluded.email, name = excluded.name, updated_at = excluded.updated_at`;
