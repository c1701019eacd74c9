import { type Options, type Report } from '../item.js';
import { strangeRights } from './roles.js';
import { Stand } from './stand.js';

/** Rights that would let a bug outside of the ledger's functions move money, or somebody else call them. */
const grants = [
  'GRANT UPDATE (cash) ON accounts TO wallet',
  'GRANT DELETE ON journal TO wallet',
  'GRANT TRUNCATE ON outbox TO wallet',
  'GRANT EXECUTE ON FUNCTION post TO PUBLIC',
  'ALTER FUNCTION post RESET search_path',
  'GRANT CREATE ON SCHEMA public TO wallet',
  'ALTER ROLE wallet CREATEROLE',
  'GRANT wallet_owner TO wallet',
];

/** Every right of the service's role, from the catalogue, against what is declared. */
export async function roles(options: Options): Promise<Report> {
  const stand = await Stand.open({ wallets: 0 });
  try {
    const broken = await strangeRights(stand.admin, 'wallet');
    const saw: string[] = [];
    const unseen: string[] = [];
    for (const grant of grants) {
      await stand.admin.query(grant);
      const found = (await strangeRights(stand.admin, 'wallet')).filter((right) => !saw.includes(right));
      (found.length > 0 ? saw : unseen).push(...(found.length > 0 ? found : [grant]));
    }
    for (const grant of unseen) options.say(`not seen: ${grant}`);
    return {
      ...{ ok: 0, refused: 0, unknown: 0, faults: {} },
      checked: [
        'tables, columns, functions, memberships and ownership of the wallet’s role, from the catalogue',
      ],
      broken,
      control: {
        what: `${grants.length} grants too many, one after the other`,
        saw: unseen.length === 0 ? saw : [],
      },
    };
  } finally {
    await stand.close();
  }
}
