import { type DataSource } from 'typeorm';
import { plant, plantNoKeys } from '../faults/wallet/bugs.js';
import { Seeded } from '../faults/random.js';
import { Databases } from './databases.js';
import { Guests } from './guests.js';
import { type ChaosStand } from './stand.js';
import { type Verdict, verdicts } from './verdicts.js';

/** A defect that is put into the platform while it runs, and the verdicts that have to see it, by what they say. */
interface Defect {
  what: string;
  app: string;
  seenBy: Readonly<Record<string, RegExp>>;
  plant(admin: DataSource): Promise<void>;
}

/** A defect, and how many faults a verdict found that are of it. */
export interface Seen {
  what: string;
  seenBy: string;
  faults: number;
}

const defects: readonly Defect[] = [
  {
    what: 'the wallet keeps no keys of commands',
    app: 'wallet',
    seenBy: { C5: /: [2-9] times round$/, C10: /taken twice$/ },
    plant: plantNoKeys,
  },
  {
    what: 'the wallet does not count what is staked in a day',
    app: 'wallet',
    seenBy: { C12: /day staked/ },
    plant: (admin) =>
      plant(admin, {
        function: 'post',
        find: /a\.day_staked := a\.day_staked \+ counted_stake;/,
        become: '',
      }),
  },
  {
    what: 'the wallet credits a penny more than was paid in',
    app: 'wallet',
    seenBy: { C11: /ledger has \d+1 in, the provider \d+0 in$/ },
    plant: async (admin) => {
      const cash = String.raw`given_cash := \(c_other ->> 'cashChange'\)::bigint`;
      const clearing = String.raw`cleared := \(c_other ->> 'clearingChange'\)::bigint`;
      const more = "CASE WHEN c_kind = 'deposit' THEN 1 ELSE 0 END";
      await plant(admin, { function: 'post', find: new RegExp(cash), become: '$& + 1' });
      await plant(admin, { function: 'post', find: new RegExp(clearing), become: `$& - ${more}` });
    },
  },
  {
    what: 'a round puts into the jackpot what it says twice over',
    app: 'wallet',
    seenBy: { J1: /in it, its rounds say/ },
    plant: (admin) =>
      plant(admin, { function: 'fed', find: /\(share ->> 'contribution'\)::bigint/, become: '$& * 2' }),
  },
  {
    what: 'profile takes one round in four for one that it has heard of',
    app: 'profile',
    seenBy: { C8: /^profile never heard/ },
    plant: async (admin) => {
      await admin.query(`
        CREATE FUNCTION take_for_known() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RETURN CASE WHEN hashtext(NEW.event_id::text) % 4 = 0 THEN NULL ELSE NEW END; END $$;
        CREATE TRIGGER take_for_known BEFORE INSERT ON inbox FOR EACH ROW
          WHEN (NEW.subject = 'evt.wallet.round.settled.v1') EXECUTE FUNCTION take_for_known();`);
    },
  },
  {
    what: 'somebody who may write the database moves a round that is sealed to another game',
    app: 'wallet',
    seenBy: { C9: /not as it was sealed/ },
    plant: async (admin) => {
      await admin.query(`
        SET session_replication_role = replica;
        UPDATE journal SET game_id = 'another-game' WHERE transaction_id = (
          SELECT event_id FROM outbox WHERE subject = 'evt.wallet.round.settled.v1' ORDER BY id LIMIT 1);
        SET session_replication_role = origin;`);
    },
  },
];

const places = 4;
/** How often a bet must have been asked for again: each is one that the wallet should know. */
const leastRepeats = 5;
const leastBets = 60;
/** What is broken for good need not be waited for. */
const patienceMs = 3000;

/** Plants every defect, has others play by the same rules, and looks with the same eyes. */
export async function control(stand: ChaosStand, seed: number): Promise<Seen[]> {
  const databases = new Databases(stand);
  try {
    for (const defect of defects) {
      const admin = await stand.adminDatabase(defect.app);
      await defect.plant(admin);
      await admin.destroy();
    }
    const guests = new Guests(stand, new Seeded(seed + 2), places, 'bets');
    await stand.until('enough was asked twice', () => {
      const count = (what: 'repeats' | 'bets'): number =>
        guests.all.reduce((sum, guest) => sum + guest[what], 0);
      return Promise.resolve(count('repeats') >= leastRepeats && count('bets') >= leastBets);
    });
    await guests.stop();
    for (const guest of guests.all) await guest.settle();
    const scene = { stand, databases, guests: guests.all, unknownBefore: [], patienceMs };
    return seenIn(await verdicts(scene));
  } finally {
    await databases.close();
  }
}

function seenIn(all: readonly Verdict[]): Seen[] {
  return defects.flatMap(({ what, seenBy }) =>
    Object.entries(seenBy).map(([verdict, shows]) => {
      const broken = all.find(({ name }) => name === verdict)?.broken ?? [];
      return { what, seenBy: verdict, faults: broken.filter((fault) => shows.test(fault)).length };
    }),
  );
}
