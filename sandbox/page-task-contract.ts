import { z } from "zod";

/** What a person of the CRM does with a task, as on its own page there. */
export const TaskAct = z.strictObject({ act: z.enum(["done", "move_week", "delete"]) });
export type TaskAct = z.infer<typeof TaskAct>;
