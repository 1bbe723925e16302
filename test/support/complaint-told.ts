import type { ComplaintFact } from "../../src/domain/complaints/complaint-fact.ts";
import { type ComplaintBasis, foldComplaint } from "../../src/domain/complaints/fold-complaint.ts";
import { mark } from "./complaint-marks.ts";

/** A complaint told in short. */

export type Told = readonly (readonly [at: number, fact: ComplaintFact])[];

export const foldOf = (told: Told, basis: Partial<ComplaintBasis> = {}) =>
  foldComplaint({
    marks: told.map(([at, fact]) => mark(at, fact)),
    spells: [],
    proposals: [],
    closings: [],
    outward: [],
    answerRequired: false,
    ...basis,
  });
