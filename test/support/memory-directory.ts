import type { ChatDirectory, DirectoryAnswer } from "../../src/ports/chat-directory.ts";

/** People of a workspace in memory, by e-mail address; who is not there is absent. */
export type MemoryDirectory = ChatDirectory & {
  readonly people: Map<string, DirectoryAnswer>;
  /** The addresses that were looked up, in order. */
  readonly asked: string[];
  put(email: string, userId: string): void;
};

export function createMemoryDirectory(): MemoryDirectory {
  const people = new Map<string, DirectoryAnswer>();
  const asked: string[] = [];
  return {
    people,
    asked,
    put: (email, userId) => void people.set(email, { outcome: "found", userId }),
    findByEmail: async (_teamId, email) => {
      asked.push(email);
      return people.get(email) ?? { outcome: "absent" };
    },
  };
}
