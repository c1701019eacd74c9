import { parseArgs } from 'node:util';

/** What was asked for on the command line of `npm run demo`. */
export interface DemoOptions {
  base: string | undefined;
  fast: boolean;
  json: string | undefined;
  help: boolean;
}

export const DEMO_USAGE = `Usage: npm run demo [-- options]

One player's evening over HTTP: register, deposit, play, withdraw, clear a bonus, sit at a live table, read the offers,
meet a limit, exclude oneself; and an account that must agree to the penny.
  --base URL    the gateway of a running platform; default: the one that runs in this clone, else one is started
  --fast        move the player's clock instead of waiting for the game cycle, and play 200 rounds instead of 20
  --json FILE   write the report as JSON
  --help        this text
Ends with 0 only if everything agrees. CROUPIER_HOME names the folder of the running platform (default: .croupier).
`;

/** Reads the arguments. @throws Error naming the argument that is wrong. */
export function parseDemoOptions(args: string[]): DemoOptions {
  const { values } = parseArgs({
    args,
    options: {
      base: { type: 'string' },
      fast: { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { base } = values;
  if (base !== undefined && !(URL.canParse(base) && /^https?:/.test(base))) {
    throw new Error(`--base ${base} is no http(s) URL; write for example --base http://127.0.0.1:3000`);
  }
  return { base, fast: values.fast, json: values.json, help: values.help };
}
