import type { Language } from "../../domain/words.ts";
import type { ChatDirectory } from "../../ports/chat-directory.ts";
import type { Crm } from "../../ports/crm.ts";
import type { Logger } from "../../ports/logger.ts";
import type { Notifier } from "../../ports/notifier.ts";
import type { Store } from "../../ports/store.ts";
import type { SurveyRequest } from "../../ports/survey-store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { PortalContexts } from "../sla/portal-contexts.ts";
import type { TierWords } from "../tiering/tier-reason-text.ts";
import type { TaskWords } from "../visits/task-of-visit.ts";

export type OutboxDeps = {
  readonly store: Store;
  readonly crm: Crm;
  readonly notifier: Notifier;
  readonly chatDirectory: ChatDirectory;
  readonly contexts: PortalContexts;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
  /** The address by which a customer answers a question. */
  readonly ratingLink: (portalId: string, request: SurveyRequest) => string;
  /** Words of the tasks that people find in the CRM. */
  readonly taskWords: (language: Language) => TaskWords;
  /** Words of the reasons that people find on a customer. */
  readonly tierWords: (language: Language) => TierWords;
  /** The text of the note that tells on a ticket what was said in the thread of its case. */
  readonly noteWords: (language: Language) => (said: {
    /** Null when its case is not known any more. */
    readonly department: string | null;
    readonly body: string;
    readonly author: string;
  }) => string;
};
