import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { texts } from '../texts/en-gb.js';
import { instant, money } from '../texts/formats.js';
import { Money } from '../ui/money.js';
import { Loaded } from '../ui/notice.js';
import { Older, rowsOf } from '../ui/older.js';

const t = texts.cashier;

/** Every change of the balance, as the ledger has it. */
export function Statement() {
  const transactions = useInfiniteQuery(reads.transactions);
  return (
    <Loaded of={transactions}>
      {(data) => {
        const rows = rowsOf(data);
        return rows.length === 0 ? (
          <p>{t.none}</p>
        ) : (
          <>
            <div className="scroll" tabIndex={0} role="region" aria-label={t.statement}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t.what}</th>
                    <th scope="col" className="number">
                      {t.change}
                    </th>
                    <th scope="col" className="number">
                      {t.balance}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <Line key={row.transactionId} row={row} />
                  ))}
                </tbody>
              </table>
            </div>
            <Older of={transactions} />
          </>
        );
      }}
    </Loaded>
  );
}

function Line({ row }: { row: Schemas['WalletTransaction'] }) {
  const { kind, reference, recordedAt, change, bonusChange, balance, stake, payout } = row;
  // Of reversals only that of a win names what had been paid.
  const name = kind === 'reversal' && payout ? t.takenBack : (t.kinds[kind] ?? kind);
  return (
    <tr>
      <td className="what">
        {kind === 'round' || kind === 'free_round' || kind === 'round_correction' ? (
          <Link to="/history/$roundId" params={{ roundId: reference }}>
            {name}
          </Link>
        ) : (
          name
        )}
        {stake && payout && <div className="small">{t.stakeAndPayout(money(stake), money(payout))}</div>}
        <div className="small">{instant(recordedAt)}</div>
      </td>
      <td className="number">
        <Money value={change} signed />
        {bonusChange.amount !== 0 && <div className="small">{t.bonusChange(money(bonusChange, true))}</div>}
      </td>
      <td className="number">
        <Money value={balance} />
      </td>
    </tr>
  );
}
