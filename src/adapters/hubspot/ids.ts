import { z } from "zod";

/** Ids are strings in the description and numbers here and there at run time. */
export const Id = z.union([z.string(), z.number()]).transform(String);
