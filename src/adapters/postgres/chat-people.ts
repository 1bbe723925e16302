import { z } from "zod";
import { Language } from "../../domain/words.ts";
import type { ChatPeople, ChatPerson, ConnectCode } from "../../ports/chat-people.ts";
import type { Database } from "./database.ts";
import { Instant, instant } from "./values.ts";

export function createChatPeople(db: Database): ChatPeople {
  return {
    find: (portalId, teamId, emails) => db.rows(StoredPerson, FIND, [portalId, teamId, emails]),
    ofUser: (portalId, teamId, userId) =>
      db.rows(StoredPerson, OF_USER, [portalId, teamId, userId]),
    saveLookup: async (portalId, teamId, { email, userId, checkedAt }) => {
      await db.run(SAVE_LOOKUP, [portalId, teamId, email, userId, instant(checkedAt)]);
    },
    connect: async (portalId, teamId, { email, userId, checkedAt }) => {
      await db.run(CONNECT, [portalId, teamId, email, userId, instant(checkedAt)]);
    },
    disconnect: async (portalId, teamId, userId) => {
      await db.run(DISCONNECT, [portalId, teamId, userId]);
    },
    saveCode: (portalId, { codeHash, email, name, expiresAt }) =>
      db.transaction(async () => {
        await db.run(DROP_CODES, [portalId, email, instant(db.timeSource.now())]);
        await db.run(SAVE_CODE, [portalId, codeHash, email, name, instant(expiresAt)]);
      }),
    takeCode: async (portalId, codeHash, now) => {
      const [code] = await db.rows(StoredCode, TAKE_CODE, [portalId, codeHash]);
      return code === undefined || code.expiresAt < now ? null : code;
    },
    language: async (portalId, teamId, userId) =>
      (await db.rows(StoredLanguage, LANGUAGE, [portalId, teamId, userId]))[0]?.language ?? null,
    setLanguage: async (portalId, teamId, { userId, language }) => {
      await db.run(SET_LANGUAGE, [portalId, teamId, userId, language]);
    },
  };
}

const PersonColumns = z.object({
  email: z.string(),
  user_id: z.string().nullable(),
  source: z.enum(["email", "connected"]),
  checked_at: Instant,
});

const StoredPerson = PersonColumns.transform(
  (row): ChatPerson => ({
    email: row.email,
    userId: row.user_id,
    source: row.source,
    checkedAt: row.checked_at,
  }),
);

const COLUMNS = Object.keys(PersonColumns.shape).join(", ");

const FIND = `
  select ${COLUMNS} from chat_person
  where portal_id = $1 and team_id = $2 and email = any($3::text[]) order by email`;

const OF_USER = `
  select ${COLUMNS} from chat_person
  where portal_id = $1 and team_id = $2 and user_id = $3 order by email`;

const SAVE_LOOKUP = `
  insert into chat_person as p (portal_id, team_id, email, user_id, source, checked_at)
  values ($1, $2, $3, $4, 'email', $5)
  on conflict (portal_id, team_id, email) do update set user_id = excluded.user_id,
    checked_at = excluded.checked_at
  where p.source = 'email'`;

const CONNECT = `
  insert into chat_person (portal_id, team_id, email, user_id, source, checked_at)
  values ($1, $2, $3, $4, 'connected', $5)
  on conflict (portal_id, team_id, email) do update set user_id = excluded.user_id,
    source = excluded.source, checked_at = excluded.checked_at`;

const DISCONNECT = `
  delete from chat_person where portal_id = $1 and team_id = $2 and user_id = $3`;

const StoredCode = z
  .object({ code_hash: z.string(), email: z.string(), name: z.string(), expires_at: Instant })
  .transform(
    (row): ConnectCode => ({
      codeHash: row.code_hash,
      email: row.email,
      name: row.name,
      expiresAt: row.expires_at,
    }),
  );

/** Codes of the person, and all that have expired. */
const DROP_CODES = `
  delete from connect_code where portal_id = $1 and (email = $2 or expires_at < $3)`;

const SAVE_CODE = `
  insert into connect_code (portal_id, code_hash, email, name, expires_at)
  values ($1, $2, $3, $4, $5)
  on conflict (portal_id, code_hash) do nothing`;

const TAKE_CODE = `
  delete from connect_code where portal_id = $1 and code_hash = $2
  returning code_hash, email, name, expires_at`;

const StoredLanguage = z.object({ language: Language });

const LANGUAGE = `
  select language from chat_language where portal_id = $1 and team_id = $2 and user_id = $3`;

const SET_LANGUAGE = `
  insert into chat_language (portal_id, team_id, user_id, language) values ($1, $2, $3, $4)
  on conflict (portal_id, team_id, user_id) do update set language = excluded.language`;
