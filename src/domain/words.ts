import { z } from "zod";

/** A name in every language that people read. */
export const Words = z.strictObject({
  en: z.string().min(1),
  "zh-TW": z.string().min(1),
  "zh-CN": z.string().min(1),
});
export type Words = z.infer<typeof Words>;

export const Language = z.enum(["en", "zh-TW", "zh-CN"]);
export type Language = z.infer<typeof Language>;
