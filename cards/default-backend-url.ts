/**
 * Where Aftercare answers, unless a variable of the project says otherwise. This is the sandbox's; the
 * developer project has its own in place of this file, written by `npm run hubspot:project`.
 */
export const DEFAULT_BACKEND_URL = "https://aftercare.example";
