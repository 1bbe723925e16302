import { z } from "zod";
import { Language } from "../../domain/words.ts";
import type {
  ChatPeople,
  ChatPerson,
  ChatPreferences,
  ConnectCode,
} from "../../ports/chat-people.ts";
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
    preferences: async (portalId, teamId, userId) =>
      (await db.rows(StoredPreferences, PREFERENCES, [portalId, teamId, userId]))[0] ??
      NO_PREFERENCES,
    setPreferences: async (portalId, teamId, { userId, ...change }) => {
      const { language = null, noticesPausedUntil = null } = change;
      const meant = [change.language !== undefined, change.noticesPausedUntil !== undefined];
      const values = [portalId, teamId, userId, language, instant(noticesPausedUntil), ...meant];
      await db.run(SET_PREFERENCES, values);
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

const NO_PREFERENCES: ChatPreferences = { language: null, noticesPausedUntil: null };

const StoredPreferences = z
  .object({ language: Language.nullable(), notices_paused_until: Instant.nullable() })
  .transform(
    (row): ChatPreferences => ({
      language: row.language,
      noticesPausedUntil: row.notices_paused_until,
    }),
  );

const PREFERENCES = `
  select language, notices_paused_until from chat_preference
  where portal_id = $1 and team_id = $2 and user_id = $3`;

/** Whether each value is meant at all comes along, as null is one of them. */
const SET_PREFERENCES = `
  insert into chat_preference as p (portal_id, team_id, user_id, language, notices_paused_until)
  values ($1, $2, $3, $4, $5)
  on conflict (portal_id, team_id, user_id) do update set
    language = case when $6::boolean then excluded.language else p.language end,
    notices_paused_until = case when $7::boolean then excluded.notices_paused_until
      else p.notices_paused_until end`;
