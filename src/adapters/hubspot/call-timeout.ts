/** The answer did not come in time; HubSpot may have done what it was asked for. */
export class CallTimeout extends Error {
  constructor(timeoutMs: number) {
    super(`gave no answer within ${timeoutMs} ms`);
    this.name = "CallTimeout";
  }
}

/** Waits for `work`, but no longer than `timeoutMs`; late results are dropped. */
export async function withTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CallTimeout(timeoutMs)), timeoutMs);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
