import { z } from "zod";

/** What several parts of the cards' JSON share. */

export const Variant = z.enum(["default", "success", "warning", "danger", "info"]);

/** Told with every press; a repeated one changes nothing. */
export const ActKey = z.string().regex(/^[\w-]{8,64}$/, "expected 8 to 64 letters, digits, _ or -");
