import { setTimeout as pause } from 'node:timers/promises';
import { sendSignal } from '@croupier/embedded';
import { ChaosStand } from '../../mix/stand.js';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { plantNoKeys } from '../wallet/bugs.js';
import { Storm } from './storm.js';

const sizes = {
  small: { players: 8, waves: 24, kills: 6 },
  full: { players: 20, waves: 1000, kills: 300 },
};
const killed = ['gateway', 'wallet', 'games', 'gateway-2', 'wallet-2', 'games-2'];

/** Every key many times at once over HTTP through two gateways, while one of them, of games or of the wallet is killed. */
export async function gatewaysStorm(options: Options): Promise<Report> {
  const { players, waves, kills } = sizes[options.size];
  const stand = await ChaosStand.open();
  try {
    const random = new Seeded(options.seed);
    const storm = new Storm(stand, random);
    await storm.invite(players);
    options.say(`${players} players sit`);
    for (let wave = 0; wave < waves; wave += 1)
      await storm.wave(wave < kills ? () => kill(stand, wave, random.below(30)) : undefined);
    await stand.until('all is ready again', () => stand.allReady());
    const broken = [...storm.broken, ...(await storm.effects())];
    const { keys, copies, again, refused, faults } = storm;
    return {
      ...{ ok: keys, refused, unknown: again },
      faults: { ...faults, 'copies of a request': copies },
      checked: [
        `${keys} keys of rounds, deposits and withdrawals, ${copies} copies: one status and the same bytes to all of each, the slowest after ${(storm.slowestMs / 1000).toFixed(1)} s`,
        `${refused} times the same key with another body: refused as idempotency_key_reused`,
        'one round in the wallet, one row in payments and one hold of the ledger for each key; C1 to C5',
      ],
      broken,
      control: await control(stand, options),
    };
  } finally {
    await stand.close();
  }
}

async function kill(stand: ChaosStand, wave: number, afterMs: number): Promise<string | undefined> {
  const name = killed[wave % killed.length] ?? '';
  await pause(afterMs);
  const pid = stand.processOf(name);
  if (pid === undefined) return undefined;
  sendSignal(pid, 'SIGKILL');
  return `kill -9 of a process of ${name.replace('-2', '')}`;
}

/** A wallet that keeps no keys. */
async function control(stand: ChaosStand, options: Options): Promise<Report['control']> {
  const wallet = await stand.adminDatabase('wallet');
  await plantNoKeys(wallet);
  await wallet.destroy();
  const storm = new Storm(stand, new Seeded(options.seed + 1));
  await storm.invite(2);
  for (let wave = 0; wave < 5 && storm.broken.length === 0; wave += 1) await storm.wave();
  return { what: 'a wallet that keeps no key of a command', saw: storm.broken };
}
