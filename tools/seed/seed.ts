import { ApiFault, Client } from '../demo/client.js';
import { findSandbox, Outside } from '../demo/outside.js';
import { type Credentials, DepositEnded, newCredentials, Player } from '../demo/player.js';
import { type Home, readJson, writeJson } from '../launch/home.js';
import { isUp, readRunFile } from '../launch/run-file.js';

type Environment = Readonly<Record<string, string | undefined>>;

const depositMinor = 10_000;
const mostDeposits = 5;

/** The credentials of an earlier run; else new ones, kept before they are used: a run that breaks off can go on. */
function keptCredentials(home: Home): Credentials {
  const file = home.file('demo-player.json');
  const kept = readJson<Partial<Credentials>>(file);
  if (typeof kept?.email === 'string' && typeof kept.password === 'string') {
    return { email: kept.email, password: kept.password };
  }
  const credentials = newCredentials('demo');
  writeJson(file, credentials);
  return credentials;
}

/** Signs in, and makes the account first if the platform does not know it yet. */
async function enter(player: Player): Promise<void> {
  try {
    await player.signIn();
  } catch (error) {
    if (!(error instanceof ApiFault && error.code === 'invalid_credentials')) throw error;
    const { email } = player.credentials;
    const before = await player.outside.mailsTo(email);
    const registrationId = await player.register();
    const code = await player.outside.confirmationCode(email, before);
    await player.confirm(registrationId, code);
    await player.signIn();
  }
}

/** The key makes it one deposit however often this runs; one that ended without money gives way to the next. */
async function fund(player: Player): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await player.deposit(depositMinor, `seed-deposit-${attempt}`);
      return;
    } catch (error) {
      if (!(error instanceof DepositEnded) || attempt === mostDeposits) throw error;
    }
  }
}

/** Makes the player a person can sign in as, as any client would; does nothing that was done before. */
export async function seed(home: Home, environment: Environment = process.env): Promise<Credentials> {
  const run = readRunFile(home);
  const written = isUp(run) ? run : undefined;
  const base = environment['GATEWAY_URL'] || written?.gateway;
  if (!base) throw new Error('GATEWAY_URL is not set and no platform runs here: start it with npm start');
  const sandbox = environment['SANDBOX_URL'] || written?.sandbox || (await findSandbox(base));
  const player = new Player(new Client(base), new Outside(sandbox), keptCredentials(home));
  await enter(player);
  await player.verify();
  await player.declineDepositLimit();
  await fund(player);
  await player.client.insist('DELETE', '/v1/sessions/current');
  return player.credentials;
}
