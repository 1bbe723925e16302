import { describe, expect, it } from "vitest";
import { wordsIn } from "../../../src/domain/complaints/complaint-words.ts";

const LIST = ["unacceptable", "refund", "投訴", "客诉", "last straw", "c++"];

describe("wordsIn", () => {
  it.each<{ name: string; text: string; expected: readonly string[] }>([
    { name: "nothing in an empty text", text: "", expected: [] },
    { name: "nothing in blanks", text: " \n ", expected: [] },
    { name: "nothing where no word is", text: "The pump is loud", expected: [] },
    { name: "a word in capitals", text: "UNACCEPTABLE!", expected: ["unacceptable"] },
    { name: "a word in full-width letters", text: "ｒｅｆｕｎｄ please", expected: ["refund"] },
    { name: "no word that is the end of another", text: "a prerefund case", expected: [] },
    { name: "no word that is the beginning of another", text: "refundable", expected: [] },
    {
      name: "a word behind one that only holds it",
      text: "refundable? refund",
      expected: ["refund"],
    },
    { name: "a word amid Chinese ones", text: "我要refund謝謝", expected: ["refund"] },
    { name: "a Chinese word without any space", text: "我要投訴你們公司", expected: ["投訴"] },
    {
      name: "two words over a line break",
      text: "This is the last\n straw",
      expected: ["last straw"],
    },
    { name: "a word that ends with a sign", text: "c++11", expected: ["c++"] },
    {
      name: "several, in the order of the list",
      text: "客诉 refund",
      expected: ["refund", "客诉"],
    },
  ])("finds $name", ({ text, expected }) => {
    expect(wordsIn(text, LIST)).toEqual(expected);
  });
});
