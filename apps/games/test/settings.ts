/** What the app needs to start, besides its definitions. */
export const settings = { SANDBOX: 'true', SEED_KEY: 'a key for the seeds of all sessions' };
